"""The running bot as a whole, in this process: how it starts, lets its owner in, and ends."""

import asyncio
import math
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.intake import ignore
from bot.look import looking
from bot.phone.server import LoopbackTelegram
from bot.runtime import Conduct, Runtime, owner_code
from bot.settings import Settings
from bot.wire import TokenRefused
from storage.file import AlreadyRunning
from storage.inbox import RawUpdate
from storage.records import Records
from storage.store import Store
from storage.tables import InboxRow
from tests.bot.running import Clock, Parrot, during, eventually, say, sometime
from tests.bot.test_menu import MENU


@pytest.fixture
async def telegram() -> AsyncIterator[LoopbackTelegram]:
    async with LoopbackTelegram(throttle=False) as server:
        yield server


@pytest.fixture
def parrot() -> Parrot:
    return Parrot()


@pytest.fixture
def said() -> list[str]:
    """What was said to the host."""
    return []


@pytest.fixture
def runtime(telegram: LoopbackTelegram, sqlite_url: str, parrot: Parrot, said: list[str]) -> Runtime:
    return Runtime(
        settings_for(telegram, sqlite_url),
        Conduct(parrot.hear, parrot.apologise),
        Clock().clocks,
        said.append,
        long_poll=1,
    )


def settings_for(telegram: LoopbackTelegram, url: str, access: str = "invite") -> Settings:
    return Settings.read(
        {
            "BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": telegram.url,
            "DATABASE_URL": url,
            "ACCESS": access,
            "MESSAGES_PER_SECOND": "0",
        }
    )


async def test_answers_what_people_write(runtime: Runtime, telegram: LoopbackTelegram) -> None:
    ada, bob = telegram.person(7), telegram.person(8)

    async with during(runtime.run):
        for word in ("one", "two", "three"):
            await ada.types(word)
            await bob.types(word)
        await ada.hears(3)
        await bob.hears(3)

    assert ada.says == bob.says == ["one", "two", "three"]
    assert telegram.violations == []


async def test_goes_on_after_a_restart_where_it_was(
    runtime: Runtime, telegram: LoopbackTelegram, sqlite_url: str
) -> None:
    ada = telegram.person(7)
    store = await Store.open(sqlite_url)
    await store.run(lambda records: say(records, 7, "left over", Clock().now()) and None)
    await store.close()
    await ada.types("meanwhile")

    async with during(runtime.run):
        await ada.hears(2)

    assert sorted(ada.says) == ["left over", "meanwhile"]


async def test_says_that_it_listens(runtime: Runtime, said: list[str]) -> None:
    async with during(runtime.run):
        await eventually(lambda: bool(said) and "@debrief_bot is listening" in said[-1])


async def test_prints_a_link_that_makes_its_user_the_owner_once(
    runtime: Runtime, said: list[str], sqlite_url: str
) -> None:
    now = Clock().now()
    async with during(runtime.run):
        await eventually(lambda: bool(said) and "listening" in said[-1])
    [code] = re.findall(r"https://t\.me/debrief_bot\?start=([A-Za-z0-9_-]{32})", "\n".join(said))

    store = await Store.open(sqlite_url)
    roles = [await store.run(lambda records: records.people.redeem(code, now)) for _ in range(2)]
    await store.close()

    assert roles == ["owner", None]


async def test_makes_a_link_void_when_it_prints_another(store: Store) -> None:
    now = Clock().now()

    def try_both(records: Records) -> list[str | None]:
        codes = [owner_code(records, now), owner_code(records, now)]
        return [records.people.redeem(code, now) for code in codes]

    assert await store.run(try_both) == [None, "owner"]


@pytest.mark.parametrize("access", ["open", "7, 8"])
async def test_prints_no_link_where_nobody_needs_one(
    runtime: Runtime, telegram: LoopbackTelegram, sqlite_url: str, said: list[str], access: str
) -> None:
    open_to_all = replace(runtime, settings=settings_for(telegram, sqlite_url, access))

    async with during(open_to_all.run):
        await eventually(lambda: bool(said))

    assert not [line for line in said if "start=" in line]


