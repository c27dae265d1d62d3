"""An interview that is coming up: from the command, a forwarded text or an invitation, as far as the conversation."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.coach import sentences
from bot.fetching import Fetched, FileWanted
from storage.records import Records
from storage.store import Store
from storage.tables import Application, Attachment, Conversation, Note
from tests.bot.hearing import Hearing, Raw, message, user

MARA, LEO = 1001, 1002
# A Monday; noon, UTC.
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TEXT = "We'd love to meet you on Tuesday, 1 December at 14:30. Best, Ana"
QUESTION = "Is this an interview on Tuesday, December 1 at 14:30?"


@pytest.fixture
async def hearing(store: Store) -> Hearing:
    hearing = Hearing(store, now=NOW)
    await hearing.types(MARA, "/start")
    return hearing


def origin(moment: datetime = NOW) -> Raw:
    return {"type": "hidden_user", "date": int(moment.timestamp()), "sender_user_name": "Ana"}


async def forwards(hearing: Hearing, text: str = TEXT, written: datetime = NOW) -> list[str]:
    return await hearing.types(MARA, text, forward_origin=origin(written))


async def knows(hearing: Hearing, *companies: str, who: int = MARA) -> None:
    """They have applications there."""

    def work(records: Records) -> None:
        person = records.people.by_telegram(who)
        if person is not None:
            for company in companies:
                records.applications.add(person, company, "", hearing.now)

    await hearing.store.run(work)


async def kept(hearing: Hearing) -> dict[str, list[str]]:
    """The answers of the open conversation, by step."""

    def work(records: Records) -> dict[str, list[str]]:
        person = records.people.by_telegram(MARA)
        talk = records.conversations.active(person) if person else None
        said: dict[str, list[str]] = {}
        for one in records.conversations.session(talk).answers if talk else ():
            said.setdefault(one.step, []).append(one.value)
        return said

    return await hearing.store.run(work)


async def all_of(hearing: Hearing, table: type[Any]) -> list[Any]:
    return await hearing.store.run(lambda records: records.session.query(table).all())


def labels(hearing: Hearing) -> list[str]:
    return [label for one in hearing.said for label in one.buttons]


# From a forwarded text.


async def test_a_forwarded_text_with_one_day_and_time_is_offered_and_kept(hearing: Hearing) -> None:
    await knows(hearing, "Acme", "Lindt")

    said = await forwards(hearing)

    assert said == [QUESTION]
    assert labels(hearing) == [
        "Yes, with Lindt",
        "Yes, with Acme",
        "Yes, with somebody new",
        "No, keep it as a note",
    ]
    assert [one.text for one in await all_of(hearing, Note)] == [TEXT]


async def test_the_company_that_the_text_names_comes_first(hearing: Hearing) -> None:
    await knows(hearing, "Acme", "Bruck", "Lindt", "Orsay")

    await forwards(hearing, f"Acme: {TEXT}")

    assert labels(hearing)[0] == "Yes, with Acme"
    assert len(labels(hearing)) == 5


async def test_yes_opens_the_conversation_with_day_and_time_answered(hearing: Hearing) -> None:
    await knows(hearing, "Acme")
    await forwards(hearing, "Tuesday, 1 December, 14:30-15:15")

    await hearing.taps(MARA, "Yes, with Acme")

    assert await kept(hearing) == {
        "application": ["Acme"], "day": ["2026-12-01"], "time": ["14:30"], "length": ["45"],
    }  # fmt: skip
    assert "How do you meet?" in hearing.texts[-1]
    application = (await all_of(hearing, Application))[0]
    assert application.stage == "interviewing"
    assert [one.application_id for one in await all_of(hearing, Note)] == [application.id]


async def test_somebody_new_is_asked_for_first(hearing: Hearing) -> None:
    await knows(hearing, "Acme")
    await forwards(hearing)

    await hearing.taps(MARA, "Yes, with somebody new")
    asked = hearing.texts[-1]
    await hearing.types(MARA, "Lindt, Planner")

    assert "Who is it with?" in asked
    assert "How long will it take?" in hearing.texts[-1]
    assert (await kept(hearing))["application"] == ["Lindt · Planner"]


async def test_no_leaves_a_note_that_can_be_put_elsewhere(hearing: Hearing) -> None:
    await knows(hearing, "Acme", "Lindt")
    await forwards(hearing)

    await hearing.taps(MARA, "No, keep it as a note")

    assert hearing.texts[-1] == sentences.NOTED
    assert "With Acme" in labels(hearing)
    assert await all_of(hearing, Conversation) == []


async def test_no_names_the_application_the_note_is_with(hearing: Hearing) -> None:
    await knows(hearing, "Acme")
    await forwards(hearing)

    await hearing.taps(MARA, "No, keep it as a note")

    assert hearing.texts[-1] == "Kept as a note with Acme."


@pytest.mark.parametrize("text", ["Thanks for coming in", "Tuesday at 3, or Wednesday at 4", "1 December"])
async def test_a_text_that_leaves_anything_open_is_a_note_as_ever(hearing: Hearing, text: str) -> None:
    said = await forwards(hearing, text)

    assert said[0].startswith("Kept as a note")
    assert [one.text for one in await all_of(hearing, Note)] == [text]


async def test_tomorrow_counts_from_the_day_it_was_written(hearing: Hearing) -> None:
    said = await forwards(hearing, "In two days at 10:00?", NOW - timedelta(days=1))
    late = await forwards(hearing, "Tomorrow at 10:00?", NOW - timedelta(days=3))

    assert said == ["Is this an interview on Tuesday, November 24 at 10:00?"]
    assert late[0].startswith("Kept as a note")


async def test_in_the_middle_of_something_the_open_question_comes_again_and_is_put_aside_by_a_yes(
    hearing: Hearing,
) -> None:
    await hearing.types(MARA, "/reflect")
    said = await forwards(hearing)

    await hearing.taps(MARA, "Yes")
    states = {one.flow: one.status for one in await all_of(hearing, Conversation)}

    assert said[0] == QUESTION
    assert "How did it feel" in said[-1]
    assert states == {"reflection": "paused", "interview": "active"}


async def test_a_double_tap_opens_it_once(hearing: Hearing) -> None:
    await knows(hearing, "Acme")
    await forwards(hearing)
    data = hearing.said[-1].buttons["Yes, with Acme"]

    await hearing.presses(MARA, data)
    await hearing.presses(MARA, data)

    assert len(await all_of(hearing, Conversation)) == 1
    assert "How long will it take?" in hearing.texts[-1]


async def test_a_tap_when_it_is_over_begins_nothing(hearing: Hearing) -> None:
    await forwards(hearing)
    hearing.passes(timedelta(days=9))

    await hearing.taps(MARA, "Yes")

    assert hearing.texts == [sentences.INVITATION_PAST]
    assert await all_of(hearing, Conversation) == []


@pytest.mark.parametrize(
    "data",
    [
        "coming:n1:999:202612011430", "coming:n9:new:202612011430", "coming:x1:new:202612011430", "coming:n1:new:soon",
        "coming:n1:new:20261301", "coming:n1", "coming:f1:new:20261201",
    ],
)  # fmt: skip
async def test_a_button_about_nothing_there_is_late(hearing: Hearing, data: str) -> None:
    await forwards(hearing)

    heard = await hearing.presses(MARA, data)

    assert heard.toast == sentences.BUTTON_PAST
    assert await all_of(hearing, Conversation) == []


async def test_another_persons_button_does_nothing(hearing: Hearing) -> None:
    await hearing.types(LEO, "/start")
    await knows(hearing, "Acme")
    await forwards(hearing)
    data = hearing.said[-1].buttons["Yes, with Acme"]

    heard = await hearing.presses(LEO, data)

    assert heard.toast == sentences.BUTTON_PAST
    assert await all_of(hearing, Conversation) == []


async def test_every_button_fits_telegram(hearing: Hearing) -> None:
    await knows(hearing, "x" * 80)
    await forwards(hearing, "Tuesday, 1 December, 9:00-15:15")

    for label, data in hearing.said[-1].buttons.items():
        assert len(label) <= 40
        assert len(data.encode()) <= 64 - 2 * 16


# From the command.


async def test_the_command_alone_asks_with_whom(hearing: Hearing) -> None:
    await hearing.types(MARA, "/interview")

    assert "Who is it with?" in hearing.texts[-1]


async def test_the_command_with_a_day_and_time_offers_it(hearing: Hearing) -> None:
    said = await hearing.types(MARA, "/interview Tue, 1 December at 14:30")

    assert said == [QUESTION]


async def test_the_command_with_a_company_begins_with_it(hearing: Hearing) -> None:
    await knows(hearing, "Acme", "Lindt")

    await hearing.types(MARA, "/interview acme")

    assert await kept(hearing) == {"application": ["Acme"]}


async def test_the_command_with_other_words_keeps_them(hearing: Hearing) -> None:
    await hearing.types(MARA, "/interview some time next spring")

    assert [one.text for one in await all_of(hearing, Note)] == ["some time next spring"]
    assert "Who is it with?" in hearing.texts[-1]


# From an invitation.

ICS = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:1
SUMMARY:Interview with Acme
DTSTART;TZID=Europe/Madrid:20261201T143000
DTEND;TZID=Europe/Madrid:20261201T151500
ORGANIZER;CN=Ana Ruiz:mailto:ana@acme.example
ATTENDEE;CN=P1001 Sol:mailto:mara@mail.example
ATTENDEE;CN=tom@acme.example:mailto:tom@acme.example
END:VEVENT
END:VCALENDAR
""".replace(b"\n", b"\r\n")


