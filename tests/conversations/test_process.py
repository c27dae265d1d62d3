"""One application: every step there is, from every stage, and none that is not."""

from typing import get_args

import pytest
from transitions import MachineError

from conversations.process import ENDED, OPEN, SAID, STAGES, TOLD, is_step, leads, machine, moved, open_steps
from conversations.script import Stride

STEPS: tuple[Stride, ...] = get_args(Stride)


@pytest.mark.parametrize("stage", STAGES)
def test_an_interview_or_an_offer_may_come_after_anything(stage: str) -> None:
    assert moved(stage, "interview") == "interviewing"
    assert moved(stage, "offer") == "offer"


@pytest.mark.parametrize("stage", ["interviewing", "waiting", "on_hold", "silent"])
def test_whoever_looked_back_waits_for_an_answer(stage: str) -> None:
    assert moved(stage, "look_back") == "waiting"
    assert moved(stage, "wait") == "waiting"


@pytest.mark.parametrize(
    "stage", ["offer", "negotiating", "accepted", "declined", "rejected", "withdrawn", "rescinded"]
)
def test_a_look_back_changes_nothing_of_what_is_decided(stage: str) -> None:
    assert moved(stage, "look_back") == stage
    assert moved(stage, "wait") == stage


@pytest.mark.parametrize("stage", ENDED)
def test_what_has_ended_can_go_on_after_all(stage: str) -> None:
    assert moved(stage, "reopen") == "waiting"


@pytest.mark.parametrize("stage", [*OPEN, "silent"])
def test_a_no_or_a_withdrawal_ends_what_is_open(stage: str) -> None:
    assert moved(stage, "reject") == "rejected"
    assert moved(stage, "withdraw") == "withdrawn"


@pytest.mark.parametrize("stage", ["interviewing", "waiting", "rejected", "silent"])
def test_nothing_is_accepted_before_it_was_offered(stage: str) -> None:
    with pytest.raises(MachineError):
        moved(stage, "accept")

    assert machine().models == []


@pytest.mark.parametrize("stage", STAGES)
def test_what_is_offered_to_tap_leads_elsewhere(stage: str) -> None:
    assert [leads(stage, step) for step in open_steps(stage) if leads(stage, step) in {None, stage}] == []


@pytest.mark.parametrize("stage", STAGES)
def test_no_step_leads_to_a_stage_nobody_knows(stage: str) -> None:
    assert {leads(stage, step) for step in STEPS} <= {None, *STAGES}


def test_a_stage_nobody_knows_is_refused_and_leaves_nothing_in_the_machine() -> None:
    with pytest.raises(ValueError, match="not a registered state"):
        moved("dreaming", "interview")

    assert machine().models == []


def test_a_step_nobody_knows_is_refused() -> None:
    with pytest.raises((MachineError, AttributeError)):
        moved("waiting", "win")  # type: ignore[arg-type]  # that is what is tried


def test_every_stage_and_every_step_can_be_said() -> None:
    assert set(SAID) == set(STAGES)
    assert set(TOLD) <= set(STEPS)
    assert is_step("reject")
    assert not is_step("win")
