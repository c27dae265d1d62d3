"""Nudges: said at the time a person picked, if they are still of use then, and answered with a tap."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot import outgoing
from bot.coach import later, nudge_card, nudge_deeds, sentences
from bot.coach.desk import Desk
from bot.coach.later import THANK_YOU
from conversations import nudges
from storage.tables import Conversation, Nudge, OutboxRow

# More than anybody plans; the rest comes with the next look.
AT_ONCE = 100

AGAIN: dict[str, nudges.Choice] = {"hour": "hour", "evening": "evening", "tomorrow": "tomorrow"}


def settle(desk: Desk, conversation: Conversation) -> None:
    """Letters were sent: unless some are still open, nothing is said about them any more."""
    if not any(letter.sent_at is None for letter in desk.records.letters.of(desk.person, conversation)):
        for kind in (THANK_YOU, later.LETTER):
            desk.records.nudges.drop(desk.person, conversation, desk.now, kind)
    later.climb(desk, conversation)


def fire(desk: Desk) -> int:
    """Say what is due for this person, all notes in one message. How many messages that made."""
    due = desk.records.nudges.due(desk.now, AT_ONCE, desk.person)
    ready = [nudge for nudge in due if _ripe(desk, nudge)]
    notes = [nudge for nudge in ready if nudge.kind == THANK_YOU]
    messages = [*([notes] if notes else []), *([nudge] for nudge in ready if nudge.kind != THANK_YOU)]
    for said in messages:
        desk.records.nudges.settle(said, "said", desk.now)
        _say(desk, said)
    return len(messages)


def _ripe(desk: Desk, nudge: Nudge) -> bool:
    """Whether to say it now. What is done, or of no more use, is dropped; what the night forbids is moved."""
    # Nothing is said to somebody who blocked the bot; each morning it is looked whether they are back.
    earliest = nudges.due("tomorrow", desk.now, desk.zone) if desk.person.blocked_at else desk.now
    earliest = nudges.not_during(earliest, _interviews(desk), desk.zone)
    moment = nudges.say_at(nudge.kind, nudge.wanted_at or nudge.planned_at, earliest, desk.zone)
    conversation = _about(desk, nudge)
    if moment is None or conversation is None or not nudge_deeds.is_open(desk, nudge, conversation):
        desk.records.nudges.settle([nudge], "dropped", desk.now)
        return False
    if moment > desk.now:
        desk.records.nudges.move(nudge, moment, desk.zone.key)
        return False
    return True


def _interviews(desk: Desk) -> list[tuple[datetime, datetime]]:
    """From when until when the person is in an interview, where a time of day is known."""
    found = [(one.next_at, one.next_until) for one in desk.records.applications.of(desk.person)]
    return [(begin, end) for begin, end in found if begin and end and end - begin < nudges.DAY / 2]


def _say(desk: Desk, said: Sequence[Nudge]) -> None:
    """Twice would be worse than not at all, and whoever is talking to the bot comes first."""
    for call in outgoing.messages(desk.person.chat_id, nudge_card.card(desk, said)):
        desk.records.outbox.put(
            desk.person.chat_id,
            call.method,
            call.params,
            desk.now,
            person=desk.person,
            policy="flag",
            live=False,
        )


def unsure(desk: Desk, row: OutboxRow, pressed: str) -> None:
    """Nobody knows whether this message came. If it was a nudge still open, and this is no answer to it: once more."""
    number = _number(row)
    nudge = desk.records.nudges.get(desk.person, number)
    if nudge is None or nudge.state != "said" or pressed.startswith(f"nudge:{number}:"):
        return
    said = [one for one in _together(desk, nudge) if _is_open(desk, one)]
    if said:
        desk.send(nudge_card.card(desk, said))


def _number(row: OutboxRow) -> int:
    """Which nudge a message shows; 0, which none has, where it shows none."""
    rows = json.loads(row.params or "{}").get("reply_markup", {}).get("inline_keyboard", [])
    for button in (button for buttons in rows for button in buttons):
        kind, _colon, rest = button["callback_data"].partition(":")
        if kind == "nudge":
            return Desk.number(rest.partition(":")[0])
    return 0


def answer(desk: Desk, number: int, choice: str) -> str:
    """Do what a button of a nudge asks for; nothing, where it was answered before or is somebody else's.

    Returns the sentence to show at the button, or nothing.
    """
    nudge = desk.records.nudges.get(desk.person, number)
    if nudge is None or nudge.state != "said" or not nudge_card.may(nudge, choice):
        return sentences.BUTTON_PAST
    if choice in {"why", "later"}:
        desk.send(nudge_card.because(desk, nudge) if choice == "why" else nudge_card.when(desk, nudge))
        return ""
    together = _together(desk, nudge)
    desk.records.nudges.settle(together, "done", desk.now)
    if choice in AGAIN:
        return _again(desk, together, AGAIN[choice])
    said = sentences.BUTTON_PAST
    for one in together:
        conversation = _about(desk, one)
        if conversation is not None:
            said = nudge_deeds.do(desk, one, conversation, choice)
    return said


def _again(desk: Desk, together: Iterable[Nudge], choice: nudges.Choice) -> str:
    due_at = nudges.due(choice, desk.now, desk.zone)
    for nudge in together:
        conversation = _about(desk, nudge)
        if conversation is not None:
            later.again(desk, nudge, conversation, due_at)
    if due_at - desk.now == nudges.HOUR:
        return sentences.NUDGE_IN_AN_HOUR
    evening = due_at.astimezone(desk.zone).time() == nudges.EVENING
    return sentences.NUDGE_IN_THE_EVENING if evening else sentences.NUDGE_IN_THE_MORNING


def _together(desk: Desk, nudge: Nudge) -> list[Nudge]:
    """Those its message speaks of."""
    return desk.records.nudges.said_with(nudge) if nudge.kind == THANK_YOU else [nudge]


def _about(desk: Desk, nudge: Nudge) -> Conversation | None:
    return desk.records.conversations.get(desk.person, nudge.conversation_id or 0)


def _is_open(desk: Desk, nudge: Nudge) -> bool:
    conversation = _about(desk, nudge)
    return conversation is not None and nudge_deeds.is_open(desk, nudge, conversation)
