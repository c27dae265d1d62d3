"""Business days, and the ladder of asking where nobody answers, held to what a calendar on the wall shows."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.sums.business_days import (
    DUES,
    Rung,
    business_days_after,
    business_days_between,
    is_business_day,
    next_rung,
)

FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)
days = st.dates(date(2015, 1, 1), date(2040, 12, 31))
# Other weekends, other holidays, none that are known, and no country at all.
countries = st.sampled_from(["", "ES", "US", "GB", "DE", "IR", "SA", "CN", "XX"])
numbers = st.integers(1, 30)


@pytest.mark.parametrize(
    ("day", "number", "country", "expected"),
    [
        (FRIDAY, 1, "", MONDAY),
        (FRIDAY, 5, "", date(2026, 3, 13)),
        (date(2026, 3, 7), 1, "", MONDAY),
        (date(2026, 3, 4), 1, "", date(2026, 3, 5)),
        # Good Friday, and in Germany Easter Monday; in the United States neither.
        (date(2026, 4, 2), 1, "ES", date(2026, 4, 6)),
        (date(2026, 4, 2), 1, "DE", date(2026, 4, 7)),
        (date(2026, 4, 2), 1, "US", date(2026, 4, 3)),
        # Thanksgiving.
        (date(2026, 11, 25), 1, "US", date(2026, 11, 27)),
        # The weekend is Friday and Saturday.
        (date(2026, 6, 4), 1, "SA", date(2026, 6, 7)),
        # A Saturday worked for a free day around the National Day.
        (date(2024, 10, 11), 1, "CN", date(2024, 10, 12)),
    ],
)
def test_next_business_days_are_those_of_the_country(
    day: date, number: int, country: str, expected: date
) -> None:
    assert business_days_after(day, number, country) == expected


def test_no_business_day_ahead_is_the_day_itself() -> None:
    assert business_days_after(FRIDAY, 0, "ES") == FRIDAY


def test_calendar_ends_where_days_end() -> None:
    assert business_days_after(date.max, 5, "ES") == date.max


@given(day=days, country=st.sampled_from(["", "XX"]))
def test_without_a_country_that_is_known_monday_to_friday_are_business_days(day: date, country: str) -> None:
    weekday = day.weekday() < 5

    assert is_business_day(day, country) == weekday


@given(day=days, number=numbers, country=countries)
def test_never_falls_on_a_weekend_or_a_holiday_and_lies_ahead(day: date, number: int, country: str) -> None:
    found = business_days_after(day, number, country)

    assert is_business_day(found, country)
    assert found >= day + timedelta(days=number)


@given(day=days, later=st.integers(0, 40), number=numbers, country=countries)
def test_whoever_begins_later_ends_no_earlier(day: date, later: int, number: int, country: str) -> None:
    after = day + timedelta(days=later)

    assert business_days_after(day, number, country) <= business_days_after(after, number, country)
    assert business_days_after(day, number, country) < business_days_after(day, number + 1, country)


@given(day=days, number=numbers, country=countries)
def test_days_counted_again_are_as_many(day: date, number: int, country: str) -> None:
    assert business_days_between(day, business_days_after(day, number, country), country) == number


@given(day=days, one=numbers, other=numbers, country=countries)
def test_going_on_is_the_same_as_going_at_once(day: date, one: int, other: int, country: str) -> None:
    half_way = business_days_after(day, one, country)

    assert business_days_after(half_way, other, country) == business_days_after(day, one + other, country)


def test_no_business_day_lies_between_a_day_and_one_before_it() -> None:
    assert business_days_between(MONDAY, FRIDAY) == 0


@pytest.mark.parametrize(
    ("promised", "sent", "last_sent", "expected"),
    [
        (FRIDAY, 0, None, Rung("follow_up_first", MONDAY)),
        (FRIDAY, 1, None, Rung("follow_up_second", date(2026, 3, 16))),
        (FRIDAY, 2, None, Rung("close", date(2026, 3, 23))),
        (FRIDAY, 1, date(2026, 3, 11), Rung("follow_up_second", date(2026, 3, 18))),
        (FRIDAY, 2, date(2026, 3, 20), Rung("close", date(2026, 3, 27))),
        # No day was named: from the interview on Monday.
        (None, 0, None, Rung("follow_up_first", date(2026, 3, 9))),
        (None, 1, None, Rung("follow_up_second", date(2026, 3, 16))),
        (None, 2, None, Rung("close", date(2026, 3, 23))),
        # More than two change nothing.
        (None, 7, None, Rung("close", date(2026, 3, 23))),
    ],
)
def test_ladder_has_two_times_of_asking_and_an_end(
    promised: date | None, sent: int, last_sent: date | None, expected: Rung
) -> None:
    assert next_rung(promised, date(2026, 3, 2), "ES", sent, last_sent) == expected


@given(
    promised=st.none() | days,
    interviewed=days,
    country=countries,
    last_sent=st.none() | days,
)
def test_each_rung_is_a_business_day_five_after_the_one_before(
    promised: date | None, interviewed: date, country: str, last_sent: date | None
) -> None:
    rungs = [next_rung(promised, interviewed, country, sent) for sent in range(3)]

    assert [rung.due for rung in rungs] == list(DUES)
    assert all(is_business_day(rung.day, country) for rung in rungs)
    gaps = [business_days_between(one.day, two.day, country) for one, two in pairwise(rungs)]
    assert gaps == [5, 5]
    again = next_rung(promised, interviewed, country, 1, last_sent)
    assert last_sent is None or business_days_between(last_sent, again.day, country) == 5
