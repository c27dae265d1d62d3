"""A file is fetched before its update is handled: outside of any transaction, once handled, and for no other update."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from bot.dispatch import Dispatch
from bot.fetching import Fetched, FileWanted
from storage.inbox import RawUpdate
from storage.records import Records
from storage.tables import InboxRow
from tests.bot.running import Bench, Heard, alias, bench, during, eventually, sometime

ADA = 7
LARGEST = 100


@pytest.fixture
async def at(any_url: str) -> AsyncIterator[Bench]:
    async with bench(any_url) as made:
        yield made


@dataclass
class Reader:
    """Wants the file that a message names; `had` is what came of each, `read` what needed none."""

    had: list[bytes | None] = field(default_factory=list)
    read: list[str] = field(default_factory=list)

    def hear(self, records: Records, update: Mapping[str, Any], now: datetime) -> Heard:
        words = str(update["words"])
        if words.startswith("file:"):
            raise FileWanted(words.removeprefix("file:"), LARGEST, self.opens)
        self.read.append(words)
        return Heard()

    def opens(self, records: Records, update: Mapping[str, Any], now: datetime, fetched: Fetched) -> Heard:
        self.had.append(fetched.content)
        return Heard()


def dispatch(at: Bench, reader: Reader) -> Dispatch:
    return Dispatch(at.store, at.wire, reader.hear, at.parrot.apologise, at.clock.clocks, alias)


async def comes(at: Bench, number: int, words: str) -> None:
    raw = RawUpdate(number, ADA, json.dumps({"update_id": number, "words": words}))
    await at.store.run(lambda records: records.inbox.put([raw], at.clock.now()))


def kept(at: Bench, data: bytes) -> str:
    """A file on Telegram's side; how to ask for it."""
    return at.telegram.account.files.keep("document", "a.ics", data).file_id


async def open_still(at: Bench) -> int:
    return await at.store.read(lambda records: records.inbox.open_in(ADA))


async def all_done(at: Bench) -> bool:
    return await open_still(at) == 0


async def test_hands_over_the_file_and_then_the_next_update(at: Bench) -> None:
    reader = Reader()
    await comes(at, 1, f"file:{kept(at, b'a date')}")
    await comes(at, 2, "words")

    async with during(dispatch(at, reader).run):
        await sometime(partial(all_done, at))

    assert (reader.had, reader.read) == ([b"a date"], ["words"])


@pytest.mark.parametrize("data", [b"", b"x" * (LARGEST + 1)])
async def test_says_that_there_is_none_where_it_cannot_be_had(at: Bench, data: bytes) -> None:
    reader = Reader()
    await comes(at, 1, f"file:{kept(at, data) if data else 'unknown'}")

    async with during(dispatch(at, reader).run):
        await sometime(partial(all_done, at))

    assert reader.had == [None]


async def test_an_update_that_another_handled_meanwhile_takes_its_file_along(at: Bench) -> None:
    reader = Reader()
    at.telegram.faults.add("slow_before", method="getFile", seconds=0.5)
    await comes(at, 1, f"file:{kept(at, b'a date')}")
    await comes(at, 2, "words")

    def handled_elsewhere(records: Records) -> None:
        row = records.session.get(InboxRow, 1)
        if row is not None:
            records.inbox.finish(row, at.clock.now() + timedelta(seconds=1))

    async with during(dispatch(at, reader).run):
        await eventually(lambda: bool(at.telegram.asked("getFile")))
        await at.store.run(handled_elsewhere)
        await sometime(partial(all_done, at))

    assert (reader.had, reader.read) == ([], ["words"])
