"""A day with a time as an answer: tapped day by day and hour by hour, or typed in the person's language."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from babel.dates import format_skeleton, format_time

from conversations.answers.clock import Told, told
from conversations.answers.dates import ISO, When, days_meant
from conversations.answers.days import Day, allowed, day_label, full
from conversations.answers.kind import Kind
from conversations.answers.plain import asked_again, can_be, capitalized, plain
from conversations.answers.reading import Choice, Rows, Unreadable, clean, one_line, refusal
from conversations.answers.record import Answers
from conversations.known import Known, _

WHICH = _("Which day, and at what time? For example: Fri 17:00, or tomorrow at 9.")
DAY = _("On which day? For example: Fri 17:00, or tomorrow at 9.")
TIME = _("At what time? Tap it, or type it with the day: {day} 17:30.")
PASSED, AHEAD = _("That was {moment}."), _("That is {moment}, and still to come.")
MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})t(\d{2}:\d{2})", re.ASCII)
HOURS = range(8, 20)
A_ROW = 4


@dataclass(frozen=True, slots=True)
class Moment(Kind):
    """A day with a time: "Fri 17:00", "tomorrow at 9", "12 March 5pm". The canonical text is ISO 8601, 2026-03-12T17:00.

    `when` tells which way the question looks. What may mean two moments is asked.
    """

    when: When = "future"

    def choices(self, answers: Answers, known: Known) -> tuple[Choice, ...]:
        """Days: each leads to its hours."""
        return tuple(Choice(one.code, one.label) for one in Day(self.when).choices(answers, known))

    def offers(self, code: str, answers: Answers, known: Known) -> bool:
        return MOMENT.fullmatch(code.casefold()) is not None or Day(self.when).offers(code, answers, known)

    def read(self, text: str, answers: Answers, known: Known) -> str:
        written = MOMENT.fullmatch(one_line(text).casefold())
        if written:
            return self._written(text, written, known)
        time_told = told(text, known.language.code)
        if time_told is None:
            raise self._without_time(text, answers, known)
        if not time_told.times:
            raise refusal(clean(text), WHICH, known.language)
        found = self._moments(text, time_told, known)
        fitting = [moment for moment in found if self._fits(moment, known)]
        if len(fitting) == 1 and len({moment.date() for moment in found}) == 1:
            # Of five and seventeen today, one is over.
            return iso(fitting[0])
        raise self._either(text, found, fitting, known)

    def _written(self, text: str, written: re.Match[str], known: Known) -> str:
        """The canonical text again. One that was to come when the talk began stays an answer."""
        try:
            moment = datetime.fromisoformat(f"{written[1]}T{written[2]}")
        except ValueError:
            raise refusal(clean(text), WHICH, known.language) from None
        if not allowed(moment.date(), self.when, known.begun, known):
            raise self._either(text, [moment], [], known)
        return iso(moment)

    def _moments(self, text: str, time_told: Told, known: Known) -> list[datetime]:
        if not time_told.rest:
            return [moment for one in time_told.times for moment in self._by_clock(text, one, known)]
        days = days_meant(time_told.rest, self.when, known)
        if not days:
            raise refusal(clean(text), WHICH, known.language)
        return [datetime.combine(day, one) for day in days for one in time_told.times]

    def _by_clock(self, text: str, one: time, known: Known) -> list[datetime]:
        """That time without a day: the next one or the one before, as seen from now."""
        if known.now is None or self.when == "any":
            raise asked_again(text, known.language, known.language.say(DAY))
        now = known.now.replace(tzinfo=None)
        moment = datetime.combine(now.date(), one)
        if self.when == "future":
            return [moment if moment > now else moment + timedelta(days=1)]
        return [moment if moment <= now else moment - timedelta(days=1)]

    def _fits(self, moment: datetime, known: Known) -> bool:
        if known.now is None or moment.date() != known.now.date():
            return allowed(moment.date(), self.when, known.today, known)
        now = known.now.replace(tzinfo=None)
        return {"past": moment <= now, "future": moment >= now, "any": True}[self.when]

    def _without_time(self, text: str, answers: Answers, known: Known) -> Unreadable:
        """A day alone leads to its hours; what is no day, to the days."""
        try:
            day = date.fromisoformat(Day(self.when).read(text, answers, known))
        except Unreadable as refused:
            # A month to tap, or two days it can mean. Nothing to tap: the example is one of a day with a time.
            if not refused.rows:
                return refusal(clean(text), WHICH, known.language)
            days = tuple(tuple(replace(one, value="") for one in row) for row in refused.rows)
            return Unreadable(str(refused), days)
        short = format_skeleton("MMMMd", day, locale=known.language.code)
        said = known.language.say(TIME).replace("{day}", short)
        if ISO.fullmatch(plain(text)):
            said = f"{capitalized(full(day, known))}. {said}"
            return Unreadable(said, self._hours(day, known))
        return asked_again(text, known.language, said, rows=self._hours(day, known))

    def _hours(self, day: date, known: Known) -> Rows:
        moments = [datetime.combine(day, time(hour)) for hour in HOURS]
        offered = [Choice(iso(one), clock(one, known), iso(one)) for one in moments if self._fits(one, known)]
        return tuple(tuple(offered[at : at + A_ROW]) for at in range(0, len(offered), A_ROW))

    def _either(self, text: str, found: list[datetime], fitting: list[datetime], known: Known) -> Unreadable:
        readings = can_be(known.language, [labelled(moment, known) for moment in found])
        if len(found) == 1:
            now = known.now.replace(tzinfo=None) if known.now else datetime.combine(known.today, time())
            sentence = known.language.say(AHEAD if found[0] > now else PASSED)
            readings = sentence.replace("{moment}", labelled(found[0], known))
        rows = tuple((Choice(iso(one), labelled(one, known), iso(one)),) for one in fitting)
        return asked_again(text, known.language, readings, known.language.say(WHICH), rows=rows)

    def show(self, value: str, answers: Answers, known: Known) -> str:
        moment = datetime.fromisoformat(value)
        return f"{day_label(moment.date(), known)}, {clock(moment, known)}"


def iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def clock(moment: datetime, known: Known) -> str:
    return format_time(moment, "HH:mm", locale=known.language.code)


def labelled(moment: datetime, known: Known) -> str:
    return f"{full(moment.date(), known)}, {clock(moment, known)}"
