"""From "This evening" to the letter sent: over the wire, on a clock that is moved, and over restarts."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.coach import sentences
from bot.phone.server import LoopbackTelegram
from storage.tables import Letter
from tests.end_to_end.given import to_card
from tests.running import PATIENCE, Clock, House, Phone, until

# The clock begins at ten in the morning, UTC: eleven in Madrid.
TO_EVENING = timedelta(hours=8)
HOUR = timedelta(hours=1)
NEXT_MORNING = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


@pytest.fixture
async def dark(sqlite_url: str) -> AsyncIterator[House]:
    """Telegram and a database; no bot yet."""
    clock = Clock()
    async with LoopbackTelegram(now=clock.real, throttle=False) as telegram:
        yield House(telegram, sqlite_url, clock)

        assert telegram.violations == []


def phone(house: House) -> Phone:
    return Phone(house.telegram.person(1001, "Mara"), house)


async def this_evening(phone: Phone, city: str = "Madrid") -> None:
    await to_card(phone)
    await phone.taps("This evening")
    await phone.types(city)


def count(phone: Phone) -> int:
    """How many nudges came."""
    notes = (sentences.NUDGE_MORNING, sentences.NUDGE_TODAY, sentences.NUDGE_YESTERDAY)
    return sum(text.startswith(notes) for text in phone.says)


async def arrives(phone: Phone, number: int = 1) -> None:
    """As soon as there were so many."""
    await until(lambda: count(phone) == number)
    await phone.house.rests()


async def shown_and_sent(mara: Phone) -> None:
    await mara.taps("Show it")
    await mara.taps("I sent it", "I sent it")


async def test_comes_in_each_ones_evening_and_leads_to_the_letters(
    house: House, mara: Phone, leo: Phone
) -> None:
    await this_evening(mara)
    await this_evening(leo, "Helsinki")
    house.clock.passes(TO_EVENING - HOUR)
    await arrives(leo)
    early = count(mara)

    house.clock.passes(HOUR)
    await arrives(mara)
    await shown_and_sent(mara)

    assert (early, count(mara), count(leo)) == (0, 1, 1)
    assert mara.toast == sentences.LETTER_MARKED
    sent = await house.look(lambda records: [one.sent_at for one in records.session.query(Letter)])
    assert len(sent) == 2
    assert all(sent)


async def test_comes_again_in_an_hour_and_ends_when_it_was_sent(house: House, mara: Phone) -> None:
    await this_evening(mara)
    house.clock.passes(TO_EVENING)
    await arrives(mara)

    await mara.taps("Later", "In 1 hour")
    house.clock.passes(HOUR)
    await arrives(mara, 2)
    await mara.taps("Already sent")

    assert mara.toast == sentences.NUDGE_ENDED
    assert await house.look(lambda records: records.nudges.next_due()) is None


@pytest.mark.parametrize("away", [TO_EVENING - HOUR, TO_EVENING + HOUR])
async def test_survives_that_the_bot_was_away(dark: House, away: timedelta) -> None:
    mara = phone(dark)
    async with dark.open():
        await this_evening(mara)

    dark.clock.passes(away)
    async with dark.open():
        dark.clock.passes(max(timedelta(), TO_EVENING - away))
        await arrives(mara)
    async with dark.open():
        await shown_and_sent(mara)
        dark.clock.passes(timedelta(days=1))
        await mara.types("/help")

    assert count(mara) == 1


async def until_moved(house: House, moment: datetime) -> None:
    """As soon as what waits is due then."""
    async with asyncio.timeout(PATIENCE):
        while await house.look(lambda records: records.nudges.next_due()) != moment:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_comes_in_the_morning_when_the_bot_comes_back_at_night(dark: House) -> None:
    mara = phone(dark)
    async with dark.open():
        await this_evening(mara)

    dark.clock.passes(timedelta(hours=13))
    async with dark.open():
        await until_moved(dark, NEXT_MORNING)
        at_night = count(mara)
        dark.clock.passes(timedelta(hours=9))
        await arrives(mara)

    assert at_night == 0
    assert mara.says[-1].startswith(sentences.NUDGE_YESTERDAY)


async def test_says_nothing_more_to_somebody_who_erased_everything(house: House, mara: Phone) -> None:
    await this_evening(mara)

    await mara.types("/delete")
    told = mara.last.text
    await mara.taps("Erase everything")

    assert "1 reminder" in told
    assert await house.look(lambda records: records.nudges.next_due()) is None
