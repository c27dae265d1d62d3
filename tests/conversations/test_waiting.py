"""Waiting as a person sees it: what is known is not asked, days are counted for them, plans are in their words."""

from dataclasses import replace
from datetime import date

import pytest

from conversations.flows.waiting import FLOW
from conversations.known import Application, Known
from conversations.session import DONE, Answer
from tests.conversations.chat import ACME, LINDT, TODAY, Chat, known

MARA = known(ACME, name="Mara")
ENOUGH = "After two, silence says something about how they hire, and nothing about you."
PLANS = "Now two small plans while it is calm: one for a no, one for a yes."
NO = "If it's a no: what would do you good that first evening?"
# On Monday of the week before.
THERE = (Answer("application", value=ACME.label), Answer("day", value="2026-03-02"))


def begun(about: Known = MARA) -> Chat:
    return Chat(FLOW, about)


def shown(chat: Chat) -> tuple[str, ...]:
    return chat.open.lines


def beside(about: Known = MARA, **before: tuple[Answer, ...]) -> Known:
    return replace(about, before=before)


def told(step: str, value: str) -> tuple[Answer, ...]:
    return (Answer("application", value=ACME.label), Answer(step, value=value))


def at_the_card(about: Known, *more: str) -> Chat:
    chat = begun(about)
    chat.types("Acme · Analyst", *more, *["skip"] * 5)
    assert chat.step == "card"
    return chat


def test_it_reads_from_the_day_they_named_to_a_reminder() -> None:
    chat = begun()
    assert shown(chat) == ("Which answer are you waiting for?",)

    chat.taps("Acme · Analyst")
    assert shown(chat) == ("Did they say when you'll hear?",)
    assert chat.buttons == ["They named a day", "No day"]

    chat.taps("They named a day")
    assert shown(chat) == ("Which day did they name?",)

    chat.types("20 March")
    assert shown(chat) == (
        "They named Friday, March 20.",
        "If nothing comes, Monday, March 23 is a fair day to ask, and Monday, March 30 to ask once more.",
        ENOUGH,
        PLANS,
        NO,
    )

    chat.types("call Leo, no mail")
    assert shown(chat) == ("And who could you call?",)
    chat.types("Leo")
    assert shown(chat) == ("One small step within two days of it?",)
    chat.types("three adverts")
    assert shown(chat) == (
        "And if it's a yes: what do you need to know before you answer? Nothing is answered on the spot.",
    )
    chat.types("the pay in writing")
    assert shown(chat) == ("And elsewhere: what is one small step for this week?",)
    chat.types("answer one advert")

    assert shown(chat) == (
        "Acme · Analyst",
        "They answer by: Friday, March 20",
        "Fair to ask: Monday, March 23",
        "If it's a no, that evening: “call Leo, no mail”",
        "To call: “Leo”",
        "Within two days: “three adverts”",
        "If it's a yes, first to know: “the pay in writing”",
        "Elsewhere this week: “answer one advert”",
    )
    assert chat.buttons == ["Remind me to ask", "They named a date", "Done"]
    chat.taps("Remind me to ask")
    assert chat.step == "zone"
    chat.types("Madrid")
    assert chat.says[-1] == "Saved. I'll bring it up on Monday, March 23. Until then it is in their hands."
    assert chat.turn.then == ("nudge:follow_up:promised",)


def test_reminder_asks_no_zone_that_is_known() -> None:
    chat = at_the_card(replace(MARA, zone="Europe/Madrid"), "no day")

    chat.taps("Remind me to ask")

    assert chat.step == DONE


def test_without_a_day_five_business_days_are_counted_from_the_interview() -> None:
    chat = begun(beside(replace(MARA, today=date(2026, 3, 4)), reflection=THERE))

    chat.types("Acme · Analyst", "No day")

    assert shown(chat)[:2] == (
        "They named no day; five business days are a fair time then.",
        "If nothing comes, Monday, March 9 is a fair day to ask, and Monday, March 16 to ask once more.",
    )
    assert chat.answers["promised"] == ["none"]


