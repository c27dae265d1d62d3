"""Where a conversation stands comes back exactly as it went in, and only to the person it belongs to."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from conversations.session import DONE, STOPPED, Answer, Session
from storage.columns import Unkeepable
from storage.records import Records
from storage.store import Store
from tests.storage.given import ADA, HOUR, NOW, ada, bob

FLOW = "quick_reflection"

words = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
answer_lists = st.lists(
    st.builds(
        Answer,
        step=st.sampled_from(["went", "tags", "notes"]),
        place=st.integers(0, 3),
        state=st.sampled_from(["answered", "skipped", "unknown"]),
        value=words,
        raw=words,
        message=st.none() | st.integers(1, 2**53),
    ),
    unique_by=lambda answer: (answer.step, answer.place),
)


async def begun(store: Store) -> Session:
    def begin(records: Records) -> Session:
        return records.conversations.session(records.conversations.begin(ada(records), FLOW, None, NOW))

    return await store.run(begin)


async def saved(store: Store, session: Session) -> Session:
    def save(records: Records) -> None:
        conversation = records.conversations.get(ada(records), session.number)
        assert conversation is not None
        records.conversations.save(conversation, session, NOW + HOUR)

    await store.run(save)
    return await loaded(store, session.number)


async def loaded(store: Store, number: int) -> Session:
    def load(records: Records) -> Session:
        person = records.people.by_telegram(ADA)
        assert person is not None
        conversation = records.conversations.get(person, number)
        assert conversation is not None
        return records.conversations.session(conversation)

    return await store.read(load)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(versions=st.lists(answer_lists, min_size=1, max_size=4))
async def test_every_version_comes_back_as_it_was_saved(
    any_store: Store, versions: list[list[Answer]]
) -> None:
    await any_store.run(lambda records: records.people.erase(ada(records), NOW))
    session = await begun(any_store)

    for answers in versions:
        session = replace(session.moved("next"), answers=tuple(answers))
        assert await saved(any_store, session) == session


async def test_answered_skipped_and_unknown_stay_apart(any_store: Store) -> None:
    session = await begun(any_store)
    answers = (Answer("a", raw=""), Answer("b", state="skipped"), Answer("c", state="unknown"))

    again = await saved(any_store, replace(session, answers=answers))

    assert [answer.state for answer in again.answers] == ["answered", "skipped", "unknown"]


async def test_an_answer_keeps_its_moment_until_it_changes(any_store: Store) -> None:
    session = await begun(any_store)
    first, second = Answer("went", raw="well"), Answer("tags", raw="calm")

    def save_twice(records: Records) -> list[object]:
        conversation = records.conversations.active(ada(records))
        assert conversation is not None
        records.conversations.save(conversation, replace(session, answers=(first, second)), NOW)
        changed = replace(second, raw="tense")
        records.conversations.save(conversation, replace(session, answers=(first, changed)), NOW + HOUR)
        return [records.conversations.answered_at(conversation)[step, 0] for step in ("went", "tags")]

    assert await any_store.run(save_twice) == [NOW, NOW + HOUR]


async def test_a_person_has_one_active_conversation(any_store: Store) -> None:
    await begun(any_store)

    with pytest.raises(IntegrityError):
        await begun(any_store)


async def test_another_can_begin_when_the_first_is_paused(any_store: Store) -> None:
    first = await begun(any_store)

    def pause_and_begin(records: Records) -> tuple[list[int], int | None]:
        person = ada(records)
        active = records.conversations.active(person)
        assert active is not None
        records.conversations.close(active, "paused", NOW)
        records.conversations.begin(person, FLOW, None, NOW)
        now_active = records.conversations.active(person)
        paused = [one.id for one in records.conversations.paused(person)]
        return paused, now_active.id if now_active else None

    paused, active = await any_store.run(pause_and_begin)
    assert paused == [first.number]
    assert active not in {None, first.number}


async def test_two_conversations_change_places_in_one_unit_of_work(any_store: Store) -> None:
    def change_places(records: Records) -> list[str]:
        person = ada(records)
        older = records.conversations.begin(person, FLOW, None, NOW)
        records.conversations.close(older, "paused", NOW)
        newer = records.conversations.begin(person, FLOW, None, NOW)
        records.conversations.close(newer, "paused", NOW)
        records.conversations.close(older, "active", NOW)
        return [one.status for one in records.conversations.of(person)]

    assert await any_store.run(change_places) == ["paused", "active"]


@pytest.mark.parametrize(("step", "status"), [(DONE, "done"), (STOPPED, "stopped")])
async def test_saving_a_session_that_has_ended_ends_the_conversation(
    any_store: Store, step: str, status: str
) -> None:
    session = await begun(any_store)

    await saved(any_store, session.moved(step))

    conversation = await any_store.run(lambda records: records.conversations.of(ada(records))[0])
    assert (conversation.status, conversation.ended_at, conversation.moved_at) == (
        status,
        NOW + HOUR,
        NOW + HOUR,
    )
    assert await any_store.run(lambda records: records.conversations.active(ada(records))) is None


async def test_finds_the_conversation_an_edited_message_belongs_to(any_store: Store) -> None:
    session = await begun(any_store)
    await saved(any_store, replace(session, answers=(Answer("went", raw="well", message=42),)))

    found = await any_store.run(
        lambda records: [
            records.conversations.containing(who(records), message)
            for who, message in ((ada, 42), (ada, 43), (bob, 42))
        ]
    )

    assert [one and one.id for one in found] == [session.number, None, None]


async def test_shows_nobody_the_conversation_of_another(any_store: Store) -> None:
    session = await begun(any_store)

    seen = await any_store.run(
        lambda records: (
            records.conversations.get(bob(records), session.number),
            records.conversations.active(bob(records)),
            records.conversations.of(bob(records)),
            records.conversations.paused(bob(records)),
        )
    )

    assert seen == (None, None, [], [])


async def test_refuses_what_only_one_of_the_two_databases_would_take(any_store: Store) -> None:
    session = await begun(any_store)

    for raw in ("a NUL \0", "half a pair \ud800"):
        with pytest.raises(Unkeepable) as caught:
            await saved(any_store, replace(session, answers=(Answer("went", raw=raw),)))
        assert raw not in str(caught.value)

    assert await loaded(any_store, session.number) == session
