"""What is brought up later, because a person asked for it: planned here, said by `nudging`."""

from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.coach import ladder
from bot.coach.desk import Desk
from conversations import nudges
from conversations.answers import Answers
from conversations.sums import coming
from storage.tables import Action, Conversation, Nudge

THANK_YOU, SECOND_LOOK, LETTER, COME_BACK = "thank_you", "second_look", "letter", "come_back"
FOLLOW_UP, DEBRIEF, ACTION, ACTION_AGAIN = "follow_up", "debrief", "action", "action_again"

# The answers to "When tomorrow?" on the card of the closer look.
SECOND: Mapping[str, nudges.Choice] = {
    "h9": "tomorrow",
    "h12": "tomorrow_noon",
    "h19": "tomorrow_evening",
}
# What a flow may say of the moment: "nudge:letter:tomorrow".
CHOICES: Mapping[str, nudges.Choice] = {
    "hour": "hour",
    "evening": "evening",
    "tomorrow": "tomorrow",
    "two_days": "two_days",
    "week": "week",
}


def plan(desk: Desk, conversation: Conversation, about: str) -> None:
    """Plan what the conversation that ended asked for, once; it has said so itself."""
    kind, _colon, when = about.partition(":")
    due_at = _moment(desk, conversation, kind, when)
    if due_at is not None:
        put(desk, conversation, kind, f"{kind}:{conversation.id}", due_at)


def put(  # noqa: PLR0913, PLR0917 -- what there is to know of a new nudge
    desk: Desk,
    conversation: Conversation,
    kind: str,
    dedupe: str,
    due_at: datetime,
    action: Action | None = None,
) -> None:
    """A nudge at that moment, unless one was planned under the same key."""
    zone = desk.zone.key
    desk.records.nudges.put(desk.person, conversation, kind, dedupe, due_at, zone, desk.now, action)


def climb(desk: Desk, conversation: Conversation) -> None:
    """A line was sent to a company that does not answer: whoever wanted to be reminded is, of the next one."""
    reminded = any(
        one.kind == FOLLOW_UP and one.conversation_id == conversation.id
        for one in desk.records.nudges.of(desk.person)
    )
    if reminded:
        due = ladder.rung(desk, conversation)
        put(desk, conversation, FOLLOW_UP, f"follow_up:{conversation.id}:{due.due}", on_day(desk, due.day))


def again(desk: Desk, nudge: Nudge, conversation: Conversation, due_at: datetime) -> None:
    """Plan it anew; a nudge has one successor at most."""
    action = desk.records.actions.get(desk.person, nudge.action_id or 0)
    put(desk, conversation, nudge.kind, f"after:{nudge.id}", due_at, action)


def on_day(desk: Desk, day: date) -> datetime:
    """The morning of that day; of one that has begun already, the next hour."""
    morning = nudges.at(day, nudges.MORNING, desk.zone)
    return morning if morning > desk.now else nudges.due("hour", desk.now, desk.zone)


def _moment(desk: Desk, conversation: Conversation, kind: str, when: str) -> datetime | None:
    answers = desk.answers(conversation)
    if kind == FOLLOW_UP:
        return on_day(desk, ladder.rung(desk, conversation).day)
    if kind == DEBRIEF:
        return _afterwards(desk, answers)
    choice = CHOICES.get(when, "evening")
    if kind == SECOND_LOOK:
        choice = SECOND.get("".join(answers.items("second")), "tomorrow")
    return nudges.due(choice, desk.now, desk.zone)


def _afterwards(desk: Desk, answers: Answers) -> datetime | None:
    """A while after the interview has ended."""
    if not answers.items("day"):
        return None
    moment = coming.afterwards(answers)
    return nudges.moved(max(nudges.at(moment.date(), moment.time(), desk.zone), desk.now), desk.zone)


def interview_at(desk: Desk, answers: Answers) -> tuple[datetime, datetime]:
    """From when until when an interview is, as the answers say, in UTC; all day where no time is known."""
    day, end = date.fromisoformat(answers.text("day")), coming.over(answers)
    if end is None:
        return nudges.at(day, time.min, desk.zone), nudges.at(day + nudges.DAY, time.min, desk.zone)
    begin = nudges.at(day, time.fromisoformat(answers.text("time")), desk.zone)
    return begin, nudges.at(end.date(), end.time(), desk.zone)


def lives_elsewhere(desk: Desk) -> None:
    """The person lives by another zone now: what waits keeps its time of day."""
    for nudge in desk.records.nudges.of(desk.person):
        if nudge.state == "waiting" and nudge.zone != desk.zone.key:
            due_at = nudges.elsewhere(nudge.due_at, ZoneInfo(nudge.zone), desk.zone, desk.now)
            desk.records.nudges.move(nudge, due_at, desk.zone.key)
