"""The quick reflection as a person sees it: the one place where its sentences are held to the tone sample."""

from dataclasses import replace
from datetime import timedelta

import pytest

from conversations.flows.reflection import FLOW
from conversations.known import Known
from conversations.session import DONE
from tests.conversations.chat import ACME, LINDT, TODAY, Chat, Message, known

MARA = known(ACME, LINDT, name="Mara")


def begun(about: Known = MARA) -> Chat:
    return Chat(FLOW, about)


def shown(message: Message) -> tuple[str, ...]:
    return message.lines


def test_transcript_reads_line_by_line_as_the_tone_sample() -> None:
    chat = begun()
    assert shown(chat.open) == ("You're out. How did it feel?",)
    assert chat.buttons == ["Good", "Mixed", "Rough", "Can't tell yet"]

    chat.taps("Mixed")
    assert shown(chat.messages[0]) == ("You're out. How did it feel?", "→ Mixed")
    assert shown(chat.open) == (
        "Mixed. Let's keep what you remember while it's fresh.",
        "Who was it with?",
    )
    assert chat.buttons == ["Acme · Analyst", "Lindt · Planner", "Someone new"]

    chat.taps("Acme · Analyst")
    assert shown(chat.open) == ("What did they ask? Up to three, in any words, one per message.",)
    assert chat.buttons == ["Done"]

    chat.types("why leave now", "a project that failed", "sql, joins")
    assert shown(chat.open)[1:-1] == ("1. why leave now", "2. a project that failed", "3. sql, joins")

    chat.taps("Done")
    assert shown(chat.open) == ("Three, kept.", "Which would you answer differently?")
    assert chat.buttons == ["why leave now", "a project that failed", "sql, joins", "None of them"]

    before = len(chat.messages)
    chat.taps("a project that failed")
    assert len(chat.messages) == before
    assert shown(chat.open) == ("“a project that failed”. What would you say now? One line is enough.",)

    chat.types("give the number, say what I changed")
    assert shown(chat.open) == (
        "Kept, beside the question. Last one:",
        "Who did you talk to? First names will do.",
    )

    chat.types("Ana and Tom")
    assert shown(chat.open) == (
        "Acme · Analyst · today",
        "Felt: mixed",
        "Asked: why leave now · a project that failed · sql, joins",
        "Next time: “give the number, say what I changed”",
        "Met: Ana, Tom",
        "Open: a thank-you to each. Today or tomorrow is usual.",
    )

    chat.taps("Done")
    assert chat.messages[-1].lines[0].startswith("Saved.")
    assert chat.step == DONE


def test_company_and_day_on_the_card_stand_in_bold() -> None:
    chat = begun()
    for text in ("mixed", "acme", "done", "skip"):
        chat.types(text)

    assert chat.turn.replies[-1].lines[0].text == "**{where} · {day}**"


@pytest.mark.parametrize(
    ("feeling", "lead"),
    [
        ("Good", "Good. Let's keep what you remember while it's fresh."),
        ("Mixed", "Mixed. Let's keep what you remember while it's fresh."),
        ("Rough", "Then let's only get it down. Taking it apart can wait."),
        ("Can't tell yet", "Let's keep what you remember while it's fresh."),
        ("Skip", "Let's keep what you remember while it's fresh."),
    ],
)
def test_first_words_follow_the_feeling(feeling: str, lead: str) -> None:
    chat = begun()

    chat.taps(feeling)

    assert shown(chat.open) == (lead, "Who was it with?")


def test_after_a_rough_one_nothing_is_taken_apart() -> None:
    chat = begun()

    chat.taps("Rough")
    chat.taps("Acme · Analyst")
    chat.types("why leave now", "Done")

    assert chat.step == "met"
    assert chat.says[-1] == "Who did you talk to? First names will do."
    assert "Three, kept." not in chat.says


def test_day_that_turns_out_rough_is_not_taken_apart_either() -> None:
    chat = begun()
    feeling = chat.types("mixed")
    chat.types("acme", "why leave now", "done", "1")
    assert chat.step == "better"

    chat.edits(feeling, "rough")

    assert chat.step == "met"


@pytest.mark.parametrize("ending", ["Done", "Skip"])
def test_nothing_asked_leaves_out_what_looks_at_it(ending: str) -> None:
    chat = begun()
    chat.taps("Good")
    chat.taps("Acme · Analyst")

    chat.taps(ending)

    assert chat.step == "met"
    assert shown(chat.open) == ("Who did you talk to? First names will do.",)


def test_none_of_them_asks_for_no_better_answer() -> None:
    chat = begun()
    chat.types("good", "acme", "why leave now", "done")

    chat.taps("None of them")

    assert chat.step == "met"
    assert "Kept, beside the question. Last one:" not in chat.says


