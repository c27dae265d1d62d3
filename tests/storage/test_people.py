"""Who is let in, and how someone goes without leaving anything behind."""

import asyncio
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from conversations.session import Answer
from storage.notes import File
from storage.records import Records
from storage.store import Store
from storage.tables import Base, InboxRow, OutboxRow, Person, Role
from tests.storage.given import ADA, BOB, DAY, HOUR, NOW, SECOND, ada, bob, files_holding, update

CANARY = "canary-62000-salary"


async def test_knows_a_person_by_their_telegram_number(any_store: Store) -> None:
    await any_store.run(lambda records: (ada(records), bob(records)))

    found = await any_store.read(
        lambda records: [records.people.by_telegram(number) for number in (ADA, BOB, 7)]
    )

    assert [person and person.name for person in found] == ["Ada", "Bob", None]


async def test_keeps_telegrams_largest_numbers(any_store: Store) -> None:
    largest = 2**52 - 1

    await any_store.run(lambda records: records.people.add(largest, -largest, "Max", "en", "guest", NOW))

    person = await any_store.read(lambda records: records.people.by_telegram(largest))
    assert person is not None
    assert person.chat_id == -largest


async def test_knows_its_owner(any_store: Store) -> None:
    await any_store.run(ada)
    nobody = await any_store.read(lambda records: records.people.owner())

    await any_store.run(lambda records: records.people.add(5, 5, "Olu", "en", "owner", NOW))

    owner = await any_store.read(lambda records: records.people.owner())
    assert nobody is None
    assert owner is not None
    assert owner.name == "Olu"


def _invite(records: Records, code: str, expires_at: datetime) -> None:
    records.people.invite("guest", code, None, NOW, expires_at)


async def test_a_code_lets_in_one_person_once(any_store: Store) -> None:
    await any_store.run(lambda records: _invite(records, "secret-code", NOW + DAY))

    roles: list[Role | None] = await asyncio.gather(
        *(any_store.run(lambda records: records.people.redeem("secret-code", NOW)) for _ in range(8))
    )

    assert sorted(role or "" for role in roles) == [*[""] * 7, "guest"]


async def test_a_code_that_is_unknown_or_expired_opens_nothing(any_store: Store) -> None:
    await any_store.run(lambda records: _invite(records, "secret-code", NOW + DAY))

    roles = await any_store.run(
        lambda records: [
            records.people.redeem("another-code", NOW),
            records.people.redeem("secret-code", NOW + DAY),
            records.people.redeem("half \ud800", NOW),
        ]
    )

    assert roles == [None, None, None]


async def test_does_not_keep_the_code_itself(any_store: Store) -> None:
    await any_store.run(lambda records: _invite(records, "secret-code", NOW + DAY))

    invites = await any_store.read(lambda records: records.people.open_invites(NOW))

    assert [len(invite.code_hash) for invite in invites] == [64]
    assert "secret-code" not in invites[0].code_hash


async def test_lists_only_invites_that_still_work(any_store: Store) -> None:
    def three(records: Records) -> None:
        for code, expires_at in (("used", NOW + DAY), ("old", NOW + SECOND), ("good", NOW + DAY)):
            _invite(records, code, expires_at)
        records.people.redeem("used", NOW)

    await any_store.run(three)

    invites = await any_store.read(lambda records: records.people.open_invites(NOW + HOUR))
    assert [invite.id for invite in invites] == [3]


async def test_remembers_what_a_stranger_tried(any_store: Store) -> None:
    def knock(records: Records) -> int:
        stranger = records.people.stranger(7, NOW)
        stranger.tries += 1
        return stranger.tries

    tries = [await any_store.run(knock) for _ in range(3)]

    assert tries == [1, 2, 3]


