"""What a person keeps beside the conversations, takes out, and erases."""

from datetime import timedelta

import pytest

from bot.coach import keep
from bot.coach.desk import Desk
from bot.documents import markdown
from storage.records import Records
from storage.store import Store
from storage.tables import AnswerRow, Application, Attachment, Conversation, Note, Person
from tests.bot.hearing import Hearing, membership, message
from tests.bot.reminding import Reminding, conversation

MARA = 1
PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
HIDDEN = {"forward_origin": {"type": "hidden_user", "sender_user_name": "Leo", "date": 1}}


@pytest.fixture
async def mara(store: Store) -> Hearing:
    """She has said hello."""
    hearing = Hearing(store)
    await hearing.types(MARA, "/start")
    return hearing


async def count(hearing: Hearing, table: type) -> int:
    return await hearing.store.read(lambda records: records.session.query(table).count())


async def reflected(hearing: Hearing, where: str = "Acme, Analyst") -> None:
    for text in ("/reflect", "rough", where, "why now", "done", "Ana", "done"):
        await hearing.types(MARA, text)


async def exported(hearing: Hearing) -> str:
    await hearing.types(MARA, "/export")
    return str(next(one for one in hearing.said if one.method == "sendDocument").params["document"]["text"])


async def test_keeps_words_as_a_note_where_nothing_is_open(mara: Hearing) -> None:
    said = await mara.types(MARA, "they called back")

    assert any("note" in text for text in said)
    assert "they called back" in await exported(mara)


async def test_takes_a_note_back_when_asked_to(mara: Hearing) -> None:
    await mara.types(MARA, "/note they called back")
    heard = await mara.taps(MARA, "Don't keep it")

    assert heard.toast
    assert await count(mara, Note) == 0


async def test_puts_a_note_with_another_application(mara: Hearing) -> None:
    await reflected(mara, "Acme, Analyst")
    await reflected(mara, "Lindt, Planner")
    await mara.types(MARA, "/note they called back")
    heard = await mara.taps(MARA, "With Lindt · Planner")

    assert "Lindt" in (heard.toast or "")
    assert "Lindt · Planner" in (await exported(mara)).partition("## Notes")[2]


@pytest.mark.parametrize("corrected", ["Akme, Analyst", "Lindt, Planner"])
async def test_moves_notes_of_a_conversation_with_its_company(corrected: str, mara: Hearing) -> None:
    await reflected(mara, "Lindt, Planner")
    where = message(MARA, 70, text="Acme, Analyst")
    for text in ("/reflect", "rough"):
        await mara.types(MARA, text)
    await mara.hears({"message": where})
    await mara.types(MARA, "/note parking is free")
    await mara.hears({"message": message(MARA, 71, photo=PHOTO, **HIDDEN)})
    await mara.hears({"edited_message": {**where, "text": corrected, "edit_date": 2}})

    text = await exported(mara)
    assert text.count(corrected.replace(", ", " · ")) >= 4
    assert "Acme" not in text
    assert await count(mara, Application) == (1 if "Lindt" in corrected else 2)


async def test_changes_a_note_with_its_message(mara: Hearing) -> None:
    sent = message(MARA, 70, text="/note they called back")
    await mara.hears({"message": sent})
    await mara.hears({"edited_message": {**sent, "text": "/note they never called back", "edit_date": 2}})

    text = (await exported(mara)).partition("## Notes")[2]
    assert "they never called back" in text
    assert "/note" not in text


async def test_does_not_empty_a_note_by_an_edit_without_words(mara: Hearing) -> None:
    sent = message(MARA, 70, text="they called back")
    await mara.hears({"message": sent})
    await mara.hears({"edited_message": {**sent, "text": "\u200b", "edit_date": 2}})

    assert "they called back" in await exported(mara)


async def test_keeps_no_note_without_words(mara: Hearing) -> None:
    for text in ("\u200b", "/note \u2060", "\u3164"):
        said = await mara.types(MARA, text)

        assert said
    await mara.hears({"message": message(MARA, 9, text="\u200b", **HIDDEN)})
    assert await count(mara, Note) == 0


async def test_keeps_a_file_with_its_caption_and_changes_that_with_its_message(mara: Hearing) -> None:
    sent = message(MARA, 70, photo=PHOTO, caption="the offer")
    await mara.hears({"message": sent})
    await mara.hears({"edited_message": {**sent, "caption": "the second offer", "edit_date": 2}})

    assert "the second offer" in await exported(mara)


async def test_forgets_a_file_when_asked_to(mara: Hearing) -> None:
    await mara.hears({"message": message(MARA, 70, photo=PHOTO)})
    await mara.taps(MARA, "Don't keep it")

    assert await count(mara, Attachment) == 0


async def test_says_that_an_edited_message_was_no_answer(mara: Hearing) -> None:
    await mara.hears({"edited_message": message(MARA, 4, text="what?", edit_date=2)})

    assert len(mara.texts) == 1


async def test_has_nothing_to_take_out_at_first(mara: Hearing) -> None:
    await mara.types(MARA, "/export")

    assert [one.method for one in mara.said] == ["sendMessage"]


async def test_says_how_much_would_go_and_erases_it_when_confirmed(mara: Hearing) -> None:
    await reflected(mara)
    await mara.types(MARA, "/note they called back")
    asked = await mara.types(MARA, "/delete")
    await mara.taps(MARA, "Erase everything")

    assert all(word in asked[0] for word in ("1 conversation", "1 application", "1 note"))
    assert "1 conversation" in mara.texts[-1]
    for table in (Person, Conversation, AnswerRow, Application, Note):
        assert await count(mara, table) == 0


