"""Days in the words of two languages, from a calendar of buttons, and asked where they may be two."""

from datetime import date, timedelta

import pytest
from hypothesis import given as having
from hypothesis import settings
from hypothesis import strategies as st

from conversations import engine
from conversations.answers import Day
from conversations.answers.dates import When
from conversations.engine import Heard
from conversations.known import Known
from conversations.script import Ask, Flow
from conversations.session import Button, Turn
from tests.conversations.answers.given import (
    NOTHING,
    TODAY,
    codes,
    holds_what_every_kind_promises,
    known,
    languages,
    offered,
    read,
    refused,
    typed,
)

PAST, FUTURE, ANY = Day("past"), Day("future"), Day("any")
WHENS: tuple[When, ...] = ("past", "future", "any")
whens = pytest.mark.parametrize("when", WHENS)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-03-12"),
        ("Yesterday.", "2026-03-11"),
        ("the day before yesterday", "2026-03-10"),
        ("Tuesday", "2026-03-10"),
        ("on Tues", "2026-03-10"),
        ("Thursday", "2026-03-12"),
        ("last Friday", "2026-03-06"),
        ("this past Tuesday", "2026-03-10"),
        ("3 days ago", "2026-03-09"),
        ("a week ago", "2026-03-05"),
        ("two weeks ago", "2026-02-26"),
        ("March 12th", "2026-03-12"),
        ("the 1st of March", "2026-03-01"),
        ("first of March", "2026-03-01"),
        ("Thursday, 5 March", "2026-03-05"),
        ("Thu 5 Mar. 2026", "2026-03-05"),
        ("13 March", "2025-03-13"),
        ("2025 March 12", "2025-03-12"),
        ("5-Sept-2025", "2025-09-05"),
        ("13.3.", "2025-03-13"),
        ("13.3.25", "2025-03-13"),
        ("12/31/2025", "2025-12-31"),
        ("31/12/2025", "2025-12-31"),
        ("03/03", "2026-03-03"),
        ("2026/03/01", "2026-03-01"),
        ("２０２６-03-01", "2026-03-01"),
        ("１２ March", "2026-03-12"),
        ("١٢ March", "2026-03-12"),
        ("๑๒ March", "2026-03-12"),
        ("\u200f12 March", "2026-03-12"),
    ],
)
def test_day_that_has_come_is_read_in_english(text: str, day: str) -> None:
    assert read(PAST, text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tomorrow", "2026-03-13"),
        ("day after tomorrow", "2026-03-14"),
        ("next Wed", "2026-03-18"),
        ("coming Thursday", "2026-03-19"),
        ("Saturday", "2026-03-14"),
        ("in 3 days", "2026-03-15"),
        ("in two weeks", "2026-03-26"),
        ("in a fortnight", "2026-03-26"),
        ("10 days from now", "2026-03-22"),
        ("12 March", "2026-03-12"),
        ("11 March", "2027-03-11"),
        ("31.12.", "2026-12-31"),
    ],
)
def test_day_to_come_is_read_in_english(text: str, day: str) -> None:
    assert read(FUTURE, text) == day


@pytest.mark.parametrize(
    ("text", "when", "day"),
    [
        ("hoy", "past", "2026-03-12"),
        ("ayer", "past", "2026-03-11"),
        ("anteayer", "past", "2026-03-10"),
        ("el martes", "past", "2026-03-10"),
        ("el martes pasado", "past", "2026-03-10"),
        ("mié.", "past", "2026-03-11"),
        ("MIERCOLES", "past", "2026-03-11"),
        ("hace 3 días", "past", "2026-03-09"),
        ("hace una semana", "past", "2026-03-05"),
        ("12 de marzo", "past", "2026-03-12"),
        ("el 5 de marzo de 2025", "past", "2025-03-05"),
        ("1º de marzo", "past", "2026-03-01"),
        ("primero de marzo", "past", "2026-03-01"),
        ("jueves 5 de marzo", "past", "2026-03-05"),
        ("mar, 10 mar", "past", "2026-03-10"),
        ("mar 10 de marzo", "past", "2026-03-10"),
        ("mar", "past", "2026-03-10"),
        ("10 mar", "past", "2026-03-10"),
        ("mañana", "future", "2026-03-13"),
        ("pasado mañana", "future", "2026-03-14"),
        ("el próximo miércoles", "future", "2026-03-18"),
        ("el viernes que viene", "future", "2026-03-13"),
        ("dentro de 3 días", "future", "2026-03-15"),
        ("dentro de dos semanas", "future", "2026-03-26"),
        ("en 10 días", "future", "2026-03-22"),
    ],
)
def test_day_is_read_in_spanish(text: str, when: When, day: str) -> None:
    assert read(Day(when), text, known("es")) == day