def fill(records: Records, person: Person, words: str) -> None:
    """One of everything a person can leave behind, each with their words in it."""
    person.name = person.about = words
    application = records.applications.add(person, words, words, NOW)
    conversation = records.conversations.begin(person, "quick_reflection", application, NOW)
    session = records.conversations.session(conversation)
    answers = (Answer("went", value=words, raw=words, message=5), Answer("tags", 1, "skipped", raw=words))
    records.conversations.save(conversation, replace(session, answers=answers), NOW)
    records.notes.add(person, words, NOW, application=application, conversation=conversation, origin=words)
    records.applications.take(person, application, conversation, words, words, NOW)
    action = records.actions.add(person, conversation, words, NOW, day=words, place=words, obstacle=words)
    letter = records.letters.add(person, conversation, words, words, words, NOW)
    letter.tone = letter.language = person.manners = application.source = words
    records.nudges.put(person, conversation, words, f"{person.id}", NOW, words, NOW, action)
    records.attachments.add(
        person, File("photo", words, words, 6, words, words), NOW, application=application
    )
    shown = records.outbox.put(person.chat_id, "sendMessage", {"text": words}, NOW, person=person)
    conversation.asked_by = shown.id
    records.people.invite("guest", f"code of {person.telegram_id}", person, NOW, NOW + DAY)
    records.people.stranger(person.telegram_id, NOW)
    first = person.telegram_id * 10
    payload = f'{{"text": "{words}"}}'
    records.inbox.put([update(first + n, person.chat_id, payload) for n in range(3)], NOW)
    for number in range(5):
        records.inbox.postpone(first, "KeyError", NOW + number * HOUR)
    done = records.session.get_one(InboxRow, first + 1)
    records.inbox.finish(done, NOW)


def rows(records: Records) -> dict[str, list[tuple[object, ...]]]:
    connection = records.session.connection()
    return {
        name: [tuple(row) for row in connection.execute(table.select().order_by(*table.primary_key))]
        for name, table in Base.metadata.tables.items()
    }


async def test_erasing_tells_how_much_went(any_store: Store) -> None:
    await any_store.run(lambda records: fill(records, ada(records), CANARY))

    counts = await any_store.run(lambda records: records.people.erase(ada(records), NOW))

    assert counts == {
        "answers": 2,
        "conversations": 1,
        "applications": 1,
        "actions": 1,
        "notes": 1,
        "letters": 1,
        "files": 1,
        "reminders": 1,
        "messages": 1,
    }


async def test_erasing_one_person_leaves_the_other_as_they_were(any_store: Store) -> None:
    await any_store.run(lambda records: fill(records, bob(records), "bob's words"))
    before = await any_store.read(rows)
    await any_store.run(lambda records: fill(records, ada(records), CANARY))

    await any_store.run(lambda records: records.people.erase(ada(records), NOW))

    after = await any_store.read(rows)
    kept_of_ada = {"inbox", "erasure", "invite"}
    assert {name: found for name, found in after.items() if name not in kept_of_ada} == {
        name: found for name, found in before.items() if name not in kept_of_ada
    }
    assert CANARY not in repr({**after, "inbox": [row for row in after["inbox"] if "new" not in row]})


async def test_an_update_that_came_after_the_erasure_is_still_worked_on(any_store: Store) -> None:
    await any_store.run(lambda records: fill(records, ada(records), CANARY))

    await any_store.run(lambda records: records.people.erase(ada(records), NOW))

    row = await any_store.run(lambda records: records.inbox.oldest(ADA, NOW))
    assert row is not None
    assert row.payload


async def test_the_update_that_asked_for_the_erasure_is_finished_with_it(any_store: Store) -> None:
    await any_store.run(lambda records: records.inbox.put([update(1, payload=f'"{CANARY}"')], NOW))

    def ask(records: Records) -> None:
        row = records.inbox.oldest(ADA, NOW)
        assert row is not None
        records.people.erase(ada(records), NOW)
        records.outbox.put(ADA, "sendMessage", {"text": "Gone."}, NOW, forget=True)
        records.inbox.finish(row, NOW)

    await any_store.run(ask)

    left = await any_store.read(lambda records: (rows(records), records.inbox.open_in(ADA)))
    assert left[1] == 0
    assert left[0]["person"] == []
    assert CANARY not in repr(left)


