"""What a nudge looks like: on a lock screen anybody may read, and nothing there says what it is about."""

from collections.abc import Mapping, Sequence

from bot.coach import later, sentences
from bot.coach.desk import Desk
from conversations import nudges
from conversations.session import Button, Reply
from storage.tables import Nudge

NOON = 12

LABELS = {
    "show": sentences.NUDGE_SHOW,
    "begin": sentences.NUDGE_BEGIN,
    "sent": sentences.NUDGE_SENT,
    "done": sentences.NUDGE_DONE,
    "keep": sentences.NUDGE_KEEP,
    "drop": sentences.DROP,
    "leave": sentences.NUDGE_LEAVE,
    "later": sentences.NUDGE_LATER,
    "why": sentences.NUDGE_WHY,
    "hour": sentences.NUDGE_HOUR,
    "evening": sentences.NUDGE_EVENING,
    "tomorrow": sentences.NUDGE_TOMORROW,
}
WORDS = {
    later.SECOND_LOOK: sentences.NUDGE_SECOND_LOOK,
    later.LETTER: sentences.NUDGE_LETTER,
    later.COME_BACK: sentences.NUDGE_COME_BACK,
    later.FOLLOW_UP: sentences.NUDGE_FOLLOW_UP,
    later.ACTION: sentences.NUDGE_ACTION,
    later.ACTION_AGAIN: sentences.NUDGE_ACTION_AGAIN,
    later.DEBRIEF: sentences.NUDGE_DEBRIEF,
}
CHOICES: Mapping[str, tuple[str, ...]] = {
    later.THANK_YOU: ("show", "sent", "later"),
    later.SECOND_LOOK: ("show", "leave", "later"),
    later.LETTER: ("show", "sent", "later"),
    later.COME_BACK: ("show", "leave", "later"),
    later.FOLLOW_UP: ("show", "leave", "later"),
    later.ACTION: ("show", "done", "later"),
    later.ACTION_AGAIN: ("show", "done", "keep", "drop"),
    later.DEBRIEF: ("begin", "leave", "later"),
}


def card(desk: Desk, said: Sequence[Nudge]) -> Reply:
    """Those of one kind, as one message."""
    return Reply((desk.phrase(_words(desk, said)),), _buttons(desk, said[0], *choices(said[0]), "why"))


def because(desk: Desk, nudge: Nudge) -> Reply:
    """Why it came, and the same choices again."""
    return Reply((desk.phrase(sentences.NUDGE_BECAUSE),), _buttons(desk, nudge, *choices(nudge)))


def when(desk: Desk, nudge: Nudge) -> Reply:
    """When to bring it again; no evening is offered once it has begun."""
    evening = ("evening",) if nudges.evening_ahead(desk.now, desk.zone) else ()
    buttons = _buttons(desk, nudge, "hour", *evening, "tomorrow")
    return Reply((desk.phrase(sentences.NUDGE_WHEN),), buttons)


def choices(nudge: Nudge) -> tuple[str, ...]:
    """What can be tapped under a nudge of its kind; [Why did I get this?] and the times of [Later] beside."""
    return CHOICES[nudge.kind]


def may(nudge: Nudge, choice: str) -> bool:
    """Whether a nudge of its kind ever had that button."""
    return choice in {*choices(nudge), "why", "hour", "evening", "tomorrow"}


def _buttons(desk: Desk, nudge: Nudge, *codes: str) -> tuple[tuple[Button, ...], ...]:
    """In rows of two."""
    made = [desk.button(LABELS[code], f"nudge:{nudge.id}:{code}") for code in codes]
    return tuple(tuple(made[at : at + 2]) for at in range(0, len(made), 2))


def _words(desk: Desk, said: Sequence[Nudge]) -> str:
    if said[0].kind != later.THANK_YOU:
        return WORDS[said[0].kind]
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