def test_holidays_where_the_person_lives_are_no_days_to_ask() -> None:
    at_home = replace(MARA, today=date(2026, 4, 1), begun=date(2026, 4, 1), country="DE")
    chat = begun(at_home)

    chat.types("Acme · Analyst", "They named a day", "2 April")

    assert "Tuesday, April 7 is a fair day" in shown(chat)[1]


@pytest.mark.parametrize("flow", ["reflection", "closer_look", "waiting"])
def test_day_that_was_told_before_is_not_asked_again(flow: str) -> None:
    chat = begun(replace(MARA, before={flow: told("promised_day", "2026-03-20")}))

    chat.taps("Acme · Analyst")

    assert "They named Friday, March 20." in shown(chat)
    assert chat.answers["promised_day"] == ["2026-03-20"]


def test_day_kept_with_the_application_is_not_asked_again_either() -> None:
    chat = begun(known(replace(ACME, promised_on=date(2026, 3, 20))))

    chat.taps("Acme · Analyst")

    assert "They named Friday, March 20." in shown(chat)


def test_day_they_named_in_an_earlier_round_is_past_with_it() -> None:
    chat = begun(beside(waiting=told("promised_day", "2026-02-20"), reflection=THERE))

    chat.taps("Acme · Analyst")

    assert chat.step == "promised"


def test_day_on_record_can_be_changed_from_the_card() -> None:
    chat = at_the_card(beside(reflection=told("promised_day", "2026-03-20")))

    chat.taps("They named a date")
    assert shown(chat) == ("Which day did they name?", "So far: March 20")
    chat.types("25 March")

    assert chat.step == "card"
    assert shown(chat)[1:3] == ("They answer by: Wednesday, March 25", "Fair to ask: Thursday, March 26")


@pytest.mark.parametrize(
    ("named", "since"),
    [
        ("2026-03-10", "They named Tuesday, March 10; 2 business days have passed since."),
        ("2026-03-11", "They named Wednesday, March 11; 1 business day has passed since."),
        ("2026-03-12", "They named Thursday, March 12."),
        ("2026-01-12", "They named Monday, January 12."),
    ],
)
def test_days_that_passed_are_counted_as_long_as_that_says_something(named: str, since: str) -> None:
    chat = begun(beside(reflection=told("promised_day", named)))

    chat.taps("Acme · Analyst")
    chat.types("skip")

    assert since in (*chat.messages[-2].lines, *shown(chat))


OVERDUE = beside(replace(MARA, zone="Europe/Madrid"), reflection=told("promised_day", "2026-03-06"))
TWICE = "You asked twice, and that is enough."


@pytest.mark.parametrize(
    ("asked", "said", "fair"),
    [
        (
            ("Not yet",),
            "Today is a fair day to ask, and Thursday, March 19 to ask once more.",
            "Fair to ask: Thursday, March 12",
        ),
        (
            ("Once", "yesterday"),
            "You asked once. If nothing comes, Wednesday, March 18 is a fair day to ask a second time.",
            "Fair to ask again: Wednesday, March 18",
        ),
        (
            ("Once", "5 March"),
            "You asked once. Today is a fair day to ask a second time.",
            "Fair to ask again: Thursday, March 12",
        ),
        (
            ("Once", "skip"),
            "You asked once. If nothing comes, Monday, March 16 is a fair day to ask a second time.",
            "Fair to ask again: Monday, March 16",
        ),
        (
            ("Twice", "today"),
            f"{TWICE} If nothing comes by Thursday, March 19, it may be closed; a late answer would still count.",
            "May be closed: Thursday, March 19",
        ),
        (
            ("Twice", "2 March"),
            f"{TWICE} It may be closed now; a late answer would still count.",
            "May be closed: Thursday, March 12",
        ),
    ],
)
def test_what_is_fair_follows_from_what_was_sent(asked: tuple[str, ...], said: str, fair: str) -> None:
    chat = begun(OVERDUE)
    chat.types("Acme · Analyst", *asked)

    assert shown(chat)[0] == said
    assert (ENOUGH in shown(chat)) is not said.startswith(TWICE)
    chat.types(*["skip"] * 5)
    assert fair in shown(chat)


