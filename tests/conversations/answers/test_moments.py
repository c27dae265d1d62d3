"""A day with a time, in the words of two languages; asked where it may be two, or where the day is missing."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given as having
from hypothesis import settings

from conversations.answers import Moment
from conversations.answers.dates import When
from tests.conversations.answers.given import (
    NOTHING,
    NOW,
    TODAY,
    codes,
    holds_what_every_kind_promises,
    known,
    offered,
    read,
    refused,
    typed,
)

PAST, FUTURE, ANY = Moment("past"), Moment("future"), Moment("any")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Fri 17:00", "2026-03-13T17:00"),
        ("tomorrow at 9", "2026-03-13T09:00"),
        ("tomorrow at 17", "2026-03-13T17:00"),
        ("tomorrow morning at 9", "2026-03-13T09:00"),
        ("tomorrow at 5 in the afternoon", "2026-03-13T17:00"),
        ("tonight at 8", "2026-03-12T20:00"),
        ("12 March 5pm", "2026-03-12T17:00"),
        ("3 p.m. on Friday", "2026-03-13T15:00"),
        ("Friday, 13 March, 17:30", "2026-03-13T17:30"),
        ("Friday 05:30", "2026-03-13T05:30"),
        ("Fri at 17.30", "2026-03-13T17:30"),
        ("Mon 12am", "2026-03-16T00:00"),
        ("Mon 12pm", "2026-03-16T12:00"),
        ("tomorrow at noon", "2026-03-13T12:00"),
        ("in 3 days at 10", "2026-03-15T10:00"),
        ("13.3. 17:00", "2026-03-13T17:00"),
        ("2026-03-13 17:00", "2026-03-13T17:00"),
        ("2026-03-13t17:00", "2026-03-13T17:00"),
        ("١٣ March ١٧:٣٠", "2026-03-13T17:30"),
        ("Fri 17：00", "2026-03-13T17:00"),
        ("17:00", "2026-03-12T17:00"),
        ("13:30", "2026-03-13T13:30"),
        ("9 am", "2026-03-13T09:00"),
        ("noon", "2026-03-13T12:00"),
        ("today at 5", "2026-03-12T17:00"),
    ],
)
def test_moment_is_read_in_english(text: str, moment: str) -> None:
    assert read(FUTURE, text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("mañana a las 9", "2026-03-13T09:00"),
        ("mañana por la mañana a las 9", "2026-03-13T09:00"),
        ("el viernes a las 17:30", "2026-03-13T17:30"),
        ("el 13 de marzo a las 5 de la tarde", "2026-03-13T17:00"),
        ("esta noche a las 9", "2026-03-12T21:00"),
        ("mañana al mediodía", "2026-03-13T12:00"),
        ("el viernes, 17 h", "2026-03-13T17:00"),
        ("dentro de 3 días a las 10", "2026-03-15T10:00"),
    ],
)
def test_moment_is_read_in_spanish(text: str, moment: str) -> None:
    assert read(FUTURE, text, known("es")) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [("yesterday at 9", "2026-03-11T09:00"), ("9:30", "2026-03-12T09:30"), ("17:00", "2026-03-11T17:00")],
)
def test_time_alone_is_the_latest_one_where_the_question_looks_back(text: str, moment: str) -> None:
    assert read(PAST, text) == moment


@pytest.mark.parametrize("when", ["past", "future"])
def test_time_alone_is_asked_for_its_day_where_it_is_not_known_what_time_it_is(when: When) -> None:
    assert "On which day?" in str(refused(Moment(when), "17:00", known(now=None)))


def test_time_alone_is_asked_for_its_day_where_both_directions_are_meant() -> None:
    assert "On which day?" in str(refused(ANY, "17:00"))


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("tomorrow at 5", ["Fri, Mar 13, 2026, 05:00", "Fri, Mar 13, 2026, 17:00"]),
        ("Friday 5:30", ["Fri, Mar 13, 2026, 05:30", "Fri, Mar 13, 2026, 17:30"]),
        ("next Fri 5pm", ["Fri, Mar 13, 2026, 17:00", "Fri, Mar 20, 2026, 17:00"]),
        ("03/04 17:00", ["Fri, Apr 3, 2026, 17:00", "Thu, Mar 4, 2027, 17:00"]),
    ],
)
def test_what_may_be_two_moments_is_asked_with_each_of_them_to_tap(text: str, readings: list[str]) -> None:
    raised = refused(FUTURE, text)

    assert offered(raised) == readings
    assert all(reading in str(raised) for reading in readings)


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        (FUTURE, "today at 9", "That was Thu, Mar 12, 2026, 09:00."),
        (FUTURE, "2026-03-11T17:00", "That was Wed, Mar 11, 2026, 17:00."),
        (FUTURE, "yesterday at 9", "That was Wed, Mar 11, 2026, 09:00."),
        (PAST, "tomorrow at 9", "That is Fri, Mar 13, 2026, 09:00, and still to come."),
        (PAST, "today at 17", "That is Thu, Mar 12, 2026, 17:00, and still to come."),
    ],
)
def test_moment_that_lies_the_other_way_is_refused_by_its_name(kind: Moment, text: str, said: str) -> None:
    raised = refused(kind, text)

    assert said in str(raised)
    assert not raised.rows


def test_day_alone_decides_where_it_is_not_known_what_time_it_is() -> None:
    assert read(FUTURE, "today at 9", known(now=None)) == "2026-03-12T09:00"
    assert "That was" in str(refused(FUTURE, "yesterday at 9", known(now=None)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "xyz",
        "Fri 25:00",
        "Fri 17:61",
        "Fri 13am",
        "at 12 in the evening",
        "xyz 17:00",
        "2026-03-13T25:00",
        "at",
    ],
)
def test_what_names_no_moment_is_refused_with_an_example(text: str) -> None:
    assert "For example: Fri 17:00" in str(refused(FUTURE, text))


@pytest.mark.parametrize("text", ["tomorrow", "2026-03-13", "1", "13 March"])
def test_day_without_a_time_leads_to_its_hours(text: str) -> None:
    raised = refused(FUTURE, text)

    assert "type it with the day: March 13 17:30" in str(raised)
    assert offered(raised)[0] == "08:00"
    assert raised.rows[0][0].code == "2026-03-13T08:00"
    assert {len(row) for row in raised.rows} == {4}


def test_hours_of_today_are_those_to_come() -> None:
    assert offered(refused(FUTURE, "today"))[0] == "14:00"
    assert offered(refused(PAST, "today"))[-1] == "13:00"


def test_another_day_opens_a_month_whose_days_lead_to_their_hours() -> None:
    month = refused(FUTURE, "Another day").rows

    day = next(one for row in month for one in row if one.label == "20")

    assert not day.value
    assert refused(FUTURE, day.code).rows[1][1].code == "2026-03-20T13:00"


def test_day_that_may_be_two_is_asked_before_its_time() -> None:
    assert offered(refused(FUTURE, "next Fri")) == ["Fri, Mar 13, 2026", "Fri, Mar 20, 2026"]


def test_every_button_leads_on() -> None:
    for one in FUTURE.choices(NOTHING, known()):
        assert FUTURE.offers(one.code, NOTHING, known())
        assert refused(FUTURE, one.code).rows
    assert FUTURE.offers("2026-03-13T08:00", NOTHING, known())
    assert not FUTURE.offers("new", NOTHING, known())


def test_moment_that_was_to_come_when_the_talk_began_stays_an_answer() -> None:
    later = known(today=TODAY + timedelta(days=9), begun=TODAY, now=NOW + timedelta(days=9))

    assert read(FUTURE, "2026-03-14T17:00", later) == "2026-03-14T17:00"


def test_midnight_in_the_zone_of_the_person_decides_what_today_is() -> None:
    late = datetime(2026, 3, 12, 23, 30, tzinfo=UTC)

    assert read(FUTURE, "00:15", known(now=late)) == "2026-03-13T00:15"


def test_moment_is_shown_with_its_day_in_words() -> None:
    assert FUTURE.show("2026-03-13T17:00", NOTHING, known()) == "Tomorrow, 17:00"
    assert FUTURE.show("2026-03-20T09:05", NOTHING, known("es")) == "20 de marzo, 09:05"


@pytest.mark.parametrize("kind", [PAST, FUTURE, ANY], ids=lambda kind: kind.when)
@having(text=typed, code=codes)
@settings(deadline=None)
def test_any_text_is_kept_in_one_form_or_refused(kind: Moment, text: str, code: str) -> None:
    holds_what_every_kind_promises(kind, text, known(code))
    holds_what_every_kind_promises(kind, text, known(code, now=None))