async def test_takes_the_buttons_of_the_question_whether_to_erase(mara: Hearing) -> None:
    await reflected(mara)
    await mara.types(MARA, "/delete")
    await mara.taps(MARA, "Erase everything")

    assert mara.said[0].method == "editMessageReplyMarkup"


async def test_keeps_everything_where_that_is_the_answer(mara: Hearing) -> None:
    await reflected(mara)
    await mara.types(MARA, "/reflect")
    await mara.types(MARA, "/delete")
    await mara.taps(MARA, "Keep everything")

    assert await count(mara, Person) == 1
    assert "How did it feel" in mara.texts[-1]


async def test_sends_a_copy_first_and_still_asks(mara: Hearing) -> None:
    await reflected(mara)
    await mara.types(MARA, "/delete")
    question = next(one for one in mara.said if "Erase everything" in one.buttons)
    await mara.taps(MARA, "Send me a copy first")
    copy = [one.method for one in mara.said]
    await mara.presses(MARA, question.buttons["Erase everything"])

    assert "sendDocument" in copy
    assert await count(mara, Person) == 0


@pytest.mark.parametrize("then", ["/delete", "/start", "well", "/help"])
async def test_refuses_to_erase_once_the_person_went_on(then: str, mara: Hearing) -> None:
    await reflected(mara)
    await mara.types(MARA, "/delete")
    old = mara.said[-1].buttons["Erase everything"]
    await mara.types(MARA, then)
    heard = await mara.presses(MARA, old)

    assert heard.toast
    assert await count(mara, Person) == 1


async def test_refuses_to_erase_once_the_person_went_on_by_a_button(mara: Hearing) -> None:
    await mara.types(MARA, "/reflect")
    good = mara.said[-1].buttons["Good"]
    await mara.types(MARA, "/delete")
    old = mara.said[-1].buttons["Erase everything"]
    await mara.presses(MARA, good)
    await mara.presses(MARA, old)

    assert await count(mara, Person) == 1


@pytest.mark.parametrize("forged", ["erase:", "erase:yes", "erase:None", "erase:null", "erase:no:no"])
async def test_refuses_a_confirmation_it_never_asked_for(forged: str, mara: Hearing) -> None:
    await reflected(mara)
    await mara.presses(MARA, forged)
    await mara.types(MARA, "/delete")
    await mara.presses(MARA, forged)

    assert await count(mara, Person) == 1


async def test_erases_one_person_and_nobody_else(mara: Hearing) -> None:
    await reflected(mara)
    await mara.types(2, "/note mine")
    await mara.types(MARA, "/delete")
    theirs = mara.said[-1].buttons["Erase everything"]
    await mara.presses(2, theirs)
    assert await count(mara, Person) == 2

    await mara.presses(MARA, theirs)
    assert await count(mara, Person) == 1
    assert await count(mara, Note) == 1


async def test_knows_nobody_who_erased_everything_and_blocked_the_bot(mara: Hearing) -> None:
    await mara.types(MARA, "/delete")
    await mara.taps(MARA, "Erase everything")
    await mara.hears(membership(MARA, "kicked"))

    assert await count(mara, Person) == 0


async def test_begins_anew_after_everything_was_erased(mara: Hearing) -> None:
    await reflected(mara)
    await mara.types(MARA, "/delete")
    await mara.taps(MARA, "Erase everything")
    mara.passes(timedelta(minutes=1))
    said = await mara.types(MARA, "/start")

    assert "Hello P1" in said[0]
    assert "Acme" not in "".join(said)


async def test_asks_whether_a_file_arrived_whose_fate_is_unknown(mara: Hearing) -> None:
    await reflected(mara)
    await mara.types(MARA, "/export")

    def lose(records: Records) -> None:
        person = records.people.all()[0]
        row = records.outbox.put(1, "sendDocument", {"document": {}}, mara.now, person=person, policy="flag")
        records.outbox.claim(row.id, mara.now)
        records.outbox.flag(row.id, "TimedOut", mara.now)

    await mara.store.run(lose)
    said = await mara.types(MARA, "/start")
    again = await mara.types(MARA, "/start")

    assert "/export" in said[0]
    assert "/export" not in again[0]


async def test_everything_taken_out_holds_letters_plans_and_where_it_stood(store: Store) -> None:
    at = Reminding(store)
    await at.knows()

    def lived(desk: Desk) -> str:
        talk = conversation(desk, "lessons", "Acme")
        desk.records.letters.add(desk.person, talk, "thank_you", "Ana", "Dear Ana, thank you", desk.now)
        desk.records.actions.add(desk.person, talk, "ask Leo", desk.now, day="2026-11-26", place="by phone")
        (acme,) = desk.records.applications.of(desk.person)
        desk.records.applications.take(desk.person, acme, None, "reject", "rejected", desk.now)
        return markdown.written(keep.document_of(desk))

    text = await at.at_desk(lived)

    assert "**2026-11-24 · Acme · Ana**\n\nDear Ana, thank you" in text
    assert "ask Leo · 2026-11-26 · by phone · still open" in text
    assert "**2026-11-24 · Acme**\n\nit was a no" in text
