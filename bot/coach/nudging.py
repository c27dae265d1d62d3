"""Nudges: said at the time a person picked, if they are still of use then, and answered with a tap."""

import json
from collections.abc import Iterable, Sequence

from bot import outgoing
from bot.coach import later, letters, nudge_card, sentences, talk
from bot.coach.desk import Desk
from bot.coach.later import SECOND_LOOK, THANK_YOU
from conversations import nudges
from storage.tables import Conversation, Letter, Nudge, OutboxRow

# More than anybody plans; the rest comes with the next look.
AT_ONCE = 100

AGAIN: dict[str, nudges.Choice] = {"hour": "hour", "evening": "evening", "tomorrow": "tomorrow"}


def settle(desk: Desk, conversation: Conversation) -> None:
    """Letters were sent: unless some are still open, nothing is said about them any more."""
    if not any(letter.sent_at is None for letter in desk.records.letters.of(desk.person, conversation)):
        desk.records.nudges.drop(desk.person, conversation, desk.now, THANK_YOU)


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
    moment = nudges.say_at(nudge.kind, nudge.planned_at, earliest, desk.zone)
    if moment is None or not _open(desk, nudge):
        desk.records.nudges.settle([nudge], "dropped", desk.now)
        return False
    if moment > desk.now:
        desk.records.nudges.move(nudge, moment, desk.zone.key)
        return False
    return True


def _open(desk: Desk, nudge: Nudge) -> bool:
    """Whether what it is about is still there, and was not done meanwhile."""
    conversation = _about(desk, nudge)
    if conversation is None:
        return False
    if nudge.kind == SECOND_LOOK:
        return not any(
            one.flow == SECOND_LOOK
            and one.application_id == conversation.application_id
            and one.begun_at >= nudge.planned_at
            for one in desk.records.conversations.of(desk.person)
        )
    drafted = _letters(desk, nudge, conversation)
    return not drafted or any(letter.sent_at is None for letter in drafted)


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
    said = [one for one in _together(desk, nudge) if _open(desk, one)]
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
    if nudge is None or nudge.state != "said" or choice not in nudge_card.LABELS:
        return sentences.BUTTON_PAST
    if choice in {"why", "later"}:
        desk.send(nudge_card.because(desk, nudge) if choice == "why" else nudge_card.when(desk, nudge))
        return ""
    together = _together(desk, nudge)
    desk.records.nudges.settle(together, "done", desk.now)
    if choice in AGAIN:
        return _again(desk, together, AGAIN[choice])
    return _show(desk, together) if choice == "show" else _ended(desk, together)


def _again(desk: Desk, together: Iterable[Nudge], choice: nudges.Choice) -> str:
    """Plan each anew; a nudge has one successor at most."""
    for nudge in together:
        conversation = _about(desk, nudge)
        if conversation is not None:
            later.put(desk, conversation, nudge.kind, f"after:{nudge.id}", choice)
    due_at = nudges.due(choice, desk.now, desk.zone)
    if due_at - desk.now == nudges.HOUR:
        return sentences.NUDGE_IN_AN_HOUR
    evening = due_at.astimezone(desk.zone).time() == nudges.EVENING
    return sentences.NUDGE_IN_THE_EVENING if evening else sentences.NUDGE_IN_THE_MORNING


def _show(desk: Desk, together: Iterable[Nudge]) -> str:
    said = ""
    for nudge in together:
        conversation = _about(desk, nudge)
        if conversation is None:
            said = sentences.BUTTON_PAST
        elif nudge.kind == SECOND_LOOK:
            number = conversation.application_id or 0
            talk.begin(desk, SECOND_LOOK, desk.records.applications.get(desk.person, number))
        else:
            letters.write(desk, _drafted_in(desk, nudge, conversation), THANK_YOU)
    return said


def _ended(desk: Desk, together: Iterable[Nudge]) -> str:
    """It was sent, or let be: what waits about it goes, too."""
    for nudge in together:
        conversation = _about(desk, nudge)
        if conversation is None:
            continue
        for letter in _letters(desk, nudge, conversation):
            if letter.sent_at is None:
                letters.sent(desk, letter)
        desk.records.nudges.drop(desk.person, conversation, desk.now, nudge.kind)
    return sentences.NUDGE_ENDED


def _together(desk: Desk, nudge: Nudge) -> list[Nudge]:
    """Those its message speaks of."""
    return desk.records.nudges.said_with(nudge) if nudge.kind == THANK_YOU else [nudge]


def _about(desk: Desk, nudge: Nudge) -> Conversation | None:
    return desk.records.conversations.get(desk.person, nudge.conversation_id or 0)


def _drafted_in(desk: Desk, nudge: Nudge, conversation: Conversation) -> Conversation:
    """The conversation whose letters are open: this one, or a later one about the same application."""
    for letter in _letters(desk, nudge, conversation):
        found = desk.records.conversations.get(desk.person, letter.conversation_id or 0)
        if letter.sent_at is None and found is not None:
            return found
    return conversation


def _letters(desk: Desk, nudge: Nudge, conversation: Conversation) -> list[Letter]:
    """Those of its kind drafted from this conversation, or since it was planned about the same application."""

    def same(letter: Letter) -> bool:
        application = letter.application_id
        since = letter.made_at >= nudge.planned_at
        return letter.conversation_id == conversation.id or (
            since and application is not None and application == conversation.application_id
        )

    return [one for one in desk.records.letters.of(desk.person) if one.kind == nudge.kind and same(one)]
