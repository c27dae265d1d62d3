"""No answer at all, as a person sees it: feelings before facts, and an end that is theirs to set."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from conversations.flows.silence import FLOW
from conversations.known import Application, Known
from conversations.session import DONE, Answer
from tests.conversations.chat import ACME, LINDT, TODAY, Chat, known

MARA = known(ACME, name="Mara")
WAITING = (
    Answer("promised_day", value="2026-03-06"),
    Answer("no_evening", value="Call Leo. No mail until tomorrow."),
)
LONG = replace(
    MARA,
    applications=(ACME, LINDT),
    rounds=2,
    before={"waiting": WAITING},
    days={"waiting": date(2026, 3, 2)},
)
NOTHING = "Silence says something about how they hire. It says nothing about you."
CARD = "What would you like to do with it? A last line fits if you wrote to them once, or not at all."


def begun(about: Known = MARA) -> Chat:
    return Chat(FLOW, about)


def at_the_card(about: Known = MARA) -> Chat:
    chat = begun(about)
    chat.taps("Acme · Analyst")
    chat.types("tired")
    return chat


def shown(chat: Chat) -> tuple[str, ...]:
    return chat.open.lines


def test_it_reads_as_warmly_as_a_no_and_ends_after_three_messages() -> None:
    chat = begun(LONG)
    assert shown(chat) == ("I'm sorry they left you waiting. Which one is it?",)

    chat.taps("Acme · Analyst")
    assert shown(chat) == ("You put two interviews into this. How are you with it right now?",)
    assert chat.open.labels[:4] == [
        "It stings",
        "Tired of waiting",
        "I'm all right",
        "This is more than the job",
    ]

    chat.taps("Tired of waiting")
    assert shown(chat) == (
        f"Waiting takes more than it shows. {NOTHING}",
        "They named Friday, March 6; that was 6 days ago.",
        "You wrote on March 2 in case it came to nothing: “Call Leo. No mail until tomorrow.”",
        CARD,
    )
    assert chat.buttons == ["Close it", "One last line", "Leave it open"]

    chat.taps("Close it")
    assert chat.says[-2:] == [
        "Acme is closed on your side; nothing more is asked of you. Should they answer after all, it goes on from there.",
        "Lindt goes on.",
    ]
    assert chat.step == DONE


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("It stings", f"That makes sense. {NOTHING}"),
        ("I'm all right", f"Good to know. If it comes later, that is all right too. {NOTHING}"),
        ("Skip", NOTHING),
    ],
)
def test_whatever_they_feel_is_met_before_any_fact(label: str, said: str) -> None:
    chat = begun()
    chat.taps("Acme · Analyst")

    chat.taps(label)

    assert shown(chat) == (said, CARD)


# How long it has been.


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY - timedelta(days=1), "They named Wednesday, March 11; that was 1 day ago."),
        (TODAY - timedelta(days=10), "They named Monday, March 2; that was 10 days ago."),
        (TODAY, "They named today, and today isn't over."),
        (TODAY + timedelta(days=8), "They named Friday, March 20, and that is still ahead."),
    ],
)
@pytest.mark.parametrize("where", ["application", "waiting", "closer_look", "reflection"])
def test_day_they_named_is_said_wherever_it_was_told(where: str, day: date, said: str) -> None:
    if where == "application":
        about = replace(MARA, applications=(replace(ACME, promised_on=day),))
    else:
        about = replace(MARA, before={where: (Answer("promised_day", value=day.isoformat()),)})

    assert shown(at_the_card(about))[1:-1] == (said,)


def test_day_kept_with_the_application_is_the_one_that_counts() -> None:
    about = replace(LONG, applications=(replace(ACME, promised_on=TODAY),))

    assert shown(at_the_card(about))[1] == "They named today, and today isn't over."


@pytest.mark.parametrize(
    ("day", "lines"),
    [
        ("2026-03-02", ("You were there 10 days ago.",)),
        ("2026-03-11", ("You were there 1 day ago.",)),
        ("2026-03-12", ()),
    ],
)
def test_without_a_day_named_it_is_counted_from_the_interview(day: str, lines: tuple[str, ...]) -> None:
    chat = at_the_card(replace(MARA, before={"reflection": (Answer("day", value=day),)}))

    assert shown(chat)[1:-1] == lines


def test_interview_without_a_day_is_counted_from_when_it_was_looked_back_on() -> None:
    chat = at_the_card(replace(MARA, days={"reflection": TODAY - timedelta(days=4)}))

    assert shown(chat)[1] == "You were there 4 days ago."


def test_plan_whose_day_is_not_known_comes_back_without_it() -> None:
    chat = at_the_card(replace(MARA, before={"waiting": (Answer("no_person", value="Leo"),)}))

    assert shown(chat)[1:-1] == ("You wrote in case it came to nothing:", "To call: “Leo”")


@pytest.mark.parametrize(("sent", "line"), [("none", True), ("once", True), ("twice", False)])
def test_last_line_is_not_offered_once_they_asked_twice(sent: str, line: bool) -> None:  # noqa: FBT001 -- a case
    chat = at_the_card(replace(MARA, before={"waiting": (Answer("sent", value=sent),)}))

    assert ("One last line" in chat.buttons) == line
    assert shown(chat)[-1] == (
        CARD if line else "You asked them twice, and that was enough. What would you like to do with it?"
    )


# The end.


@pytest.mark.parametrize(
    ("label", "then", "last"),
    [
        (
            "Close it",
            ("stage:go_silent",),
            "Acme is closed on your side; nothing more is asked of you. Should they answer after all, it goes on from there.",
        ),
        (
            "One last line",
            ("letters:follow_up_second",),
            "The line is below, ready to copy. After it, nothing more is owed from your side.",
        ),
        ("Leave it open", (), "It stays open, and nothing is asked of you."),
    ],
)
def test_only_closing_it_closes_it(label: str, then: tuple[str, ...], last: str) -> None:
    chat = at_the_card()

    chat.taps(label)

    assert chat.step == DONE
    assert chat.turn.then == then
    assert chat.says[-1] == last
    assert FLOW.done is None


def test_company_that_was_not_named_is_not_named_at_the_end() -> None:
    chat = begun(known())
    chat.types("skip", "skip")

    chat.taps("Close it")

    assert (
        chat.says[-1]
        == "It is closed on your side; nothing more is asked of you. Should they answer after all, it goes on from there."
    )


def application(number: int, company: str, stage: str = "waiting", role: str = "") -> Application:
    return Application(number, company, role, stage)


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ([application(5, "Bruck")], "Bruck goes on."),
        ([application(5, "Bruck"), application(6, "Soon", "offer")], "Soon and Bruck go on."),
        ([application(number, f"No {number}") for number in range(5, 10)], "No 5, No 6, and No 7 go on."),
        ([application(5, "Acme", role="Planner")], "Acme · Planner goes on."),
        ([application(5, "Bruck", "on_hold"), application(6, "Soon", "rejected")], ""),
    ],
)
def test_what_goes_on_is_named(others: list[Application], said: str) -> None:
    chat = at_the_card(replace(MARA, applications=(ACME, *others)))

    chat.taps("Leave it open")

    assert chat.says[-1] == (said or "It stays open, and nothing is asked of you.")
