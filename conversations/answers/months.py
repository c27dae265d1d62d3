"""A month to tap: a calendar of buttons, one row a week. Its code tells the month, so nothing need be remembered."""

import re
from calendar import Calendar
from collections.abc import Callable
from datetime import date, timedelta

from babel import Locale
from babel.dates import format_skeleton

from conversations.answers.plain import capitalized
from conversations.answers.reading import Choice, Rows
from conversations.known import Language

CODE = re.compile(r"m(\d{4})-(\d{2})", re.ASCII)
YEARS = range(1900, 2200)
# What stands where nothing can be tapped; Telegram takes no empty label.
NOTHING = "·"
EARLIER, LATER = "\u2039", "\u203a"


def code_of(day: date) -> str:
    return f"m{day:%Y-%m}"


def month_of(code: str) -> date | None:
    """The first day of the month a code opens; None for any other code."""
    found = CODE.fullmatch(code)
    if not found or int(found[1]) not in YEARS or not 1 <= int(found[2]) <= 12:  # noqa: PLR2004  # months
        return None
    return date(int(found[1]), int(found[2]), 1)


def month_rows(first: date, language: Language, allowed: Callable[[date], bool]) -> Rows:
    """The month with its name and its neighbours, the weekdays, and its days as far as they may be tapped."""
    locale = Locale.parse(language.code)
    code, names = code_of(first), locale.days["stand-alone"]["short"]
    weeks = Calendar(locale.first_week_day).monthdatescalendar(first.year, first.month)
    before, after = (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=31)).replace(day=1)
    title = capitalized(format_skeleton("yMMMM", first, locale=locale))

    def cell(day: date) -> Choice:
        if day.month != first.month or not allowed(day):
            return Choice(code, NOTHING)
        return Choice(day.isoformat(), str(day.day), day.isoformat())

    return (
        (_turn(EARLIER, before, allowed, code), Choice(code, title), _turn(LATER, after, allowed, code)),
        tuple(Choice(code, capitalized(names[day.weekday()])) for day in weeks[0]),
        *(tuple(cell(day) for day in week) for week in weeks),
    )


def _turn(label: str, there: date, allowed: Callable[[date], bool], code: str) -> Choice:
    last = (there + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    ahead = there.year in YEARS and (allowed(there) or allowed(last))
    return Choice(code_of(there), label) if ahead else Choice(code, NOTHING)
