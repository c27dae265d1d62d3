"""Find the one day and time that a text names, where it names one and no other: nothing is guessed."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from conversations.answers.clock import told
from conversations.answers.dates import days_meant
from conversations.answers.grammar import grammar_of, months_of, weekdays_of
from conversations.answers.hours import MEETING
from conversations.answers.plain import plain
from conversations.known import Known

# Of a longer text only the beginning is read.
LONGEST = 4000
# "Tuesday the 1st of December 2026", "a las 10 de la mañana".
MOST_WORDS = 6
# A day without its year that is further ahead was in the past when it was written.
FURTHEST = timedelta(days=180)
# No appointment is longer.
LONGEST_STAY = timedelta(hours=12)
AROUND = "()[]<>{},;:!?\"'“”\u2018\u2019«»*_~–—-"
RANGE = re.compile(r"(\d(?: ?[ap]\.?m\.?)?)\s*[-–—]\s*(?=\d{1,2}[:.h]\d{2})", re.IGNORECASE)
TO = frozenset({"-", "–", "—", "to", "until", "till", "and", "a", "hasta", "y"})
OR = TO | {"or", "o", "u", "&", "/"}
DAY_NUMBER = re.compile(r"[0-3]?\d(?:st|nd|rd|th|\.)?", re.ASCII)
# 12.30 is a time or a number before it is a day.
NUMBER = re.compile(r"\d{1,2}\.\d{1,2}|\d+", re.ASCII)
ZONES = re.compile(r"UTC|GMT|CES?T|MES?T|WES?T|EES?T|BST|IST|[ECMP][SD]?T|AE[SD]T|JST|SGT|HKT|MSK", re.ASCII)
SHORT = 3


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day, and the time where one is known; how many minutes it takes, where that is."""

    day: date
    at: time | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class _Day:
    days: tuple[date, ...]
    bare: bool


@dataclass(frozen=True, slots=True)
class _Time:
    times: tuple[time, ...]
    begins: int
    ends: int


def appointment(text: str, known: Known, written: date | None = None) -> Appointment | None:
    """The only day with a time to come that a text names; none where there is none, or more than one.

    `written` is the day on which somebody wrote it, from which "tomorrow" counts; otherwise it was written today.
    """
    words = RANGE.sub(r"\1 - ", text[:LONGEST]).split()
    times, rest = _times(words, known)
    days = _days(rest, replace(known, today=written or known.today))
    found = _when(times, words)
    if len(days) != 1 or found is None:
        return None
    begin = datetime.combine(days[0], found[0])
    now = known.now.replace(tzinfo=None) if known.now else datetime.combine(known.today, time())
    if begin <= now or not _here(times, words, begin, known):
        return None
    return Appointment(days[0], found[0], found[1])


def _times(words: list[str], known: Known) -> tuple[list[_Time], list[str]]:
    """Every time, and the words without them: those are empty now."""
    code, rest = known.language.code, list(words)
    first = {word.split()[0] for word in (*grammar_of(code).at, *grammar_of(code).noon)}
    times: list[_Time] = []
    at = 0
    while at < len(words):
        starts = any(sign.isdigit() for sign in words[at]) or plain(words[at]).strip(AROUND) in first
        for size in range(MOST_WORDS, 0, -1) if starts else ():
            meant = _told(words[at : at + size], code) if at + size <= len(words) else ()
            if meant:
                times.append(_Time(meant, at, at + size))
                rest[at : at + size] = [""] * size
                at += size - 1
                break
        at += 1
    return times, rest


def _told(words: list[str], code: str) -> tuple[time, ...]:
    """The times these words mean where they tell one and nothing else; those at which people meet, if any."""
    found = told(" ".join(words).strip(AROUND).rstrip("."), code)
    if found is None or found.rest:
        return ()
    return tuple(one for one in found.times if one.hour in MEETING) or found.times


def _when(times: list[_Time], words: list[str]) -> tuple[time, int | None] | None:
    """The one time, or the beginning of the one span and its length."""
    if any(len(one.times) != 1 for one in times):
        return None
    told_once = {one.times[0] for one in times}
    if len(told_once) == 1:
        return told_once.pop(), None
    if len(times) != 2 or not _joined(words[times[0].ends : times[1].begins]):  # noqa: PLR2004 -- from and to
        return None
    begin, end = (datetime.combine(date.min, one.times[0]) for one in times)
    lasts = end - begin
    return (begin.time(), lasts // timedelta(minutes=1)) if timedelta() < lasts <= LONGEST_STAY else None


def _joined(between: list[str]) -> bool:
    return all(word.casefold() in TO for word in between)


def _here(times: list[_Time], words: list[str], begin: datetime, known: Known) -> bool:
    """Whether the times are told by the person's own clock, as far as the text says."""
    for one in times:
        after = "".join(words[one.ends : one.ends + 1]).strip(AROUND + ".")
        named = re.split(r"[+-]", after)[0]
        if ZONES.fullmatch(named):
            own = begin.replace(tzinfo=ZoneInfo(known.zone)).tzname() or "" if known.zone else ""
            if after not in {own, own[:1] + own[-1:]}:
                return False
    return True


def _days(words: list[str], known: Known) -> list[date]:
    """Every day to come that is named, each once; one that may be two counts as both."""
    named: list[_Day] = []
    at = 0
    while at < len(words):
        for size in range(MOST_WORDS, 0, -1) if _may_begin(words[at], known) else ():
            found = _day(words[at : at + size], known) if at + size <= len(words) else None
            if found is not None:
                # Of "1 or 2 December", nobody has chosen yet.
                named += [found, *([_Day((date.min,), bare=False)] if _one_of_two(words[:at]) else [])]
                at += size - 1
                break
        at += 1
    full = {day for one in named if not one.bare for day in one.days}
    # "Tuesday" beside "1 December" is that Tuesday.
    weekdays = {day.weekday() for day in full}
    loose = {day for one in named if one.bare for day in one.days if one.days[-1].weekday() not in weekdays}
    return sorted(full | loose)


def _one_of_two(before: list[str]) -> bool:
    """Whether a number stands before a day, joined to it."""
    number, joint = "".join(before[-2:-1]), "".join(before[-1:])
    return joint.casefold() in OR and DAY_NUMBER.fullmatch(number) is not None


def _may_begin(word: str, known: Known) -> bool:
    typed, code = plain(word).strip(AROUND + "."), known.language.code
    grammar = grammar_of(code)
    patterns = (*grammar.days, *grammar.ahead, *grammar.weekdays)
    firsts = {pattern.split()[0] for pattern in patterns if not pattern.startswith("{")}
    named = typed in weekdays_of(code) or typed in months_of(code) or typed in firsts
    return bool(typed) and (named or typed[0].isdigit())


def _day(words: list[str], known: Known) -> _Day | None:
    """The days these words mean where all of them name one. What was in the past is none."""
    if not all(words):
        return None
    typed = " ".join(words).strip(AROUND)
    only = plain(typed).strip(".")
    # "sat" and "sun" in small letters are words like others.
    if (
        only in weekdays_of(known.language.code) and len(only) <= SHORT and typed[0].islower()
    ) or NUMBER.fullmatch(typed):
        return None
    meant = days_meant(typed, "future", known)
    days = tuple(day for day in meant if timedelta() <= day - known.today <= FURTHEST)
    return _Day(days, _only_weekday(only, known)) if days else None


def _only_weekday(typed: str, known: Known) -> bool:
    """Whether it says which day of the week, and nothing more of the date."""
    named = any(word in weekdays_of(known.language.code) for word in typed.split())
    return named and not any(sign.isdigit() for sign in typed)