async def test_prints_no_link_once_it_has_an_owner(
    runtime: Runtime, said: list[str], sqlite_url: str
) -> None:
    store = await Store.open(sqlite_url)
    now = Clock().now()
    await store.run(lambda records: records.people.add(7, 7, "Ada", "en", "owner", now) and None)
    await store.close()

    async with during(runtime.run):
        await eventually(lambda: bool(said))

    assert not [line for line in said if "start=" in line]


async def test_waits_for_telegram_at_the_start(
    runtime: Runtime, telegram: LoopbackTelegram, said: list[str]
) -> None:
    telegram.faults.add("server_error", "getMe")

    async with during(runtime.run):
        await eventually(lambda: bool(said) and "listening" in said[-1])

    assert len(telegram.asked("getMe")) == 2


async def test_can_be_stopped_while_it_waits_for_telegram(
    runtime: Runtime, telegram: LoopbackTelegram
) -> None:
    telegram.faults.add("slow_before", "getMe", seconds=3)

    async with during(runtime.run):
        await eventually(lambda: bool(telegram.requests))


@pytest.mark.parametrize("method", ["getMe", "getUpdates", "sendMessage"])
async def test_ends_when_telegram_refuses_the_token(
    runtime: Runtime, telegram: LoopbackTelegram, method: str
) -> None:
    ada = telegram.person(7)
    telegram.faults.add("unauthorized", method, times=math.inf)
    await ada.types("hello")

    with pytest.raises(TokenRefused):
        await runtime.run(asyncio.Event())


async def test_refuses_to_run_twice_on_one_database(runtime: Runtime, said: list[str]) -> None:
    async with during(runtime.run):
        await eventually(lambda: bool(said))

        with pytest.raises(AlreadyRunning):
            await runtime.run(asyncio.Event())


async def test_ends_when_one_of_its_tasks_dies(runtime: Runtime, telegram: LoopbackTelegram) -> None:
    class Fatal(BaseException):
        """Nothing that may be handled."""

    def hear(*_: object) -> None:
        raise Fatal

    ada = telegram.person(7)
    await ada.types("hello")
    mortal = replace(runtime, conduct=Conduct(hear, ignore))  # type: ignore[arg-type]  # dies before it answers

    with pytest.raises(Fatal):
        await mortal.run(asyncio.Event())

    assert len(telegram.pending) <= 1


async def test_sets_the_menu(runtime: Runtime, telegram: LoopbackTelegram) -> None:
    with_menu = replace(runtime, conduct=replace(runtime.conduct, menu=MENU))

    async with during(with_menu.run):
        await eventually(lambda: len(telegram.asked("setMyShortDescription")) == 2)

    assert telegram.commands("", "all_private_chats") != []


async def test_works_without_a_menu_that_cannot_be_set(runtime: Runtime, telegram: LoopbackTelegram) -> None:
    ada = telegram.person(7)
    telegram.faults.add("too_many_requests", "setMyCommands", times=math.inf, retry_after=1000)
    with_menu = replace(runtime, conduct=replace(runtime.conduct, menu=MENU))

    async with during(with_menu.run):
        await eventually(lambda: bool(telegram.asked("setMyCommands")))
        await ada.types("hello")
        await ada.hears(1)

    assert ada.says == ["hello"]


async def test_leaves_only_the_database_and_its_lock_behind(
    runtime: Runtime, said: list[str], tmp_path: Path
) -> None:
    async with during(runtime.run):
        await eventually(lambda: bool(said))

    assert names_in(tmp_path) == {"debrief.db", "debrief.db.lock"}


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def test_lets_go_of_what_nobody_needs_any_more(runtime: Runtime, sqlite_url: str) -> None:
    long_ago = Clock().now() - timedelta(days=4)

    def handle(records: Records) -> None:
        records.inbox.put([RawUpdate(1, 7, "{}")], long_ago)
        row = records.inbox.oldest(7, long_ago)
        if row is not None:
            records.inbox.finish(row, long_ago)

    store = await Store.open(sqlite_url)
    await store.run(handle)
    await store.close()

    async with during(runtime.run):
        await sometime(lambda: is_empty(sqlite_url))


async def is_empty(url: str) -> bool:
    async with looking(url) as store:
        return await store.read(lambda records: records.session.query(InboxRow).count()) == 0
