"""Several Debriefs on one PostgreSQL: each update once and in order, whatever becomes of a worker or the server."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path

import pytest

from storage.file import Unusable
from storage.records import Records
from storage.store import Store, Unavailable
from tests.postgresql import PostgreSQL, start_postgresql
from tests.storage.given import ADA, BOB, NOW, ada, message, update


@pytest.fixture
async def replicas(postgres_url: str) -> AsyncIterator[tuple[Store, Store]]:
    """Two Debriefs on one database."""
    pair = await Store.open(postgres_url), await Store.open(postgres_url)
    yield pair
    for store in pair:
        await store.close()


def work_on_next(chats: tuple[int, ...], records: Records) -> int | None:
    """Finish the oldest update of the first chat that is free, and say which it was."""
    for chat in chats:
        row = records.inbox.oldest(chat, NOW)
        if row is not None:
            worked = records.facts.get(f"worked {chat}") or ""
            records.facts.set(f"worked {chat}", f"{worked} {row.update_id}")
            message(records, chat, str(row.update_id))
            records.inbox.finish(row, NOW)
            return row.update_id
    return None


async def worker(store: Store, chats: tuple[int, ...]) -> list[int]:
    worked = []
    while await store.read(lambda records: records.inbox.chats(NOW)):
        number = await store.run(partial(work_on_next, chats))
        if number is not None:
            worked.append(number)
    return worked


async def test_two_workers_share_two_chats_in_order_and_without_doubles(
    replicas: tuple[Store, Store],
) -> None:
    numbers = range(1, 41)
    batch = [update(number, ADA if number % 2 else BOB) for number in numbers]
    await asyncio.gather(*(store.run(lambda records: records.inbox.put(batch, NOW)) for store in replicas))

    worked = await asyncio.gather(
        *(worker(store, chats) for store in replicas for chats in ((ADA, BOB), (BOB, ADA)))
    )

    assert sorted(number for one in worked for number in one) == list(numbers)
    in_order = await replicas[0].read(
        lambda records: [(records.facts.get(f"worked {chat}") or "").split() for chat in (ADA, BOB)]
    )
    assert in_order == [
        [str(number) for number in numbers if number % 2],
        [str(number) for number in numbers if not number % 2],
    ]


async def test_a_chat_is_held_by_one_worker_until_its_unit_of_work_ends(
    replicas: tuple[Store, Store],
) -> None:
    first, second = replicas
    await first.run(lambda records: records.inbox.put([update(1), update(2), update(3, BOB)], NOW))

    async with first._writing() as session, session.begin():  # noqa: SLF001 -- a unit of work held open
        held = await session.run_sync(lambda plain: Records(plain).inbox.oldest(ADA, NOW))
        meanwhile = await second.run(lambda records: [records.inbox.oldest(chat, NOW) for chat in (ADA, BOB)])

    after = await second.run(lambda records: records.inbox.oldest(ADA, NOW))
    assert held is not None
    assert held.update_id == 1
    assert [row and row.update_id for row in meanwhile] == [None, 3]
    assert after is not None
    assert after.update_id == 1


async def test_a_message_is_claimed_by_one_of_many_senders(replicas: tuple[Store, Store]) -> None:
    number = await replicas[0].run(lambda records: message(records).id)

    claims = await asyncio.gather(
        *(
            store.run(lambda records: records.outbox.claim(number, NOW))
            for store in replicas
            for _ in range(5)
        )
    )

    assert sum(claim is not None for claim in claims) == 1


def mark(name: str, letter: str, records: Records) -> None:
    records.facts.set(name, (records.facts.get(name) or "") + letter)


async def test_runs_a_unit_of_work_again_when_two_block_each_other(replicas: tuple[Store, Store]) -> None:
    first, second = replicas
    for name in ("one", "two"):
        await first.run(partial(mark, name, ""))

    async def add(store: Store, letter: str, names: tuple[str, str]) -> None:
        def both(records: Records) -> None:
            for name in names:
                mark(name, letter, records)
                records.session.connection().exec_driver_sql("SELECT pg_sleep(0.1)")

        await store.run(both)

    await asyncio.gather(add(first, "a", ("one", "two")), add(second, "b", ("two", "one")))

    facts = await first.read(lambda records: [records.facts.get(name) for name in ("one", "two")])
    assert [sorted(fact or "") for fact in facts] == [["a", "b"], ["a", "b"]]


async def test_loses_and_doubles_no_update_of_two_replicas(replicas: tuple[Store, Store]) -> None:
    async def count(store: Store) -> int:
        kept = 0
        while kept < 25:
            try:
                await store.run(partial(mark, "count", "x"))
            except Unavailable:
                # Always in the other's way: then nothing of it was kept.
                continue
            kept += 1
        return kept

    kept = await asyncio.gather(*(count(store) for store in replicas))

    assert kept == [25, 25]
    assert await replicas[0].read(lambda records: records.facts.get("count")) == "x" * 50


@pytest.fixture
def own_server() -> Iterator[PostgreSQL]:
    """A server that a test may treat badly."""
    started = PostgreSQL(start_postgresql())
    yield started
    started.stop()


async def test_keeps_what_was_committed_when_the_server_dies(own_server: PostgreSQL) -> None:
    url = own_server.migrated()
    store = await Store.open(url)
    await store.run(lambda records: records.inbox.put([update(1)], NOW))
    await asyncio.gather(*(store.read(lambda records: records.people.all()) for _ in range(4)))

    await asyncio.to_thread(own_server.restart_at_once)
    reached = [await _tried(store) for _ in range(6)]

    assert reached[-1] is True
    assert await store.run(lambda records: records.inbox.open_in(ADA)) == 1
    await store.close()


async def _tried(store: Store) -> bool:
    try:
        await store.run(ada)
    except Unavailable:
        return False
    return True


async def test_gives_up_on_a_server_that_falls_silent(postgres_url: str, tmp_path: Path) -> None:
    silent = asyncio.Event()
    socket = "/.s.PGSQL.5432"
    folder = postgres_url.split("host=")[1]

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await reader.read(65536):
            if silent.is_set():
                continue
            writer.write(piece)
            await writer.drain()
        writer.close()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_unix_connection(folder + socket)
        await asyncio.gather(pass_on(reader, to_server), pass_on(from_server, writer))

    proxy = await asyncio.start_unix_server(connect, f"{tmp_path}{socket}")
    store = await Store.open(postgres_url.replace(folder, str(tmp_path)), patience=0.5)
    await store.run(ada)
    silent.set()

    with pytest.raises(Unavailable):
        await store.run(ada)

    silent.clear()
    assert (await store.run(ada)).telegram_id == ADA
    await store.close()
    proxy.close()
    await proxy.wait_closed()


@pytest.mark.parametrize("setting", ["fsync", "synchronous_commit"])
async def test_refuses_a_server_that_forgets_in_a_power_cut(own_server: PostgreSQL, setting: str) -> None:
    url = own_server.migrated()
    own_server.server.psql(f"ALTER SYSTEM SET {setting} = off")
    own_server.server.psql("SELECT pg_reload_conf()")
    await asyncio.sleep(0.5)

    with pytest.raises(Unusable, match=f"{setting}=off"):
        await Store.open(url)
