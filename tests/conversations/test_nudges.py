"""When to speak first: at the time that was picked, after now, never at night, whatever the clocks there do."""

from datetime import UTC, date, datetime, time, timedelta
from typing import get_args
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conversations import catalogue, nudges
from conversations.nudges import Choice

MADRID = ZoneInfo("Europe/Madrid")
APIA = ZoneInfo("Pacific/Apia")
DAY = timedelta(days=1)

zones = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
moments = st.datetimes(datetime(1970, 1, 2), datetime(2199, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001 -- hypothesis adds it
choices: st.SearchStrategy[Choice] = st.sampled_from(get_args(Choice))
hours = st.times()


def local(text: str, zone: ZoneInfo = MADRID, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)


def wall(moment: datetime, zone: ZoneInfo = MADRID) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("choice", "now", "due"),
    [
        ("evening", "2026-11-24 10:00", "2026-11-24 19:00"),
        ("evening", "2026-11-24 03:00", "2026-11-24 19:00"),
        ("evening", "2026-11-24 18:29", "2026-11-24 19:00"),
        ("evening", "2026-11-24 18:30", "2026-11-24 19:30"),
        ("evening", "2026-11-24 19:59", "2026-11-24 20:59"),
        ("evening", "2026-11-24 20:00", "2026-11-25 09:00"),
        ("evening", "2026-11-24 23:30", "2026-11-25 09:00"),
        ("hour", "2026-11-24 12:34", "2026-11-24 13:34"),
        ("hour", "2026-11-24 20:15", "2026-11-25 09:00"),
        ("hour", "2026-11-24 00:30", "2026-11-24 09:00"),
        ("hour", "2026-11-24 07:00", "2026-11-24 08:00"),
        ("hour", "2026-11-24 06:59", "2026-11-24 09:00"),
        ("tomorrow", "2026-11-24 10:00", "2026-11-25 09:00"),
        ("tomorrow", "2026-11-24 23:59", "2026-11-25 09:00"),
        ("tomorrow", "2026-11-25 00:30", "2026-11-25 09:00"),
        ("tomorrow", "2026-11-25 04:00", "2026-11-26 09:00"),
        ("tomorrow_noon", "2026-11-24 10:00", "2026-11-25 12:30"),
        ("tomorrow_evening", "2026-11-24 22:00", "2026-11-25 19:00"),
        ("tomorrow", "2026-12-31 10:00", "2027-01-01 09:00"),
        ("two_days", "2026-11-24 10:00", "2026-11-26 09:00"),
        ("two_days", "2026-11-25 01:30", "2026-11-26 09:00"),
        ("week", "2026-11-24 22:00", "2026-12-01 09:00"),
    ],
)
def test_knows_which_moment_a_word_means(choice: Choice, now: str, due: str) -> None:
    assert wall(nudges.due(choice, local(now), MADRID)) == due


@given(choices, moments, zones)
@example("evening", local("2011-12-29 10:00", APIA), APIA)
@example("tomorrow", local("2011-12-29 10:00", APIA), APIA)
@example("hour", local("2011-12-29 23:30", APIA), APIA)
def test_is_later_than_now_and_never_at_night_anywhere(choice: Choice, now: datetime, zone: ZoneInfo) -> None:
    due = nudges.due(choice, now, zone)

    assert due.tzinfo is UTC
    if choice == "hour":
        assert due == now + timedelta(hours=1) or nudges.quiet(now + timedelta(hours=1), zone)
    ahead, _hour = nudges.LATER_DAYS.get(choice, (1, None))
    assert now < due <= now + (ahead + 1) * DAY + timedelta(hours=2)
    assert time(8) <= due.astimezone(zone).time() < time(21)


@given(moments, zones)
def test_brings_what_was_put_off_to_tomorrow_in_the_morning_of_another_day_or_after_a_night(
    now: datetime, zone: ZoneInfo
) -> None:
    due = nudges.due("tomorrow", now, zone).astimezone(zone)

    today = now.astimezone(zone)
    assert due.date() > today.date() or today.time() < time(4)


@given(moments, zones)
def test_moves_only_what_falls_into_the_night_and_only_to_a_morning(moment: datetime, zone: ZoneInfo) -> None:
    moved = nudges.moved(moment, zone)

    assert not nudges.quiet(moved, zone)
    assert nudges.moved(moved, zone) == moved
    assert (moved == moment) is not nudges.quiet(moment, zone)
    assert timedelta() <= moved - moment < 2 * DAY


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [("20:59:59", False), ("21:00", True), ("00:00", True), ("07:59", True), ("08:00", False)],
)
def test_knows_the_night(moment: str, *, quiet: bool) -> None:
    assert nudges.quiet(local(f"2026-11-24 {moment}"), MADRID) is quiet


