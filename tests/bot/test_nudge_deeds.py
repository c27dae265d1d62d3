"""What each kind of nudge is about: said on its day, while it is still open, and opened at the right place."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.coach import actions, afterwards, later, nudge_card, sentences
from bot.coach.desk import Desk
from conversations.session import Answer
from storage.store import Store
from storage.tables import Application, Conversation
from tests.bot.reminding import MADRID, MARA, Reminding, conversation

DAY = timedelta(days=1)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(MADRID))


# A Tuesday.
MORNING = local("2026-11-24 11:00")


@pytest.fixture
async def at(store: Store) -> Reminding:
    made = Reminding(store, now=MORNING)
    await made.knows()
    return made


async def planned(at: Reminding, flow: str, about: str, *answers: Answer) -> Conversation:
    """A conversation about Acme that ended, and asked for this."""

    def work(desk: Desk) -> Conversation:
        talk = conversation(desk, flow, "Acme", *answers)
        later.plan(desk, talk, about)
        return talk

    return await at.at_desk(work)


async def due(at: Reminding) -> str:
    """When the one nudge there is is due, by the person's clock."""
    (nudge,) = await at.nudges()
    return nudge.due_at.astimezone(ZoneInfo(MADRID)).strftime("%Y-%m-%d %H:%M")


async def says(at: Reminding) -> list[str]:
    """What is said when it is due."""
    at.now = max(one.due_at for one in await at.nudges() if one.state == "waiting")
    return await at.looks()


def acme(desk: Desk) -> Application:
    return desk.records.applications.of(desk.person)[0]


def stands(stage: str) -> Callable[[Desk], None]:
    def work(desk: Desk) -> None:
        desk.records.applications.take(desk.person, acme(desk), None, "told", stage, desk.now)

    return work


@pytest.mark.parametrize(
    ("day", "time", "length", "due_at"),
    [
        ("2026-11-25", "14:30", "60", "2026-11-25 16:15"),
        ("2026-11-25", "14:30", "", "2026-11-25 16:45"),
        ("2026-11-25", "19:30", "60", "2026-11-26 09:00"),
        ("2026-11-25", "", "", "2026-11-25 19:00"),
    ],
)
async def test_asks_after_an_interview_how_it_went(
    at: Reminding, day: str, time: str, length: str, due_at: str
) -> None:
    answers = [Answer("day", value=day)]
    answers += [Answer("time", value=time)] if time else []
    answers += [Answer("length", value=length)] if length else []

    await planned(at, "interview", "debrief:after", *answers)

    assert await due(at) == due_at
    assert await says(at) == [sentences.NUDGE_DEBRIEF]
    await at.taps(MARA, "Begin")
    assert any("How did it feel?" in text for text in at.texts)


async def test_plans_nothing_after_an_interview_without_a_day(at: Reminding) -> None:
    await planned(at, "interview", "debrief:after")

    assert await at.nudges() == []


async def test_asks_nobody_who_has_looked_back_already(at: Reminding) -> None:
    await planned(at, "interview", "debrief:after", Answer("day", value="2026-11-25"))
    at.now += DAY
    await at.at_desk(lambda desk: conversation(desk, "reflection", "Acme"))

    assert await says(at) == []
    assert await at.states() == ["dropped"]


@pytest.mark.parametrize(
    ("answers", "due_at"),
    [
        # Named for a Friday: the Monday after. None named: five business days after the interview, a Tuesday.
        ([Answer("promised_day", value="2026-11-27")], "2026-11-30 09:00"),
        ([], "2026-12-01 09:00"),
        # They had asked once already, on a Monday: five business days later.
        (
            [
                Answer("promised_day", value="2026-11-20"),
                Answer("sent", value="once"),
                Answer("sent_day", value="2026-11-23"),
            ],
            "2026-11-30 09:00",
        ),
    ],
)
async def test_asks_where_nobody_answers_on_a_fair_day(
    at: Reminding, answers: list[Answer], due_at: str
) -> None:
    def promised(desk: Desk) -> None:
        talk = conversation(desk, "waiting", "Acme", *answers)
        stands("waiting")(desk)
        later.plan(desk, talk, "follow_up:promised")

    await at.at_desk(promised)

    assert await due(at) == due_at


