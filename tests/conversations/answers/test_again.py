"""What may be on record already: words of the last time stay with a tap, a day that was named may have passed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.answers import Unreadable
from conversations.answers.again import DayNamed, LineOrLast
from conversations.known import Known
from tests.conversations.answers.given import NOTHING, TODAY

KNOWN = Known(TODAY, TODAY)
NAMED = DayNamed("future")


def with_last(*words: str) -> LineOrLast:
    return LineOrLast(lambda _known: words)


def test_nothing_is_offered_where_nothing_was_said() -> None:
    assert with_last().choices(NOTHING, KNOWN) == ()
    assert with_last().read("stays", NOTHING, KNOWN) == "stays"


@pytest.mark.parametrize("text", ["stays", "That still holds", "call Leo"])
def test_words_of_the_last_time_stay(text: str) -> None:
    assert with_last("call Leo").read(text, NOTHING, KNOWN) == "call Leo"


def test_other_words_take_their_place() -> None:
    assert with_last("call Leo").read("call Ana", NOTHING, KNOWN) == "call Ana"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Friday", date(2026, 3, 13)),
        ("last Friday", date(2026, 3, 6)),
        ("yesterday", date(2026, 3, 11)),
        ("6 March", date(2026, 3, 6)),
        ("20 March", date(2026, 3, 20)),
        ("2020-01-02", date(2020, 1, 2)),
        ("2027-03-06", date(2027, 3, 6)),
    ],
)
def test_day_named_is_the_nearest_that_fits_and_mostly_ahead(text: str, day: date) -> None:
    assert NAMED.read(text, NOTHING, KNOWN) == day.isoformat()


def test_day_far_ahead_stays_where_no_nearer_one_has_passed() -> None:
    ahead = TODAY + timedelta(days=200)

    assert NAMED.read("in 200 days", NOTHING, KNOWN) == ahead.isoformat()


@pytest.mark.parametrize("text", ["soon", "1 March 2020"])
def test_what_is_no_day_or_one_long_past_is_asked_again(text: str) -> None:
    with pytest.raises(Unreadable, match="Which day is that"):
        NAMED.read(text, NOTHING, KNOWN)


@given(day=st.dates(date(2000, 1, 1), date(2060, 1, 1)), later=st.integers(0, 4000))
def test_day_that_is_kept_reads_the_same_however_long_it_waits(day: date, later: int) -> None:
    known = replace(KNOWN, today=TODAY + timedelta(days=later))

    assert NAMED.read(day.isoformat(), NOTHING, known) == day.isoformat()
