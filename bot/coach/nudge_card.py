"""What a nudge looks like: on a lock screen anybody may read, and nothing there says what it is about."""

from collections.abc import Sequence

from bot.coach import sentences
from bot.coach.desk import Desk
from bot.coach.later import THANK_YOU
from conversations import nudges
from conversations.session import Button, Reply
from storage.tables import Nudge

NOON = 12

LABELS = {
    "show": sentences.NUDGE_SHOW,
    "sent": sentences.NUDGE_SENT,
    "leave": sentences.NUDGE_LEAVE,
    "later": sentences.NUDGE_LATER,
    "why": sentences.NUDGE_WHY,
    "hour": sentences.NUDGE_HOUR,
    "evening": sentences.NUDGE_EVENING,
    "tomorrow": sentences.NUDGE_TOMORROW,
}


def card(desk: Desk, said: Sequence[Nudge]) -> Reply:
    """Those of one kind, as one message."""
    return Reply((desk.phrase(_words(desk, said)),), _buttons(desk, said[0], *_choices(said[0]), "why"))


def because(desk: Desk, nudge: Nudge) -> Reply:
    """Why it came, and the same choices again."""
    return Reply((desk.phrase(sentences.NUDGE_BECAUSE),), _buttons(desk, nudge, *_choices(nudge)))


def when(desk: Desk, nudge: Nudge) -> Reply:
    """When to bring it again; no evening is offered once it has begun."""
    evening = ("evening",) if nudges.evening_ahead(desk.now, desk.zone) else ()
    buttons = _buttons(desk, nudge, "hour", *evening, "tomorrow")
    return Reply((desk.phrase(sentences.NUDGE_WHEN),), buttons)


def _choices(nudge: Nudge) -> tuple[str, ...]:
    return ("show", "sent" if nudge.kind == THANK_YOU else "leave", "later")


def _buttons(desk: Desk, nudge: Nudge, *codes: str) -> tuple[tuple[Button, ...], ...]:
    """In rows of two."""
    made = [desk.button(LABELS[code], f"nudge:{nudge.id}:{code}") for code in codes]
    return tuple(tuple(made[at : at + 2]) for at in range(0, len(made), 2))


def _words(desk: Desk, said: Sequence[Nudge]) -> str:
    if said[0].kind != THANK_YOU:
        return sentences.NUDGE_SECOND_LOOK
    return sentences.NUDGE_SEVERAL if len(said) > 1 else _note(desk, said[0])


def _note(desk: Desk, nudge: Nudge) -> str:
    """When the conversation ended is all that it tells of it."""
    conversation = desk.records.conversations.get(desk.person, nudge.conversation_id or 0)
    ended_at = conversation.ended_at if conversation else None
    ended = (ended_at or nudge.planned_at).astimezone(desk.zone)
    match (desk.day_of(desk.now) - ended.date()).days:
        case 0:
            return sentences.NUDGE_MORNING if ended.hour < NOON else sentences.NUDGE_TODAY
        case 1:
            return sentences.NUDGE_YESTERDAY
    return sentences.NUDGE_LATE