async def test_climbs_the_ladder_of_two_lines_and_then_offers_to_close_it(at: Reminding) -> None:
    await at.at_desk(lambda desk: conversation(desk, "reflection", "Acme"))
    await at.at_desk(stands("waiting"))
    await planned(at, "waiting", "follow_up:promised", Answer("promised", value="none"))

    for _line in range(2):
        assert await says(at) == [sentences.NUDGE_FOLLOW_UP]
        await at.taps(MARA, "Show it")
        assert any("Dear Ana" in text for text in at.texts)
        await at.taps(MARA, "I sent it")
    assert await says(at) == [sentences.NUDGE_FOLLOW_UP]
    await at.taps(MARA, "Show it")

    assert any("left you waiting" in text or "How are you with it" in text for text in at.texts)
    kinds = await at.at_desk(lambda desk: [one.kind for one in desk.records.letters.of(desk.person)])
    assert kinds == ["follow_up_first", "follow_up_second"]


async def test_asks_no_more_once_they_have_answered(at: Reminding) -> None:
    await at.at_desk(lambda desk: conversation(desk, "reflection", "Acme"))
    await at.at_desk(stands("waiting"))
    await planned(at, "waiting", "follow_up:promised", Answer("promised", value="none"))
    await at.at_desk(stands("rejected"))

    assert await says(at) == []


async def test_comes_back_after_a_no_when_it_was_asked_to_and_begins_there(at: Reminding) -> None:
    await planned(at, "rejected", "come_back:two_days")
    await at.at_desk(stands("rejected"))

    assert await due(at) == "2026-11-26 09:00"
    assert await says(at) == [sentences.NUDGE_COME_BACK]
    await at.taps(MARA, "Show it")
    flows = await at.at_desk(lambda desk: [one.flow for one in desk.records.conversations.of(desk.person)])
    assert flows[0] == "lessons"


async def test_lets_it_be_when_told_so(at: Reminding) -> None:
    await planned(at, "rejected", "come_back:week")
    await at.at_desk(stands("rejected"))
    await says(at)

    await at.taps(MARA, "Let it be")

    assert await at.states() == ["done"]


async def test_does_not_come_back_to_what_goes_on_after_all(at: Reminding) -> None:
    await planned(at, "rejected", "come_back:week")
    await at.at_desk(stands("offer"))

    assert await says(at) == []


async def test_brings_a_draft_in_the_morning(at: Reminding) -> None:
    await planned(at, "rejected", "letter:tomorrow", Answer("source", value="Ana"))

    assert await due(at) == "2026-11-25 09:00"
    assert await says(at) == [sentences.NUDGE_LETTER]
    await at.taps(MARA, "Show it")
    assert any("Thank you for letting me know" in text for text in at.texts)


def decided(desk: Desk) -> None:
    """Two actions: one with a day, a place and an obstacle, one with none of them."""
    talk = conversation(desk, "lessons", "Acme")
    story = desk.records.actions.add(
        desk.person,
        talk,
        "tell the story aloud",
        desk.now,
        day="2026-11-26",
        place="the desk",
        obstacle="tired",
    )
    book = desk.records.actions.add(desk.person, talk, "ask Leo", desk.now)
    for action in (story, book):
        actions.remind(desk, talk, action)


async def test_an_action_comes_up_on_its_day_and_once_more(at: Reminding) -> None:
    await at.at_desk(decided)

    found = sorted((one.due_at.astimezone(ZoneInfo(MADRID)), one.kind) for one in await at.nudges())

    assert [(moment.strftime("%d %H:%M"), kind) for moment, kind in found] == [
        ("25 09:00", "action"),
        ("26 09:00", "action"),
        ("27 09:00", "action_again"),
        ("28 09:00", "action_again"),
    ]


async def test_an_action_is_shown_in_the_persons_own_words(at: Reminding) -> None:
    await at.at_desk(decided)
    at.now = local("2026-11-26 09:00")
    await at.looks()

    await at.taps(MARA, "Show it")

    (text,) = at.texts
    assert text.splitlines() == [
        "You wrote: tell the story aloud",
        "Where: the desk",
        "If something gets in the way: tired",
    ]


@pytest.mark.parametrize(("label", "state"), [("It's done", "done"), ("Drop it", "dropped")])
async def test_an_action_is_followed_up_until_it_is_done_or_dropped(
    at: Reminding, label: str, state: str
) -> None:
    await at.at_desk(decided)
    at.now = local("2026-11-26 09:00")
    await at.looks()
    await at.taps(MARA, "Show it")

    await at.taps(MARA, label)

    states = await at.at_desk(lambda desk: [one.state for one in desk.records.actions.of(desk.person)])
    assert sorted(states) == sorted([state, "open"])
    at.now = local("2026-11-28 09:00")
    assert await at.looks() in ([], [sentences.NUDGE_ACTION_AGAIN])


