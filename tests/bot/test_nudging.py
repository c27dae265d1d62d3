"""Nudges: said once, at their time, if still of use, in words for any eyes; and what their buttons do."""

import re
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from bot.coach import later, sentences
from bot.coach.desk import Desk
from conversations.session import Answer
from storage.store import Store
from storage.tables import Conversation
from tests.bot.hearing import membership
from tests.bot.reminding import LEO, MADRID, MARA, Reminding, conversation

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(MADRID))


MORNING = local("2026-11-24 11:00")
EVENING = local("2026-11-24 19:00")
NEXT_MORNING = local("2026-11-25 09:00")


@pytest.fixture
async def at(store: Store) -> Reminding:
    """Mara lives in Madrid; it is eleven in the morning there."""
    made = Reminding(store, now=MORNING)
    await made.knows()
    return made


@pytest.fixture
async def said(at: Reminding) -> Reminding:
    """It is evening, and she was reminded of one note."""
    await at.ends()
    at.now = EVENING
    await at.looks()
    return at


async def test_says_it_at_its_time_and_once(at: Reminding) -> None:
    await at.ends()

    heard = []
    for moment in (MORNING, EVENING - timedelta(seconds=1), EVENING, EVENING, EVENING + HOUR, EVENING + DAY):
        at.now = moment
        heard.append(len(await at.looks()))

    assert heard == [0, 0, 1, 0, 0, 0]


async def test_lets_answers_pass_first_and_never_says_it_twice_on_a_doubt(said: Reminding) -> None:
    (row,) = said.rows

    assert (row.live, row.policy) == (False, "flag")
    assert row.person_id is not None


async def test_plans_it_once_for_a_conversation(at: Reminding) -> None:
    number = await at.ends()

    def again(desk: Desk) -> None:
        later.plan(desk, desk.records.session.get_one(Conversation, number), later.THANK_YOU)

    await at.at_desk(again)

    assert await at.states() == ["waiting"]


async def test_takes_the_zone_of_the_house_for_those_who_named_none(at: Reminding) -> None:
    await at.knows(LEO, zone=None)

    await at.ends(who=LEO)

    (nudge,) = await at.nudges(LEO)
    assert (nudge.zone, nudge.due_at) == ("UTC", datetime.fromisoformat("2026-11-24T19:00Z"))


@pytest.mark.parametrize(
    ("begun", "said", "words"),
    [
        (MORNING, EVENING, sentences.NUDGE_MORNING),
        (MORNING + 2 * HOUR, EVENING, sentences.NUDGE_TODAY),
        (MORNING, NEXT_MORNING, sentences.NUDGE_YESTERDAY),
        (MORNING, NEXT_MORNING + DAY, sentences.NUDGE_LATE),
    ],
)
async def test_says_only_from_which_day_it_is(
    at: Reminding, begun: datetime, said: datetime, words: str
) -> None:
    at.now = begun
    await at.ends()

    at.now = said
    assert await at.looks() == [words]


@pytest.mark.parametrize("kind", [later.THANK_YOU, later.SECOND_LOOK])
@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("late", [timedelta(), DAY, 2 * DAY])
async def test_shows_nothing_that_a_colleague_may_not_see(
    at: Reminding, kind: str, late: timedelta, *, several: bool
) -> None:
    for company in ("Acme", "Lindt")[: 1 + several]:
        await at.ends(company, kind=kind)

    at.now = (EVENING if kind == later.THANK_YOU else NEXT_MORNING) + late
    assert await at.looks()

    shown = " ".join(f"{one.text} {' '.join(one.buttons)}" for one in at.said)
    forbidden = (
        r"(?i)acme|lindt|ana|tom\b|mara|p1001|\d|interview|job|offer|thank|letter|company|compan|role|appl"
    )
    assert re.findall(forbidden, shown) == []


