"""The words people have for days and times beside the names in CLDR: one small grammar a language, written plainly."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from babel import Locale

from conversations.answers.plain import plain

# How a weekday is meant: by the question alone, the one to come, the one gone by, or "next" and "last", which
# people use for this week's and for the other week's.
Sense = Literal["", "ahead", "behind", "next", "last"]

# The hours that people mean by these words; a twelve in the evening is none of them.
MORNING, AFTERNOON, EVENING = range(1, 13), range(12, 21), range(17, 24)


@dataclass(frozen=True, slots=True)
class Grammar:
    """Patterns hold `{}` where the number or the weekday stands. Everything is as `plain` leaves it."""

    days: Mapping[str, int] = field(default_factory=dict)
    ahead: tuple[str, ...] = ()
    ago: tuple[str, ...] = ()
    units: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, Sense] = field(default_factory=lambda: {"{}": ""})
    names: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    first: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    at: tuple[str, ...] = ()
    hours: Mapping[str, range] = field(default_factory=dict)
    todays: frozenset[str] = frozenset()
    noon: frozenset[str] = frozenset()


ENGLISH = Grammar(
    days={
        "today": 0,
        "tomorrow": 1,
        "tmrw": 1,
        "day after tomorrow": 2,
        "the day after tomorrow": 2,
        "yesterday": -1,
        "day before yesterday": -2,
        "the day before yesterday": -2,
    },
    ahead=("in {}", "{} from now", "{} from today"),
    ago=("{} ago",),
    units={"day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14},
    numbers={
        word: number
        for number, words in enumerate(
            ("a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
        )
        for word in words.split()
    },
    weekdays={
        "{}": "",
        "on {}": "",
        "this {}": "",
        "coming {}": "ahead",
        "this coming {}": "ahead",
        "past {}": "behind",
        "this past {}": "behind",
        "next {}": "next",
        "on next {}": "next",
        "last {}": "last",
    },
    names={"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
    months={"sept": 9},
    first=frozenset({"first"}),
    fillers=frozenset({"on", "the", "of"}),
    at=("at", "@", "it's", "it is"),
    hours={
        **dict.fromkeys(("in the morning", "this morning", "morning"), MORNING),
        **dict.fromkeys(("in the afternoon", "this afternoon", "afternoon"), AFTERNOON),
        **dict.fromkeys(("in the evening", "this evening", "evening", "tonight"), EVENING),
    },
    todays=frozenset({"this morning", "this afternoon", "this evening", "tonight"}),
    noon=frozenset({"noon", "midday"}),
)
SPANISH = Grammar(
    days={
        "hoy": 0,
        "manana": 1,
        "pasado manana": 2,
        "ayer": -1,
        "anteayer": -2,
        "antes de ayer": -2,
        "antier": -2,
    },
    ahead=("dentro de {}", "en {}", "de aqui a {}"),
    ago=("hace {}",),
    units={"dia": 1, "dias": 1, "semana": 7, "semanas": 7},
    numbers={
        word: number
        for number, words in enumerate(
            ("un una uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"),
            start=1,
        )
        for word in words.split()
    },
    weekdays={
        "{}": "",
        "el {}": "",
        "este {}": "",
        "el proximo {}": "ahead",
        "proximo {}": "ahead",
        "el {} proximo": "ahead",
        "el {} que viene": "ahead",
        "{} que viene": "ahead",
        "el pasado {}": "behind",
        "el {} pasado": "behind",
        "{} pasado": "behind",
    },
    first=frozenset({"primero"}),
    fillers=frozenset({"el", "de", "del", "dia"}),
    at=("a las", "a la", "@", "son las", "es la"),
    hours={
        **dict.fromkeys(("de la manana", "por la manana", "esta manana"), MORNING),
        **dict.fromkeys(("de la tarde", "por la tarde", "esta tarde"), AFTERNOON),
        **dict.fromkeys(("de la noche", "por la noche", "esta noche"), EVENING),
    },
    todays=frozenset({"esta manana", "esta tarde", "esta noche"}),
    noon=frozenset({"al mediodia", "a mediodia", "mediodia"}),
)
GRAMMARS = {"en": ENGLISH, "es": SPANISH}


def grammar_of(code: str) -> Grammar:
    """The grammar of a language; one we have none for is read by CLDR's names alone."""
    return GRAMMARS.get(Locale.parse(code, sep="-" if "-" in code else "_").language, Grammar())


@cache
def weekdays_of(code: str) -> Mapping[str, int]:
    """The weekdays by name and abbreviation, Monday as 0."""
    days = Locale.parse(code).days
    names = {
        _bare(name): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated", "short")
        for number, name in days[context].get(width, {}).items()
    }
    return {**names, **grammar_of(code).names}


@cache
def months_of(code: str) -> Mapping[str, int]:
    """The months by name and abbreviation, January as 1."""
    months = Locale.parse(code).months
    names = {
        _bare(name): number
        for context in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in months[context].get(width, {}).items()
        if not name.isdecimal()
    }
    return {**names, **grammar_of(code).months}


@cache
def joining_words(code: str) -> frozenset[str]:
    """The words that say nothing in a date: those of the grammar, and those CLDR writes dates with."""
    written = str(Locale.parse(code).date_formats["long"].pattern)
    quoted = re.findall(r"'([^']+)'", written)
    return grammar_of(code).fillers | {word for words in quoted for word in plain(words).split()}


def _bare(name: str) -> str:
    return plain(name).rstrip(".")
