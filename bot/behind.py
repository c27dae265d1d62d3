"""A look behind one person's chat, for whoever works on the bot: the machine, the last rows, what is due. Only looks."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from conversations import journey
from conversations.catalogue import FLOWS
from conversations.diagram import named, sentence_of
from conversations.engine.machine import ways
from conversations.script import Flow, Text
from conversations.session import DONE, START
from storage.records import Records
from storage.tables import (
    AnswerRow,
    Application,
    Attachment,
    Conversation,
    InboxRow,
    Letter,
    Note,
    Nudge,
    OutboxRow,
    Person,
)

Raw = dict[str, Any]

NEWEST = 12
_SHORT = 72
_OPEN = ("waiting", "sending", "flagged")


@dataclass(frozen=True, slots=True)
class Row:
    """One row that was written for the person."""

    table: str
    key: str
    summary: str
    at: datetime

    @property
    def raw(self) -> Raw:
        summary = " ".join(self.summary.split())
        short = summary if len(summary) <= _SHORT else f"{summary[:_SHORT]}…"
        return {"table": self.table, "key": self.key, "summary": short, "at": self.at.isoformat()}


def seen(records: Records, telegram_id: int) -> Raw:
    """All of it; of somebody the bot does not know, only the journey as it would begin."""
    person = records.people.by_telegram(telegram_id)
    if person is None:
        return {**_nothing(), "journey": _journey(None), "rows": [], "due": []}
    return {
        **_flow(records, person),
        "journey": _journey(person.journey),
        "rows": _rows(records, person),
        "due": _due(records, person),
    }


def _nothing() -> Raw:
    return {"flow": None, "title": "", "nodes": [], "edges": [], "current": None}


def _flow(records: Records, person: Person) -> Raw:
    """The conversation they are in, or the last one they were in."""
    found = records.conversations.active(person) or next(iter(records.conversations.of(person)), None)
    flow = next((flow for flow in FLOWS if found is not None and flow.name == found.flow), None)
    if found is None or flow is None:
        return _nothing()
    shown = {"flow": flow.name, "title": flow.title, "status": found.status}
    current = found.step if found.status in {"active", "paused", "done"} else None
    return {**shown, "nodes": _nodes(flow), "edges": _edges(flow), "current": current}


def _nodes(flow: Flow) -> list[Raw]:
    asks = [
        {"name": ask.name, "label": _words(ask.text), "part": flow.line(ask.name).part} for ask in flow.asks
    ]
    return [{"name": START, "label": "Start", "part": 0}, *asks, {"name": DONE, "label": "Done", "part": 0}]


def _edges(flow: Flow) -> list[Raw]:
    """The ways onward, as the machine has them; controls are left out, every question has them."""
    found = []
    for step in (None, *(ask.name for ask in flow.asks)):
        for way in ways(flow, step):
            rules = () if way["dest"] == DONE else flow.line(way["dest"]).rules
            label = " and ".join(named(rule) for rule in rules)
            found.append({"from": step or START, "to": way["dest"], "label": label})
    return found


def _words(text: Text) -> str:
    return text if isinstance(text, str) else sentence_of(text)


def _journey(state: str | None) -> Raw:
    nodes = [{"name": name, "label": name.replace("_", " "), "part": 0} for name in journey.STATES]
    edges = [edge for move in journey.moves() for edge in _moved(move)]
    return {"nodes": nodes, "edges": edges, "current": state or journey.machine().initial}


def _moved(move: Raw) -> Iterator[Raw]:
    source = move["source"]
    sources = journey.STATES if source == "*" else [source] if isinstance(source, str) else source
    condition = f" [{move['conditions']}]" if "conditions" in move else ""
    for one in sources:
        yield {"from": one, "to": move["dest"] or one, "label": f"{move['trigger']}{condition}"}


def _rows(records: Records, person: Person) -> list[Raw]:
    found = [row for look in _LOOKS for row in look(records, person)]
    found += [Row("person", str(person.id), f"{person.role}, {person.journey}", person.seen_at)]
    return [row.raw for row in sorted(found, key=lambda row: row.at, reverse=True)[:NEWEST]]


def _newest(
    table: type[Any],
    key: str,
    written: Callable[[Any], tuple[str, datetime]],
    records: Records,
    person: Person,
) -> list[Row]:
    """The newest of a table that names its person."""
    query = records.session.query(table).filter_by(person_id=person.id)
    rows = query.order_by(getattr(table, key).desc()).limit(NEWEST)
    return [Row(table.__tablename__, str(getattr(one, key)), *written(one)) for one in rows]


def _inbox(records: Records, person: Person) -> list[Row]:
    query = records.session.query(InboxRow).filter_by(chat_id=person.chat_id)
    rows = query.order_by(InboxRow.update_id.desc()).limit(NEWEST)
    return [Row("inbox", str(one.update_id), f"{one.state} {one.error}", one.received_at) for one in rows]


_LOOKS: tuple[Callable[[Records, Person], list[Row]], ...] = (
    _inbox,
    partial(
        _newest, AnswerRow, "id", lambda one: (f"{one.step}: {one.value or one.raw} ({one.state})", one.at)
    ),
    partial(_newest, OutboxRow, "id", lambda one: (f"{one.method} {_said(one)} ({one.state})", one.made_at)),
    partial(
        _newest,
        Nudge,
        "id",
        lambda one: (
            f"{one.kind} for {one.due_at:%Y-%m-%d %H:%M} ({one.state})",
            one.ended_at or one.planned_at,
        ),
    ),
    partial(
        _newest, Conversation, "id", lambda one: (f"{one.flow} at {one.step} ({one.status})", one.moved_at)
    ),
    partial(
        _newest, Application, "id", lambda one: (f"{one.company}, {one.role} ({one.stage})", one.created_at)
    ),
    partial(
        _newest, Letter, "id", lambda one: (f"{one.kind} to {one.recipient}", one.sent_at or one.made_at)
    ),
    partial(_newest, Note, "id", lambda one: (one.text, one.at)),
    partial(_newest, Attachment, "id", lambda one: (f"{one.kind} {one.name} {one.caption}", one.at)),
)


def _said(row: OutboxRow) -> str:
    """What is still to be said; once it was sent, the row has forgotten it."""
    params = json.loads(row.params or "{}")
    return str(params.get("text") or params.get("caption") or "")


def _due(records: Records, person: Person) -> list[Raw]:
    """What is to be said later, the soonest first."""
    nudges = [
        (one.due_at, f"nudge {one.kind}", one.state)
        for one in records.nudges.of(person)
        if one.state == "waiting"
    ]
    query = records.session.query(OutboxRow).filter_by(person_id=person.id)
    waiting = [
        (one.due_at, f"{one.method} {one.id}", one.state)
        for one in query.filter(OutboxRow.state.in_(_OPEN)).order_by(OutboxRow.id)
    ]
    return [
        {"what": what, "at": at.isoformat(), "state": state}
        for at, what, state in sorted([*nudges, *waiting], key=lambda one: one[0])
    ]