async def test_asks_about_several_notes_in_one_message(at: Reminding) -> None:
    await at.ends("Acme")
    at.now += HOUR
    await at.ends("Lindt")
    at.now = EVENING

    assert await at.looks() == [sentences.NUDGE_SEVERAL]

    await at.taps(MARA, "Show it")
    assert len([text for text in at.texts if "Dear" in text]) == 4
    assert await at.states() == ["done", "done"]


async def test_says_to_each_only_what_is_theirs(at: Reminding) -> None:
    await at.knows(LEO)
    await at.ends()
    await at.ends(who=LEO)
    at.now = EVENING

    await at.looks()

    assert [one.chat_id for one in at.said] == [MARA, LEO]


async def test_says_nothing_of_what_was_sent_meanwhile(at: Reminding) -> None:
    number = await at.ends()
    await at.at_desk(lambda desk: draft(desk, number, "Ana", sent=True))
    at.now = EVENING

    assert await at.looks() == []
    assert await at.states() == ["dropped"]


async def test_speaks_up_while_one_of_the_letters_is_open(at: Reminding) -> None:
    number = await at.ends()
    await at.at_desk(lambda desk: draft(desk, number, "Ana", sent=True))
    await at.at_desk(lambda desk: draft(desk, number, "Tom", sent=False))
    at.now = EVENING

    assert len(await at.looks()) == 1


def draft(desk: Desk, number: int, name: str, *, sent: bool) -> None:
    about = desk.records.session.get_one(Conversation, number)
    letter = desk.records.letters.add(desk.person, about, "thank_you", name, "Dear", desk.now)
    letter.sent_at = desk.now if sent else None


@pytest.mark.parametrize(("same", "heard"), [("Acme", 0), ("Lindt", 1)])
async def test_knows_letters_of_a_later_conversation_about_the_same_company(
    at: Reminding, same: str, heard: int
) -> None:
    await at.ends("Acme")
    at.now += HOUR
    await at.at_desk(lambda desk: draft(desk, conversation(desk, "closer_look", same).id, "Ana", sent=True))
    at.now = EVENING

    assert len(await at.looks()) == heard


async def test_shows_the_letters_of_a_later_conversation_instead_of_new_ones(at: Reminding) -> None:
    await at.ends("Acme")
    at.now += HOUR
    await at.at_desk(
        lambda desk: draft(desk, conversation(desk, "closer_look", "Acme").id, "Ana", sent=False)
    )
    at.now = EVENING
    await at.looks()

    await at.taps(MARA, "Show it")

    assert await at.letters() == [("Ana", False)]


async def test_says_nothing_of_a_conversation_that_is_gone(at: Reminding) -> None:
    number = await at.ends()
    await at.at_desk(lambda desk: erase(desk, number))
    at.now = EVENING

    assert await at.looks() == []
    assert await at.states() == ["dropped"]


def erase(desk: Desk, number: int) -> None:
    desk.records.session.delete(desk.records.session.get_one(Conversation, number))
    desk.records.session.flush()


@pytest.mark.parametrize(
    ("back", "said"),
    [
        (local("2026-11-24 20:59"), local("2026-11-24 20:59")),
        (local("2026-11-24 21:00"), NEXT_MORNING),
        (local("2026-11-25 03:00"), NEXT_MORNING),
        (local("2026-11-25 08:00"), local("2026-11-25 08:00")),
        (local("2026-11-26 14:00"), local("2026-11-26 14:00")),
        (local("2026-11-27 19:01"), None),
        (local("2027-05-01 12:00"), None),
    ],
)
async def test_says_after_an_outage_what_is_still_of_use_but_not_at_night(
    at: Reminding, back: datetime, said: datetime | None
) -> None:
    await at.ends()

    at.now = back
    first = await at.looks()
    (nudge,) = await at.nudges()
    at.now = nudge.due_at
    second = await at.looks() if nudge.state == "waiting" else []

    assert (len(first), len(second)) == (int(said == back), int(said is not None and said != back))
    assert nudge.state == ("dropped" if said is None else "said" if said == back else "waiting")
    if said not in {None, back}:
        assert nudge.due_at == said


