"""One application as a `transitions` machine: from the first interview to its end, and back where life goes back."""

from functools import cache
from typing import Any, TypeGuard, get_args

from transitions import Machine, MachineError

from conversations.known import _
from conversations.script import Stride

OPEN = ["interviewing", "waiting", "on_hold", "offer", "negotiating"]
ENDED = ["accepted", "declined", "rejected", "withdrawn", "silent", "rescinded"]
STAGES = [*OPEN, *ENDED]

# How each stage is said to the person.
SAID = {
    "interviewing": _("an interview to look back on"),
    "waiting": _("waiting for their answer"),
    "on_hold": _("on hold"),
    "offer": _("an offer"),
    "negotiating": _("negotiating"),
    "accepted": _("accepted"),
    "declined": _("declined by you"),
    "rejected": _("it was a no"),
    "withdrawn": _("withdrawn by you"),
    "silent": _("closed after silence"),
    "rescinded": _("taken back by them"),
}

# What a person taps to say what happened, in the order it is offered.
TOLD: dict[Stride, str] = {
    "interview": _("Another interview"),
    "offer": _("An offer came"),
    "negotiate": _("I'm negotiating"),
    "accept": _("I accepted"),
    "decline": _("I declined"),
    "reject": _("It was a no"),
    "go_silent": _("They never answered"),
    "hold": _("It is on hold"),
    "withdraw": _("I withdrew"),
    "rescind": _("They took it back"),
    "reopen": _("It goes on after all"),
}


def moves() -> list[dict[str, Any]]:
    """Every move. An interview or an offer may come after anything, a no included; what a look back finds decided stays so."""
    return [
        {"trigger": "interview", "source": STAGES, "dest": "interviewing"},
        {
            "trigger": "look_back",
            "source": ["interviewing", "waiting", "on_hold", "silent"],
            "dest": "waiting",
        },
        {"trigger": "look_back", "source": "*", "dest": None},
        {"trigger": "wait", "source": ["interviewing", "waiting", "on_hold", "silent"], "dest": "waiting"},
        {"trigger": "wait", "source": "*", "dest": None},
        {"trigger": "hold", "source": [*OPEN, "silent"], "dest": "on_hold"},
        {"trigger": "offer", "source": STAGES, "dest": "offer"},
        {"trigger": "negotiate", "source": ["offer", "negotiating"], "dest": "negotiating"},
        {"trigger": "accept", "source": ["offer", "negotiating", "accepted"], "dest": "accepted"},
        {"trigger": "decline", "source": ["offer", "negotiating", "declined"], "dest": "declined"},
        {"trigger": "reject", "source": [*OPEN, "silent", "rejected"], "dest": "rejected"},
        {"trigger": "withdraw", "source": [*OPEN, "silent", "withdrawn"], "dest": "withdrawn"},
        {
            "trigger": "go_silent",
            "source": ["interviewing", "waiting", "on_hold", "silent"],
            "dest": "silent",
        },
        {
            "trigger": "rescind",
            "source": ["offer", "negotiating", "accepted", "rescinded"],
            "dest": "rescinded",
        },
        {"trigger": "reopen", "source": [*ENDED, "on_hold"], "dest": "waiting"},
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


def open_steps(stage: str) -> tuple[Stride, ...]:
    """What a person may say happened next: every step that leads elsewhere from there."""
    return tuple(step for step in TOLD if leads(stage, step) not in {None, stage})


def leads(stage: str, step: Stride) -> str | None:
    """Where a step leads from there, or none where it cannot be taken."""
    try:
        return moved(stage, step)
    except MachineError:
        return None


def is_step(word: str) -> TypeGuard[Stride]:
    return word in get_args(Stride)
