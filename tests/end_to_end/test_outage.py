"""The bot was away, and comes back to those it left in the middle of something."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.end_to_end.given import to_choice
from tests.running import House, Phone, prepared

EVENING = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)


def silent(phone: Phone) -> list[bool]:
    """For each message sent to this person, whether it came without a sound."""
    sent = phone.house.telegram.asked("sendMessage")
    return [
        bool(one.params.get("disable_notification"))
        for one in sent
        if one.params["chat_id"] == phone.person.chat_id
    ]


@pytest.fixture
async def house(sqlite_url: str) -> AsyncIterator[House]:
    """Not running yet: each test stops it once."""
    async with prepared(sqlite_url) as house:
        yield house


async def test_asks_again_without_a_sound_whoever_it_left_in_the_middle(
    house: House, mara: Phone, leo: Phone, eve: Phone
) -> None:
    async with house.open():
        await to_choice(leo)
        await eve.types("/start")
        # Leo went away eleven minutes before the bot did.
        for _ in range(7):
            house.clock.passes(timedelta(seconds=100))
            await eve.types("/help")
        await to_choice(mara)
        asked, heard = mara.questions[0], len(leo.says)

    house.clock.passes(timedelta(minutes=20))
    async with house.open():
        # Anything that comes ends the first long poll, and with it the outage.
        await eve.types("/privacy")

        assert mara.step == "again"
        assert mara.questions[0].message_id > asked.message_id
        assert silent(mara) == [True]
        assert len(leo.says) == heard
        assert silent(eve) == [False]


@pytest.mark.parametrize("away", [timedelta(seconds=90), timedelta(hours=2)])
async def test_says_nothing_after_a_short_break_and_nothing_at_night(
    away: timedelta, house: House, mara: Phone, eve: Phone
) -> None:
    house.clock.begin = EVENING
    async with house.open():
        await to_choice(mara)
        said = len(mara.says)

    house.clock.passes(away)
    async with house.open():
        await eve.types("/privacy")

        assert len(mara.says) == said


async def test_has_fresh_buttons_for_whoever_writes_next(house: House, mara: Phone) -> None:
    house.clock.begin = EVENING
    async with house.open():
        await to_choice(mara)
        old = mara.questions[0]

    house.clock.passes(timedelta(hours=3))
    async with house.open():
        await mara.taps("Why?")

        assert mara.step == "again"
        assert mara.questions[0].message_id > old.message_id


async def test_can_be_answered_after_a_press_that_telegram_forgot(
    house: House, mara: Phone, eve: Phone
) -> None:
    async with house.open():
        await to_choice(mara)
    await mara.person.taps("sql, joins")
    house.clock.passes(timedelta(minutes=4))
    async with house.open():
        await eve.types("/privacy")
        assert mara.step == "again"

        await mara.taps("sql, joins")
        assert mara.step == "better"
