"""A day as an answer: tapped, picked from a month, or typed in the person's language."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_skeleton

from conversations.answers.dates import ISO, WEEK, When, days_meant
from conversations.answers.kind import Kind
from conversations.answers.months import code_of, month_of, month_rows
from conversations.answers.plain import asked_again, can_be, capitalized, plain
from conversations.answers.reading import Choice, Rows, Unreadable, clean, one_line, pick, refusal
from conversations.answers.record import Answers
from conversations.known import Known, _

EXAMPLES = {
    "past": _("Which day is that? For example: yesterday, Tuesday, or 12 March."),
    "future": _("Which day is that? For example: tomorrow, Tuesday, or 12 March."),
    "any": _("Which day is that? For example: yesterday, tomorrow, or 12 March."),
}
# The days offered at first, from today.
OFFERED = {"past": (0, -1, -2, -3), "future": (1, 2, 3, 4), "any": (-1, 0, 1)}
CODES = re.compile(r"m?\d{4}-\d{2}|\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Day(Kind):
    """A day: today, a weekday, "12 March", "in 3 days", 2026-03-12 or one from the calendar. The canonical text is ISO 8601.

    `when` tells which way the question looks. What may mean two days is asked.
    """

    when: When = "past"

    def choices(self, answers: Answers, known: Known) -> tuple[Choice, ...]:
        days = [known.today + timedelta(days=days) for days in OFFERED[self.when]]
        another = Choice(code_of(known.today), known.language.say(_("Another day")))
        return (*(Choice(day.isoformat(), day_label(day, known), day.isoformat()) for day in days), another)

    def offers(self, code: str, answers: Answers, known: Known) -> bool:
        return CODES.fullmatch(code) is not None

    def read(self, text: str, answers: Answers, known: Known) -> str:
        days = days_meant(text, self.when, known)
        if not days:
            return self._picked(text, self.choices(answers, known), known)
        if len(days) > 1:
            raise self._either(text, days, known)
        since = known.begun if ISO.fullmatch(one_line(text)) else known.today
        if not allowed(days[0], self.when, since, known):
            raise self._wrong_way(text, days[0], known)
        return days[0].isoformat()

    def _picked(self, text: str, offered: tuple[Choice, ...], known: Known) -> str:
        """What a label, its beginning or its number means. Raises Unreadable, with a month where one is wanted."""
        chosen = pick(text, offered) or pick(plain(text), offered)
        month = month_of(chosen.code if chosen else one_line(text))
        if month is not None:
            raise Unreadable(
                known.language.say(_("Tap a day, or type it: 12 March.")), self._month(month, known)
            )
        if chosen is None:
            raise refusal(clean(text), EXAMPLES[self.when], known.language)
        return chosen.value

    def _month(self, first: date, known: Known) -> Rows:
        return month_rows(first, known.language, lambda day: allowed(day, self.when, known.today, known))

    def _either(self, text: str, days: tuple[date, ...], known: Known) -> Unreadable:
        """Name what the text can mean, and offer those days that the question can mean."""
        fitting = [day for day in days if allowed(day, self.when, known.today, known)]
        rows = tuple((Choice(day.isoformat(), full(day, known), day.isoformat()),) for day in fitting)
        readings = can_be(known.language, [full(day, known) for day in days])
        return asked_again(text, known.language, readings, known.language.say(EXAMPLES[self.when]), rows=rows)

    def _wrong_way(self, text: str, day: date, known: Known) -> Unreadable:
        sentence = _("That is {day}, and still to come.") if day > known.today else _("That was {day}.")
        said = known.language.say(sentence).replace("{day}", full(day, known))
        return asked_again(text, known.language, said, known.language.say(EXAMPLES[self.when]))

    def show(self, value: str, answers: Answers, known: Known) -> str:
        return day_label(date.fromisoformat(value), known)


def allowed(day: date, when: When, since: date, known: Known) -> bool:
    """Whether a day lies the way a question looks. A day that was to come when the talk began stays an answer."""
    return (when != "past" or day <= known.today) and (when != "future" or day >= since)


def day_label(day: date, known: Known) -> str:
    """Today, yesterday and tomorrow by these words, the days of a week around them with their weekday."""
    far = abs((day - known.today).days)
    if 1 < far < WEEK:
        return capitalized(format_skeleton("MMMEd", day, locale=known.language.code))
    return capitalized(known.language.day(day, known.today))


def full(day: date, known: Known) -> str:
    """A day that cannot be mistaken: with its weekday, month and year."""
    return format_skeleton("yMMMEd", day, locale=known.language.code)
