"""A flow as a `transitions` machine: every question a state, every move the flow allows a transition."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from transitions import EventData, Machine

from conversations.engine.model import Talk
from conversations.script import Ask, Flow
from conversations.session import DONE, START, STOPPED


def _talk(event: EventData) -> Talk:
    talk: Any = event.model
    return talk  # type: ignore[no-any-return]  # transitions types its model as object


@dataclass(frozen=True)
class Onward:
    """The question is the first whose rules hold; its own rules are named by the flow."""

    ask: Ask | None

    def __call__(self, event: EventData) -> bool:
        talk = _talk(event)
        ahead = talk.next(talk.here)
        return (ahead.ask if ahead else None) is self.ask


@dataclass(frozen=True)
class Before:
    """The question was asked before this one."""

    ask: Ask

    def __call__(self, event: EventData) -> bool:
        before = _talk(event).previous
        return before is not None and before.ask is self.ask


@dataclass(frozen=True)
class Wanted:
    """The question is the one the person goes to change."""

    ask: Ask

    def __call__(self, event: EventData) -> bool:
        wanted = _talk(event).wanted
        return wanted is not None and wanted.ask is self.ask


def ways(flow: Flow, step: str | None) -> list[dict[str, Any]]:
    """The ways onward from a step (none: the start)."""
    return [{"dest": ask.name if ask else DONE, "conditions": [Onward(ask)]} for ask in flow.onward(step)]


def transitions_of(flow: Flow) -> list[dict[str, Any]]:
    """Every move the flow allows."""
    moves: list[dict[str, Any]] = [
        {"trigger": "begin", "source": START, **way, "before": "go_on"} for way in ways(flow, None)
    ]
    names = [ask.name for ask in flow.asks]
    for ask in flow.asks:
        moves += _answering(flow, ask)
        here = {"source": ask.name}
        moves += [{"trigger": "pass_over", **here, **way, "before": "go_on"} for way in ways(flow, ask.name)]
        for other in flow.asks:
            back = {"trigger": "back", **here, "dest": other.name, "conditions": [Before(other)]}
            moves.append({**back, "before": "go_back"})
        moves.append({"trigger": "back", **here, "dest": None, "after": "ask_again"})
        moves.append({"trigger": "explain", **here, "dest": None, "after": "give_reason"})
        there = {"trigger": "edit", "dest": ask.name, "conditions": [Wanted(ask)], "before": "go_there"}
        moves.append({**there, "source": [*names, DONE, STOPPED]})
    moves.append({"trigger": "stop", "source": names, "dest": STOPPED})
    return moves


def _answering(flow: Flow, ask: Ask) -> list[dict[str, Any]]:
    """What an answer can lead to, in the order it is tried: asked again, one more of several, a change, onward."""
    here: dict[str, Any] = {"trigger": "answer", "source": ask.name}
    moves = [{**here, "dest": None, "prepare": "hear", "unless": "understood", "after": "ask_again"}]
    if ask.kind.until_done:
        moves.append({**here, "dest": None, "conditions": "one_more", "after": "add_item"})
    if ask.jumps:
        moves.append({**here, "dest": None, "conditions": "goes_back_to_change", "after": "change"})
    return moves + [{**here, **way, "before": ["close", "go_on"]} for way in ways(flow, ask.name)]


def states_of(flow: Flow) -> list[dict[str, Any]]:
    return [
        {"name": START},
        *({"name": ask.name, "on_enter": "arrive"} for ask in flow.asks),
        {"name": DONE, "final": True, "on_enter": "finish"},
        {"name": STOPPED, "final": True},
    ]


@cache
def machine_of(flow: Flow) -> Machine:
    """The one machine that all conversations of a flow share."""
    return Machine(
        model=None,
        states=states_of(flow),
        transitions=transitions_of(flow),
        initial=START,
        auto_transitions=False,
        send_event=True,
    )
