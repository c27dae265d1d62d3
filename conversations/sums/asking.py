"""When it is fair to ask where an answer is waited for: from the day they named, the interview, and what was sent."""

from datetime import date, timedelta

from conversations.answers import Answers
from conversations.known import Known
from conversations.sums import standing
from conversations.sums.business_days import Rung, business_days_after, next_rung

SENT = {"once": 1, "twice": 2}


def on_record(label: str, known: Known) -> date | None:
    """The day they named, unless there was another interview since."""
    named, there = standing.promised(known, label), standing.interviewed(known)
    return None if named and there and named < there else named


def named_before(known: Known) -> str | None:
    """The day they named, as conversations about the same application have it; ISO 8601."""
    told = (Answers(before).items("application") for before in known.before.values())
    label = next((labels[0] for labels in told if labels), "")
    day = on_record(label, known)
    return day.isoformat() if day else None


def named(answers: Answers, known: Known) -> date | None:
    """The day they named: as said now, or as it is on record."""
    said = answers.items("promised_day")
    if said:
        return date.fromisoformat(said[0])
    return on_record("".join(answers.items("application")), known)


def due(answers: Answers, known: Known, sent: int, last: date | None = None) -> Rung:
    """What is due after so many follow-ups, the last of them on that day, or on the one they say."""
    there = standing.interviewed(known) or known.begun
    days = answers.items("sent_day") if sent else ()
    last = last or (date.fromisoformat(days[0]) if days else None)
    return next_rung(named(answers, known), there, known.country, sent, last)


def times_sent(answers: Answers) -> int:
    """How many follow-ups they say they sent."""
    return SENT.get("".join(answers.items("sent")), 0)


def fair_day(answers: Answers, known: Known) -> date:
    """The day on which what is due next is fair: no business day that is past."""
    rung = due(answers, known, times_sent(answers))
    yesterday = known.today - timedelta(days=1)
    return max(rung.day, business_days_after(yesterday, 1, known.country))
