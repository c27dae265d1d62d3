"""What is brought up later, because a person asked for it: planned here, said by `nudging`."""

from zoneinfo import ZoneInfo

from bot.coach.desk import Desk
from conversations import nudges
from storage.tables import Conversation

THANK_YOU, SECOND_LOOK = "thank_you", "second_look"

# The answers to "When tomorrow?" on the card of the closer look.
SECOND: dict[str, nudges.Choice] = {"h9": "tomorrow", "h12": "tomorrow_noon", "h19": "tomorrow_evening"}


def plan(desk: Desk, conversation: Conversation, about: str) -> None:
    """Plan what the conversation that ended asked for, once; it has said so itself."""
    choice: nudges.Choice = "evening"
    if about == SECOND_LOOK:
        answers = desk.answers(conversation)
        choice = SECOND.get("".join(answers.items("second")), "tomorrow")
    put(desk, conversation, about, f"{about}:{conversation.id}", choice)


def put(desk: Desk, conversation: Conversation, kind: str, dedupe: str, choice: nudges.Choice) -> None:
    """A nudge at the moment this word means now, unless one was planned under the same key."""
    due_at = nudges.due(choice, desk.now, desk.zone)
    desk.records.nudges.put(desk.person, conversation, kind, dedupe, due_at, desk.zone.key, desk.now)


def lives_elsewhere(desk: Desk) -> None:
    """The person lives by another zone now: what waits keeps its time of day."""
    for nudge in desk.records.nudges.of(desk.person):
        if nudge.state == "waiting" and nudge.zone != desk.zone.key:
            due_at = nudges.elsewhere(nudge.due_at, ZoneInfo(nudge.zone), desk.zone, desk.now)
            desk.records.nudges.move(nudge, due_at, desk.zone.key)