async def test_an_update_from_before_the_erasure_is_known_when_it_comes_again(any_store: Store) -> None:
    await any_store.run(lambda records: fill(records, ada(records), CANARY))
    await any_store.run(lambda records: records.people.erase(ada(records), NOW))

    new = await any_store.run(
        lambda records: records.inbox.put([update(ADA * 10), update(ADA * 10 + 1)], NOW)
    )

    assert new == 0


async def test_remembers_that_someone_was_erased_but_not_whom(any_store: Store) -> None:
    await any_store.run(lambda records: records.people.erase(ada(records), NOW))

    known = await any_store.read(lambda records: [records.people.erased_at(who) for who in (ADA, BOB)])
    tombstones = await any_store.read(lambda records: rows(records)["erasure"])
    assert known == [NOW, None]
    assert str(ADA) not in repr(tombstones[0][1])


async def test_a_person_can_come_back_after_an_erasure_as_someone_new(any_store: Store) -> None:
    before = await any_store.run(lambda records: ada(records).id)
    await any_store.run(lambda records: records.people.erase(ada(records), NOW))

    after = await any_store.run(lambda records: ada(records).id)

    assert after > before


async def test_nothing_is_sent_of_an_erased_person_but_what_is_put_afterwards(any_store: Store) -> None:
    def erase_and_confirm(records: Records) -> int:
        fill(records, ada(records), CANARY)
        records.people.erase(ada(records), NOW)
        return records.outbox.put(ADA, "sendMessage", {"text": "Gone."}, NOW, forget=True).id

    confirmation = await any_store.run(erase_and_confirm)

    heads = await any_store.read(lambda records: [row.id for row in records.outbox.heads(NOW, 9)])
    assert heads == [confirmation]


async def test_the_confirmation_waits_for_a_message_under_way_which_is_then_forgotten(
    any_store: Store,
) -> None:
    def send_and_erase(records: Records) -> tuple[int, int]:
        person = ada(records)
        under_way = records.outbox.put(ADA, "sendMessage", {"text": CANARY}, NOW, person=person).id
        records.outbox.claim(under_way, NOW)
        records.people.erase(person, NOW)
        return under_way, records.outbox.put(ADA, "sendMessage", {"text": "Gone."}, NOW).id

    under_way, confirmation = await any_store.run(send_and_erase)
    during = await any_store.read(lambda records: [row.id for row in records.outbox.heads(NOW, 9)])

    await any_store.run(lambda records: records.outbox.retry(under_way, NOW, "TimedOut"))

    after = await any_store.read(lambda records: [row.id for row in records.outbox.heads(NOW, 9)])
    gone = await any_store.read(lambda records: records.session.get(OutboxRow, under_way))
    assert (during, after, gone) == ([], [confirmation], None)


async def test_no_word_of_an_erased_person_is_left_in_the_files(sqlite_url: str, tmp_path: Path) -> None:
    store = await Store.open(sqlite_url)
    await store.run(lambda records: fill(records, bob(records), "bob's words"))
    for _ in range(20):
        await store.run(lambda records: records.facts.set("growth", "x" * 10_000))
    await store.run(lambda records: fill(records, ada(records), CANARY))
    await store.run(
        lambda records: records.inbox.finish(records.session.get_one(InboxRow, ADA * 10 + 2), NOW)
    )
    held = files_holding(CANARY, tmp_path)

    await store.run(lambda records: records.people.erase(ada(records), NOW))

    assert held
    assert files_holding(CANARY, tmp_path) == []
    assert files_holding("bob's words", tmp_path) == ["debrief.db"]
    await store.close()
