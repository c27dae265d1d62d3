"""The one day and time that a text names, and every text that names none or more."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.languages import languages
from conversations.appointments import Appointment, appointment
from tests.conversations.chat import known

# A Monday, one in the afternoon in Madrid.
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MARA = replace(known(today=NOW.date(), zone="Europe/Madrid"), now=NOW.replace(hour=13))
EVA = replace(MARA, language=languages()["es"])
DECEMBER = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "day", "at", "minutes"),
    [
        ("We'd love to meet you on Tuesday, 1 December at 14:30. Best, Ana", DECEMBER, "14:30", None),
        (
            "Confirmed: Tue, Dec 1, 2026 14:30 - 15:15 (CET) https://call.example/j/29?pwd=12",
            DECEMBER,
            "14:30",
            45,
        ),
        ("from 2:30 p.m. to 3:15 p.m. on December 1st", DECEMBER, "14:30", 45),
        ("Tomorrow at 10?", date(2026, 11, 24), "10:00", None),
        ("Your talk on Tuesday\nDate: 1 December 2026\nTime: 14:30-15:30", DECEMBER, "14:30", 60),
        ("You applied on 3 November. Come on 1 December at 9 am", DECEMBER, "09:00", None),
        ("Friday 27 November, 10h", date(2026, 11, 27), "10:00", None),
        ("5.5 years, and then 1 December at 12.30", DECEMBER, "12:30", None),
        ("noon on 2026-12-01", DECEMBER, "12:00", None),
        ("1 December at 3. Yes, 1 December, 15:00.", DECEMBER, "15:00", None),
        ("I sat down: 1 December at 14:30", DECEMBER, "14:30", None),
        ("Today at 16:00", NOW.date(), "16:00", None),
    ],
)
def test_finds_the_one_day_and_time(text: str, day: date, at: str, minutes: int | None) -> None:
    assert appointment(text, MARA) == Appointment(day, time.fromisoformat(at), minutes)


@pytest.mark.parametrize(
    ("text", "day", "at", "minutes"),
    [
        ("Te esperamos el martes 1 de diciembre a las 14:30 h en Calle Mayor 5.", DECEMBER, "14:30", None),
        ("mañana a las 10 de la mañana", date(2026, 11, 24), "10:00", None),
        ("el martes, 1 de diciembre, de 14:30 a 15:15", DECEMBER, "14:30", 45),
        ("El 1 de diciembre a las 5 de la tarde. Un saludo", DECEMBER, "17:00", None),
    ],
)
def test_finds_it_in_spanish(text: str, day: date, at: str, minutes: int | None) -> None:
    assert appointment(text, EVA) == Appointment(day, time.fromisoformat(at), minutes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Thanks for applying, we'll be in touch",
        "1 December",
        "at 14:30",
        "Tuesday at 3 works, or Wednesday at 4",
        "1 December at 10:00 or 14:00",
        "1 or 2 December at 10:00",
        "the 1st - 2nd December at 10:00",
        "03/12 at 14:30",
        # Morning or evening.
        "1 December at 7:30",
        # Over by now.
        "Today at 10:00",
        "1 November 2026 at 14:30",
        # By somebody else's clock.
        "1 December 14:30 EST",
        "1 December 14:30 GMT+1",
        # Backwards, and a working day too long.
        "1 December, 15:00 to 14:00",
        "1 December, 8:00 to 21:30",
        "we sat there at 14:30",
    ],
)
def test_finds_nothing_where_it_would_have_to_guess(text: str) -> None:
    assert appointment(text, MARA) is None


def test_takes_no_zone_for_theirs_as_long_as_they_named_none() -> None:
    text = "1 December 14:30 CET"

    assert appointment(text, MARA) is not None
    assert appointment(text, replace(MARA, zone="")) is None


def test_reads_the_common_name_of_an_american_zone() -> None:
    about = replace(MARA, zone="America/New_York")

    assert appointment("1 December 14:30 ET", about) is not None
    assert appointment("1 December 14:30 PT", about) is None


def test_counts_tomorrow_from_the_day_it_was_written() -> None:
    found = appointment("Shall we say in two days at 10:00?", MARA, written=date(2026, 11, 22))

    assert found is not None
    assert found.day == date(2026, 11, 24)


def test_finds_nothing_where_the_tomorrow_it_speaks_of_is_over() -> None:
    assert appointment("Shall we say tomorrow at 10:00?", MARA, written=date(2026, 11, 20)) is None


def test_counts_from_midnight_where_nobody_tells_the_time() -> None:
    assert appointment("today at 9:00", replace(MARA, now=None)) is not None


def test_reads_the_beginning_of_a_long_text_only() -> None:
    far = "word " * 2000 + "1 December at 14:30"

    assert appointment(far, MARA) is None
