"""How to go on where nobody answers: which friendly line is next, on which day that is fair, and when it is over."""

from bot.coach.desk import Desk
from conversations.sums import asking
from conversations.sums.business_days import DUES, Rung
from storage.tables import Conversation

LINES, CLOSE = DUES[:-1], DUES[-1]


def rung(desk: Desk, conversation: Conversation) -> Rung:
    """What is due next: after what they said they had sent, and what they sent since."""
    answers, known = desk.answers(conversation), desk.known(conversation)
    sent = [
        desk.day_of(one.sent_at)
        for one in desk.records.letters.of(desk.person)
        if one.application_id == conversation.application_id
        and one.kind in LINES
        and one.sent_at is not None
        and one.sent_at >= conversation.begun_at
    ]
    return asking.due(answers, known, asking.times_sent(answers) + len(sent), max(sent, default=None))