def invited(
    update: int, name: str = "invite.ics", mime: str = "text/calendar", size: int = 700, **fields: Any
) -> Raw:
    document = {
        "file_id": "F1",
        "file_unique_id": "U1",
        "file_name": name,
        "mime_type": mime,
        "file_size": size,
    }
    return {"message": message(MARA, update, document=document, **fields)}


async def opens(hearing: Hearing, content: bytes | None, update: Raw | None = None) -> list[str]:
    """The bot has asked for the file, and this came."""
    whole = {"update_id": next(hearing.numbers), **(update or invited(50))}
    with pytest.raises(FileWanted) as wanted:
        await hearing.store.run(lambda records: hearing.app.hear(records, whole, hearing.now))
    assert (wanted.value.file_id, wanted.value.most) == ("F1", 1024 * 1024)
    await hearing.led_to(lambda records: wanted.value.hear(records, whole, hearing.now, Fetched(content)))
    return hearing.texts


async def lives(hearing: Hearing, zone: str | None) -> None:
    def work(records: Records) -> None:
        person = records.people.by_telegram(MARA)
        if person:
            person.zone = zone

    await hearing.store.run(work)


async def test_nothing_is_kept_before_the_file_is_there(hearing: Hearing) -> None:
    with pytest.raises(FileWanted):
        await hearing.hears(invited(50))

    assert await all_of(hearing, Attachment) == []


