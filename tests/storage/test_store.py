"""One unit of work is one transaction: kept whole or not at all, never lost, never half."""

import asyncio
import sqlite3
import traceback
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.records import Records
from storage.store import Store, Unavailable
from storage.tables import Application
from tests.storage.given import ADA, NOW, ada, message, update


class Refused(Exception):
    """A unit of work that changed its mind."""


def _count_up(records: Records) -> None:
    counted = int(records.facts.get("counted") or "0")
    records.facts.set("counted", str(counted + 1))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 10_000),
        ("trusted_schema", 0),
        ("secure_delete", 1),
    ],
)
async def test_writes_with_every_pragma_that_keeps_data_safe(store: Store, name: str, wanted: object) -> None:
    found = await store.run(
        lambda records: records.session.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one()
    )

    assert found == wanted


async def test_loses_no_update_when_many_read_and_write_the_same_row(store: Store) -> None:
    await asyncio.gather(*(store.run(_count_up) for _ in range(300)))

    assert await store.read(lambda records: records.facts.get("counted")) == "300"


async def test_keeps_nothing_of_a_unit_of_work_that_fails(any_store: Store) -> None:
    await any_store.run(lambda records: records.inbox.put([update(1)], NOW))

    def fail_late(records: Records) -> None:
        row = records.inbox.oldest(ADA, NOW)
        assert row is not None
        person = ada(records)
        conversation = records.conversations.begin(person, "quick_reflection", None, NOW)
        conversation.asked_by = message(records).id
        records.inbox.finish(row, NOW)
        records.session.flush()
        raise Refused

    with pytest.raises(Refused):
        await any_store.run(fail_late)

    left = await any_store.read(
        lambda records: (records.people.all(), records.outbox.heads(NOW, 9), records.inbox.open_in(ADA))
    )
    assert left == ([], [], 1)


async def test_finishes_every_unit_of_work_whose_caller_is_cancelled(any_url: str) -> None:
    store = await Store.open(any_url)
    callers = [asyncio.create_task(store.run(partial(_mark, number))) for number in range(60)]
    await asyncio.sleep(0)
    for number, caller in enumerate(callers):
        await asyncio.sleep(number % 5 / 1000)
        caller.cancel()
    outcomes = await asyncio.gather(*callers, return_exceptions=True)
    await store.close()

    again = await Store.open(any_url)
    kept = await again.read(lambda records: [records.facts.get(f"mark {n}") for n in range(60)])
    await again.close()

    assert any(isinstance(outcome, asyncio.CancelledError) for outcome in outcomes)
    assert kept == ["made"] * 60


def _mark(number: int, records: Records) -> None:
    records.facts.set(f"mark {number}", "made")


async def test_waits_for_what_runs_before_it_closes(sqlite_url: str) -> None:
    store = await Store.open(sqlite_url)
    running = asyncio.create_task(store.run(partial(_mark, 1)))
    await asyncio.sleep(0)

    await store.close()

    assert running.done()
    assert running.exception() is None


async def test_takes_nothing_on_once_it_is_closed(store: Store) -> None:
    await store.close()

    with pytest.raises(Unavailable):
        await store.run(_count_up)
    with pytest.raises(Unavailable):
        await store.read(_count_up)


async def test_changes_nothing_while_it_only_reads(any_store: Store) -> None:
    with pytest.raises((DBAPIError, Unavailable)):
        await any_store.read(_count_up)

    assert await any_store.read(lambda records: records.facts.get("counted")) is None


async def test_calls_those_who_wait_only_after_the_commit(any_store: Store) -> None:
    called_inside = []

    def put_both(records: Records) -> None:
        records.inbox.put([update(1)], NOW)
        message(records)
        called_inside.append(any_store.incoming.is_set() or any_store.outgoing.is_set())

    await any_store.run(put_both)

    assert called_inside == [False]
    assert any_store.incoming.is_set()
    assert any_store.outgoing.is_set()


async def test_calls_nobody_for_an_update_that_is_known(any_store: Store) -> None:
    await any_store.run(lambda records: records.inbox.put([update(1)], NOW))
    any_store.incoming.clear()

    await any_store.run(lambda records: records.inbox.put([update(1)], NOW))

    assert not any_store.incoming.is_set()


async def test_keeps_foreign_keys_on(any_store: Store) -> None:
    def orphan(records: Records) -> None:
        person = ada(records)
        records.session.delete(person)
        records.session.flush()
        records.applications.add(person, "Orphans Ltd", "", NOW)

    with pytest.raises(IntegrityError):
        await any_store.run(orphan)


async def test_waits_for_another_process_that_has_the_file_locked(sqlite_url: str, tmp_path: Path) -> None:
    store = await Store.open(sqlite_url)
    other = sqlite3.connect(tmp_path / "debrief.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    counting = asyncio.create_task(store.run(_count_up))
    await asyncio.sleep(0.2)
    done_early = counting.done()

    other.execute("ROLLBACK")
    await counting

    assert not done_early
    assert await store.read(lambda records: records.facts.get("counted")) == "1"
    other.close()
    await store.close()


async def test_says_it_is_unavailable_when_the_file_stays_locked(sqlite_url: str, tmp_path: Path) -> None:
    store = await Store.open(sqlite_url, patience=0.1)
    other = sqlite3.connect(tmp_path / "debrief.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(Unavailable):
        await store.run(_count_up)

    other.close()
    await store.run(_count_up)
    assert await store.read(lambda records: records.facts.get("counted")) == "1"
    await store.close()


async def test_recovers_when_a_full_disk_has_room_again(sqlite_url: str) -> None:
    store = await Store.open(sqlite_url)
    pages = await _pragma(store, "page_count")
    await _pragma(store, f"max_page_count={pages + 20}")

    with pytest.raises(Unavailable):
        await store.run(lambda records: records.facts.set("long", "x" * 1_000_000))

    await store.run(_count_up)
    await _pragma(store, "max_page_count=1000000")
    await store.run(lambda records: records.facts.set("long", "x" * 1_000_000))
    kept = await store.read(
        lambda records: (records.facts.get("counted"), len(records.facts.get("long") or ""))
    )
    assert kept == ("1", 1_000_000)
    await store.close()


async def _pragma(store: Store, pragma: str) -> int:
    def ask(records: Records) -> int:
        found: int = records.session.connection().exec_driver_sql(f"PRAGMA {pragma}").scalar_one()
        return found

    return await store.run(ask)


async def test_an_error_message_carries_no_word_of_the_row(any_store: Store) -> None:
    def unowned(records: Records) -> None:
        # It has no moment, which the column does not allow.
        records.session.add(Application(person_id=ada(records).id, company="canary-company", role=""))
        records.session.flush()

    with pytest.raises(IntegrityError) as caught:
        await any_store.run(unowned)

    assert "canary-company" not in "".join(traceback.format_exception(caught.value))
