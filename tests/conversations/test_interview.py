"""An interview that is coming up, as a person enters it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from conversations.flows.interview import FLOW, WAYS
from conversations.known import Known
from conversations.session import DONE, Answer
from tests.conversations.chat import ACME, LINDT, TODAY, Chat, known

# A Thursday.
MARA = known(ACME, LINDT, name="Mara", zone="Europe/Madrid")
NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)


def to_card(*typed: str, about: Known = MARA) -> Chat:
    """Company, day, time, length, way, source, people."""
    chat = Chat(FLOW, about)
    chat.types(*(typed or ("Acme", "tuesday", "14:30", "45", "video", "advert", "Ana, team lead", "done")))
    return chat


def test_card_reads_it_all_back_in_one_glance() -> None:
    chat = to_card()

    assert chat.step == "card"
    assert chat.open.lines == (
        "Acme · Analyst",
        "Tuesday, March 17 · 14:30–15:15 · By video",
        "With: Ana",
    )
    assert chat.buttons == ["Remind me afterwards", "Done"]


def test_keeps_day_time_and_length_in_one_canonical_text_each() -> None:
    chat = to_card("Acme", "20 march", "2.30 pm", "1 h 30", "skip", "skip", "skip")

    assert chat.answers == {
        "application": ["Acme · Analyst"],
        "day": ["2026-03-20"],
        "time": ["14:30"],
        "length": ["90"],
    }


def test_asks_for_no_length_and_says_what_is_open_where_no_time_is_known() -> None:
    chat = to_card("Acme", "tuesday", "skip", "phone", "skip", "skip")

    assert chat.open.lines[1] == "Tuesday, March 17 · time still open · By phone"


def test_says_that_the_day_is_open_too() -> None:
    chat = to_card("Acme", "skip", "skip", "skip", "skip", "skip")
    with_time = to_card("Acme", "skip", "9", "skip", "skip", "skip", "skip")

    assert chat.open.lines[1] == "Day still open · time still open"
    assert with_time.open.lines[1] == "Day still open · 9:00"


def test_shows_an_interview_nobody_is_named_for() -> None:
    chat = to_card("skip", "tuesday", "skip", "skip", "skip", "skip")

    assert chat.open.lines[0] == "Interview"


@pytest.mark.parametrize(
    ("entered", "asked"),
    [
        ({}, True),
        ({"interview": date(2026, 3, 2)}, False),
        ({"interview": TODAY}, False),
        # Looked at again, after another one was entered.
        ({"interview": date(2026, 3, 13)}, True),
    ],
)
def test_asks_how_it_was_found_once_for_each_application(entered: dict[str, date], *, asked: bool) -> None:
    before = {"interview": (Answer("application", value=ACME.label),)} if entered else {}
    chat = Chat(FLOW, replace(MARA, before=before, days=entered))

    chat.types("Acme", "tuesday", "skip", "skip")

    assert (chat.step == "source") is asked


def test_shows_what_they_wanted_to_say_next_time() -> None:
    before = {
        "reflection": (Answer("better", value="give the number"),),
        "closer_look": (
            Answer("instead", 0, value="give the number"),
            Answer("instead", 1, value="ask about the team"),
            Answer("instead", 2, state="skipped"),
        ),
    }
    chat = to_card(about=replace(MARA, before=before))

    assert chat.open.lines[-1] == "Next time: “give the number” · “ask about the team”"


@pytest.mark.parametrize(
    ("time", "length", "said"),
    [
        ("14:30", "45", "on March 17 at 16:00"),
        ("14:30", "skip", "on March 17 at 16:45"),
        ("skip", None, "on March 17 at 19:00"),
        # Its end and a pause fall into the night.
        ("19:30", "60", "on March 18 at 9:00"),
        ("22:45", "45", "on March 18 at 9:00"),
        ("7:00 am", "10", "on March 17 at 9:00"),
    ],
)
def test_says_when_it_will_ask_and_never_at_night(time: str, length: str | None, said: str) -> None:
    chat = to_card(*("Acme", "tuesday", time, *([length] if length else []), "skip", "skip", "skip"))
    chat.taps("Remind me afterwards")

    assert chat.says[-1] == f"Saved. I'll ask {said} how it went, and not before."
    assert chat.turn.then == ("nudge:debrief:after",)


def test_says_soon_where_it_is_over_already() -> None:
    late = replace(MARA, now=NOON.replace(hour=18))
    chat = to_card("Acme", "today", "9:00", "30", "skip", "skip", "skip", about=late)
    chat.taps("Remind me afterwards")

    assert "soon" in chat.says[-1]


def test_cannot_remind_of_a_day_nobody_named() -> None:
    chat = to_card("Acme", "skip", "skip", "skip", "skip", "skip")
    chat.taps("Remind me afterwards")

    assert "Without a day" in chat.says[-1]


def test_asks_for_the_zone_only_for_a_reminder() -> None:
    nowhere = replace(MARA, zone="")
    reminded, done = to_card(about=nowhere), to_card(about=nowhere)
    reminded.taps("Remind me afterwards")
    done.taps("Done")

    assert reminded.step == "zone"
    assert done.step == DONE
    assert done.says[-1] == "Saved. It stands with the others in /applications."


def test_ways_are_those_of_the_closer_look() -> None:
    """So that one can be laid beside the other."""
    from conversations.flows import closer_look  # noqa: PLC0415 -- the only test that needs both

    kind = closer_look.FLOW.ask("format").kind
    assert tuple(WAYS.items()) == getattr(kind, "labels", ())
