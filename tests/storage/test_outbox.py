"""What is to be sent: one at a time in each chat, in order, and never forgotten."""

import json
from datetime import datetime, timedelta

from storage.outbox import Outbox
from storage.records import Records
from storage.store import Store
from storage.tables import OutboxRow
from tests.storage.given import ADA, BOB, DAY, HOUR, NOW, SECOND, ada, bob, message


async def put(store: Store, *texts: str, chat: int = ADA, live: bool = True) -> list[int]:
    return await store.run(lambda records: [message(records, chat, text, live=live).id for text in texts])


async def heads(store: Store, now: datetime = NOW, limit: int = 10) -> list[int]:
    return await store.read(lambda records: [row.id for row in records.outbox.heads(now, limit)])


async def row_of(store: Store, number: int) -> OutboxRow | None:
    return await store.read(lambda records: records.outbox.get(number))


async def claim(store: Store, number: int) -> OutboxRow | None:
    return await store.run(lambda records: records.outbox.claim(number, NOW))


async def test_offers_only_the_first_message_of_each_chat(any_store: Store) -> None:
    first, _second = await put(any_store, "one", "two")
    (other,) = await put(any_store, "three", chat=BOB)

    assert await heads(any_store) == [first, other]


async def test_offers_answers_before_the_rest(any_store: Store) -> None:
    (nudge,) = await put(any_store, "nudge", chat=BOB, live=False)
    (answer,) = await put(any_store, "answer")

    assert await heads(any_store) == [answer, nudge]
    assert await heads(any_store, limit=1) == [answer]


async def test_offers_nothing_of_a_chat_while_a_message_of_it_is_under_way(any_store: Store) -> None:
    first, second = await put(any_store, "one", "two")
    await claim(any_store, first)

    meanwhile = await heads(any_store)
    await any_store.run(lambda records: records.outbox.sent(first, 77, NOW))

    assert (meanwhile, await heads(any_store)) == ([], [second])


async def test_gives_a_message_to_one_sender_only(any_store: Store) -> None:
    (number,) = await put(any_store, "one")

    claims = [await claim(any_store, number) for _ in range(2)]

    assert [claimed and (claimed.state, claimed.attempts) for claimed in claims] == [("sending", 1), None]


async def test_wipes_the_content_once_sent_and_keeps_telegrams_number(any_store: Store) -> None:
    (number,) = await put(any_store, "62000 a year")
    await claim(any_store, number)

    await any_store.run(lambda records: records.outbox.sent(number, 77, NOW))

    row = await row_of(any_store, number)
    assert row is not None
    assert (row.state, row.params, row.message_id, row.sent_at) == ("sent", "", 77, NOW)


async def test_deletes_a_message_that_asked_to_be_forgotten(any_store: Store) -> None:
    number = await any_store.run(
        lambda records: records.outbox.put(ADA, "sendMessage", {"text": "Gone."}, NOW, forget=True).id
    )

    await any_store.run(lambda records: records.outbox.sent(number, 77, NOW))

    assert await row_of(any_store, number) is None


async def test_a_retried_message_keeps_its_place_in_the_chat(any_store: Store) -> None:
    first, second = await put(any_store, "one", "two")
    await claim(any_store, first)

    await any_store.run(lambda records: records.outbox.retry(first, NOW + HOUR, "TimedOut"))

    assert await heads(any_store) == []
    assert await any_store.read(lambda records: records.outbox.next_due()) == NOW + HOUR
    assert await heads(any_store, NOW + HOUR) == [first]
    row = await row_of(any_store, second)
    assert row is not None
    assert row.state == "waiting"


async def test_counts_what_a_chat_still_waits_for(any_store: Store) -> None:
    first, _second, _third = await put(any_store, "one", "two", "three")
    await put(any_store, "elsewhere", chat=BOB)
    await claim(any_store, first)

    assert await any_store.read(lambda records: records.outbox.waiting_in(ADA)) == 2


async def test_knows_when_nothing_waits(any_store: Store) -> None:
    assert await any_store.read(lambda records: records.outbox.next_due()) is None


async def test_a_flagged_message_waits_for_its_person_and_lets_the_next_one_go(any_store: Store) -> None:
    def two(records: Records) -> tuple[int, int]:
        person = ada(records)
        rows = [
            records.outbox.put(ADA, "sendMessage", {}, NOW, person=person, policy="flag") for _ in range(2)
        ]
        records.outbox.claim(rows[0].id, NOW)
        records.outbox.flag(rows[0].id, "TimedOut", NOW)
        return rows[0].id, rows[1].id

    first, second = await any_store.run(two)

    flagged = await any_store.run(
        lambda records: [[row.id for row in records.outbox.flagged(who(records))] for who in (ada, bob)]
    )
    assert flagged == [[first], []]
    assert await heads(any_store) == [second]


