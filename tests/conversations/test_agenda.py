"""What is open, in which order, and what comes first today."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from conversations.agenda import Agenda, First, Item, Live, first, in_order

MADRID = ZoneInfo("Europe/Madrid")
# A Tuesday.
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=MADRID)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def meets(number: int, begin: datetime, *, lasts: timedelta = HOUR, looked_back: bool = False) -> Live:
    return Live(number, "interviewing", begin, begin + lasts, looked_back=looked_back)


def waits(number: int, promised: date | None = None, stage: str = "waiting") -> Live:
    return Live(number, stage, promised_on=promised)


def all_day(number: int, day: date) -> Live:
    begin = datetime.combine(day, datetime.min.time(), MADRID)
    return Live(number, "interviewing", begin, begin + DAY)


THIS_AFTERNOON = meets(1, NOW + 3 * HOUR)
THIS_MORNING = meets(2, NOW - 3 * HOUR)
OVERDUE = waits(3, date(2026, 11, 23))
TOMORROW = meets(4, NOW + DAY)
NOTE = Item(50, 2, NOW - 5 * HOUR)
ACTION = Item(60, None, NOW.date())
PAUSED = Item(70, 5, NOW - DAY)


def test_names_nothing_where_nothing_is_open() -> None:
    assert first(Agenda(NOW)) is None


@pytest.mark.parametrize(
    ("left_out", "named"),
    [
        (0, First("today", 1, 1)),
        (1, First("debrief", 2, 2)),
        (2, First("thank_you", 2, 50)),
        (3, First("follow_up", 3, 3)),
        (4, First("action", None, 60)),
        (5, First("tomorrow", 4, 4)),
        (6, First("paused", 5, 70)),
        (7, None),
    ],
)
def test_names_the_most_pressing_thing_and_no_other(left_out: int, named: First | None) -> None:
    rest = [THIS_AFTERNOON, THIS_MORNING, NOTE, OVERDUE, ACTION, TOMORROW, PAUSED][left_out:]
    agenda = Agenda(
        NOW,
        live=tuple(one for one in rest if isinstance(one, Live)),
        letters=tuple(one for one in rest if one is NOTE),
        actions=tuple(one for one in rest if one is ACTION),
        paused=tuple(one for one in rest if one is PAUSED),
    )

    assert first(agenda) == named


@pytest.mark.parametrize(
    ("live", "kind"),
    [
        # An interview.
        (meets(1, NOW + 11 * HOUR), "today"),
        (meets(1, NOW - HOUR / 2), "today"),
        (all_day(1, NOW.date()), "today"),
        (meets(1, NOW + 13 * HOUR), "tomorrow"),
        (meets(1, NOW + 2 * DAY), None),
        # A look back.
        (meets(1, NOW - HOUR), "debrief"),
        (meets(1, NOW - 3 * DAY - HOUR), "debrief"),
        (meets(1, NOW - 3 * DAY - 2 * HOUR), None),
        (meets(1, NOW - 2 * HOUR, looked_back=True), None),
        (all_day(1, NOW.date() - DAY), "debrief"),
        # A day they named.
        (waits(1, date(2026, 11, 24)), None),
        (waits(1, date(2026, 11, 23)), "follow_up"),
        (waits(1, date(2026, 11, 20)), "follow_up"),
        (waits(1, date(2026, 11, 23), "offer"), None),
        (replace(OVERDUE, asked=True), None),
        (waits(1), None),
        # What has ended is over.
        (replace(THIS_AFTERNOON, stage="withdrawn"), None),
        (replace(OVERDUE, stage="rejected"), None),
    ],
)
def test_names_what_an_application_asks_for_today(live: Live, kind: str | None) -> None:
    found = first(Agenda(NOW, live=(live,)))

    assert (found.kind if found else None) == kind


def test_gives_them_a_business_day_after_the_day_they_named() -> None:
    monday = NOW - DAY

    assert first(Agenda(monday, live=(waits(1, date(2026, 11, 20)),))) is not None
    assert first(Agenda(monday, live=(waits(1, date(2026, 11, 21)),))) is not None
    assert first(Agenda(monday - DAY, live=(waits(1, date(2026, 11, 20)),))) is None


@pytest.mark.parametrize(
    ("item", "named"),
    [(NOTE, True), (replace(NOTE, at=NOW - 3 * DAY), True), (replace(NOTE, at=NOW - 4 * DAY), False)],
)
def test_names_a_thank_you_as_long_as_it_is_of_use(item: Item, *, named: bool) -> None:
    assert (first(Agenda(NOW, letters=(item,))) is not None) is named


def test_names_the_oldest_action_that_is_due() -> None:
    today, before, later = ACTION, Item(61, 1, date(2026, 11, 20)), Item(62, 1, date(2026, 11, 25))

    assert first(Agenda(NOW, actions=(later, today, before))) == First("action", 1, 61)
    assert first(Agenda(NOW, actions=(later,))) is None


def test_does_not_bring_up_what_was_paused_long_ago() -> None:
    assert first(Agenda(NOW, paused=(replace(PAUSED, at=NOW - 15 * DAY),))) is None


def test_names_the_earlier_of_two_interviews() -> None:
    agenda = Agenda(NOW, live=(meets(1, NOW + 5 * HOUR), meets(2, NOW + 2 * HOUR)))

    assert first(agenda) == First("today", 2, 2)


def test_shows_decisions_first_then_the_nearest_day_then_the_newest_and_what_is_on_hold_last() -> None:
    held = waits(1, date(2026, 11, 25), "on_hold")
    live = (
        held,
        waits(2),
        waits(3),
        waits(4, date(2026, 11, 27)),
        meets(5, NOW + 2 * DAY),
        waits(6, stage="offer"),
        waits(7, stage="rejected"),
        # Its interview is over: that day is near no more.
        replace(waits(8), begin=NOW - 9 * DAY, until=NOW - 9 * DAY + HOUR),
    )

    assert [one.number for one in in_order(Agenda(NOW, live=live))] == [6, 5, 4, 8, 3, 2, 1]


def test_an_interview_without_its_hour_takes_all_day() -> None:
    assert all_day(1, NOW.date()).all_day
    assert not THIS_AFTERNOON.all_day
    assert not waits(1).all_day
