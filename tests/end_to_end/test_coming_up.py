"""An interview that is coming up, over HTTP: from a forwarded text or a file to the first page and the look back."""

from datetime import timedelta

import pytest

from bot.coach import sentences
from bot.phone.faults import Kind
from storage.tables import Attachment, Conversation
from tests.running import House, Phone, prepared, until

# The clock begins on a Tuesday, 24 November 2026, at ten in the morning, UTC.
TEXT = "Acme would like to meet you on Tuesday, 1 December at 14:30."
ICS = b"\r\n".join(
    [
        b"BEGIN:VCALENDAR", b"VERSION:2.0", b"PRODID:-//a//b//EN", b"BEGIN:VEVENT", b"UID:1", b"SUMMARY:Acme, second talk",
        b"DTSTART;TZID=Europe/Madrid:20261201T143000", b"DURATION:PT1H", b"ORGANIZER;CN=Ana Ruiz:mailto:ana@acme.example",
        b"END:VEVENT", b"END:VCALENDAR", b"",
    ]
)  # fmt: skip


async def files(house: House) -> int:
    return await house.look(lambda records: records.session.query(Attachment).count())


async def test_a_forwarded_text_ends_on_the_first_page(house: House, mara: Phone) -> None:
    await mara.types("/settings Madrid")
    await mara.does(mara.person.forwards(TEXT, "Ana"))
    await mara.taps("Yes")
    await mara.types("Acme, Analyst")
    await mara.taps("60 min", "By video", "A recruiter", "Done")
    card = mara.last.text
    await mara.taps("Remind me afterwards")
    closing = mara.last.text
    await mara.types("/start")

    assert card.splitlines()[:2] == ["Acme · Analyst", "Tuesday, December 1 · 14:30–15:30 · By video"]
    assert closing == "Saved. I'll ask on December 1 at 16:15 how it went, and not before."
    assert "Acme · Analyst: first round, December 1 14:30" in mara.last.text

    house.clock.passes(timedelta(days=7, hours=5, minutes=20))
    await until(lambda: any(one.startswith("If you have two minutes") for one in mara.says))


async def test_an_invitation_is_fetched_and_opens_with_all_it_says(house: House, mara: Phone) -> None:
    await mara.types("/settings Madrid")
    await mara.does(mara.person.sends_document("invite.ics", ICS))
    asked = mara.last.text
    await mara.taps("Yes")
    await mara.types("Acme")
    await mara.taps("By phone", "An advert")

    assert asked == "Is this an interview on Tuesday, December 1 at 14:30?"
    assert mara.last.text.splitlines() == [
        "Acme", "Tuesday, December 1 · 14:30–15:30 · By phone", "With: Ana Ruiz",
    ]  # fmt: skip
    assert len(house.telegram.asked("getFile")) == 1


@pytest.mark.parametrize("kind", ["cut_before", "server_error", "garbage", "bad_request"])
async def test_a_file_that_cannot_be_had_is_kept_and_the_chat_goes_on(
    kind: Kind, house: House, mara: Phone
) -> None:
    await mara.types("/start")
    house.telegram.faults.add(kind, method="getFile")
    await mara.does(mara.person.sends_document("invite.ics", ICS))
    said = mara.last.text
    await mara.does(mara.person.sends_document("invite.ics", ICS))

    assert said == sentences.INVITATION_NOT_HAD
    assert mara.last.text.startswith("Is this an interview")
    assert await files(house) == 2


async def test_a_stop_while_the_file_is_fetched_loses_nothing_and_doubles_nothing(sqlite_url: str) -> None:
    async with prepared(sqlite_url) as house:
        mara = Phone(house.telegram.person(1001, "Mara"), house)
        async with house.open():
            await mara.types("/start")
            house.telegram.faults.add("slow_before", method="getFile", seconds=1)
            await mara.person.sends_document("invite.ics", ICS)
            await until(lambda: bool(house.telegram.asked("getFile")))
        async with house.open():
            await house.rests()
            kept = await files(house)

    assert kept == 1
    assert len([one for one in mara.says if one.startswith("Is this an interview")]) == 1


async def test_a_file_that_is_no_invitation_is_never_fetched(house: House, mara: Phone) -> None:
    await mara.types("/start")
    await mara.does(mara.person.sends_document("cv.pdf", b"%PDF-1.7"))

    assert house.telegram.asked("getFile") == []
    assert await house.look(lambda records: records.session.query(Conversation).count()) == 0


async def test_a_file_that_turns_out_huge_is_not_fetched_to_its_end(house: House, mara: Phone) -> None:
    await mara.types("/start")
    huge = house.telegram.account.files.keep("document", "huge.ics", b"x" * (1024 * 1024 + 1))
    document = {"file_id": huge.file_id, "file_unique_id": huge.unique_id, "file_name": "huge.ics"}

    await mara.does(mara.person.sends(document=document))

    assert mara.last.text == sentences.INVITATION_NOT_HAD
