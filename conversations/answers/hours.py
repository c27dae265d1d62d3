"""A time of day, and how long something takes, as answers: tapped, or typed in the person's language."""

import re
from dataclasses import dataclass
from datetime import time

from babel.dates import format_time

from conversations.answers.clock import told
from conversations.answers.grammar import grammar_of
from conversations.answers.kind import Kind
from conversations.answers.plain import asked_again, can_be, plain
from conversations.answers.reading import Choice, clean, refusal
from conversations.answers.record import Answers
from conversations.known import Known, _

WHEN = _("At what time? For example: 14:30, or 9 am.")
HOW_LONG = _("How long, in minutes or hours? For example: 45, or 1 h 30.")
# Hours at which people meet: of 3 and 15 o'clock, an appointment means the second.
MEETING = range(7, 20)
OFFERED = (9, 10, 11, 12, 14, 15, 16, 17)
CODE = re.compile(r"([01]\d|2[0-3])([0-5]\d)", re.ASCII)

LENGTHS = (30, 45, 60, 90)
# Minutes; less than the first is meant in hours or by mistake.
SHORTEST, LONGEST = 10, 720
MINUTES = re.compile(r"(\d{1,3}) ?(?:min\w*\.?|')?", re.ASCII)
HOURS = re.compile(
    r"(\d{1,2})(?:[.,](\d))? ?h(?:(?:rs?|ours?|oras?)\b\.?)?(?: ?(?:and|y)?,? ?(\d{1,2}) ?(?:min\w*\.?|m)?)?",
    re.ASCII,
)
IN_WORDS = {
    "half an hour": 30, "media hora": 30, "three quarters of an hour": 45, "tres cuartos de hora": 45,
    "an hour": 60, "one hour": 60, "una hora": 60, "an hour and a half": 90, "one and a half hours": 90,
    "hora y media": 90, "una hora y media": 90, "two hours": 120, "dos horas": 120,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hour(Kind):
    """A time of day at which people meet: "14:30", "9 am", "a las 5". The canonical text is 14:30.

    What may be morning or evening is meant as people meet, and asked where they meet at both.
    """

    def choices(self, answers: Answers, known: Known) -> tuple[Choice, ...]:
        return tuple(_choice(time(hour), known) for hour in OFFERED)

    def offers(self, code: str, answers: Answers, known: Known) -> bool:
        return CODE.fullmatch(code) is not None

    def read(self, text: str, answers: Answers, known: Known) -> str:
        tapped = CODE.fullmatch(text.strip())
        if tapped:
            return f"{tapped[1]}:{tapped[2]}"
        times = times_meant(text, known)
        if not times:
            raise refusal(clean(text), WHEN, known.language)
        if len(times) > 1:
            readings = can_be(known.language, [hour_label(one, known) for one in times])
            rows = (tuple(_choice(one, known) for one in times),)
            raise asked_again(text, known.language, readings, known.language.say(WHEN), rows=rows)
        return f"{times[0]:%H:%M}"

    def show(self, value: str, answers: Answers, known: Known) -> str:
        return hour_label(time.fromisoformat(value), known)


@dataclass(frozen=True, slots=True)
class Length(Kind):
    """How long something takes: "45", "1 h 30", "an hour". The canonical text is the number of minutes."""

    def choices(self, answers: Answers, known: Known) -> tuple[Choice, ...]:
        return tuple(Choice(str(one), f"{one} min", str(one)) for one in LENGTHS)

    def read(self, text: str, answers: Answers, known: Known) -> str:
        minutes = _minutes(plain(text).strip(" ."))
        if not SHORTEST <= minutes <= LONGEST:
            raise refusal(clean(text), HOW_LONG, known.language)
        return str(minutes)

    def show(self, value: str, answers: Answers, known: Known) -> str:
        return f"{int(value)} min"


def times_meant(text: str, known: Known) -> tuple[time, ...]:
    """The times a text can mean where it tells one and nothing else; those at which people meet, where there are any."""
    code = known.language.code
    # A bare hour is one here: "14", "9.30".
    found = told(text, code) or next(
        (one for at in grammar_of(code).at if (one := told(f"{at} {text}", code))), None
    )
    if found is None or found.rest:
        return ()
    return tuple(one for one in found.times if one.hour in MEETING) or found.times


def hour_label(one: time, known: Known) -> str:
    return format_time(one, "H:mm", locale=known.language.code)


def _choice(one: time, known: Known) -> Choice:
    return Choice(f"{one:%H%M}", hour_label(one, known), f"{one:%H:%M}")


def _minutes(typed: str) -> int:
    """What a length says in minutes; 0 where it is none."""
    if typed in IN_WORDS:
        return IN_WORDS[typed]
    found = MINUTES.fullmatch(typed)
    if found:
        return int(found[1])
    found = HOURS.fullmatch(typed)
    if found is None:
        return 0
    return int(found[1]) * 60 + int(found[2] or 0) * 6 + int(found[3] or 0)