@pytest.mark.parametrize(
    ("code", "text"), [("de", "Dienstag"), ("fr", "mardi"), ("de", "10. März"), ("pt", "10 de março")]
)
def test_weekday_and_month_are_read_in_a_language_that_has_no_grammar_here(code: str, text: str) -> None:
    assert read(PAST, text, known(code)) == "2026-03-10"


@whens
@pytest.mark.parametrize(
    "text",
    [
        *("", "²", "31.02.", "31 February", "2026-02-31", "2026-13-01", "0000-00-00", "1/2/3", "13/13", "12"),
        *("March", "March 2025", "112 March", "12 or 11 March", "March 12 26", "12 March 2026 2027", "xyz"),
        *(
            "in a while",
            "in 1000 days",
            "in 3 moons",
            "Friday 5 March 2026",
            "m2026-13",
            "m0001-01",
            "9" * 5000,
        ),
    ],
)
def test_what_names_no_day_is_refused_with_an_example(when: When, text: str) -> None:
    raised = refused(Day(when), text)

    assert "For example:" in str(raised)
    assert not raised.rows


@pytest.mark.parametrize(
    ("when", "text", "readings"),
    [
        ("past", "03/04", ["Thu, Apr 3, 2025", "Wed, Mar 4, 2026"]),
        ("past", "12.3.", ["Wed, Dec 3, 2025", "Thu, Mar 12, 2026"]),
        ("future", "12/03/2026", ["Thu, Mar 12, 2026", "Thu, Dec 3, 2026"]),
        ("past", "last Tuesday", ["Tue, Mar 3, 2026", "Tue, Mar 10, 2026"]),
        ("future", "next Fri", ["Fri, Mar 13, 2026", "Fri, Mar 20, 2026"]),
        ("future", "Thursday", ["Thu, Mar 12, 2026", "Thu, Mar 19, 2026"]),
        ("any", "Friday", ["Fri, Mar 6, 2026", "Fri, Mar 13, 2026"]),
        ("any", "Thursday", ["Thu, Mar 5, 2026", "Thu, Mar 12, 2026", "Thu, Mar 19, 2026"]),
        ("any", "13 March", ["Thu, Mar 13, 2025", "Fri, Mar 13, 2026"]),
    ],
)
def test_what_may_be_two_days_is_asked_with_each_of_them_to_tap(
    when: When, text: str, readings: list[str]
) -> None:
    raised = refused(Day(when), text)

    assert offered(raised) == readings
    assert all(reading in str(raised) for reading in readings)


def test_reading_that_lies_the_other_way_is_named_but_cannot_be_tapped() -> None:
    raised = refused(PAST, "12/03/2026")

    assert "Dec 3, 2026" in str(raised)
    assert offered(raised) == ["Thu, Mar 12, 2026"]


@pytest.mark.parametrize(
    ("when", "text", "said"),
    [
        ("past", "tomorrow", "That is Fri, Mar 13, 2026, and still to come."),
        ("past", "13 March 2026", "That is Fri, Mar 13, 2026, and still to come."),
        ("past", "in 3 days", "still to come"),
        ("future", "last Friday", "That was Fri, Mar 6, 2026."),
        ("future", "3 days ago", "That was Mon, Mar 9, 2026."),
        ("future", "2026-03-11", "That was Wed, Mar 11, 2026."),
    ],
)
def test_day_that_lies_the_other_way_is_refused_by_its_name(when: When, text: str, said: str) -> None:
    assert said in str(refused(Day(when), text))


def test_weekday_that_contradicts_its_date_is_asked_for() -> None:
    assert "Friday 5 March" in str(refused(PAST, "Friday 5 March"))


def test_day_that_was_to_come_when_the_talk_began_stays_an_answer() -> None:
    later = known(today=TODAY + timedelta(days=9), begun=TODAY)

    assert read(FUTURE, "2026-03-14", later) == "2026-03-14"
    assert "That was" in str(refused(FUTURE, "14 March 2026", later))


@pytest.mark.parametrize(
    ("when", "labels"),
    [
        ("past", ["Today", "Yesterday", "Tue, Mar 10", "Mon, Mar 9", "Another day"]),
        ("future", ["Tomorrow", "Sat, Mar 14", "Sun, Mar 15", "Mon, Mar 16", "Another day"]),
        ("any", ["Yesterday", "Today", "Tomorrow", "Another day"]),
    ],
)
def test_days_nearby_can_be_tapped_and_typed(when: When, labels: list[str]) -> None:
    choices = Day(when).choices(NOTHING, known())

    assert [one.label for one in choices] == labels
    for number, one in enumerate(choices[:-1], start=1):
        assert read(Day(when), one.code) == read(Day(when), str(number)) == one.value