async def test_waits_out_a_clock_that_is_set_back(at: Reminding) -> None:
    await at.ends()

    heard = []
    for moment in (MORNING - 400 * DAY, EVENING - MINUTE, EVENING):
        at.now = moment
        heard.append(len(await at.looks()))

    assert heard == [0, 0, 1]


async def test_looks_each_morning_whether_somebody_who_blocked_it_is_back(at: Reminding) -> None:
    await at.ends()
    await at.hears(membership(MARA, "kicked"))

    at.now = EVENING
    gone = await at.looks()
    at.now = NEXT_MORNING
    still_gone = await at.looks()
    await at.hears(membership(MARA, "member"))
    at.now = NEXT_MORNING + DAY
    back = await at.looks()

    assert (len(gone), len(still_gone), len(back)) == (0, 0, 1)


async def test_gives_up_on_somebody_who_stays_away(at: Reminding) -> None:
    await at.ends()
    await at.hears(membership(MARA, "kicked"))

    for days in range(5):
        at.now = EVENING + days * DAY
        assert await at.looks() == []

    assert await at.states() == ["dropped"]


async def test_shows_the_letters(said: Reminding) -> None:
    await said.taps(MARA, "Show it")

    assert [name for name, _sent in await said.letters()] == ["Ana", "Tom"]
    assert sum("Dear" in text for text in said.texts) == 2
    assert await said.states() == ["done"]


async def test_ends_it_when_it_was_sent_already(said: Reminding) -> None:
    number = (await said.nudges())[0].conversation_id or 0
    await said.at_desk(lambda desk: draft(desk, number, "Ana", sent=False))

    heard = await said.taps(MARA, "Already sent")

    assert heard.toast == sentences.NUDGE_ENDED
    assert await said.letters() == [("Ana", True)]
    assert await said.states() == ["done"]


async def test_takes_the_buttons_of_what_was_answered(said: Reminding) -> None:
    await said.taps(MARA, "Already sent")

    assert [one.method for one in said.said] == ["editMessageReplyMarkup"]


async def test_asks_when_to_bring_it_again(said: Reminding) -> None:
    said.now = EVENING - 2 * HOUR
    await said.taps(MARA, "Later")

    assert [list(one.buttons) for one in said.said if one.text] == [
        ["In 1 hour", "This evening", "Tomorrow 9:00"]
    ]
    assert await said.states() == ["said"]


async def test_offers_no_evening_that_has_begun(said: Reminding) -> None:
    await said.taps(MARA, "Later")

    assert [list(one.buttons) for one in said.said if one.text] == [["In 1 hour", "Tomorrow 9:00"]]


@pytest.mark.parametrize(
    ("now", "label", "due", "toast"),
    [
        (EVENING, "In 1 hour", EVENING + HOUR, sentences.NUDGE_IN_AN_HOUR),
        (EVENING, "Tomorrow 9:00", NEXT_MORNING, sentences.NUDGE_IN_THE_MORNING),
        (EVENING + 2 * HOUR, "In 1 hour", NEXT_MORNING, sentences.NUDGE_IN_THE_MORNING),
        (MORNING + DAY, "This evening", EVENING + DAY, sentences.NUDGE_IN_THE_EVENING),
    ],
)
async def test_brings_it_again_when_it_was_told_to(
    said: Reminding, now: datetime, label: str, due: datetime, toast: str
) -> None:
    said.now = now
    await said.taps(MARA, "Later")

    heard = await said.taps(MARA, label)

    old, new = await said.nudges()
    assert heard.toast == toast
    assert (old.state, new.state, new.due_at) == ("done", "waiting", due)
    said.now = due
    assert len(await said.looks()) == 1