async def test_an_invitation_is_offered_by_the_persons_own_clock(hearing: Hearing) -> None:
    await lives(hearing, "Europe/London")
    await knows(hearing, "Lindt", "Acme", "Bruck")

    said = await opens(hearing, ICS)

    assert said == ["Is this an interview on Tuesday, December 1 at 13:30?"]
    assert labels(hearing)[0] == "Yes, with Acme"
    assert labels(hearing)[-1] == "No, keep the file"


async def test_yes_knows_the_length_and_who_else_is_there(hearing: Hearing) -> None:
    await lives(hearing, "Europe/Madrid")
    await knows(hearing, "Acme")
    await opens(hearing, ICS, invited(50, caption="from Ana"))

    await hearing.taps(MARA, "Yes, with Acme")

    assert await kept(hearing) == {
        "application": ["Acme"], "day": ["2026-12-01"], "time": ["14:30"], "length": ["45"], "met": ["Ana Ruiz"],
    }  # fmt: skip
    file = (await all_of(hearing, Attachment))[0]
    assert file.caption == "from Ana\nInterview with Acme\n– Ana Ruiz"


async def test_a_forwarded_invitation_is_one_too(hearing: Hearing) -> None:
    said = await opens(
        hearing, ICS, invited(50, "x.ICS", "application/octet-stream", forward_origin=origin())
    )

    assert said[0].startswith("Is this an interview on")


async def test_no_keeps_the_file(hearing: Hearing) -> None:
    await knows(hearing, "Acme")
    await opens(hearing, ICS)

    await hearing.taps(MARA, "No, keep the file")

    assert hearing.texts[-1].startswith("Kept with Acme: your file")


async def test_a_whole_day_asks_for_the_time(hearing: Hearing) -> None:
    whole = ICS.replace(b"DTSTART;TZID=Europe/Madrid:20261201T143000", b"DTSTART;VALUE=DATE:20261201")
    said = await opens(hearing, whole.replace(b"DTEND;TZID=Europe/Madrid:20261201T151500\r\n", b""))

    await hearing.taps(MARA, "Yes")
    await hearing.types(MARA, "Acme")

    assert said == ["Is this an interview on Tuesday, December 1?"]
    assert "At what time?" in hearing.texts[-1]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, sentences.INVITATION_NOT_HAD),
        (b"\x00\xff garbage", sentences.INVITATION_UNREADABLE),
        (ICS.replace(b"METHOD:REQUEST", b"METHOD:CANCEL"), sentences.INVITATION_CALLED_OFF),
        (ICS.replace(b"20261201T1", b"20261101T1"), sentences.INVITATION_PAST),
        (ICS.replace(b"UID:1", b"RRULE:FREQ=WEEKLY"), sentences.INVITATION_RECURRING),
        (
            ICS.replace(b";TZID=Europe/Madrid:20261201T143000", b":20261201T133000Z"),
            sentences.INVITATION_WHOSE_CLOCK,
        ),
    ],
)
async def test_what_cannot_be_taken_in_is_said_kindly_and_kept(
    hearing: Hearing, content: bytes | None, sentence: str
) -> None:
    said = await opens(hearing, content)

    assert said == [sentence]
    assert len(await all_of(hearing, Attachment)) == 1


async def test_a_huge_file_is_not_even_asked_for(hearing: Hearing) -> None:
    await hearing.hears(invited(50, size=2 * 1024 * 1024))

    assert hearing.texts == [sentences.INVITATION_HUGE]
    assert len(await all_of(hearing, Attachment)) == 1


async def test_any_other_file_is_kept_unread(hearing: Hearing) -> None:
    await hearing.hears(invited(50, "cv.pdf", "application/pdf"))

    assert hearing.texts[0].startswith("Kept: your file")


async def test_a_stranger_makes_nobody_fetch_anything(store: Store) -> None:
    hearing = Hearing(store, frozenset({LEO}), now=NOW)

    await hearing.hears(invited(50))

    assert hearing.texts == [sentences.STRANGER]
    assert user(MARA)["id"] == MARA
