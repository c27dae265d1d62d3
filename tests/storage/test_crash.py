"""Killed at any statement, a unit of work is there whole or not at all, and the next process goes on."""

import sqlite3
from pathlib import Path

import pytest

from conversations.session import Answer, Session
from storage.records import Records
from storage.store import AFTER_COMMIT, Store
from tests.crash import Crash, Fuse
from tests.storage.given import ADA, NOW, ada, files_holding, message, update


def turn(records: Records) -> None:
    """What one message leads to: the answer, where the person stands, what to say, and the update done."""
    row = records.inbox.oldest(ADA, NOW)
    if row is None:
        return
    person = ada(records)
    talk = records.conversations.active(person)
    if talk is None:
        talk = records.conversations.begin(person, "quick_reflection", None, NOW)
    session = Session(talk.id, talk.flow, "tags", talk.revision + 1, (Answer("went", raw="well", message=5),))
    records.conversations.save(talk, session, NOW)
    talk.asked_by = message(records).id
    records.inbox.finish(row, NOW)


def traces(records: Records) -> tuple[int, int, int, int]:
    person = records.people.by_telegram(ADA)
    talks = records.conversations.of(person) if person else []
    answers = sum(len(records.conversations.session(talk).answers) for talk in talks)
    return records.inbox.open_in(ADA), len(talks), answers, len(records.outbox.heads(NOW, 9))


BEFORE, AFTER = (1, 0, 0, 0), (0, 1, 1, 1)


async def statements_of_a_turn(url: str) -> list[str]:
    fuse = Fuse(url)
    store = await Store.open(url, on_statement=fuse)
    await store.run(lambda records: records.inbox.put([update(1)], NOW))
    fuse.heard.clear()
    await store.run(turn)
    await store.close()
    return fuse.heard


async def test_hears_a_turn_from_its_begin_to_after_its_commit(any_url: str) -> None:
    heard = await statements_of_a_turn(any_url)

    assert heard[0].startswith("BEGIN")
    assert heard[-2:] == ["COMMIT", AFTER_COMMIT]
    assert len(heard) > 8


async def test_killed_at_any_statement_a_turn_is_whole_or_not_there(tmp_path: Path) -> None:
    def url(name: object) -> str:
        return f"sqlite+aiosqlite:///{tmp_path}/{name}.db"

    heard = await statements_of_a_turn(url("whole"))

    for number, statement in enumerate(heard, 1):
        fuse = Fuse(url(number))
        store = await Store.open(url(number), on_statement=fuse)
        await store.run(lambda records: records.inbox.put([update(1)], NOW))
        fuse.light(number)
        with pytest.raises(Crash):
            await store.run(turn)
        await fuse.bury(store)

        again = await Store.open(url(number))
        assert await again.read(traces) == (AFTER if statement == AFTER_COMMIT else BEFORE), statement
        await again.run(lambda records: records.inbox.put([update(1)], NOW))
        await again.run(turn)
        assert await again.read(traces) == AFTER, statement
        await again.close()


async def test_killed_in_the_middle_a_turn_is_not_there_on_any_database(any_url: str) -> None:
    fuse = Fuse(any_url)
    store = await Store.open(any_url, on_statement=fuse)
    await store.run(lambda records: records.inbox.put([update(1)], NOW))
    fuse.light(7)

    with pytest.raises(Crash):
        await store.run(turn)

    await fuse.bury(store)
    again = await Store.open(any_url)
    assert await again.read(traces) == BEFORE
    await again.run(turn)
    assert await again.read(traces) == AFTER
    await again.close()


async def test_a_dead_process_does_nothing_more(sqlite_url: str) -> None:
    fuse = Fuse(sqlite_url)
    store = await Store.open(sqlite_url, on_statement=fuse)
    fuse.light(1)

    for _ in range(2):
        with pytest.raises(Crash):
            await store.run(ada)

    await fuse.bury(store)


async def test_killed_at_any_statement_of_the_first_start_the_next_one_succeeds(tmp_path: Path) -> None:
    fuse = Fuse(whole := f"sqlite+aiosqlite:///{tmp_path}/whole.db")
    store = await Store.open(whole, on_statement=fuse)
    await store.close()

    for number in range(1, len(fuse.heard) + 1, 3):
        url = f"sqlite+aiosqlite:///{tmp_path}/{number}.db"
        short = Fuse(url)
        short.light(number)
        with pytest.raises(Crash):
            await Store.open(url, on_statement=short)

        again = await Store.open(url)
        await again.run(ada)
        await again.close()


async def test_a_crash_between_erasing_and_clearing_the_journal_is_made_good_at_the_next_start(
    sqlite_url: str, tmp_path: Path
) -> None:
    fuse = Fuse(sqlite_url)
    store = await Store.open(sqlite_url, on_statement=fuse)
    await store.run(lambda records: records.notes.add(ada(records), "canary-word", NOW))

    def erase_and_die_after_the_commit(records: Records) -> None:
        records.people.erase(ada(records), NOW)
        records.session.flush()
        fuse.light(len(["COMMIT", AFTER_COMMIT, "the checkpoint"]))

    with pytest.raises(Crash):
        await store.run(erase_and_die_after_the_commit)
    await fuse.bury(store)
    left = files_holding("canary-word", tmp_path)

    again = await Store.open(sqlite_url)

    assert left == ["debrief.db-wal"]
    assert files_holding("canary-word", tmp_path) == []
    await again.close()
    with sqlite3.connect(tmp_path / "debrief.db") as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    plain.close()
