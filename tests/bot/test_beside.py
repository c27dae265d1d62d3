"""What lies beside a conversation, where an application stands after it, and words that are met instead of kept."""

from datetime import timedelta
from functools import partial

import pytest

from bot.application import Application
from bot.coach.desk import Desk, House, country_of
from bot.languages import languages
from conversations.session import Answer
from storage.records import Records
from storage.store import Store
from storage.tables import AnswerRow, Base
from tests.bot.hearing import Hearing
from tests.bot.reminding import MARA, Reminding, conversation, person

HIDDEN = {"type": "hidden_user", "sender_user_name": "Leo", "date": 1}
HELP = "Line one: 0800 111\n\nLine two: example.org"


class Helping(Hearing):
    """A bot whose host named help lines."""

    @property
    def app(self) -> Application:
        return Application(House(languages(), help_lines=HELP), self.access)


async def _stages(hearing: Hearing) -> list[tuple[str, str]]:
    def look(records: Records) -> list[tuple[str, str]]:
        return [(one.company, one.stage) for one in records.applications.of(person(records, MARA))]

    return await hearing.store.run(look)


@pytest.fixture
async def mara(store: Store) -> Reminding:
    """She has looked back on two interviews with Acme, and on one with Lindt."""
    made = Reminding(store)
    await made.knows()
    for company in ("Acme", "Acme", "Lindt"):
        await made.at_desk(partial(conversation, flow="reflection", company=company))
    return made


async def test_what_is_known_about_an_application_is_there_in_the_turn_that_names_it(mara: Reminding) -> None:
    await mara.presses(MARA, "home:rejected")

    await mara.taps(MARA, "Acme")

    assert any("You put two interviews into this." in text for text in mara.texts)


async def test_a_no_closes_the_application_and_its_history_says_so(mara: Reminding) -> None:
    await mara.presses(MARA, "home:rejected")
    await mara.taps(MARA, "Acme")

    assert ("Acme", "rejected") in await _stages(mara)
    history = await mara.at_desk(
        lambda at: [
            (one.step, one.before, one.after)
            for application in at.records.applications.of(at.person)
            for one in at.records.applications.history(application)
        ]
    )
    assert history == [("reject", "interviewing", "rejected")]


async def test_a_no_told_of_the_wrong_company_is_taken_back(mara: Reminding) -> None:
    await mara.presses(MARA, "home:rejected")
    await mara.taps(MARA, "Acme")
    await mara.taps(MARA, "Back")

    await mara.taps(MARA, "Lindt")

    assert sorted(await _stages(mara)) == [("Acme", "interviewing"), ("Lindt", "rejected")]


async def test_a_way_to_people_is_one_tap_away_and_leaves_no_trace(store: Store) -> None:
    at = Helping(store)
    await at.types(MARA, "/start")
    await at.presses(MARA, "home:rejected")
    await at.types(MARA, "Acme")

    await at.taps(MARA, "This is more than the job")

    (said,) = at.texts
    assert "somebody you trust, your doctor" in said
    assert said.endswith("Line one: 0800 111\nLine two: example.org")
    kept = await store.run(lambda records: records.session.query(AnswerRow).all())
    assert [(row.step, row.value) for row in kept] == [("application", "Acme")]


async def test_what_was_left_for_people_can_be_taken_up_again(store: Store) -> None:
    at = Helping(store)
    await at.types(MARA, "/start")
    await at.presses(MARA, "home:rejected")
    await at.types(MARA, "Acme")
    await at.types(MARA, "this is more than the job")

    await at.taps(MARA, "Go on: Acme")

    assert any("How are you with it right now?" in text for text in at.texts)


@pytest.mark.parametrize("begun", [False, True])
async def test_words_about_more_than_a_job_are_met_and_kept_nowhere(store: Store, *, begun: bool) -> None:
    at = Helping(store)
    await at.types(MARA, "/start")
    if begun:
        await at.presses(MARA, "home:reflection")
        await at.taps(MARA, "Rough")

    said = await at.types(MARA, "I don't want to live any more")

    assert any("your local emergency number" in text for text in said)
    assert await store.run(_everything_kept) & {"I don't want to live any more"} == set()


def _everything_kept(records: Records) -> set[object]:
    """Every value of every row but the updates as they came in, which are emptied once handled."""
    connection = records.session.connection()
    tables = [table for name, table in Base.metadata.tables.items() if name != "inbox"]
    return {value for table in tables for row in connection.execute(table.select()) for value in row}


async def test_what_is_let_out_is_kept_nowhere_a_voice_message_neither(store: Store) -> None:
    at = Helping(store)
    await at.types(MARA, "/start")
    await at.presses(MARA, "home:rejected")
    await at.types(MARA, "Acme")
    await at.taps(MARA, "It stings")
    await at.taps(MARA, "Let it out")
    out = list(at.said)
    await at.types(MARA, "they kept me waiting for weeks")
    voice = {"file_id": "v", "file_unique_id": "u", "duration": 3}
    await at.hears({"message": _voice(voice)})
    await at.types(MARA, "what they wrote me", forward_origin=HIDDEN)
    at.said = out

    await at.taps(MARA, "Done")

    assert any("Wiped." in text for text in at.texts)
    kept = await store.run(_everything_kept)
    assert not any("waiting for weeks" in str(value) or "wrote me" in str(value) for value in kept)
    assert await store.run(lambda records: records.attachments.of(person(records, MARA))) == []


def _voice(voice: dict[str, object]) -> dict[str, object]:
    chat = {"id": MARA, "type": "private", "first_name": "P"}
    sender = {"id": MARA, "is_bot": False, "first_name": "P"}
    return {"message_id": 900, "date": 1, "chat": chat, "from": sender, "voice": voice}


async def test_a_flow_is_shown_only_what_it_recalls(mara: Reminding) -> None:
    def beside(at: Desk) -> tuple[set[str], int, set[str]]:
        told = conversation(at, "rejected", "Acme")
        look = conversation(at, "reflection", "Acme")
        known, plain = at.known(told), at.known(look)
        return set(known.before), known.rounds, set(plain.before)

    assert await mara.at_desk(beside) == ({"reflection"}, 3, set())


async def test_the_day_they_named_stands_with_the_application(mara: Reminding) -> None:
    def named(at: Desk) -> str | None:
        talk = conversation(at, "reflection", "Acme")
        from bot.coach import places  # noqa: PLC0415

        session = at.records.conversations.session(talk)
        answers = (*session.answers, Answer("promised_day", value="2026-12-01"))
        places.remembers_its_days(at, talk, session.with_answers(answers))
        found = places.of(at, talk)
        return found.promised_on if found else None

    assert await mara.at_desk(named) == "2026-12-01"


@pytest.mark.parametrize(
    ("zone", "country"),
    [("Europe/Berlin", "DE"), ("America/New_York", "US"), ("UTC", ""), ("Etc/GMT-3", "")],
)
def test_a_time_zone_tells_the_country(zone: str, country: str) -> None:
    assert country_of(zone) == country


async def test_nothing_is_said_during_an_interview(mara: Reminding) -> None:
    await mara.ends("Acme")

    def interviewed(at: Desk) -> None:
        for one in at.records.applications.of(at.person):
            if one.company == "Lindt":
                begin = at.now.replace(hour=17, minute=45)
                one.next_at, one.next_until = begin, begin + timedelta(hours=1)

    await mara.at_desk(interviewed)
    mara.now = mara.now.replace(hour=18)

    assert await mara.looks() == []
    mara.now += timedelta(hours=1, minutes=30)
    assert len(await mara.looks()) == 1
