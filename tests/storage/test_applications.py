"""An application's history, what was decided about it, and its latest conversations."""

from datetime import datetime

from conversations.session import DONE, Session
from storage.records import Records
from storage.store import Store
from storage.tables import Application, Conversation, Person
from tests.storage.given import NOW, SECOND, ada, bob


def _applied(records: Records, person: Person) -> Application:
    return records.applications.add(person, "Acme", "Analyst", NOW)


def _finished(
    records: Records, person: Person, application: Application, flow: str, now: datetime
) -> Conversation:
    conversation = records.conversations.begin(person, flow, application, now)
    records.conversations.save(conversation, Session(conversation.id, flow, DONE), now)
    return conversation


async def test_every_change_of_stage_is_history_and_no_change_is_none(any_store: Store) -> None:
    def lives(records: Records) -> list[tuple[str, str, str]]:
        person = ada(records)
        application = _applied(records, person)
        for step, after in (("interview", "interviewing"), ("look_back", "waiting"), ("reject", "rejected")):
            records.applications.take(person, application, None, step, after, NOW)
        return [(one.step, one.before, one.after) for one in records.applications.history(application)]

    history = await any_store.run(lives)

    assert history == [("look_back", "interviewing", "waiting"), ("reject", "waiting", "rejected")]


async def test_finds_the_latest_finished_conversation_of_a_flow_about_an_application(
    any_store: Store,
) -> None:
    def talks(records: Records) -> tuple[object, ...]:
        person, other = ada(records), bob(records)
        application, elsewhere = _applied(records, person), _applied(records, person)
        first = _finished(records, person, application, "reflection", NOW)
        second = _finished(records, person, application, "reflection", NOW + SECOND)
        third = _finished(records, person, elsewhere, "reflection", NOW + SECOND)
        open_one = records.conversations.begin(person, "reflection", application, NOW + SECOND)
        assert records.conversations.latest(other, application, "reflection") is None
        assert records.conversations.latest(person, application, "waiting") is None
        return (
            records.conversations.latest(person, application, "reflection") is second,
            records.conversations.finished(person, "reflection") == [third, second, first],
            records.conversations.about(person, application) == [open_one, second, first],
        )

    assert await any_store.run(talks) == (True, True, True)


async def test_an_action_is_open_until_it_is_done_or_dropped_and_one_persons_own(any_store: Store) -> None:
    def acts(records: Records) -> tuple[object, ...]:
        person, other = ada(records), bob(records)
        conversation = _finished(records, person, _applied(records, person), "lessons", NOW)
        book = records.actions.add(person, conversation, "read the book", NOW, day="2026-03-12")
        talk = records.actions.add(person, conversation, "ask Leo", NOW)
        talk.state, talk.ended_at = "done", NOW
        return (
            records.actions.open(person) == [book],
            records.actions.of(person, conversation) == [book, talk],
            records.actions.of(person) == [book, talk],
            records.actions.get(other, book.id) is None,
            records.actions.get(person, book.id) is book,
        )

    assert await any_store.run(acts) == (True,) * 5


async def test_a_letter_is_found_by_the_message_that_shows_it(any_store: Store) -> None:
    def shown(records: Records) -> tuple[object, ...]:
        person, other = ada(records), bob(records)
        conversation = _finished(records, person, _applied(records, person), "reflection", NOW)
        letter = records.letters.add(person, conversation, "thank_you", "Ana", "Dear Ana", NOW)
        row = records.outbox.put(person.chat_id, "sendMessage", {}, NOW, person=person)
        letter.shown_by, row.message_id = row.id, 42
        records.session.flush()
        return (
            records.letters.shown_in(person, 42) is letter,
            records.letters.shown_in(person, 43) is None,
            records.letters.shown_in(other, 42) is None,
        )

    assert await any_store.run(shown) == (True, True, True)
