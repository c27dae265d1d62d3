"""One application as a `transitions` machine: an interview is being looked back on, or an answer is awaited."""

from functools import cache
from typing import Any

from transitions import Machine

from conversations.known import _
from conversations.script import Stride

STAGES = ["interviewing", "waiting"]

# How each stage is said to the person.
SAID = {"interviewing": _("an interview to look back on"), "waiting": _("waiting for their answer")}


def moves() -> list[dict[str, Any]]:
    """Every move: each further interview goes back to the first stage, each look back at it leads to waiting."""
    return [
        {"trigger": "interview", "source": STAGES, "dest": "interviewing"},
        {"trigger": "look_back", "source": STAGES, "dest": "waiting"},
    ]


class _Application:
    """One application for the length of one move; `transitions` calls this the model."""

    state: str
    trigger: Any


@cache
def machine() -> Machine:
    return Machine(
        model=None, states=STAGES, transitions=moves(), initial="interviewing", auto_transitions=False
    )


def moved(stage: str, step: Stride) -> str:
    """The stage after this step. Raises MachineError for a step that cannot be taken from there."""
    application = _Application()
    machine().add_model(application, initial=stage)
    try:
        application.trigger(step)
    finally:
        machine().remove_model(application)
    return application.state
