"""One person as a `transitions` machine: at home, talking, pouring out, confirming an erasure, or away (they blocked us)."""

from functools import cache
from typing import Any, Literal

from transitions import Machine

State = Literal["home", "talking", "pouring_out", "confirming", "away"]
Move = Literal["begin", "pour", "leave", "confirm", "settle", "block", "come_back"]

HERE = ["home", "talking", "pouring_out", "confirming"]
STATES = [*HERE, "away"]


def moves() -> list[dict[str, Any]]:
    """Every move. Whoever settles or comes back finds their open conversation, where there is one."""
    return [
        {"trigger": "begin", "source": HERE, "dest": "talking"},
        {"trigger": "pour", "source": HERE, "dest": "pouring_out"},
        {"trigger": "leave", "source": HERE, "dest": "home"},
        {"trigger": "confirm", "source": HERE, "dest": "confirming"},
        {"trigger": "settle", "source": HERE, "dest": "talking", "conditions": "in_conversation"},
        {"trigger": "settle", "source": HERE, "dest": "home"},
        {"trigger": "block", "source": "*", "dest": "away"},
        {"trigger": "come_back", "source": "away", "dest": "talking", "conditions": "in_conversation"},
        {"trigger": "come_back", "source": "away", "dest": "home"},
        {"trigger": "come_back", "source": HERE, "dest": None},
    ]


class _Person:
    """One person for the length of one move; `transitions` calls this the model."""

    state: str
    trigger: Any

    def __init__(self, *, in_conversation: bool) -> None:
        self.in_conversation = in_conversation


@cache
def machine() -> Machine:
    return Machine(model=None, states=STATES, transitions=moves(), initial="home", auto_transitions=False)


def moved(state: str, move: Move, *, in_conversation: bool = False) -> str:
    """Where the person is after this move. Raises MachineError for a move that cannot be made from there."""
    person = _Person(in_conversation=in_conversation)
    machine().add_model(person, initial=state)
    try:
        person.trigger(move)
    finally:
        machine().remove_model(person)
    return person.state