async def test_an_evening_that_has_begun_meanwhile_is_an_hour(said: Reminding) -> None:
    said.now = EVENING - HOUR
    await said.taps(MARA, "Later")
    said.now = EVENING

    heard = await said.taps(MARA, "This evening")

    assert heard.toast == sentences.NUDGE_IN_AN_HOUR
    assert (await said.nudges())[-1].due_at == EVENING + HOUR


async def test_has_one_successor_however_often_it_is_tapped(said: Reminding) -> None:
    await said.taps(MARA, "Later")
    when = next(one for one in said.said if one.text).buttons

    heard = [(await said.presses(MARA, data)).toast for data in [*when.values(), *when.values()]]

    assert heard[1:] == [sentences.BUTTON_PAST] * 3
    assert await said.states() == ["done", "waiting"]


async def test_says_why_and_offers_the_same_again(said: Reminding) -> None:
    await said.taps(MARA, "Why did I get this?")

    assert said.texts == [sentences.NUDGE_BECAUSE]
    await said.taps(MARA, "Show it")
    assert await said.states() == ["done"]


@pytest.mark.parametrize("choice", ["show", "sent", "leave", "later", "why", "hour", "evening", "tomorrow"])
async def test_changes_nothing_for_somebody_else(said: Reminding, choice: str) -> None:
    await said.knows(LEO)

    heard = await said.presses(LEO, f"nudge:1:{choice}")

    assert heard.toast == sentences.BUTTON_PAST
    assert await said.states() == ["said"]
    assert said.texts == []


@pytest.mark.parametrize(
    "data", ["nudge:1:", "nudge:1:nonsense", "nudge::show", "nudge:x:show", "nudge:99:show", "nudge:1:show:x"]
)
async def test_changes_nothing_for_a_button_that_never_was(said: Reminding, data: str) -> None:
    heard = await said.presses(MARA, data)

    assert heard.toast == sentences.BUTTON_PAST
    assert await said.states() == ["said"]


@pytest.mark.parametrize("choice", ["show", "sent", "later", "why", "hour"])
async def test_changes_nothing_once_it_was_answered(said: Reminding, choice: str) -> None:
    await said.taps(MARA, "Show it")

    heard = await said.presses(MARA, f"nudge:1:{choice}")

    assert heard.toast == sentences.BUTTON_PAST
    assert await said.states() == ["done"]


async def test_a_nudge_whose_conversation_is_gone_shows_nothing(said: Reminding) -> None:
    number = (await said.nudges())[0].conversation_id or 0
    await said.at_desk(lambda desk: erase(desk, number))

    heard = await said.taps(MARA, "Show it")

    assert heard.toast == sentences.BUTTON_PAST
    assert said.texts == []


@pytest.mark.parametrize("label", ["Already sent", "Later"])
async def test_a_nudge_whose_conversation_is_gone_plans_nothing(said: Reminding, label: str) -> None:
    number = (await said.nudges())[0].conversation_id or 0
    await said.at_desk(lambda desk: erase(desk, number))

    await said.taps(MARA, label)
    if label == "Later":
        await said.taps(MARA, "In 1 hour")

    assert await said.states() == ["done"]


async def test_is_not_said_after_the_last_letter_was_marked_as_sent(at: Reminding) -> None:
    number = await at.ends()
    for name in ("Ana", "Tom"):
        await at.at_desk(partial(draft, number=number, name=name, sent=False))

    states = []
    for letter in (1, 2):
        await at.presses(MARA, f"letter:{letter}:sent")
        states.append(await at.states())

    assert states == [["waiting"], ["dropped"]]


async def flagged(at: Reminding) -> None:
    """Nobody knows whether the nudge came."""
    await at.ends()
    at.now = EVENING

    def lose(desk: Desk) -> None:
        at.app.nudge(desk.records, desk.person, desk.now)
        (row,) = desk.records.outbox.heads(desk.now, 9)
        desk.records.outbox.claim(row.id, desk.now)
        desk.records.outbox.flag(row.id, "TimedOut", desk.now)

    await at.at_desk(lose)


