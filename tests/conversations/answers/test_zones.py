"""Time zones from a city, a country, or the time on the person's clock; asked where they may be two."""

from datetime import UTC, datetime

import pytest
from hypothesis import given as having
from hypothesis import settings
from hypothesis import strategies as st

from conversations.answers import Zone
from conversations.answers.places import keys
from tests.conversations.answers.given import (
    CODES,
    NOTHING,
    codes,
    holds_what_every_kind_promises,
    known,
    languages,
    offered,
    read,
    refused,
    typed,
)

ZONE = Zone()


@languages
@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Madrid", "Europe/Madrid"),
        ("new york", "America/New_York"),
        ("New York, USA", "America/New_York"),
        ("MONTREAL", "America/Toronto"),
        ("São Paulo", "America/Sao_Paulo"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Port au Prince", "America/Port-au-Prince"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("Calcutta", "Asia/Kolkata"),
        ("Germany", "Europe/Berlin"),
        ("Köln, Germany", ""),
        ("europe/madrid", "Europe/Madrid"),
        ("America/New York", "America/New_York"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        ("UTC", "UTC"),
        ("UTC+2", "Etc/GMT-2"),
        ("gmt -5", "Etc/GMT+5"),
        ("UTC+05:00", "Etc/GMT-5"),
        ("utc+0", "Etc/GMT"),
        ("Etc/GMT-2", "Etc/GMT-2"),
        # It is 13:40 in UTC.
        ("15:40", "Etc/GMT-2"),
        ("15:44", "Etc/GMT-2"),
        ("15h", ""),
        ("13:40", "Etc/GMT"),
        ("3:40 pm", "Etc/GMT-2"),
        ("08:40", "Etc/GMT+5"),
        ("00:40", "Etc/GMT-11"),
    ],
)
def test_zone_is_read(code: str, text: str, key: str) -> None:
    if key:
        assert read(ZONE, text, known(code)) == key
    else:
        assert "Which city are you in?" in str(refused(ZONE, text, known(code)))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Nueva York", "America/New_York"),
        ("Londres", "Europe/London"),
        ("Alemania", "Europe/Berlin"),
        ("son las 15:40", "Etc/GMT-2"),
    ],
)
def test_places_have_their_names_in_the_language(text: str, key: str) -> None:
    assert read(ZONE, text, known("es")) == key


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("Spain", ["Ceuta, 14:40", "Canary, 13:40", "Madrid, 14:40"]),
        ("9:40", ["UTC-4, 09:40", "UTC+8, 21:40"]),
        ("02:40", ["UTC-11, 02:40", "UTC+13, 02:40"]),
    ],
)
def test_what_may_be_two_zones_is_asked_with_each_of_them_to_tap(text: str, readings: list[str]) -> None:
    raised = refused(ZONE, text)

    assert offered(raised) == readings
    assert all(reading in str(raised) for reading in readings)


def test_country_with_many_zones_is_asked_for_a_city() -> None:
    assert "several time zones" in str(refused(ZONE, "United States"))


def test_zones_too_long_for_a_button_are_named_only() -> None:
    raised = refused(ZONE, "Ecuador")

    assert "Galapagos" in str(raised)
    assert not raised.rows


@pytest.mark.parametrize("text", ["16:10", "19:10", "UTC+5:30", "UTC+15", "25:00"])
def test_what_is_no_whole_hour_is_asked_for_a_city(text: str) -> None:
    assert "no whole hour from UTC. Which city" in str(refused(ZONE, text))


def test_time_says_nothing_where_it_is_not_known_what_time_it_is() -> None:
    assert "Which city are you in?" in str(refused(ZONE, "15:40", known(now=None)))


def test_clock_is_read_against_the_moment_whatever_zone_it_is_told_in() -> None:
    there = datetime(2026, 3, 12, 13, 40, tzinfo=UTC).astimezone()

    assert read(ZONE, "15:40", known(now=there)) == "Etc/GMT-2"


@pytest.mark.parametrize(
    "text", ["", "Atlantis", "Factory", "localtime", "EST", "²", "../../etc/passwd", "9" * 5000]
)
def test_what_is_no_place_is_refused_with_an_example(text: str) -> None:
    assert "Madrid, or 15:40" in str(refused(ZONE, text))


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("en", "America/New_York", "New York, 09:40"),
        ("es", "America/New_York", "Nueva York, 09:40"),
        ("en", "Asia/Calcutta", "Kolkata, 19:10"),
        ("en", "Etc/GMT-2", "UTC+2, 15:40"),
        ("en", "Etc/GMT+5", "UTC-5, 08:40"),
        ("en", "Etc/GMT", "UTC, 13:40"),
        ("en", "UTC", "UTC, 13:40"),
    ],
)
def test_zone_is_shown_with_the_time_there(code: str, value: str, shown: str) -> None:
    assert ZONE.show(value, NOTHING, known(code)) == shown
    assert ZONE.show(value, NOTHING, known(code, now=None)) == shown.split(", ", maxsplit=1)[0]


def test_zone_that_is_no_more_has_no_words() -> None:
    with pytest.raises((LookupError, ValueError)):
        ZONE.show("Europe/Atlantis", NOTHING, known())


def test_only_zones_may_be_tapped() -> None:
    assert ZONE.offers("Etc/GMT-2", NOTHING, known())
    assert not ZONE.offers("new", NOTHING, known())


@having(key=st.sampled_from(sorted(keys().values())), code=st.sampled_from(CODES))
@settings(deadline=None)
def test_every_zone_is_read_back_and_shown(key: str, code: str) -> None:
    assert read(ZONE, key, known(code)) == key
    assert ZONE.show(key, NOTHING, known(code))


@having(text=typed, code=codes)
@settings(deadline=None)
def test_any_text_is_kept_in_one_form_or_refused(text: str, code: str) -> None:
    holds_what_every_kind_promises(ZONE, text, known(code))
    holds_what_every_kind_promises(ZONE, text, known(code, now=None))
