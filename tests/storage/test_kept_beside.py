"""Applications, notes, files and facts: each found again, by its person alone."""

import pytest

from storage.notes import File
from storage.records import Records
from storage.store import Store
from tests.storage.given import DAY, NOW, ada, bob


async def test_lists_applications_the_latest_first(any_store: Store) -> None:
    def two(records: Records) -> list[str]:
        for company in ("Northwind", "Contoso"):
            records.applications.add(ada(records), company, "", NOW)
        return [application.company for application in records.applications.of(ada(records))]

    assert await any_store.run(two) == ["Contoso", "Northwind"]


@pytest.mark.parametrize(
    ("company", "role", "same"),
    [
        ("ÖSTERREICHISCHE POST", "Köchin", True),
        ("  Österreichische   Post ", "KÖCHIN", True),
        ("Österreichische Post", "", False),
        ("Osterreichische Post", "Köchin", False),
    ],
)
async def test_knows_an_application_again_however_it_is_capitalised(
    any_store: Store, company: str, role: str, *, same: bool
) -> None:
    number = await any_store.run(
        lambda records: records.applications.add(ada(records), "Österreichische Post", "Köchin", NOW).id
    )

    found = await any_store.run(lambda records: records.applications.like(ada(records), company, role))

    assert (found and found.id) == (number if same else None)


async def test_shows_nobody_what_another_keeps(any_store: Store) -> None:
    def of_ada(records: Records) -> int:
        records.notes.add(ada(records), "mine", NOW, message_id=5)
        records.attachments.add(ada(records), File("photo", "id", "unique", 5), NOW)
        return records.applications.add(ada(records), "Northwind", "Engineer", NOW).id

    # Each is the first of its kind, so this is the number of all three.
    number = await any_store.run(of_ada)

    seen = await any_store.run(
        lambda records: (
            records.applications.of(bob(records)),
            records.applications.get(bob(records), number),
            records.applications.like(bob(records), "Northwind", "Engineer"),
            records.notes.of(bob(records)),
            records.notes.get(bob(records), number),
            records.notes.by_message(bob(records), 5),
            records.attachments.of(bob(records)),
            records.attachments.get(bob(records), number),
            records.attachments.by_message(bob(records), 5),
        )
    )
    assert seen == ([], None, None, [], None, None, [], None, None)


async def test_finds_notes_and_files_by_application_and_by_message(any_store: Store) -> None:
    def keep(records: Records) -> tuple[list[str], list[str], str | None, str | None]:
        person = ada(records)
        job = records.applications.add(person, "Northwind", "", NOW)
        talk = records.conversations.begin(person, "quick_reflection", job, NOW)
        records.notes.add(person, "of no job", NOW, message_id=4)
        records.notes.add(person, "of the job", NOW, application=job, origin="Recruiter", message_id=5)
        file = File("voice", "id", "unique", 6, caption="how it went")
        records.attachments.add(person, file, NOW, application=job, conversation=talk, step="notes", place=2)
        found = records.notes.by_message(person, 5)
        sent = records.attachments.by_message(person, 6)
        return (
            [note.text for note in records.notes.of(person)],
            [note.text for note in records.notes.of(person, job)],
            found.origin if found else None,
            sent.caption if sent else None,
        )

    assert await any_store.run(keep) == (
        ["of no job", "of the job"],
        ["of the job"],
        "Recruiter",
        "how it went",
    )


async def test_finds_a_note_and_a_file_of_a_person_by_number(any_store: Store) -> None:
    def keep(records: Records) -> tuple[bool, bool]:
        person = ada(records)
        note = records.notes.add(person, "mine", NOW)
        file = records.attachments.add(person, File("photo", "id", "unique", 5), NOW)
        return records.notes.get(person, note.id) is note, records.attachments.get(person, file.id) is file

    assert await any_store.run(keep) == (True, True)


async def test_a_conversation_without_its_application_stays(any_store: Store) -> None:
    def part(records: Records) -> int | None:
        person = ada(records)
        job = records.applications.add(person, "Northwind", "", NOW)
        talk = records.conversations.begin(person, "quick_reflection", job, NOW)
        records.attachments.add(person, File("photo", "id", "unique", 1), NOW, application=job)
        records.applications.remove(job)
        records.session.expire_all()
        assert records.applications.of(person) == []
        assert records.attachments.of(person, job) == []
        assert len(records.attachments.of(person)) == 1
        return talk.application_id

    assert await any_store.run(part) is None


async def test_a_fact_is_what_was_set_last(any_store: Store) -> None:
    def twice(records: Records) -> str | None:
        records.facts.set("halt_until", str(NOW))
        records.facts.set("halt_until", str(NOW + DAY))
        return records.facts.get("halt_until")

    assert await any_store.run(twice) == str(NOW + DAY)
    assert await any_store.read(lambda records: records.facts.get("never set")) is None


async def test_hashes_the_same_after_a_restart_and_differently_elsewhere(
    any_url: str, sqlite_url: str
) -> None:
    digests = []
    for url in (any_url, any_url, sqlite_url.replace("debrief.db", "other.db")):
        store = await Store.open(url)
        digests.append(await store.read(lambda records: records.facts.digest("hello")))
        await store.close()

    assert digests[0] == digests[1] != digests[2]
