"""A flow on a page for someone who reads no Python: every sentence, every rule, every way."""

import pytest

from conversations import diagram
from conversations.answers import Answers, OneGiven, Several, Words, choice
from conversations.catalogue import FLOWS
from conversations.known import Known
from conversations.script import Ask, Flow, Say, given
from conversations.session import Phrase

flows = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)


def late(answers: Answers, known: Known) -> bool:
    """It is late."""
    return False


def undocumented(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    return (Phrase("!"),)


def nothing(known: Known) -> None:
    """Skipped in advance."""


SMALL = Flow(
    "small",
    "little",
    "A small flow",
    "first",
    (
        Ask("first", "How was it?", choice(good="Good", rough="Rough"), "It sets the pace."),
        Say("Oh.", only_if=given("first", "rough")),
        Say(undocumented, only_if=late),
        Ask("things", "What happened?", Several(), "It fades.", preset=nothing),
        Ask("which", "Which?", OneGiven("things", none="None"), "", only_if=given("things")),
        Ask("matter", "Why?", Words(), "", only_if=late),
        Ask("card", "Here.", choice(done="Done"), "", closes=True),
    ),
    "Saved.",
)
PAGE = diagram.page(SMALL)


def test_page_begins_with_the_title_and_ends_with_a_line_break() -> None:
    assert PAGE.startswith("# A small flow\n\nBegins with /little. What is kept is under the name `small`.")
    assert PAGE.endswith("```\n")


@pytest.mark.parametrize(
    "line",
    [
        "1. **How was it?** `first`",
        "   - [Good] [Rough]",
        "   - Why? It sets the pace.",
        "   - Controls: [Skip] [Why?] [Pause]",
        "2. Oh. *(only if: first is rough)*",
        "4. **What happened?** *(answered in advance; asked when the person goes to change it)* `things`",
        "5. **Which?** *(only if: things was answered)* `which`",
        "   - one of what was given to `things`, or [None]",
        "6. **Why?** *(only if: It is late)* `matter`",
        "   - Controls: [Back]",
        "**At the end:** Saved.",
    ],
)
def test_page_says(line: str) -> None:
    assert line in PAGE.splitlines()


def test_sentence_made_of_the_answers_is_named_by_what_makes_it() -> None:
    third = next(line for line in PAGE.splitlines() if line.startswith("3. "))

    assert "undocumented" in third
    assert third.endswith(" *(only if: It is late)*")


@pytest.mark.parametrize(
    "way",
    [
        "start --> first",
        "first --> things",
        "things --> which: [things was answered]",
        "things --> matter: [It is late]",
        "which --> card",
        "card --> done",
    ],
)
def test_drawing_shows_the_ways_and_their_rules(way: str) -> None:
    assert way in diagram.drawn(SMALL)


def test_drawing_leaves_out_the_controls() -> None:
    drawing = diagram.drawn(SMALL)

    assert "stopped" not in drawing
    assert "back" not in drawing


@flows
def test_every_sentence_of_a_flow_is_on_its_page(flow: Flow) -> None:
    page = diagram.page(flow)

    for line in flow.script:
        assert not isinstance(line.text, str) or line.text in page
    for ask in flow.asks:
        assert f"`{ask.name}`" in page
        assert ask.why in page
    assert flow.closing in page


@flows
def test_page_is_the_same_every_time(flow: Flow) -> None:
    assert diagram.page(flow) == diagram.page(flow)


@flows
def test_every_way_of_a_flow_is_drawn(flow: Flow) -> None:
    drawing = diagram.drawn(flow)

    for step in (None, *(ask.name for ask in flow.asks)):
        for way in flow.onward(step):
            assert f"{step or 'start'} --> {way.name if way else 'done'}" in drawing


def test_journey_of_a_person_is_drawn() -> None:
    drawing = diagram.journey_drawn()

    assert "title: A person" in drawing
    assert "home --> talking: begin" in drawing
    assert "away --> talking: come_back [in_conversation]" in drawing
