"""How to go on where nobody answers: which friendly line is next, on which day that is fair, and when it is over."""

from datetime import date

from bot.coach.desk import Desk
from conversations.answers import Answers
from conversations.sums.business_days import DUES, Rung, next_rung
from storage.tables import Application, Conversation, Letter

LINES, CLOSE = DUES[:-1], DUES[-1]


def rung(desk: Desk, conversation: Conversation) -> Rung:
    """What is due next with the application a conversation is about, as far as the person said what they sent."""
    application = desk.records.applications.get(desk.person, conversation.application_id or 0)
    sent = _sent(desk, application)
    promised = application.promised_on if application else None
    return next_rung(
        date.fromisoformat(promised) if promised else None,
        _interviewed(desk, conversation, application),
        desk.country,
        len(sent),
        max((desk.day_of(one.sent_at) for one in sent if one.sent_at), default=None),
    )


def _sent(desk: Desk, application: Application | None) -> list[Letter]:
    """The lines that went to them since the last interview."""
    number = application.id if application else None
    return [
        one
        for one in desk.records.letters.of(desk.person)
        if number and one.application_id == number and one.kind in LINES and one.sent_at
    ]


def _interviewed(desk: Desk, conversation: Conversation, application: Application | None) -> date:
    """The day of the last interview there; where none is on record, that of this conversation."""
    looked = (
        desk.records.conversations.latest(desk.person, application, "reflection") if application else None
    )
    if looked is None:
        return desk.day_of(conversation.begun_at)
    days = Answers(desk.records.conversations.session(looked).answers).items("day")
    return date.fromisoformat(days[0]) if days else desk.day_of(looked.begun_at)