def test_everything_skipped_leaves_a_card_with_the_day_alone() -> None:
    chat = begun()

    for _ in range(4):
        chat.taps("Skip")

    assert chat.step == "card"
    assert shown(chat.open) == ("Interview · today",)
    assert chat.answers == {"day": ["2026-03-12"]}
    chat.taps("Done")
    assert chat.step == DONE


def test_new_company_is_typed() -> None:
    chat = begun(known())
    chat.taps("Good")
    assert chat.buttons == []

    chat.types("Bruck, Data engineer")

    assert chat.step == "asked"
    assert chat.answers["application"] == ["Bruck · Data engineer"]


def test_someone_new_is_asked_for_beside_those_there_are() -> None:
    chat = begun()
    chat.taps("Good")

    chat.taps("Someone new")
    assert chat.step == "application"
    assert shown(chat.open)[0] == "Then type the company, and the role if you like: Acme, Analyst."
    chat.types("Bruck")

    assert chat.answers["application"] == ["Bruck"]


@pytest.mark.parametrize(
    ("asked", "lead"),
    [(1, "One, kept."), (2, "Two, kept."), (3, "Three, kept."), (4, "4 questions, kept.")],
)
def test_questions_are_counted_in_words(asked: int, lead: str) -> None:
    chat = begun()
    chat.types("good", "acme", "\n".join(f"question {number}" for number in range(asked)), "done")

    assert shown(chat.open)[0] == lead


def test_one_person_is_thanked_alone() -> None:
    chat = begun()
    chat.types("good", "acme", "skip", "Ana")

    assert shown(chat.open)[-1] == "Open: a thank-you note. Today or tomorrow is usual."


def test_day_of_the_interview_can_be_changed_at_the_end() -> None:
    chat = begun()
    chat.types("good", "acme", "skip", "skip")

    chat.goes_to("day")
    chat.taps("Yesterday")

    assert chat.step == "card"
    assert shown(chat.open)[0] == "Acme · Analyst · yesterday"


def test_card_takes_the_day_they_named() -> None:
    chat = begun()
    chat.types("good", "acme", "skip", "skip")

    chat.taps("They named a date")
    assert shown(chat.open) == ("Which day did they name?",)
    chat.types("20 March")

    assert chat.step == "card"
    assert "They answer by: Friday, March 20" in shown(chat.open)


def test_card_without_notes_leaves_nothing_open() -> None:
    chat = begun()
    chat.types("good", "acme", "skip", "Ana and Tom")

    chat.taps("No notes")

    assert chat.step == DONE
    assert shown(chat.messages[-2])[-1] == "Met: Ana, Tom"


@pytest.mark.parametrize(
    ("label", "then", "last"),
    [
        ("Write the notes", ("letters:thank_you",), "Saved. The notes are below."),
        (
            "Add more",
            ("flow:closer_look",),
            "Saved. Then a closer look: four parts, and each may be the end.",
        ),
        ("No notes", (), "Saved. Nothing else needs doing today."),
        ("Done", (), "Saved. Nothing else needs doing today."),
    ],
)
def test_last_button_says_what_follows(label: str, then: tuple[str, ...], last: str) -> None:
    chat = begun()
    chat.types("good", "acme", "skip", "Ana")

    chat.taps(label)

    assert chat.step == DONE
    assert chat.turn.then == then
    assert chat.says[-1] == last


def test_reminder_this_evening_asks_for_the_time_zone_where_it_is_not_known() -> None:
    chat = begun()
    chat.types("good", "acme", "skip", "Ana")

    chat.taps("This evening")
    assert chat.step == "zone"
    chat.types("Madrid")

    assert chat.step == DONE
    assert chat.turn.then == ("nudge:thank_you",)


def test_reminder_this_evening_asks_nothing_where_the_time_zone_is_known() -> None:
    chat = begun(replace(MARA, zone="Europe/Madrid"))
    chat.types("good", "acme", "skip", "Ana")

    chat.taps("This evening")

    assert chat.step == DONE
    assert chat.turn.then == ("nudge:thank_you",)


def test_interview_of_yesterday_is_still_of_yesterday_when_finished_today() -> None:
    chat = begun(known(ACME, begun=TODAY - timedelta(days=1)))

    chat.types("good", "acme", "skip", "skip")

    assert shown(chat.open)[0] == "Acme · Analyst · yesterday"


def test_words_of_the_person_come_back_as_they_were_typed() -> None:
    chat = begun()
    theirs = "**why** {question} <b>now</b> `?`"

    chat.types("good", "acme", theirs, "done", "1")

    assert shown(chat.open)[0] == f"“{theirs}”. What would you say now? One line is enough."


def test_first_question_says_its_reason_without_grading() -> None:
    chat = begun()

    chat.taps("Why?")

    assert "It is no grade" in shown(chat.open)[-1]
    assert chat.step == "feeling"
