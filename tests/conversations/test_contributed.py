"""A conversation that a contributor adds: one file and one line, as CONTRIBUTING.md shows it."""

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conversations import diagram
from conversations.catalogue import FLOWS
from conversations.engine.machine import machine_of
from conversations.script import Flow
from conversations.session import DONE
from tests.conversations.chat import ACME, Chat, known

GUIDE = Path(__file__).parents[2] / "CONTRIBUTING.md"
CATALOGUE = Path(__file__).parents[2] / "conversations" / "catalogue.py"


@pytest.fixture
def flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flow]:
    """The flow of the guide, in a package of its own with a catalogue that has one line more."""
    shown = re.search(r"## Add a conversation.*?```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert shown
    package = tmp_path / "contributed"
    package.mkdir()
    (package / "quick_check.py").write_text(shown[1], "utf-8")
    ours = CATALOGUE.read_text("utf-8")
    more = ours.replace("FLOWS: tuple[Flow, ...] = (", "FLOWS: tuple[Flow, ...] = (quick_check.FLOW, ")
    (package / "catalogue.py").write_text(
        more.replace("\n\nfrom", "\n\nfrom contributed import quick_check\nfrom", 1), "utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    catalogue = importlib.import_module("contributed.catalogue")
    yield catalogue.FLOWS[0]
    for name in [name for name in sys.modules if name.startswith("contributed")]:
        del sys.modules[name]


def test_catalogue_holds_it_beside_the_others(flow: Flow) -> None:
    listed = sys.modules["contributed.catalogue"]

    assert (flow, *FLOWS) == listed.FLOWS
    assert listed.flow_named(flow.name) is flow


def test_it_is_asked_from_the_first_question_to_the_last(flow: Flow) -> None:
    chat = Chat(flow, known(ACME))

    chat.taps("Acme · Analyst")
    chat.taps("Not sure")
    assert chat.says[-2:] == ["Then let's find out what changed.", "What changed?"]
    chat.types("the team")

    assert chat.step == DONE
    assert chat.answers == {"application": ["Acme · Analyst"], "still": ["unsure"], "changed": ["the team"]}
    assert chat.says == ["Saved."]


def test_its_controls_come_with_it(flow: Flow) -> None:
    chat = Chat(flow, known(ACME))
    chat.taps("Skip")

    assert chat.open.labels == ["Yes", "Not sure", "Skip", "Back", "Why?", "Pause"]
    chat.taps("Why?")
    assert chat.says[-1] == "A gut feeling will do."
    chat.taps("Back")
    assert chat.step == "application"


def test_it_has_a_machine_and_a_page(flow: Flow) -> None:
    assert set(machine_of(flow).states) == {"start", "application", "still", "changed", "done", "stopped"}
    assert "still --> changed: [still is unsure]" in diagram.page(flow)