async def test_a_flagged_message_can_be_sent_again_or_dismissed(any_store: Store) -> None:
    again, dismissed = [(await put(any_store, text, chat=chat))[0] for text, chat in (("a", ADA), ("b", BOB))]

    def settle(records: Records) -> None:
        for number in (again, dismissed):
            records.outbox.flag(number, "TimedOut", NOW)
        records.outbox.retry(again, NOW, "")
        records.outbox.dismiss(dismissed)

    await any_store.run(settle)

    row = await row_of(any_store, dismissed)
    assert await heads(any_store) == [again]
    assert row is not None
    assert (row.state, row.params) == ("dead", "")


async def test_a_message_that_can_never_be_sent_is_wiped(any_store: Store) -> None:
    (number,) = await put(any_store, "62000 a year")

    await any_store.run(lambda records: records.outbox.kill(number, "BadRequest", NOW))

    row = await row_of(any_store, number)
    assert row is not None
    assert (row.state, row.params, row.error) == ("dead", "", "BadRequest")


async def test_finds_what_a_dead_sender_left_under_way(any_store: Store) -> None:
    (number,) = await put(any_store, "one")
    await claim(any_store, number)

    found = await any_store.read(
        lambda records: [
            [row.id for row in records.outbox.unsettled(moment)] for moment in (NOW, NOW + SECOND)
        ]
    )

    assert found == [[], [number]]


async def test_knows_which_message_an_edit_changes_once_that_was_sent(any_store: Store) -> None:
    def question_and_edit(records: Records) -> tuple[int, int]:
        question = message(records)
        edit = records.outbox.put(ADA, "editMessageText", {"text": "Hello!"}, NOW, edits=question, anew=True)
        return question.id, edit.id

    question, edit = await any_store.run(question_and_edit)

    def target(records: Records) -> int | None:
        row = records.outbox.get(edit)
        assert row is not None
        return records.outbox.target(row)

    before = await any_store.read(target)
    await any_store.run(lambda records: records.outbox.sent(question, 77, NOW))
    assert (before, await any_store.read(target)) == (None, 77)


async def test_an_edit_may_name_the_message_itself(any_store: Store) -> None:
    target = await any_store.run(
        lambda records: records.outbox.target(
            records.outbox.put(ADA, "editMessageText", {}, NOW, message_id=12)
        )
    )

    assert target == 12


async def test_cancels_what_waits_for_a_person_and_nothing_of_another(any_store: Store) -> None:
    def for_both(records: Records) -> list[int]:
        pairs = ((ADA, ada), (BOB, bob))
        return [
            records.outbox.put(chat, "sendMessage", {}, NOW, person=who(records)).id for chat, who in pairs
        ]

    _theirs, other = await any_store.run(for_both)

    cancelled = await any_store.run(lambda records: records.outbox.cancel(ada(records)))

    assert cancelled == 1
    assert await heads(any_store) == [other]


async def test_follows_a_chat_to_its_new_number(any_store: Store) -> None:
    (number,) = await put(any_store, "one")
    await any_store.run(ada)

    await any_store.run(lambda records: records.outbox.move_chat(ADA, -100))

    row, chat = await any_store.run(lambda records: (records.outbox.get(number), ada(records).chat_id))
    assert row is not None
    assert (row.chat_id, chat) == (-100, -100)


async def test_settling_a_message_that_is_gone_does_nothing(any_store: Store) -> None:
    def settle(outbox: Outbox) -> None:
        outbox.sent(99, 1, NOW)
        outbox.retry(99, NOW, "TimedOut")
        outbox.flag(99, "TimedOut", NOW)
        outbox.kill(99, "BadRequest", NOW)
        outbox.dismiss(99)

    await any_store.run(lambda records: settle(records.outbox))

    assert await heads(any_store) == []


async def test_forgets_old_messages_but_not_the_one_that_shows_the_open_question(any_store: Store) -> None:
    def old_ones(records: Records) -> tuple[int, int]:
        conversation = records.conversations.begin(ada(records), "quick_reflection", None, NOW)
        rows = message(records, text="asked"), message(records, text="said")
        conversation.asked_by = rows[0].id
        for row in rows:
            records.outbox.sent(row.id, row.id, NOW)
        return rows[0].id, rows[1].id

    asked, said = await any_store.run(old_ones)
    (waiting,) = await put(any_store, "still to go")

    gone = await any_store.run(lambda records: records.outbox.forget_before(NOW + timedelta(days=30)))

    left = [await row_of(any_store, number) for number in (asked, said, waiting)]
    assert (gone, [row is not None for row in left]) == (1, [True, False, True])


async def test_keeps_what_python_can_say_in_json(any_store: Store) -> None:
    params = {"text": "NUL \0, half \ud800, \N{GRINNING FACE}", "markup": {"rows": [[1, None, True]]}}

    row = await any_store.run(lambda records: records.outbox.put(ADA, "sendMessage", params, NOW))

    kept = await row_of(any_store, row.id)
    assert kept is not None
    assert json.loads(kept.params) == params
    assert kept.params.isascii()
    assert kept.due_at == NOW
    assert kept.made_at < NOW + DAY
