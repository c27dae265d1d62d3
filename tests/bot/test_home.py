"""The first page of whoever comes back: what is open, the one thing to do first today, and where its button leads."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.coach import sentences
from bot.coach.desk import Desk
from conversations.session import Answer
from storage.store import Store
from tests.bot.reminding import LEO, MARA, Reminding, conversation

# A Tuesday; eleven in the morning, Madrid.
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
async def hearing(store: Store) -> Reminding:
    hearing = Reminding(store, now=NOW)
    await hearing.knows()
    return hearing


async def applied(  # noqa: PLR0913 -- what there is to know of one, by name
    hearing: Reminding,
    company: str,
    stage: str = "waiting",
    *,
    promised: str | None = None,
    begin: datetime | None = None,
    lasts: timedelta = HOUR,
    role: str = "",
) -> int:
    def work(desk: Desk) -> int:
        application = desk.records.applications.add(desk.person, company, role, desk.now)
        application.stage, application.promised_on = stage, promised
        application.next_at, application.next_until = begin, begin + lasts if begin else None
        # Somebody who has been here before.
        conversation(desk, "closer_look", company)
        return application.id

    return await hearing.at_desk(work)


async def home(hearing: Reminding) -> list[str]:
    await hearing.types(MARA, "/start")
    return hearing.texts[0].splitlines()


def labels(hearing: Reminding) -> list[str]:
    return [label for one in hearing.said for label in one.buttons]


async def test_reads_as_the_tone_sample_does(hearing: Reminding) -> None:
    await applied(hearing, "Lindt", "interviewing", begin=NOW + 6 * DAY)
    await hearing.at_desk(lambda desk: conversation(desk, "reflection", "Lindt").id)
    await applied(hearing, "Acme", promised="2026-11-23")
    await applied(hearing, "Bruck", "offer")
    await applied(hearing, "Orsay", "rejected")

    assert await home(hearing) == [
        "Hello P1001.",
        "Three are open:",
        "<b>Bruck</b>: an offer",
        "<b>Acme</b>: waiting for their answer, they said yesterday",
        "<b>Lindt</b>: second round, Monday 11:00",
        "",
        "First today: Acme. The day they named has passed; a friendly line is fair now.",
    ]
    assert labels(hearing) == ["Go on with Acme", "Bruck", "Acme", "Lindt", "Something new"]


async def test_says_nothing_of_today_where_nothing_has_to_be_done(hearing: Reminding) -> None:
    await applied(hearing, "Acme")

    said = await home(hearing)

    assert said[1:] == ["One is open:", "<b>Acme</b>: waiting for their answer"]
    assert labels(hearing) == ["Acme", "Something new"]


async def test_with_nothing_open_asks_where_one_is(hearing: Reminding) -> None:
    await applied(hearing, "Acme", "rejected")

    said = await home(hearing)

    assert said[1] == sentences.NOTHING_OPEN
    assert labels(hearing) == [
        "I had an interview", "One is coming up", "I'm waiting", "It was a no", "Looking around",
    ]  # fmt: skip


async def test_something_new_asks_where_one_is(hearing: Reminding) -> None:
    await applied(hearing, "Acme")
    await home(hearing)

    await hearing.taps(MARA, "Something new")
    await hearing.taps(MARA, "One is coming up")

    assert "Who is it with?" in hearing.texts[-1]


async def test_more_than_fit_are_in_the_list_of_all(hearing: Reminding) -> None:
    for number in range(6):
        await applied(hearing, f"Company {number}")

    said = await home(hearing)

    assert said[1] == "6 are open:"
    assert said[-1] == sentences.OPEN_REST


@pytest.mark.parametrize(
    ("begin", "lasts", "said", "line"),
    [
        (NOW + 3 * HOUR, HOUR, "First today: Acme, at 14:00.", "first round, today 14:00"),
        (NOW + DAY, HOUR, "First today: Acme. It is tomorrow at 11:00.", "first round, tomorrow 11:00"),
        (
            datetime(2026, 11, 23, 23, tzinfo=UTC),
            DAY,
            "First today: Acme. It is today.",
            "first round, today",
        ),
        (
            datetime(2026, 11, 24, 23, tzinfo=UTC),
            DAY,
            "First today: Acme. It is tomorrow.",
            "first round, tomorrow",
        ),
        (
            NOW - 3 * HOUR,
            HOUR,
            "First today: a look back at Acme, while it is fresh.",
            "an interview to look back on",
        ),
    ],
)
async def test_an_interview_is_named_on_its_day_and_the_day_before(
    hearing: Reminding, begin: datetime, lasts: timedelta, said: str, line: str
) -> None:
    await applied(hearing, "Acme", "interviewing", begin=begin, lasts=lasts)

    lines = await home(hearing)

    assert lines[-1] == said
    assert lines[2] == f"<b>Acme</b>: {line}"
    assert labels(hearing)[0] == "Go on with Acme"


async def test_an_interview_today_leads_to_its_page(hearing: Reminding) -> None:
    await applied(hearing, "Acme", "interviewing", begin=NOW + HOUR)
    await home(hearing)

    await hearing.taps(MARA, "Go on with Acme")

    assert "Next interview: today 12:00" in hearing.texts[0]


async def test_a_look_back_leads_to_the_reflection_about_it(hearing: Reminding) -> None:
    number = await applied(hearing, "Acme", "interviewing", begin=NOW - 3 * HOUR)
    await home(hearing)

    await hearing.taps(MARA, "Go on with Acme")
    hearing.passes(HOUR)

    begun = await hearing.at_desk(lambda desk: desk.records.conversations.active(desk.person))
    assert begun is not None
    assert (begun.flow, begun.application_id) == ("reflection", number)


async def test_a_day_gone_by_leads_to_waiting_and_is_named_no_more_once_seen_to(hearing: Reminding) -> None:
    await applied(hearing, "Acme", promised="2026-11-20")
    await home(hearing)

    await hearing.taps(MARA, "Go on with Acme")
    begun = await hearing.at_desk(lambda desk: desk.records.conversations.active(desk.person))
    await hearing.types(MARA, "/stop")
    said = await home(hearing)

    assert begun is not None
    assert begun.flow == "waiting"
    assert not any(line.startswith("First today") for line in said)


async def test_a_thank_you_leads_to_its_draft(hearing: Reminding) -> None:
    await applied(hearing, "Acme")

    def drafts(desk: Desk) -> None:
        talk = desk.records.conversations.of(desk.person)[0]
        desk.records.letters.add(desk.person, talk, "thank_you", "Ana", "Dear Ana", desk.now)

    await hearing.at_desk(drafts)
    said = await home(hearing)
    await hearing.taps(MARA, "Go on with Acme")

    assert said[-1] == "First today: Acme. A thank-you is still open; the draft is there."
    assert "Dear Ana" in hearing.texts[0]


async def test_something_planned_leads_to_what_was_planned(hearing: Reminding) -> None:
    await applied(hearing, "Acme")

    def plans(desk: Desk) -> None:
        talk = desk.records.conversations.of(desk.person)[0]
        desk.records.actions.add(desk.person, talk, "call Leo", desk.now, day="2026-11-24")

    await hearing.at_desk(plans)
    said = await home(hearing)
    await hearing.taps(MARA, "Go on with Acme")

    assert said[-1] == "First today, as you planned: “call Leo”"
    assert "call Leo" in hearing.texts[0]


async def test_what_is_paused_comes_first_where_nothing_else_does(hearing: Reminding) -> None:
    for text in ("/reflect", "good", "Acme", "/pause"):
        await hearing.types(MARA, text)

    said = await home(hearing)

    assert said[-1] == "First today: Look back on an interview, Acme, where you left it."
    assert labels(hearing) == ["Go on: Acme", "Acme", "Something new"]


async def test_what_is_paused_about_nothing_yet_is_shown_with_the_menu(hearing: Reminding) -> None:
    for text in ("/reflect", "/pause"):
        await hearing.types(MARA, text)

    said = await home(hearing)

    assert any(line.startswith("Kept for later") for line in said)
    assert labels(hearing)[0] == "Go on: …"
    assert "I had an interview" in labels(hearing)


@pytest.mark.parametrize(
    "data",
    ["first:debrief:99", "first:thank_you:99", "first:action:99", "first:follow_up:x", "first:paused:1", "first:",
     "home:nowhere"],
)  # fmt: skip
async def test_a_button_that_leads_nowhere_changes_nothing(hearing: Reminding, data: str) -> None:
    await applied(hearing, "Acme")

    assert (await hearing.presses(MARA, data)).toast == sentences.BUTTON_PAST


async def test_nobody_goes_on_with_what_is_somebody_elses(hearing: Reminding) -> None:
    await hearing.knows(LEO)
    number = await applied(hearing, "Acme", "interviewing", begin=NOW - 3 * HOUR)

    heard = await hearing.presses(LEO, f"first:debrief:{number}")

    assert heard.toast == sentences.BUTTON_PAST


@pytest.mark.parametrize(
    ("promised", "said"),
    [
        ("2026-11-24", "today"),
        ("2026-11-27", "Friday"),
        ("2026-12-10", "December 10"),
        ("2026-11-20", "Fri, Nov 20"),
    ],
)
async def test_days_are_said_as_people_say_them(hearing: Reminding, promised: str, said: str) -> None:
    await applied(hearing, "Acme", promised=promised)

    assert (await home(hearing))[2].endswith(f", they said {said}")


async def test_later_rounds_are_counted(hearing: Reminding) -> None:
    await applied(hearing, "Acme", "interviewing", begin=NOW + 2 * DAY)
    for _ in range(3):
        await hearing.at_desk(
            lambda desk: conversation(desk, "reflection", "Acme", Answer("day", value="2026-11-02")).id
        )

    assert (await home(hearing))[2] == "<b>Acme</b>: round 4, Thursday 11:00"
