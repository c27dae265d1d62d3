"""What stands around a conversation that closes something: what was put in, the plan made for a no, what else is live."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from conversations.answers import Answers
from conversations.known import Application, Known

LIVE = ("interviewing", "waiting", "on_hold", "offer", "negotiating")
DECIDING = ("offer", "negotiating")
# As `nudges` has it, which is where reminders are planned.
NIGHT_IS_OVER = time(4)


@dataclass(frozen=True, slots=True)
class Effort:
    """Interviews looked back on, and whether one of them was a task or a day there."""

    interviews: int
    task: bool

    def __bool__(self) -> bool:
        return bool(self.interviews or self.task)


def effort(known: Known) -> Effort:
    """What is on record of the way there. The interview that was a task counts as that."""
    closer = Answers(known.before.get("closer_look", ()))
    task = closer.is_one_of("format", "task")
    return Effort(max(known.rounds - task, 0), task)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the person wrote while waiting, for the case of a no, and on which day; what they skipped is empty."""

    day: date | None
    evening: str
    person: str
    after: str

    def __bool__(self) -> bool:
        return bool(self.evening or self.person or self.after)


def plan(known: Known) -> Plan:
    """The plan for a no, in the person's own words."""
    waiting = Answers(known.before.get("waiting", ()))
    evening, person, after = ("".join(waiting.items(step)) for step in ("no_evening", "no_person", "no_next"))
    return Plan(known.days.get("waiting"), evening, person, after)


def others(known: Known, label: str) -> tuple[Application, ...]:
    """The other applications that are still going: first those with an interview ahead, then offers, then the rest."""
    live = [one for one in known.applications if one.stage in LIVE and one.label != label]
    return tuple(sorted(live, key=lambda one: _nearness(one, known)))


def _nearness(one: Application, known: Known) -> tuple[int, date]:
    ahead = next_day(one, known)
    if ahead is not None:
        return (0, ahead)
    promised = promised_day(one, known)
    return (1 if one.stage in DECIDING else 2, promised or date.max)


def next_day(one: Application, known: Known) -> date | None:
    """The day of the next interview there, unless it is past."""
    day = one.next_at.date() if one.next_at else None
    return day if day and day >= known.today else None


def promised_day(one: Application, known: Known) -> date | None:
    """The day by which they said they would answer, unless it is past."""
    return one.promised_on if one.promised_on and one.promised_on >= known.today else None


def promised(known: Known, label: str) -> date | None:
    """The day by which they said they would answer, past or not: what is kept there, or what was told last."""
    kept = known.application(label)
    if kept and kept.promised_on:
        return kept.promised_on
    told = (_told("promised_day", flow, known) for flow in ("waiting", "closer_look", "reflection"))
    return next((day for day in told if day), None)


def interviewed(known: Known) -> date | None:
    """The day of the interview there that was looked back on last."""
    return _told("day", "reflection", known) or known.days.get("reflection")


def _told(step: str, flow: str, known: Known) -> date | None:
    days = Answers(known.before.get(flow, ())).items(step)
    return date.fromisoformat(days[0]) if days else None


def morning(days: int, answers: Answers, known: Known) -> tuple[date, bool]:
    """The morning so many days ahead, and whether that is today's, where the person is.

    That is the zone they named in this conversation, or the one that is known. Before four the day has not begun.
    """
    named = next(iter(answers.items("zone")), "")
    now = known.now.astimezone(ZoneInfo(named)) if known.now and named else known.now
    today = now.date() if now else known.today
    begun = now is None or now.time() >= NIGHT_IS_OVER
    coming = today + timedelta(days=days if begun else days - 1)
    return coming, coming == today


def met(known: Known) -> tuple[str, ...]:
    """Who was met there, by name, each once."""
    quick, closer = (Answers(known.before.get(flow, ())) for flow in ("reflection", "closer_look"))
    first = [name for names in quick.items("met") for name in names.split(", ")]
    named = [person.split(" · ")[0] for person in closer.items("met")]
    return tuple(dict.fromkeys([*first, *named]))