def test_day_is_shown_as_one_would_say_it() -> None:
    shown = [
        ANY.show(day, NOTHING, known()) for day in ("2026-03-12", "2026-03-13", "2026-03-01", "2025-12-31")
    ]

    assert shown == ["Today", "Tomorrow", "March 1", "December 31, 2025"]


# The calendar.


@pytest.mark.parametrize("text", ["Another day", "another", "5", "m2026-03"])
def test_another_day_opens_this_month(text: str) -> None:
    rows = refused(PAST, text).rows

    assert [one.label for one in rows[0]] == ["\u2039", "March 2026", "·"]
    assert [one.label for one in rows[1]] == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    assert {len(row) for row in rows[1:]} == {7}
    assert [one.label for one in rows[3]] == ["2", "3", "4", "5", "6", "7", "8"]
    assert [one.label for one in rows[4]] == ["9", "10", "11", "12", "·", "·", "·"]


def test_month_can_be_turned_as_far_as_the_question_looks() -> None:
    this, after, before = (refused(FUTURE, code).rows[0] for code in ("m2026-03", "m2026-12", "m2026-02"))

    assert [(one.code, one.label) for one in this] == [
        ("m2026-03", "·"),
        ("m2026-03", "March 2026"),
        ("m2026-04", "\u203a"),
    ]
    assert (after[0].code, after[2].code) == ("m2026-11", "m2027-01")
    assert (before[0].code, before[2].code) == ("m2026-02", "m2026-03")


def test_month_ends_where_the_years_do() -> None:
    assert refused(ANY, "m1900-01").rows[0][0].label == "·"
    assert refused(ANY, "m2199-12").rows[0][2].label == "·"


@languages
def test_month_begins_its_weeks_as_the_language_does(code: str) -> None:
    rows = refused(PAST, "m2026-02", known(code)).rows

    assert [one.code for one in rows[2]][-1] == "2026-02-01"


FLOW = Flow("small", "small", "Small", "day", (Ask("day", "Which day?", PAST, "Because."),), "Done.")


def tapped(turn: Turn, label: str) -> Turn:
    """Tap a button of the last message."""
    code = button(turn, label).data.split(":")[3]
    return engine.answer(FLOW, turn.session, Heard(code=code), about())


def button(turn: Turn, label: str) -> Button:
    return next(one for row in turn.replies[-1].buttons for one in row if one.label == label)


def about() -> Known:
    return known()


def test_question_becomes_a_month_in_place_and_takes_the_day_tapped_there() -> None:
    begun = engine.begin(FLOW, 7, about())

    march = tapped(begun, "Another day")
    february = tapped(march, "\u2039")
    again = tapped(february, "February 2026")
    done = tapped(again, "17")

    assert march.replies[-1].in_place
    assert march.session == begun.session
    assert button(february, "Skip")
    assert again.replies[-1].buttons == february.replies[-1].buttons
    assert [one.value for one in done.session.answers] == ["2026-02-17"]


def test_all_buttons_of_a_month_fit_into_telegram() -> None:
    month = tapped(engine.begin(FLOW, 7, about()), "Another day")

    assert all(len(one.data.encode()) <= 64 for row in month.replies[-1].buttons for one in row)
    assert max(map(len, month.replies[-1].buttons)) <= 8


# What holds for every text.


@whens
@having(text=typed, code=codes)
@settings(deadline=None)
def test_any_text_is_kept_in_one_form_or_refused(when: When, text: str, code: str) -> None:
    holds_what_every_kind_promises(Day(when), text, known(code))


@pytest.mark.parametrize("code", ["en", "es", "de", "fr", "it", "pt", "nl", "pl"])
@having(days=st.integers(-800, 800))
@settings(deadline=None)
def test_day_as_it_is_shown_is_read_back(code: str, days: int) -> None:
    day: date = TODAY + timedelta(days=days)
    kind = Day("past" if days <= 0 else "future")

    shown = kind.show(day.isoformat(), NOTHING, known(code))

    # Our own words for today, yesterday and tomorrow are translated by the catalogue, which stands apart.
    about = known("en" if abs(days) <= 1 else code)
    assert read(kind, shown, about) == day.isoformat()
