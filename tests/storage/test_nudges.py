"""What is to be said later: planned once, found when due, said by one, gone with its person."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime

import pytest
from sqlalchemy import text

from storage.records import Records
from storage.store import Store
from storage.tables import Conversation, Nudge, Person
from tests.storage.given import DAY, HOUR, NOW, SECOND, ada, bob


def talk(records: Records, person: Person) -> Conversation:
    """A finished conversation of theirs."""
    conversation = records.conversations.begin(person, "reflection", None, NOW)
    records.conversations.close(conversation, "done", NOW)
    return conversation


def planned(records: Records, person: Person, dedupe: str = "one", due_at: datetime = NOW) -> Nudge:
    about = talk(records, person)
    return records.nudges.put(person, about, "thank_you", dedupe, due_at, "Europe/Madrid", NOW)


async def plan(store: Store, *dues: datetime) -> list[int]:
    """Ada's, one each."""
    return await store.run(lambda records: [planned(records, ada(records), f"{due}", due).id for due in dues])


async def states(store: Store) -> list[str]:
    return await store.read(lambda records: [nudge.state for nudge in records.nudges.of(ada(records))])


async def test_plans_under_one_key_once(any_store: Store) -> None:
    def twice(records: Records) -> list[tuple[int, datetime]]:
        made = [planned(records, ada(records), due_at=NOW + place * HOUR) for place in range(2)]
        return [(nudge.id, nudge.due_at) for nudge in made]

    first, second = await any_store.run(twice)
    (third,) = await plan_again(any_store)

    assert first == second == third


async def plan_again(store: Store) -> list[tuple[int, datetime]]:
    def work(records: Records) -> list[tuple[int, datetime]]:
        nudge = planned(records, ada(records), due_at=NOW + DAY)
        return [(nudge.id, nudge.due_at)]

    return await store.run(work)


async def test_does_not_plan_again_what_was_dropped(any_store: Store) -> None:
    await any_store.run(
        lambda records: records.nudges.settle([planned(records, ada(records))], "dropped", NOW)
    )

    await plan_again(any_store)

    assert await states(any_store) == ["dropped"]


async def test_remembers_everything_it_was_given(any_store: Store) -> None:
    await plan(any_store, NOW + HOUR)

    (nudge,) = await any_store.read(lambda records: records.nudges.of(ada(records)))

    assert (nudge.kind, nudge.zone, nudge.state) == ("thank_you", "Europe/Madrid", "waiting")
    assert (nudge.due_at, nudge.planned_at, nudge.ended_at) == (NOW + HOUR, NOW, None)


async def test_finds_what_is_due_the_oldest_first(any_store: Store) -> None:
    late, later, _not_yet, latest = await plan(any_store, NOW, NOW - DAY, NOW + SECOND, NOW - HOUR)

    found = await any_store.run(lambda records: [nudge.id for nudge in records.nudges.due(NOW, 10)])
    two = await any_store.run(lambda records: [nudge.id for nudge in records.nudges.due(NOW, 2)])

    assert found == [later, latest, late]
    assert two == [later, latest]


async def test_finds_of_one_person_only_theirs(any_store: Store) -> None:
    (mine,) = await plan(any_store, NOW)
    await any_store.run(lambda records: planned(records, bob(records), "bob's", NOW - HOUR) and None)

    def look(records: Records) -> tuple[list[int], list[str], object]:
        return (
            [nudge.id for nudge in records.nudges.due(NOW, 10, ada(records))],
            [nudge.dedupe for nudge in records.nudges.of(bob(records))],
            records.nudges.get(bob(records), mine),
        )

    assert await any_store.run(look) == ([mine], ["bob's"], None)


async def test_tells_for_whom_something_is_due_each_once(any_store: Store) -> None:
    await plan(any_store, NOW, NOW - SECOND)
    await any_store.run(lambda records: planned(records, bob(records), "bob's", NOW - HOUR) and None)

    whose = await any_store.read(lambda records: records.nudges.whose(NOW, 10))
    people = await any_store.read(lambda records: [bob(records).id, ada(records).id])

    assert whose == people


async def test_tells_when_the_next_is_due_past_or_future(any_store: Store) -> None:
    before = await any_store.read(lambda records: records.nudges.next_due())
    await plan(any_store, NOW + DAY, NOW - HOUR)

    after = await any_store.read(lambda records: records.nudges.next_due())

    assert (before, after) == (None, NOW - HOUR)


@pytest.mark.parametrize("state", ["said", "done", "dropped"])
async def test_offers_nothing_that_was_settled(any_store: Store, state: str) -> None:
    def settle(records: Records) -> datetime | None:
        nudge = planned(records, ada(records))
        records.nudges.settle([nudge], state, NOW + SECOND)  # type: ignore[arg-type]  # parametrised
        return nudge.ended_at

    ended_at = await any_store.run(settle)

    left = await any_store.run(lambda records: (records.nudges.due(NOW, 10), records.nudges.next_due()))
    assert (ended_at, left) == (NOW + SECOND, ([], None))
    assert await states(any_store) == [state]


