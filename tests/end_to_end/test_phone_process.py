"""`python -m bot phone` as a process of its own: killed, it loses nothing that was acknowledged."""

import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.held import Held, opened
from tests.process import Process, ran, started

SETTINGS = {"MESSAGES_PER_SECOND": "0"}


@asynccontextmanager
async def phone(folder: Path) -> AsyncIterator[tuple[Process, Held]]:
    """The process, once its bot listens, and its page."""
    async with started(folder, "phone", "--port", "0", **SETTINGS) as process:
        url = (await process.says("Open ")).split()[1]
        await process.says("listening")
        async with opened(url) as held:
            yield process, held


async def seen(held: Held) -> list[tuple[bool, str]]:
    """What stands in the chat."""
    return [(one["mine"], one.get("text", "")) for one in await held.messages()]


async def test_goes_on_where_it_was_after_a_death_in_the_middle(tmp_path: Path) -> None:
    async with phone(tmp_path) as (process, mara):
        await mara.types("/start")
        await mara.taps("I had an interview")
        await mara.taps("Mixed")
        await mara.types("Acme, Analyst")
        await mara.hears("What did they ask?")
        leo = await mara.invites("Leo")
        moved = (await mara.post("clock", by=7200))["moved"]
        sent = await mara.types("why leave now")
        before = await seen(mara)
        ended = await process.stops(signal.SIGKILL)

    async with phone(tmp_path) as (process, mara):
        after = await seen(mara)
        everybody = await mara.get("phone")
        assert await mara.types("a project that failed") > sent
        await mara.taps("Done")
        await mara.taps("a project that failed")
        await mara.types("/export")
        await mara.sees(lambda chat: any("document" in one for one in chat["messages"]))
        file = next(one["document"]["file_id"] for one in await mara.messages() if "document" in one)
        export = (await mara.http.get(f"/api/files/{file}")).text
        stopped = await process.stops()

    assert (ended.code, stopped.code) == (-signal.SIGKILL, 0)
    # What the bot says may have come meanwhile, or once more; what Mara said stands as it stood.
    assert [one for one in after if one[0]] == [one for one in before if one[0]]
    assert set(before) <= set(after)
    assert [one["id"] for one in everybody["people"]] == [mara.id, leo.id]
    assert everybody["moved"] == moved
    assert export.count("why leave now") == 1
    assert "a project that failed" in export


async def test_loses_no_word_that_was_acknowledged_however_often_it_dies(tmp_path: Path) -> None:
    words = []
    for number in range(4):
        async with phone(tmp_path) as (process, mara):
            if number == 0:
                await mara.types("/start")
            for part in range(3):
                words.append(f"remark {number}.{part}")
                await mara.types(f"/note {words[-1]}")
            await process.stops(signal.SIGKILL)

    async with phone(tmp_path) as (process, mara):
        await mara.types("/export")
        await mara.sees(lambda chat: any("document" in one for one in chat["messages"]))
        file = next(one["document"]["file_id"] for one in await mara.messages() if "document" in one)
        export = (await mara.http.get(f"/api/files/{file}")).text
        said = [text for own, text in await seen(mara) if own]
        await process.stops()

    assert [export.count(one) for one in words] == [1] * len(words)
    assert said == ["/start", *(f"/note {one}" for one in words), "/export"]


async def test_refuses_a_second_phone_in_the_same_folder_in_a_sentence(tmp_path: Path) -> None:
    async with phone(tmp_path):
        second = await ran(tmp_path, "phone", "--port", "0", **SETTINGS)

    assert second.code == 1
    assert "phone runs in this folder already" in second.logged
    assert len(second.logged.splitlines()) == 1
