"""Letters over HTTP: another tone, another language, a line for the phone, own words, and what is learned from them."""

from storage.records import Records
from tests.end_to_end.given import to_card
from tests.running import House, Phone

OWN = "Hi Ana,\n\nThank you for today. The plan you showed me has stayed with me.\n\nBest,\nM."


async def kept(house: House) -> list[tuple[str, str, bool, bool]]:
    """Kind, recipient, whether the words are the person's, whether it was sent."""

    def look(records: Records) -> list[tuple[str, str, bool, bool]]:
        found = [one for person in records.people.all() for one in records.letters.of(person)]
        return [(one.kind, one.recipient, one.edited, one.sent_at is not None) for one in found]

    return await house.look(look)


def shows(phone: Phone, recipient: str) -> int:
    """The newest message with a letter to this person."""
    return next(one.message_id for one in reversed(phone.chat) if f"To {recipient}." in one.text)


async def test_letter_takes_tone_and_language_in_place_and_is_put_into_own_words(
    house: House, mara: Phone
) -> None:
    await to_card(mara)
    await mara.taps("Write the notes", "One note for all")
    letter = mara.last.message_id
    assert "Dear Ana and Tom," in mara.last.text

    await mara.taps("Another tone", "Formal")
    assert (mara.last.message_id, "Dear Ana and Tom:" in mara.last.text) == (letter, True)

    await mara.taps("In Spanish")
    assert (mara.last.message_id, "Buenos días, Ana y Tom:" in mara.last.text) == (letter, True)

    await mara.taps("In English")
    await mara.does(mara.person.types(OWN.replace("Ana", "Ana and Tom"), reply_to=letter))
    assert "It is in your words now" in mara.last.text
    assert mara.labels == ["I sent it"]

    await mara.taps("I sent it")
    assert mara.toast == "Noted: sent."
    assert await kept(house) == [("thank_you", "Ana and Tom", True, True)]


async def test_next_letter_begins_and_ends_as_the_last_one_was_corrected(house: House, mara: Phone) -> None:
    await to_card(mara)
    await mara.taps("Write the notes")
    await mara.does(mara.person.types(OWN, reply_to=shows(mara, "Ana")))
    assert "How you begin and end it" in mara.last.text

    await mara.types("/letters")
    await mara.taps("Write a new one", "Acme · Analyst", "Asking how things stand")
    assert "Hi Ana and Tom,\n\nThank you again for our talk today" in mara.last.text
    assert mara.last.text.split("from your own mail")[1].rstrip().endswith("Best,\nM.")

    await mara.taps("Shorter, to say")
    assert "On the phone: “Hello, this is Mara." in mara.last.text

    await mara.taps("I sent it")
    await mara.types("/letters")
    assert "Thank-you, to Ana: not sent yet" in mara.last.text
    assert "Asking how things stand, to Ana and Tom: sent today" in mara.last.text
    assert [one[3] for one in await kept(house)] == [False, False, True]
