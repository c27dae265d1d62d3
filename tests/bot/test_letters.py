"""Letters as a person keeps them: shown to copy, changed in place, put into their own words, sent by them alone."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import pytest

from bot.coach import sentences
from storage.records import Records
from storage.store import Store
from storage.tables import Letter, Person
from tests.bot.hearing import Hearing, message

MARA, LEO = 1, 2
T = TypeVar("T")
OWN = "Hi Ana,\n\nThank you for today. I liked the plan you showed me.\n\nCheers,\nM."


class Desked(Hearing):
    """A person whose letters can be looked at."""

    async def letters(self) -> list[Letter]:
        def kept(records: Records) -> list[Letter]:
            found = records.session.query(Letter).order_by(Letter.id).all()
            records.session.expunge_all()
            return found

        return await self.store.read(kept)

    async def shown(self, letter: int = 0) -> int:
        """The message that shows this letter, the first unless told."""
        kept = (await self.letters())[letter]

        def found(records: Records) -> int:
            row = records.outbox.get(kept.shown_by or 0)
            return (row.message_id if row else None) or 0

        return await self.store.read(found)

    async def does(self, choice: str, letter: int = 0) -> str:
        """Press what is under a letter. What comes up at the button."""
        kept = (await self.letters())[letter]
        heard = await self.presses(MARA, f"letter:{kept.id}:{choice}", await self.shown(letter))
        return heard.toast or ""

    async def replies(self, text: str, to: int, who: int = MARA) -> list[str]:
        answered = {"reply_to_message": message(who, to, text="-")}
        await self.hears({"message": message(who, next(self.numbers), text=text, **answered)})
        return self.texts

    async def changed(self, work: Callable[[Records, Person], T]) -> T:
        found: list[T] = []
        await self.led_to(lambda records: found.append(work(records, records.people.all()[0])))
        return found[0]

    @property
    def labels(self) -> list[str]:
        return [label for one in self.said for label in one.buttons]


async def looked_back(
    hearing: Hearing, met: str = "Ana", where: str = "Acme, Analyst", end: str = "Write the notes"
) -> None:
    for text in ("/reflect", "mixed", where, "why now", "done", "none of them", met, end):
        await hearing.types(MARA, text)


@pytest.fixture
async def mara(store: Store) -> Desked:
    """She has one letter to Ana."""
    hearing = Desked(store)
    await hearing.types(MARA, "/start")
    await looked_back(hearing)
    return hearing


async def test_is_shown_with_whom_it_is_to_and_what_can_be_done(mara: Desked) -> None:
    shown = mara.said[-1]

    assert shown.text.startswith("<b>To Ana.</b> ")
    assert "<pre>Dear Ana," in shown.text
    assert list(shown.buttons) == ["I sent it", "Another tone", "In Spanish"]


async def test_takes_another_tone_in_the_very_message(mara: Desked) -> None:
    await mara.does("tone")
    assert mara.labels == ["Warm", "Formal", "Leave the tone"]

    await mara.does("tone-formal")

    (edit,) = mara.said
    assert edit.method == "editMessageText"
    assert "Dear Ana:" in edit.text
    assert (await mara.letters())[0].tone == "formal"
    await mara.does("back")
    assert "Another tone" in mara.labels


async def test_takes_another_language_and_comes_back(mara: Desked) -> None:
    await mara.does("in-es")

    assert "<pre>Hola, Ana:" in mara.texts[0]
    assert "In English" in mara.labels
    await mara.does("in-en")
    assert "<pre>Dear Ana," in mara.texts[0]


async def test_has_a_line_for_the_phone_where_one_may_call(mara: Desked) -> None:
    await mara.presses(MARA, f"letter:write:{await application(mara)}-follow_up_first")
    assert "Shorter, to say" in mara.labels

    await mara.does("say", 1)

    assert "On the phone: “Hello, this is P1. We spoke today about the role of Analyst" in mara.texts[0]
    assert "Shorter, to say" not in mara.labels


async def application(mara: Desked) -> int:
    return await mara.changed(lambda records, person: records.applications.of(person)[0].id)


@pytest.mark.parametrize("choice", ["tone-shouting", "in-xx", "nothing", ""])
async def test_button_of_nothing_shows_the_letter_as_it_is(mara: Desked, choice: str) -> None:
    before = (await mara.letters())[0].text

    await mara.does(choice)

    assert (await mara.letters())[0].text == before


async def test_button_of_an_older_message_moves_the_letter_to_a_new_one(mara: Desked) -> None:
    (kept,) = await mara.letters()

    await mara.presses(MARA, f"letter:{kept.id}:tone-warm", 5)

    assert [one.method for one in mara.said] == [
        "editMessageReplyMarkup",
        "editMessageReplyMarkup",
        "sendMessage",
    ]
    assert "Hello Ana," in mara.texts[0]
    assert (await mara.letters())[0].shown_by != kept.shown_by


# Own words.


async def test_reply_puts_it_into_the_words_of_the_person(mara: Desked) -> None:
    await mara.replies(OWN, await mara.shown())

    (letter,) = await mara.letters()
    assert (letter.text, letter.edited) == (OWN, True)
    assert sentences.LETTER_YOURS in mara.texts[0]
    assert f"<pre>{OWN}</pre>" in mara.texts[0]
    assert mara.labels == ["I sent it"]


async def test_way_to_begin_and_end_is_that_of_the_next_letter_in_any_tone(mara: Desked) -> None:
    await mara.replies(OWN, await mara.shown())
    assert sentences.LETTER_MANNER in mara.texts[0]

    await looked_back(mara, "Tom and Eve", "Lindt, Planner")

    assert "<pre>Hi Tom,\n\n" in mara.texts[-1] or "<pre>Hi Eve,\n\n" in mara.texts[-1]
    assert "\n\nCheers,\nM.</pre>" in mara.texts[-1]
    await mara.does("tone-formal", 1)
    assert "<pre>Hi Tom,\n\n" in mara.texts[0]
    await mara.does("in-es", 1)
    assert "Hi Tom" not in mara.texts[0]


async def test_reply_that_changes_only_the_middle_teaches_no_manner(mara: Desked) -> None:
    own = (await mara.letters())[0].text.replace("Thank you", "Many thanks to you")

    await mara.replies(own, await mara.shown())

    assert sentences.LETTER_MANNER not in mara.texts[0]
    assert await mara.changed(lambda _records, person: person.manners) == ""


@pytest.mark.parametrize("choice", ["tone", "tone-warm", "in-es"])
async def test_own_words_are_never_written_over(mara: Desked, choice: str) -> None:
    await mara.replies(OWN, await mara.shown())

    toast = await mara.does(choice)

    assert toast == sentences.BUTTON_PAST
    assert (await mara.letters())[0].text == OWN


async def test_own_words_stay_when_it_is_shown_again(mara: Desked) -> None:
    await mara.replies(OWN, await mara.shown())

    await mara.does("show")

    assert OWN in mara.texts[0]


async def test_one_word_is_not_taken_for_a_letter(mara: Desked) -> None:
    before = (await mara.letters())[0].text

    await mara.replies("ok, thanks", await mara.shown())

    assert mara.texts == [sentences.LETTER_SHORT]
    assert (await mara.letters())[0].text == before


async def test_reply_to_another_message_is_no_letter(mara: Desked) -> None:
    await mara.replies(OWN, 3)

    assert not (await mara.letters())[0].edited


async def test_reply_of_somebody_else_changes_nothing(mara: Desked) -> None:
    await mara.replies(OWN, await mara.shown(), LEO)

    assert not (await mara.letters())[0].edited


async def test_reply_of_somebody_in_need_is_met_and_kept_nowhere(mara: Desked) -> None:
    await mara.replies("I want to die, I can't go on any more", await mara.shown())

    assert not (await mara.letters())[0].edited
    assert any("person" in text for text in mara.texts)


async def test_open_question_comes_back_after_the_reply(mara: Desked) -> None:
    await mara.types(MARA, "/reflect")

    await mara.replies(OWN, await mara.shown())

    assert "How did it feel?" in mara.texts[-1]


# Sent, all at once, day by day.


async def test_is_sent_when_the_person_says_so_and_then_cannot_change(mara: Desked) -> None:
    assert await mara.does("sent") == sentences.LETTER_MARKED

    assert (await mara.letters())[0].sent_at == mara.now
    assert await mara.does("tone-warm") == sentences.BUTTON_PAST
    await mara.does("show")
    assert "sent today" in mara.texts[0]
    assert mara.labels == []


async def test_one_for_all_takes_the_place_of_those_that_were_not_sent(store: Store) -> None:
    mara = Desked(store)
    await mara.types(MARA, "/start")
    await looked_back(mara, "Ana and Tom")
    assert mara.labels.count("One note for all") == 1

    await mara.does("all")

    (letter,) = await mara.letters()
    assert letter.recipient == "Ana and Tom"
    assert "Dear Ana and Tom," in letter.text
    assert "One note for all" not in mara.labels


async def test_one_for_all_is_not_offered_over_own_words(store: Store) -> None:
    mara = Desked(store)
    await mara.types(MARA, "/start")
    await looked_back(mara, "Ana and Tom")

    await mara.replies(OWN, await mara.shown(1))
    await mara.does("show")

    assert "One note for all" not in mara.labels


async def test_draft_says_yesterday_the_day_after(mara: Desked) -> None:
    mara.passes(timedelta(days=1))

    await mara.does("show")

    assert "for your time yesterday" in mara.texts[0]


async def test_letter_whose_conversation_is_gone_can_still_be_changed_and_sent(mara: Desked) -> None:
    def forget(records: Records, _person: Person) -> None:
        for letter in records.session.query(Letter):
            letter.conversation_id = letter.application_id = None

    await mara.changed(forget)

    await mara.does("tone-warm")
    assert "Hello" in mara.texts[0]
    assert await mara.does("all") == sentences.BUTTON_PAST
    await mara.types(MARA, "/letters")
    assert sentences.LETTERS_ELSEWHERE in mara.texts[0]
    assert await mara.does("sent") == sentences.LETTER_MARKED


# The list, and a new one.


async def test_list_has_every_letter_by_application_open_ones_first(mara: Desked) -> None:
    await mara.does("sent")
    await looked_back(mara, "Tom", "Lindt, Planner")

    await mara.types(MARA, "/letters")

    assert mara.texts[0].splitlines() == [
        "<b>Your letters</b>",
        "<b>Lindt · Planner</b>",
        "1. Thank-you, to Tom: not sent yet",
        "<b>Acme · Analyst</b>",
        "2. Thank-you, to Ana: sent today",
    ]
    assert mara.labels == ["Show 1", "Show 2", "Write a new one"]
    await mara.taps(MARA, "Show 1")
    assert "Dear Tom," in mara.texts[0]


async def test_list_is_cut_with_a_sentence(mara: Desked) -> None:
    def many(records: Records, person: Person) -> None:
        conversation = records.conversations.of(person)[0]
        for number in range(14):
            records.letters.add(person, conversation, "of_old", f"N{number}", "Dear all", mara.now)

    await mara.changed(many)

    await mara.types(MARA, "/letters")

    assert "3 more are kept, and /export has them." in mara.texts[0]
    assert "Letter, to N13" in mara.texts[0]


async def test_list_without_a_letter_says_where_they_come_from(store: Store) -> None:
    mara = Desked(store)
    await mara.types(MARA, "/start")

    await mara.types(MARA, "/letters")

    assert mara.texts == [sentences.LETTERS_NONE]
    assert mara.labels == []
    await mara.presses(MARA, "letter:new")
    assert mara.texts == [sentences.LETTERS_NONE]


async def test_new_one_is_made_of_what_was_said_about_the_application(mara: Desked) -> None:
    await mara.types(MARA, "/letters")
    await mara.taps(MARA, "Write a new one")
    await mara.taps(MARA, "Acme · Analyst")
    assert "for Acme · Analyst?" in mara.texts[0]

    await mara.taps(MARA, "Asking how things stand")

    assert "Dear Ana," in mara.texts[0]
    assert "our talk today about the role of Analyst" in mara.texts[0]
    assert [one.kind for one in await mara.letters()] == ["thank_you", "follow_up_first"]


async def test_new_one_of_a_kind_that_is_open_shows_that_one(mara: Desked) -> None:
    number = await application(mara)

    await mara.presses(MARA, f"letter:write:{number}-thank_you")

    assert len(await mara.letters()) == 1
    await mara.does("sent")
    await mara.presses(MARA, f"letter:write:{number}-thank_you")
    assert len(await mara.letters()) == 2


@pytest.mark.parametrize(
    "data",
    [
        "letter:for:999",
        "letter:for:x",
        "letter:write:999-thank_you",
        "letter:write:{}-poem",
        "letter:999:sent",
        "letter:x",
    ],
)
async def test_button_of_nothing_that_is_there_is_past(mara: Desked, data: str) -> None:
    heard = await mara.presses(MARA, data.format(await application(mara)))

    assert heard.toast == sentences.BUTTON_PAST


async def test_button_of_somebody_else_does_nothing(mara: Desked) -> None:
    (kept,) = await mara.letters()

    heard = await mara.presses(LEO, f"letter:{kept.id}:sent")

    assert heard.toast == sentences.BUTTON_PAST
    assert (await mara.letters())[0].sent_at is None


async def test_list_leads_back_to_the_open_question(mara: Desked) -> None:
    await mara.types(MARA, "/reflect")

    await mara.types(MARA, "/letters")

    assert "How did it feel?" in mara.texts[-1]
