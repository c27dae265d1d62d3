"""The page of one application: what stands on it, what one can say happened, its history, its name; and finding it again."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.coach import returning, sentences
from bot.coach.desk import Desk
from conversations import process
from conversations.session import Answer
from storage.store import Store
from storage.tables import Application
from tests.bot.reminding import LEO, MARA, Reminding, conversation

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SINCE = timedelta(days=3)


@pytest.fixture
async def hearing(store: Store) -> Reminding:
    hearing = Reminding(store, now=NOW)
    await hearing.knows()
    return hearing


async def applied(hearing: Reminding, company: str = "Acme", stage: str = "waiting", role: str = "") -> int:
    """An application that stands there; its number."""

    def work(desk: Desk) -> int:
        application = desk.records.applications.add(desk.person, company, role, desk.now)
        application.stage = stage
        return int(application.id)

    return await hearing.at_desk(work)


def found(desk: Desk, number: int) -> Application:
    application = desk.records.applications.get(desk.person, number)
    if application is None:
        raise LookupError(number)
    return application


async def stage_of(hearing: Reminding, number: int) -> str:
    return await hearing.at_desk(lambda at: found(at, number).stage)


def text(hearing: Reminding) -> str:
    return "\n".join(hearing.texts)


def labels(hearing: Reminding) -> list[str]:
    return [label for one in hearing.said for label in one.buttons]


# The list.


async def test_the_open_ones_come_first_then_those_that_are_over(hearing: Reminding) -> None:
    await applied(hearing, "Acme", "rejected")
    await applied(hearing, "Lindt")

    await hearing.types(MARA, "/applications")

    assert text(hearing).index("Lindt") < text(hearing).index("Over") < text(hearing).index("Acme")
    assert labels(hearing) == ["Lindt", "Acme"]


async def test_nothing_over_is_not_spoken_of(hearing: Reminding) -> None:
    await applied(hearing)

    await hearing.types(MARA, "/applications")

    assert "Over" not in text(hearing)


# The page.


async def test_the_page_has_all_that_is_kept(hearing: Reminding) -> None:
    number = await applied(hearing, "Acme", "waiting")

    def work(desk: Desk) -> None:
        records, person = desk.records, desk.person
        application = found(desk, number)
        application.promised_on, application.source = "2026-11-27", "recruiter"
        application.next_at = NOW + timedelta(days=1)
        application.next_until = NOW + timedelta(days=1, hours=1)
        talk = conversation(desk, "reflection", "Acme")
        conversation(desk, "interview", "Acme", Answer("met", 1, value="Eva · CTO"))
        letter = records.letters.add(person, talk, "thank_you", "Ana", "Dear Ana", desk.now)
        letter.sent_at = desk.now
        records.letters.add(person, talk, "thank_you", "Tom", "Dear Tom", desk.now)
        records.actions.add(person, talk, "tell it in two minutes", desk.now, day="2026-11-25")
        records.actions.add(person, talk, "ask Leo", desk.now)
        records.notes.add(person, "parking is free", desk.now, application=application)

    await hearing.at_desk(work)
    await hearing.presses(MARA, f"app:{number}")

    for line in (
        "waiting for their answer, since today", "Found: A recruiter", "Interviews looked back on: 1",
        "People: Ana, Tom, Eva", "They answer by: Friday", "Next interview: tomorrow 13:00", "Letters not sent yet: 1",
        "Letters sent: 1", "Planned: tell it in two minutes (2026-11-25)", "Planned: ask Leo", "– parking is free",
    ):  # fmt: skip
        assert line in text(hearing)
    assert labels(hearing) == ["What happened?", "History", "What I said", "Rename"]


async def test_the_page_of_a_new_one_says_nothing_of_what_is_not_there(hearing: Reminding) -> None:
    number = await applied(hearing)

    await hearing.presses(MARA, f"app:{number}")

    assert len(hearing.texts[0].splitlines()) == 2


async def test_how_it_was_found_is_shown_as_it_was_told(hearing: Reminding) -> None:
    number = await applied(hearing)
    await hearing.at_desk(
        lambda at: conversation(at, "interview", "Acme", Answer("source", value="advert")).id
    )

    await hearing.presses(MARA, f"app:{number}")

    assert "Found: An advert" in text(hearing)


async def test_what_was_said_is_shown_card_by_card(hearing: Reminding) -> None:
    number = await applied(hearing)
    await hearing.presses(MARA, f"said:{number}")
    nothing = hearing.texts
    await hearing.ends("Acme")

    await hearing.presses(MARA, f"said:{number}")

    assert nothing == ["No conversation is kept about Acme yet."]
    assert "Looked back on: today" in text(hearing)


# What happened.


async def test_every_step_that_leads_elsewhere_is_offered(hearing: Reminding) -> None:
    number = await applied(hearing, stage="offer")

    await hearing.presses(MARA, f"steps:{number}")

    assert labels(hearing) == [process.TOLD[one] for one in process.open_steps("offer")]
    assert all(len(data) <= 64 for one in hearing.said for data in one.buttons.values())


@pytest.mark.parametrize(
    ("stage", "step", "after"),
    [
        ("waiting", "offer", "offer"),
        ("offer", "negotiate", "negotiating"),
        ("offer", "accept", "accepted"),
        ("offer", "decline", "declined"),
        ("waiting", "hold", "on_hold"),
        ("waiting", "withdraw", "withdrawn"),
        ("accepted", "rescind", "rescinded"),
        ("withdrawn", "reopen", "waiting"),
    ],
)
async def test_a_step_is_noted_and_can_be_put_back(
    hearing: Reminding, stage: str, step: str, after: str
) -> None:
    number = await applied(hearing, stage=stage)
    await hearing.presses(MARA, f"step:{number}:{step}")
    noted, said = await stage_of(hearing, number), hearing.texts[0]

    await hearing.taps(MARA, "That was a slip")

    assert noted == after
    assert "Acme" in said
    assert await stage_of(hearing, number) == stage
    history = await hearing.at_desk(
        lambda at: [
            one.step for one in at.records.applications.history(at.records.applications.of(at.person)[0])
        ]
    )
    assert history == [step, "taken_back"]


async def test_a_yes_gets_the_credit_that_is_on_record(hearing: Reminding) -> None:
    number = await applied(hearing, stage="offer")
    await hearing.ends("Acme")

    await hearing.presses(MARA, f"step:{number}:accept")

    assert "it paid off" in text(hearing)
    assert "On your record: 1 interview looked back on." in text(hearing)


@pytest.mark.parametrize(
    ("step", "flow"), [("reject", "rejected"), ("go_silent", "silence"), ("interview", "interview")]
)
async def test_what_deserves_a_conversation_opens_one_about_it(
    hearing: Reminding, step: str, flow: str
) -> None:
    number = await applied(hearing)

    await hearing.presses(MARA, f"step:{number}:{step}")

    begun = await hearing.at_desk(
        lambda at: [(one.flow, one.application_id) for one in at.records.conversations.of(at.person)]
    )
    assert begun == [(flow, number)]


@pytest.mark.parametrize(
    "data",
    ["app:99", "said:99", "past:99", "steps:99", "name:99", "step:1:negotiate", "step:1:fly", "step:99:offer",
     "slip:1:99", "slip:99:1"],
)  # fmt: skip
async def test_a_button_about_what_is_not_there_changes_nothing(hearing: Reminding, data: str) -> None:
    number = await applied(hearing)

    heard = await hearing.presses(MARA, data)

    assert heard.toast == sentences.BUTTON_PAST
    assert await stage_of(hearing, number) == "waiting"


async def test_nobody_elses_application_can_be_seen_or_moved(hearing: Reminding) -> None:
    await hearing.knows(LEO)
    number = await applied(hearing)

    for data in (f"app:{number}", f"step:{number}:offer", f"name:{number}", f"past:{number}"):
        assert (await hearing.presses(LEO, data)).toast == sentences.BUTTON_PAST
    assert await stage_of(hearing, number) == "waiting"


async def test_only_the_last_step_can_be_put_back_and_only_once(hearing: Reminding) -> None:
    number = await applied(hearing)
    await hearing.presses(MARA, f"step:{number}:offer")
    first = next(one.buttons["That was a slip"] for one in hearing.said if one.text)
    await hearing.presses(MARA, f"step:{number}:accept")

    late = await hearing.presses(MARA, first)

    assert late.toast == sentences.BUTTON_PAST
    assert await stage_of(hearing, number) == "accepted"


async def test_the_history_has_every_change_with_its_day(hearing: Reminding) -> None:
    number = await applied(hearing)
    hearing.passes(SINCE)
    await hearing.presses(MARA, f"step:{number}:offer")
    await hearing.taps(MARA, "That was a slip")

    await hearing.presses(MARA, f"past:{number}")

    assert hearing.texts[0].splitlines()[1:] == [
        "November 24: entered here",
        "today: an offer",
        "today: taken back, so waiting for their answer",
    ]


# Its name.


async def test_what_is_typed_next_is_its_name_and_the_answers_follow(hearing: Reminding) -> None:
    await hearing.ends("Acme")
    number = await hearing.at_desk(lambda at: at.records.applications.of(at.person)[0].id)
    await hearing.presses(MARA, f"name:{number}")

    said = await hearing.types(MARA, "Acme Labs, Analyst")

    assert said == ["It is Acme Labs · Analyst now, everywhere."]
    kept = await hearing.at_desk(
        lambda at: at.records.conversations.session(at.records.conversations.of(at.person)[0]).answers
    )
    assert [one.value for one in kept if one.step == "application"] == ["Acme Labs · Analyst"]
    assert await hearing.at_desk(lambda at: (at.person.journey, at.person.about)) == ("home", "")


async def test_a_name_that_another_has_is_not_taken(hearing: Reminding) -> None:
    number = await applied(hearing)
    await applied(hearing, "Lindt")
    await hearing.presses(MARA, f"name:{number}")

    said = await hearing.types(MARA, "lindt")

    assert "already" in said[0]
    assert await hearing.at_desk(lambda at: [one.company for one in at.records.applications.of(at.person)]) == [
        "Lindt", "Acme",
    ]  # fmt: skip


async def test_capitals_alone_can_change(hearing: Reminding) -> None:
    number = await applied(hearing, "acme")
    await hearing.presses(MARA, f"name:{number}")

    assert await hearing.types(MARA, "ACME") == ["It is ACME now, everywhere."]


async def test_asks_again_for_a_name_that_is_none(hearing: Reminding) -> None:
    number = await applied(hearing)
    await hearing.presses(MARA, f"name:{number}")

    refused = await hearing.types(MARA, "x" * 90)
    taken = await hearing.types(MARA, "Bruck")

    assert "company and a role" in refused[0]
    assert "Bruck" in taken[0]


@pytest.mark.parametrize("instead", ["tap", "/help"])
async def test_whoever_does_something_else_leaves_the_name(hearing: Reminding, instead: str) -> None:
    number = await applied(hearing)
    await hearing.presses(MARA, f"name:{number}")
    if instead == "tap":
        await hearing.taps(MARA, "Leave it")
    else:
        await hearing.types(MARA, instead)

    await hearing.types(MARA, "Bruck")

    assert await hearing.at_desk(lambda at: at.records.applications.of(at.person)[0].company) == "Acme"


async def test_in_the_middle_of_a_conversation_the_question_comes_again_afterwards(
    hearing: Reminding,
) -> None:
    number = await applied(hearing)
    await hearing.types(MARA, "/reflect")
    await hearing.presses(MARA, f"name:{number}")

    said = await hearing.types(MARA, "Bruck")

    assert "Bruck" in said[0]
    assert "How did it feel" in said[-1]
    assert await hearing.at_desk(lambda at: at.person.journey) == "talking"


# Coming back to a company.


async def test_points_out_what_became_of_an_earlier_one_there(hearing: Reminding) -> None:
    number = await applied(hearing, "acme", "interviewing", "Planner")
    await hearing.presses(MARA, f"step:{number}:withdraw")
    hearing.passes(SINCE)

    def work(desk: Desk) -> None:
        new = desk.records.applications.add(desk.person, "Acme", "Analyst", desk.now)
        returning.points_out(desk, new)

    await hearing.at_desk(work)
    said = await hearing.looks()

    assert said == [
        "You have been in touch with them before: acme · Planner, withdrawn by you, on November 24."
    ]


@pytest.mark.parametrize(("company", "stage"), [("Lindt", "rejected"), ("Acme", "waiting")])
async def test_says_nothing_of_others_or_of_what_goes_on(
    hearing: Reminding, company: str, stage: str
) -> None:
    await applied(hearing, company, stage)
    new = await applied(hearing, "Acme", role="Analyst")

    def work(desk: Desk) -> None:
        returning.points_out(desk, found(desk, new))

    await hearing.at_desk(work)

    assert await hearing.looks() == []


async def test_says_when_an_earlier_one_was_entered_where_nothing_happened_since(hearing: Reminding) -> None:
    await applied(hearing, stage="rejected")
    new = await applied(hearing, role="Analyst")

    def work(desk: Desk) -> None:
        returning.points_out(desk, found(desk, new))

    await hearing.at_desk(work)

    assert "it was a no, today" in (await hearing.looks())[0]


# Finding it again.


@pytest.mark.parametrize(
    "words", ["acme", "recruiter", "two minutes", "at the desk", "Eva", "Dear Tom", "parking"]
)
async def test_search_finds_everything_about_it(hearing: Reminding, words: str) -> None:
    def work(desk: Desk) -> None:
        talk = conversation(desk, "interview", "Acme", Answer("met", 1, value="Eva · CTO"))
        records, person = desk.records, desk.person
        records.applications.of(person)[0].source = "recruiter"
        records.actions.add(person, talk, "two minutes", desk.now, place="at the desk")
        records.letters.add(person, talk, "thank_you", "Tom", "Dear Tom", desk.now)
        records.notes.add(person, "parking is free", desk.now)

    await hearing.at_desk(work)

    said = await hearing.types(MARA, f"/search {words}")

    assert said[0].startswith("Found for")