@given(st.dates(date(1970, 1, 2), date(2199, 12, 30)), hours, zones)
@example(date(2011, 12, 30), time(19), APIA)
@example(date(2026, 10, 4), time(2, 15), ZoneInfo("Australia/Lord_Howe"))
def test_finds_the_first_moment_a_clock_there_shows_that_time_or_any_later_one(
    day: date, hour: time, zone: ZoneInfo
) -> None:
    moment = nudges.at(day, hour, zone)

    asked, shown = datetime.combine(day, hour), moment.astimezone(zone).replace(tzinfo=None)
    before = (moment - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
    assert shown >= asked
    # In a gap, a second before is before the gap.
    assert before < asked
    if shown == asked:
        assert moment.astimezone(zone).fold == 0


@pytest.mark.parametrize(
    ("zone", "day", "hour", "utc"),
    [
        # Forward from 2:00 to 3:00, and back from 3:00 to 2:00.
        ("Europe/Madrid", "2026-03-29", "02:30", "2026-03-29 01:00"),
        ("Europe/Madrid", "2026-10-25", "02:30", "2026-10-25 00:30"),
        # Half an hour forward and back.
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03 15:30"),
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04 14:45"),
        # A whole day left out.
        ("Pacific/Apia", "2011-12-30", "19:00", "2011-12-30 10:00"),
    ],
)
def test_knows_gaps_and_overlaps(zone: str, day: str, hour: str, utc: str) -> None:
    moment = nudges.at(date.fromisoformat(day), time.fromisoformat(hour), ZoneInfo(zone))

    assert wall(moment, ZoneInfo("UTC")) == utc


def test_offers_the_evening_as_long_as_it_lies_ahead() -> None:
    ahead = [
        nudges.evening_ahead(local(f"2026-11-24 {hour}"), MADRID)
        for hour in ("00:10", "18:29", "18:30", "22:00")
    ]

    assert ahead == [True, True, False, False]


@pytest.mark.parametrize(
    ("earliest", "said"),
    [
        ("2026-11-24 19:00", "2026-11-24 19:00"),
        ("2026-11-24 20:59", "2026-11-24 20:59"),
        ("2026-11-24 22:30", "2026-11-25 09:00"),
        ("2026-11-26 15:00", "2026-11-26 15:00"),
        ("2026-11-27 10:00", "2026-11-27 10:00"),
        ("2026-11-27 10:01", None),
        ("2026-11-26 23:00", "2026-11-27 09:00"),
        ("2027-11-26 12:00", None),
    ],
)
def test_says_late_what_is_still_of_use(earliest: str, said: str | None) -> None:
    due = local("2026-11-24 10:00")

    moment = nudges.say_at("thank_you", due, local(earliest), MADRID)

    assert (moment and wall(moment)) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-24 09:59", "2026-11-24 09:59"),
        ("2026-11-24 10:00", "2026-11-24 12:15"),
        ("2026-11-24 12:14", "2026-11-24 12:15"),
        ("2026-11-24 12:15", "2026-11-24 12:15"),
        # From one right into the next, and from the last into the night.
        ("2026-11-24 14:10", "2026-11-24 17:45"),
        ("2026-11-24 19:45", "2026-11-25 09:00"),
    ],
)
def test_says_nothing_during_an_interview_nor_right_after(moment: str, said: str) -> None:
    hours = [("19:30", "20:30"), ("10:00", "11:30"), ("15:30", "17:00"), ("14:00", "15:00")]
    busy = [(local(f"2026-11-24 {begin}"), local(f"2026-11-24 {end}")) for begin, end in hours]

    assert wall(nudges.not_during(local(moment), busy, MADRID)) == said


@pytest.mark.parametrize(
    ("now", "there"),
    [("2026-11-24 12:00", "2026-11-24 19:00"), ("2026-11-25 01:30", "2026-11-24 19:30")],
)
def test_keeps_its_time_of_day_for_somebody_who_lives_elsewhere(now: str, there: str) -> None:
    new_york = ZoneInfo("America/New_York")

    due = nudges.elsewhere(local("2026-11-24 19:00"), MADRID, new_york, local(now))

    assert wall(due, new_york) == there


@given(moments, zones, zones, moments)
def test_is_never_past_nor_at_night_for_somebody_who_lives_elsewhere(
    due: datetime, before: ZoneInfo, after: ZoneInfo, now: datetime
) -> None:
    moved = nudges.elsewhere(due, before, after, now)

    assert moved >= now
    assert not nudges.quiet(moved, after)


def test_every_nudge_a_flow_asks_for_is_known() -> None:
    asked = [
        then.split(":")[1]
        for flow in catalogue.FLOWS
        for ask in flow.asks
        for then in ask.then.values()
        if then.startswith("nudge:")
    ]

    assert asked
    assert set(asked) <= set(nudges.OF_USE)
