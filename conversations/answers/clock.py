"""Which times of day a text can mean, in the person's language, and what else stands in it."""

import re
from dataclasses import dataclass
from datetime import time
from functools import cache

from conversations.answers.grammar import Grammar, grammar_of
from conversations.answers.plain import plain

# From eight on, a time without morning or evening is meant as it is written.
CLEAR = 8
NOON = 12
HOURS = range(24)


@dataclass(frozen=True, slots=True)
class Told:
    """The times a text can mean, and the rest of it, which may name a day."""

    times: tuple[time, ...]
    rest: str


def told(text: str, code: str, *, clear_from: int = CLEAR) -> Told | None:
    """The time a text tells; None where it tells none. Hours before `clear_from` can be morning or evening."""
    grammar = grammar_of(code)
    typed, hours = _part_of_day(plain(text), grammar)
    for word in sorted(grammar.noon, key=len, reverse=True):
        if re.search(rf"(?<!\w){word}(?!\w)", typed):
            return Told((time(NOON),), _rest(typed.replace(word, " "), grammar))
    for pattern in _patterns(grammar.at):
        found = pattern.search(typed)
        if found:
            rest = typed[: found.start()] + " " + typed[found.end() :]
            return Told(_times(found, hours, clear_from), _rest(rest, grammar))
    return None


def _part_of_day(typed: str, grammar: Grammar) -> tuple[str, range | None]:
    """The text without its "in the morning", and the hours meant by that; with "tonight", the day is said too."""
    for phrase in sorted(grammar.hours, key=len, reverse=True):
        found = re.search(rf"(?<!\w){phrase}(?!\w)", typed)
        if found:
            today = next(word for word, days in grammar.days.items() if days == 0)
            said = f" {today} " if phrase in grammar.todays else " "
            return typed[: found.start()] + said + typed[found.end() :], grammar.hours[phrase]
    return typed, None


@cache
def _patterns(at: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """5 pm; 17:30; at 17 or at 17.30; 17 h. The first that is found is meant."""
    words = "|".join(re.escape(word) for word in sorted(at, key=len, reverse=True)) or "(?!)"
    maybe, hour, end = rf"(?:(?<!\w)(?:{words}) ?)?", r"(?<![\w:.,/-])(?P<hour>\d{1,2})", r"(?![\w:])"
    half = r"(?P<half>[ap])\.? ?m\b\.?"
    return tuple(
        re.compile(pattern, re.ASCII)
        for pattern in (
            rf"{maybe}{hour}(?:[:.h](?P<minute>\d{{2}}))? ?{half}{end}",
            rf"{maybe}{hour}[:h](?P<minute>\d{{2}})(?: ?h(?:rs)?)?{end}(?P<half>)",
            rf"(?<!\w)(?:{words}) ?{hour}(?:\.(?P<minute>\d{{2}}))?(?: ?h(?:rs)?)?{end}(?P<half>)",
            rf"{hour} ?(?:hrs|horas|h|o'clock){end}(?P<half>)(?P<minute>)",
        )
    )


def _times(found: re.Match[str], hours: range | None, clear_from: int) -> tuple[time, ...]:
    written, minute, half = found["hour"], int(found["minute"] or 0), found["half"]
    hour = int(written)
    twelve = 0 < hour <= NOON
    either = {hour % NOON, hour % NOON + NOON} if twelve else {hour}
    if half:
        meant = {one for one in either if twelve and (one >= NOON) == (half == "p")}
    elif hours:
        meant = either & set(hours)
    else:
        meant = either if hour < clear_from and twelve and not written.startswith("0") else {hour}
    possible = minute < 60  # noqa: PLR2004  # minutes
    return tuple(time(one, minute) for one in sorted(meant) if possible and one in HOURS)


def _rest(typed: str, grammar: Grammar) -> str:
    """What is left around a time, without the commas and the "at" that joined them."""
    rest = " ".join(typed.split()).strip(" ,.;")
    for word in grammar.at:
        rest = rest.removesuffix(f" {word}")
    return "" if rest in grammar.at else rest.strip(" ,.;")
