"""The flows there are, in the order of the menu."""

from conversations.flows import (
    closer_look,
    interview,
    lessons,
    reflection,
    rejected,
    second_look,
    silence,
    waiting,
)
from conversations.script import Flow

FLOWS: tuple[Flow, ...] = (
    reflection.FLOW,
    closer_look.FLOW,
    second_look.FLOW,
    interview.FLOW,
    waiting.FLOW,
    rejected.FLOW,
    lessons.FLOW,
    silence.FLOW,
)


def flow_named(name: str) -> Flow:
    """The flow of that lasting name. Raises KeyError where there is none (any more)."""
    for flow in FLOWS:
        if flow.name == name:
            return flow
    raise KeyError(name)
