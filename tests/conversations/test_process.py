"""One application: every step there is, from every stage, and none that is not."""

import pytest
from transitions import MachineError

from conversations.process import SAID, STAGES, machine, moved


@pytest.mark.parametrize("stage", STAGES)
def test_an_interview_is_to_be_looked_back_on_from_anywhere(stage: str) -> None:
    assert moved(stage, "interview") == "interviewing"


@pytest.mark.parametrize("stage", STAGES)
def test_whoever_looked_back_waits_for_an_answer(stage: str) -> None:
    assert moved(stage, "look_back") == "waiting"


def test_a_stage_nobody_knows_is_refused_and_leaves_nothing_in_the_machine() -> None:
    with pytest.raises(ValueError, match="not a registered state"):
        moved("dreaming", "interview")

    assert machine().models == []


def test_a_step_nobody_knows_is_refused() -> None:
    with pytest.raises((MachineError, AttributeError)):
        moved("waiting", "win")  # type: ignore[arg-type]  # that is what is tried


def test_every_stage_can_be_said() -> None:
    assert set(SAID) == set(STAGES)