async def test_knows_what_was_said_together(any_store: Store) -> None:
    def say(records: Records) -> list[list[str]]:
        made = [planned(records, ada(records), name) for name in ("one", "two", "three", "four")]
        records.nudges.settle(made[:2], "said", NOW)
        records.nudges.settle([made[2]], "said", NOW + HOUR)
        return [[each.dedupe for each in records.nudges.said_with(nudge)] for nudge in made[:3]]

    assert await any_store.run(say) == [["one", "two"], ["one", "two"], ["three"]]


async def test_waits_on_when_it_is_moved(any_store: Store) -> None:
    await plan(any_store, NOW)

    def move(records: Records) -> None:
        (nudge,) = records.nudges.due(NOW, 1)
        records.nudges.move(nudge, NOW + HOUR, "Asia/Tokyo")

    await any_store.run(move)

    (nudge,) = await any_store.run(lambda records: records.nudges.due(NOW + HOUR, 1))
    assert (nudge.due_at, nudge.zone) == (NOW + HOUR, "Asia/Tokyo")
    assert await any_store.run(lambda records: records.nudges.due(NOW, 1)) == []


async def test_drops_what_waits_about_a_conversation_and_nothing_else(any_store: Store) -> None:
    def work(records: Records) -> tuple[int, int, list[str]]:
        person = ada(records)
        about, other = talk(records, person), talk(records, person)
        for place, (kind, conversation) in enumerate(
            [("thank_you", about), ("thank_you", about), ("second_look", about), ("thank_you", other)]
        ):
            records.nudges.put(person, conversation, kind, f"{place}", NOW, "UTC", NOW)
        records.nudges.settle(records.nudges.of(person)[:1], "said", NOW)
        letters = records.nudges.drop(person, about, NOW, "thank_you")
        rest = records.nudges.drop(person, about, NOW)
        records.session.expire_all()
        return letters, rest, [nudge.state for nudge in records.nudges.of(person)]

    assert await any_store.run(work) == (1, 1, ["said", "dropped", "dropped", "waiting"])


async def test_drops_nothing_for_somebody_else(any_store: Store) -> None:
    def work(records: Records) -> int:
        nudge = planned(records, ada(records))
        about = records.session.get_one(Conversation, nudge.conversation_id)
        return records.nudges.drop(bob(records), about, NOW)

    assert await any_store.run(work) == 0


async def test_puts_off_only_what_is_due_and_only_of_one_person(any_store: Store) -> None:
    await plan(any_store, NOW, NOW + HOUR)
    theirs = await any_store.run(lambda records: planned(records, bob(records), "bob's").person_id)

    await any_store.run(lambda records: records.nudges.put_off(ada(records).id, NOW, NOW + DAY))

    dues = await any_store.read(lambda records: [nudge.due_at for nudge in records.nudges.of(ada(records))])
    assert dues == [NOW + DAY, NOW + HOUR]
    assert await any_store.read(lambda records: records.nudges.whose(NOW, 10)) == [theirs]


async def test_goes_with_its_person_who_is_told_so(any_store: Store) -> None:
    await plan(any_store, NOW, NOW + HOUR)

    counts = await any_store.run(lambda records: records.people.erase(ada(records), NOW))

    assert counts["reminders"] == 2
    assert await any_store.read(lambda records: records.session.query(Nudge).count()) == 0


async def test_stays_without_its_conversation(any_store: Store) -> None:
    def erase(records: Records) -> int | None:
        nudge = planned(records, ada(records))
        records.session.delete(records.session.get_one(Conversation, nudge.conversation_id))
        records.session.flush()
        records.session.refresh(nudge)
        return nudge.conversation_id

    assert await any_store.run(erase) is None
    assert await states(any_store) == ["waiting"]


async def test_survives_a_restart(any_url: str) -> None:
    store = await Store.open(any_url)
    await plan(store, NOW + HOUR)
    await store.close()

    again = await Store.open(any_url)
    due = await again.read(lambda records: records.nudges.next_due())
    await again.close()

    assert due == NOW + HOUR


async def test_gives_each_to_one_of_two_transactions(postgres_url: str) -> None:
    first, second = await Store.open(postgres_url), await Store.open(postgres_url)
    numbers = await plan(first, NOW, NOW - SECOND)

    def take(records: Records) -> list[int]:
        taken = [nudge.id for nudge in records.nudges.due(NOW, 1)]
        # Long enough for the other to look while this one holds it.
        records.session.execute(text("SELECT pg_sleep(0.5)"))
        return taken

    taken = await asyncio.gather(first.run(take), second.run(take))
    await first.close()
    await second.close()

    assert sorted(number for each in taken for number in each) == sorted(numbers)


async def test_looks_for_what_is_due_by_an_index(sqlite_url: str) -> None:
    heard: list[str] = []
    store = await Store.open(sqlite_url, on_statement=heard.append)
    heard.clear()

    def look(records: Records) -> None:
        records.nudges.whose(NOW, 10)
        records.nudges.due(NOW, 10)
        records.nudges.next_due()

    await store.run(look)
    await store.close()

    queries = [statement for statement in heard if statement.startswith("SELECT")]
    with closing(sqlite3.connect(sqlite_url.partition("///")[2])) as beside:
        plans = [
            str(beside.execute(f"EXPLAIN QUERY PLAN {query}", [1] * query.count("?")).fetchall())
            for query in queries
        ]
    assert len(plans) == 3
    assert all("ix_nudge_due" in plan and "TEMP B-TREE" not in plan for plan in plans), plans