@pytest.mark.parametrize(
    ("asked", "label", "then", "last"),
    [
        (
            ("Not yet",),
            "Write the line",
            "letters:follow_up_first",
            "Saved. The line is below, ready to copy.",
        ),
        (
            ("Once", "3 March"),
            "Write a second line",
            "letters:follow_up_second",
            "Saved. The line is below, ready to copy.",
        ),
        (("Twice", "2 March"), "Close it", "flow:silence", "Saved. Then a few words to close it."),
        (
            ("Twice", "today"),
            "Remind me to ask",
            "nudge:follow_up:promised",
            "Saved. I'll bring it up on Thursday, March 19. Until then it is in their hands.",
        ),
    ],
)
def test_what_is_due_is_offered(asked: tuple[str, ...], label: str, then: str, last: str) -> None:
    chat = at_the_card(OVERDUE, *asked)
    assert chat.buttons == [label, "They named a date", "Done"]

    chat.taps(label)

    assert chat.turn.then == (then,)
    assert chat.says[-1] == last


def test_on_a_weekend_the_next_business_day_is_fair() -> None:
    saturday = date(2026, 3, 14)
    chat = at_the_card(replace(OVERDUE, today=saturday, begun=saturday), "Not yet")

    assert "Fair to ask: Monday, March 16" in shown(chat)


@pytest.mark.parametrize(
    ("about", "last"),
    [
        (MARA, "Saved. Nothing else needs doing until then."),
        (OVERDUE, "Saved. Nothing else needs doing today."),
    ],
)
def test_done_leaves_nothing_to_do(about: Known, last: str) -> None:
    chat = at_the_card(about, "skip")

    chat.taps("Done")

    assert chat.turn.then == ()
    assert chat.says[-1] == last


PLAN = (*told("no_evening", "call Leo"), Answer("no_person", value="Leo"))


@pytest.mark.parametrize(
    ("days", "made"),
    [
        (
            {"waiting": date(2026, 3, 2)},
            "You made your plans on March 2. Tap what still holds, or write it anew.",
        ),
        ({}, "Your plans are here. Tap what still holds, or write it anew."),
    ],
)
def test_plans_of_the_last_time_are_shown_and_stay_with_a_tap(days: dict[str, date], made: str) -> None:
    chat = begun(replace(MARA, before={"waiting": PLAN}, days=days))

    chat.types("Acme · Analyst", "No day")
    assert shown(chat)[-3:] == (made, "You wrote: “call Leo”", NO)
    assert chat.buttons == ["That still holds"]
    chat.taps("That still holds")
    assert shown(chat) == ("You wrote: “Leo”", "And who could you call?")
    chat.types("Ana")
    assert chat.buttons == []

    assert (chat.answers["no_evening"], chat.answers["no_person"]) == (["call Leo"], ["Ana"])


@pytest.mark.parametrize(
    ("others", "asks"),
    [
        ((LINDT,), "Also open: Lindt · Planner. What is one small step there this week?"),
        (
            (LINDT, replace(LINDT, number=5, company="Bruck", role="")),
            "Also open: Lindt · Planner and Bruck. What is one small step for one of them this week?",
        ),
        (
            (replace(LINDT, stage="rejected"), replace(LINDT, number=5, company="Bruck", stage="on_hold")),
            "And elsewhere: what is one small step for this week?",
        ),
    ],
)
def test_what_else_is_open_is_named(others: tuple[Application, ...], asks: str) -> None:
    chat = begun(known(ACME, *others))

    chat.types("Acme · Analyst", "No day", *["skip"] * 4)

    assert shown(chat) == (asks,)


def test_everything_skipped_leaves_a_card_with_the_fair_day_alone() -> None:
    chat = begun()

    chat.types(*["skip"] * 7)

    assert shown(chat) == ("While you wait", "Fair to ask: Thursday, March 19")
    assert chat.answers == {}
    assert chat.known.today == TODAY
