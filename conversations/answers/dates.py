"""Which days a text can mean, in the person's language. Several, where people mean different days by it."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from conversations.answers.grammar import Grammar, Sense, grammar_of, joining_words, months_of, weekdays_of
from conversations.answers.plain import plain
from conversations.known import Known

When = Literal["past", "future", "any"]

ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})", re.ASCII)
IN_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2})|\2)?", re.ASCII)
ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|[oº°])?", re.ASCII)
WEEK = 7


def days_meant(text: str, when: When, known: Known) -> tuple[date, ...]:
    """Every day the text can mean, earliest first; none where it names no day. Which of them fit `when` is not asked."""
    typed = plain(text).strip(" ,.!")
    found = (
        _in_words(typed, when, known) or _named(typed, when, known) or _in_numbers(typed, when, known.today)
    )
    return tuple(sorted(set(found)))


def _in_words(typed: str, when: When, known: Known) -> Iterable[date]:
    """Relative days and weekdays: "in 3 days", "next Wed"."""
    grammar, today = grammar_of(known.language.code), known.today
    if typed in grammar.days:
        return [today + timedelta(days=grammar.days[typed])]
    for patterns, sign in ((grammar.ahead, 1), (grammar.ago, -1)):
        for pattern in patterns:
            days = _counted(_within(typed, pattern), grammar)
            if days is not None:
                return [today + timedelta(days=sign * days)]
    names = weekdays_of(known.language.code)
    for pattern, sense in grammar.weekdays.items():
        name = _within(typed, pattern).rstrip(".")
        if name in names:
            return _weekday(names[name], sense, when, today)
    return []


def _within(typed: str, pattern: str) -> str:
    """What stands where the pattern has its place, or nothing."""
    before, _place, after = pattern.partition("{}")
    fits = typed.startswith(before) and typed.endswith(after) and len(typed) > len(before) + len(after)
    return typed[len(before) : len(typed) - len(after)] if fits else ""


def _counted(words: str, grammar: Grammar) -> int | None:
    """How many days "two weeks" are."""
    count, _space, unit = words.partition(" ")
    number = int(count) if re.fullmatch(r"\d{1,3}", count, re.ASCII) else grammar.numbers.get(count)
    return None if number is None or unit not in grammar.units else number * grammar.units[unit]


def _weekday(number: int, sense: Sense, when: When, today: date) -> Iterable[date]:
    back, on = (today.weekday() - number) % WEEK, (number - today.weekday()) % WEEK
    behind, ahead = (today - timedelta(days=back or WEEK), today + timedelta(days=on or WEEK))
    match sense:
        case "ahead":
            return [ahead]
        case "behind":
            return [behind]
        case "next":
            return [ahead, *([ahead + timedelta(days=WEEK)] if _week(ahead) == _week(today) else [])]
        case "last":
            return [behind, *([behind - timedelta(days=WEEK)] if _week(behind) == _week(today) else [])]
    if when == "past":
        return [today - timedelta(days=back)]
    same = [] if back else [today]
    return [*same, ahead] if when == "future" else [behind, *same, ahead]


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _named(typed: str, when: When, known: Known) -> Iterable[date]:
    """A day with its month's name, in any order, with a year or a weekday where the person gave one."""
    said = _said(typed, known.language.code)
    counts = tuple(len(said.get(part, ())) for part in ("month", "day", "year", "weekday"))
    if counts[:2] != (1, 1) or max(counts) > 1:
        return []
    days = _possible(said.get("year", []), said["month"][0], said["day"][0], known.today)
    weekdays = said.get("weekday", range(WEEK))
    return [day for day in _nearest(days, when, known.today) if day.weekday() in weekdays]


def _said(typed: str, code: str) -> dict[str, list[int]]:
    """The months, days, years and weekdays that a text names; nothing where a word of it is none of these."""
    months, weekdays, said = months_of(code), weekdays_of(code), dict[str, list[int]]()
    # Spanish "mar" is a Tuesday and March: what it is depends on the other words.
    words = sorted(re.split(r"[\s,./-]+", typed), key=lambda word: word in months and word in weekdays)
    for word in words:
        ordinal = ORDINAL.fullmatch(word)
        if word in months and not ("month" in said and word in weekdays):
            said.setdefault("month", []).append(months[word])
        elif word in weekdays:
            said.setdefault("weekday", []).append(weekdays[word])
        elif ordinal or word in grammar_of(code).first:
            said.setdefault("day", []).append(int(ordinal[1]) if ordinal else 1)
        elif re.fullmatch(r"\d{4}", word, re.ASCII):
            said.setdefault("year", []).append(int(word))
        elif word not in joining_words(code):
            return {}
    return said


def _in_numbers(typed: str, when: When, today: date) -> Iterable[date]:
    """12.3. or 03/04/2026: the day first or the month first, both where both are days."""
    year_first = YEAR_FIRST.fullmatch(typed)
    if year_first:
        return _possible([int(year_first[1])], int(year_first[3]), int(year_first[4]), today)
    found = IN_NUMBERS.fullmatch(typed)
    if not found:
        return []
    one, other = int(found[1]), int(found[3])
    years = [int(found[4]) + (2000 if len(found[4]) == 2 else 0)] if found[4] else []  # noqa: PLR2004  # two digits
    orders = ((one, other), (other, one))
    return [
        day
        for month, number in orders
        for day in _nearest(_possible(years, month, number, today), when, today)
    ]


def _possible(years: list[int], month: int, number: int, today: date) -> list[date]:
    """The days of that month and number: in that year, or in this year and those beside it."""
    days = []
    for year in years or range(today.year - 1, today.year + 2):
        try:
            days.append(date(year, month, number))
        except ValueError:
            continue
    return days


def _nearest(days: list[date], when: When, today: date) -> list[date]:
    """Of the same day in several years, the one in the direction asked for."""
    if len(days) <= 1 or today in days:
        return [day for day in days if len(days) == 1 or day == today]
    behind = [day for day in days if day < today][-1:]
    ahead = [day for day in days if day > today][:1]
    return {"past": behind, "future": ahead, "any": [*behind, *ahead]}[when]