async def test_says_it_again_at_the_next_contact_when_nobody_knows_whether_it_came(at: Reminding) -> None:
    await flagged(at)

    first = await at.types(MARA, "/help")
    second = await at.types(MARA, "/help")

    assert sentences.NUDGE_MORNING in first
    assert sentences.NUDGE_MORNING not in second


async def test_does_not_say_it_again_to_somebody_who_answers_it(at: Reminding) -> None:
    await flagged(at)

    await at.presses(MARA, "nudge:1:sent")

    assert at.texts == []


async def test_does_not_say_it_again_when_it_was_done_meanwhile(at: Reminding) -> None:
    await flagged(at)
    number = (await at.nudges())[0].conversation_id or 0
    await at.at_desk(lambda desk: draft(desk, number, "Ana", sent=True))

    assert sentences.NUDGE_MORNING not in await at.types(MARA, "/help")


async def test_keeps_its_time_of_day_for_somebody_who_lives_elsewhere_now(at: Reminding) -> None:
    await at.ends()

    def move(desk: Desk) -> None:
        desk.person.zone = "America/New_York"
        later.lives_elsewhere(desk)
        later.lives_elsewhere(desk)

    await at.at_desk(move)

    (nudge,) = await at.nudges()
    assert (nudge.due_at, nudge.zone) == (EVENING + 6 * HOUR, "America/New_York")


@pytest.mark.parametrize(
    ("second", "due"),
    [
        ("h9", NEXT_MORNING),
        ("h12", NEXT_MORNING + 3.5 * HOUR),
        ("h19", EVENING + DAY),
        ("", NEXT_MORNING),
    ],
)
async def test_brings_a_second_look_at_the_time_that_was_picked(
    at: Reminding, second: str, due: datetime
) -> None:
    chosen = Answer("card", value="second")
    answers = [chosen, Answer("second", value=second)] if second else []

    await at.ends("Acme", *answers, kind=later.SECOND_LOOK)

    (nudge,) = await at.nudges()
    assert nudge.due_at == due


async def test_a_second_look_begins_where_it_was_left(at: Reminding) -> None:
    await at.ends("Acme", kind=later.SECOND_LOOK)
    at.now = NEXT_MORNING
    await at.looks()

    await at.taps(MARA, "Show it")

    def open_one(desk: Desk) -> tuple[str, int | None]:
        talk = desk.open_conversation
        return (talk.flow, talk.application_id) if talk else ("", None)

    assert await at.at_desk(open_one) == ("second_look", 1)
    assert await at.states() == ["done"]


async def test_a_second_look_can_be_let_be(at: Reminding) -> None:
    await at.ends("Acme", kind=later.SECOND_LOOK)
    at.now = NEXT_MORNING
    await at.looks()

    heard = await at.taps(MARA, "Let it be")

    assert heard.toast == sentences.NUDGE_ENDED
    assert await at.states() == ["done"]


async def test_two_second_looks_are_two_messages_each_with_its_own_answer(at: Reminding) -> None:
    for company in ("Acme", "Lindt"):
        await at.ends(company, kind=later.SECOND_LOOK)
    at.now = NEXT_MORNING

    heard = await at.looks()
    await at.taps(MARA, "Let it be")

    assert len(heard) == 2
    assert sorted(await at.states()) == ["done", "said"]


async def test_a_second_look_already_taken_is_not_brought_up(at: Reminding) -> None:
    await at.ends("Acme", kind=later.SECOND_LOOK)
    at.now += HOUR
    await at.at_desk(lambda desk: conversation(desk, "second_look", "Acme").id)
    at.now = NEXT_MORNING

    assert await at.looks() == []
    assert await at.states() == ["dropped"]