async def test_an_action_that_is_kept_comes_again_in_a_week(at: Reminding) -> None:
    await at.at_desk(decided)
    at.now = local("2026-11-28 09:00")
    await at.looks()

    heard = await at.taps(MARA, "Keep it, in a week")

    assert heard.toast == sentences.NUDGE_IN_A_WEEK
    waiting = [one.due_at for one in await at.nudges() if one.state == "waiting"]
    assert [moment.astimezone(ZoneInfo(MADRID)).strftime("%d %H:%M") for moment in waiting] == ["05 09:00"]


@pytest.mark.parametrize("data", ["act:1:done", "act:1:eaten", "act:x:done", "act:99:dropped"])
async def test_a_button_of_an_action_that_is_gone_changes_nothing(at: Reminding, data: str) -> None:
    heard = await at.presses(MARA, data)

    assert heard.toast == sentences.BUTTON_PAST


@pytest.mark.parametrize("kind", sorted(nudge_card.CHOICES))
def test_shows_nothing_of_a_job_on_a_lock_screen(kind: str) -> None:
    words = [nudge_card.WORDS.get(kind, ""), *(nudge_card.LABELS[one] for one in nudge_card.CHOICES[kind])]

    told = {
        word
        for word in ("interview", "job", "offer", "compan", "applic", "reject")
        if word in " ".join(words).lower()
    }
    assert told == set()


def chosen(*texts: str) -> list[Answer]:
    """What somebody chose to do, the first with a day."""
    return [
        Answer("stop_said", value="on"),
        Answer("stop_way", value="on"),
        *(Answer("actions", place, value=text) for place, text in enumerate(texts)),
        Answer("act_day", 0, value="2026-11-26"),
    ]


async def kept(at: Reminding, about: str, *texts: str) -> list[tuple[str, str, str]]:
    """The actions there are after a look closer that ended so: text, day, state."""

    def work(desk: Desk) -> list[tuple[str, str, str]]:
        found = desk.records.conversations.of(desk.person)
        talk = next((one for one in found if one.flow == "lessons"), None)
        if talk is None:
            talk = conversation(desk, "lessons", "Acme", *chosen(*texts))
        else:
            session = desk.records.conversations.session(talk)
            said = (Answer("application", value="Acme"), *chosen(*texts))
            desk.records.conversations.save(talk, session.with_answers(said), desk.now)
        afterwards.follow(desk, talk, (about,))
        return [(one.text, one.day, one.state) for one in desk.records.actions.of(desk.person)]

    return await at.at_desk(work)


async def test_what_was_chosen_is_kept_and_brought_up_where_it_was_wanted(at: Reminding) -> None:
    actions_kept = await kept(at, "plan:actions", "tell the story", "ask Leo")

    assert actions_kept == [("tell the story", "2026-11-26", "open"), ("ask Leo", "", "open")]
    assert sorted(one.kind for one in await at.nudges()) == [
        "action",
        "action",
        "action_again",
        "action_again",
    ]


async def test_what_was_chosen_is_kept_without_a_word_where_no_reminder_was_wanted(at: Reminding) -> None:
    assert len(await kept(at, "plan:kept", "tell the story")) == 1
    assert await at.nudges() == []


async def test_a_correction_changes_what_is_open_and_leaves_what_is_done(at: Reminding) -> None:
    await kept(at, "plan:actions", "tell the story", "ask Leo")
    await at.presses(MARA, "act:2:done")

    after = await kept(at, "plan:actions", "tell it in two minutes", "ask Leo")

    assert after == [("ask Leo", "", "done"), ("tell it in two minutes", "2026-11-26", "open")]
    at.now = local("2026-11-26 09:00")
    await at.looks()
    await at.taps(MARA, "Show it")
    assert at.texts == ["You wrote: tell it in two minutes"]


async def test_a_closing_tap_moves_the_application(at: Reminding) -> None:
    def work(desk: Desk) -> list[str]:
        talk = conversation(desk, "silence", "Acme")
        afterwards.follow(desk, talk, ("stage:go_silent", "stage:fly"))
        return [acme(desk).stage, *(one.step for one in desk.records.applications.history(acme(desk)))]

    assert await at.at_desk(work) == ["silent", "go_silent"]
