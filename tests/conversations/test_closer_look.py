"""The closer look and the second: every part may be the end, a rough day is not taken apart, a night changes the view."""

from dataclasses import replace

import pytest

from conversations.answers import Answers
from conversations.flows import closer_look, second_look
from conversations.known import Known
from conversations.session import DONE, Answer
from conversations.sums import recalled
from tests.conversations.chat import ACME, Chat, known


def quick(feeling: str = "mixed", *asked: str) -> tuple[Answer, ...]:
    """A quick reflection on the same interview."""
    items = [Answer("asked", place, value=text) for place, text in enumerate(asked)]
    return (Answer("feeling", value=feeling), Answer("application", value=ACME.label), *items)


def after(feeling: str = "mixed", *asked: str) -> Known:
    return known(ACME, before={"reflection": quick(feeling, *asked)}, zone="Europe/Madrid")


CALM = after("mixed", "why leave now", "sql, joins")
ROUGH = after("rough", "why leave now", "sql, joins")


def begun(about: Known = CALM) -> Chat:
    return Chat(closer_look.FLOW, about)


def up_to(stop_point: str, about: Known = CALM) -> Chat:
    """A closer look at this stop point, where everything but the way was skipped."""
    chat = begun(about)
    chat.types("ask")
    while chat.step != stop_point:
        chat.taps("Go on" if chat.step.startswith("stop_") else "Skip")
    return chat


# What they asked.


def test_it_begins_where_the_quick_one_ended() -> None:
    chat = begun()

    assert chat.open.lines == ("Part 1 of 4 · What they asked", "Pour it all out first, or shall I ask?")
    assert chat.answers == {"application": [ACME.label]}
    assert "Back" not in chat.open.labels


def test_what_the_quick_one_kept_is_said_before_asking_for_more() -> None:
    chat = begun()

    chat.taps("You ask")

    assert chat.says[-2:] == [
        "Kept so far: why leave now · sql, joins",
        "What else did they ask? Anything you remember, one per message.",
    ]


def test_nothing_kept_so_far_is_not_said() -> None:
    chat = begun(known())

    chat.taps("You ask")

    assert chat.says[-2:] == [
        "Part 1 of 4 · What they asked",
        "What else did they ask? Anything you remember, one per message.",
    ]


def test_poured_lines_become_questions() -> None:
    chat = begun(known())
    chat.taps("Pour it out")
    chat.types("they were late", "why leave now\na case about pricing")
    chat.taps("Done")

    assert chat.step == "which"
    assert chat.buttons == ["they were late", "why leave now", "a case about pricing", "Done"]
    chat.taps("why leave now")
    chat.taps("a case about pricing")
    chat.taps("Done")

    assert chat.step == "asked"
    assert "Kept so far: why leave now · a case about pricing" in chat.says
    chat.types("done", "done")
    assert chat.says[-1] == "“why leave now”: how was your answer?"


def test_nothing_poured_leaves_nothing_to_sort() -> None:
    chat = begun()
    chat.taps("Pour it out")

    chat.taps("Done")

    assert chat.step == "asked"


def test_every_question_remembered_is_rated_once() -> None:
    chat = begun()
    chat.types("ask", "a case\nsql, joins", "done", "a conflict", "done")

    rated = []
    while chat.step == "rating":
        rated.append(chat.says[-1])
        chat.taps("Okay")

    assert rated == [
        f"“{text}”: how was your answer?" for text in ("why leave now", "sql, joins", "a case", "a conflict")
    ]
    assert chat.step == "deep"


def test_one_picked_gets_a_better_answer() -> None:
    chat = begun()
    chat.types("ask", "done", "done", "strong", "rough", "2", "done")
    assert chat.open.lines[-1] == "“sql, joins”: what did you say, roughly?"

    chat.types("I froze")
    chat.taps("Lost the thread")
    chat.taps("No example")
    chat.taps("Done")
    chat.types("begin with the keys")

    assert chat.step == "stop_questions"
    assert chat.open.lines[1:] == (
        "2 questions are on your record.",
        "1 has a better answer.",
        "Go on with the people, or is that enough for today?",
    )


def test_first_harvest_counts_nothing_better_where_there_is_none() -> None:
    chat = up_to("stop_questions", after("mixed", "why leave now"))

    assert chat.open.lines[1:] == (
        "1 question is on your record.",
        "Go on with the people, or is that enough for today?",
    )


def test_rough_day_asks_no_ratings_and_takes_nothing_apart() -> None:
    chat = begun(ROUGH)

    asked = [chat.step]
    while not chat.session.ended:
        chat.taps(
            chat.buttons[-1]
            if chat.step in {"way", "card"}
            else "Go on"
            if chat.step.startswith("stop")
            else "Skip"
        )
        asked.append(chat.step)

    assert not {"prompted", "rating", "deep", "answered", "missing", "instead", "odds"} & set(asked)
    assert {"asked", "met", "well", "fix", "card"} <= set(asked)


def test_question_taken_back_in_the_quick_one_is_no_longer_looked_at() -> None:
    chat = begun()
    chat.types("ask", "done", "done", "strong", "rough", "2", "done")
    assert chat.step == "answered"

    chat.comes_back(about=after("mixed", "why leave now"))

    assert chat.step == "deep"
    assert chat.buttons == ["why leave now", "Done"]


# Each part may be the end.


@pytest.mark.parametrize("stop_point", ["stop_questions", "stop_people", "stop_meaning"])
def test_every_part_may_be_the_end(stop_point: str) -> None:
    chat = up_to(stop_point)

    chat.taps("Enough for today")

    assert chat.step == "card"
    assert not any(line.startswith("Part") for line in chat.open.lines)
    chat.taps("Done")
    assert chat.step == DONE


@pytest.mark.parametrize(
    ("stop_point", "first", "part"),
    [
        ("stop_questions", "format", "Part 2 of 4 · The people"),
        ("stop_people", "well", "Part 3 of 4 · What it tells you"),
        ("stop_meaning", "fix", "Part 4 of 4 · What now"),
    ],
)
def test_every_part_goes_on_with_the_next(stop_point: str, first: str, part: str) -> None:
    chat = up_to(stop_point)

    chat.taps("Go on")

    assert chat.step == first
    assert chat.open.lines[0] == part


def test_who_stopped_can_come_back_for_the_rest() -> None:
    chat = up_to("stop_people")
    chat.taps("Enough for today")
    chat.taps("Done")

    chat.goes_to("stop_people")
    chat.taps("Go on")

    assert chat.step == "well"


def test_nothing_that_went_well_is_asked_for_in_a_smaller_way() -> None:
    chat = up_to("well")
    chat.taps("Skip")
    assert chat.step == "well_one"

    chat.taps("Back")
    chat.types("my first two minutes", "done")

    assert chat.step == "surprise"


def test_day_they_named_is_asked_for() -> None:
    chat = up_to("promised")
    chat.taps("They named a day")
    assert chat.step == "promised_day"

    chat.types("20 March")

    assert chat.step == "said"
    assert chat.answers["promised_day"] == ["2026-03-20"]


def test_card_says_what_was_kept_and_nothing_of_what_was_not() -> None:
    chat = begun()
    chat.types(
        "ask", "done", "done", "strong", "rough", "2", "done", "I froze", "done", "begin with the keys"
    )
    chat.types("go on", "video", "Ana, team lead", "done", "skip", "go on", "calm", "done", "skip")
    chat.types("they named", "20 March", "two days from home", "done", "50", "go on", "tell it aloud", "done")

    assert chat.step == "card"
    assert chat.open.lines == (
        "Acme · Analyst",
        "Strong: why leave now",
        "Rough: sql, joins",
        "Next time: “begin with the keys”",
        "Went well: calm",
        "Met: Ana",
        "Said aloud: two days from home",
        "They answer by: Friday, March 20",
        "To do: tell it aloud",
    )


def test_everything_skipped_leaves_the_company_alone() -> None:
    assert up_to("card", ROUGH).open.lines == ("Acme · Analyst",)
    assert up_to("card", known()).open.lines == ("Interview",)


@pytest.mark.parametrize(
    ("label", "then", "last"),
    [
        ("Write the notes", ("letters:thank_you",), "Saved, all of it. The notes are below."),
        ("Done", (), "Saved, all of it. Nothing else needs doing today."),
    ],
)
def test_last_button_says_what_follows(label: str, then: tuple[str, ...], last: str) -> None:
    chat = up_to("card")

    chat.taps(label)

    assert chat.turn.then == then
    assert chat.says[-1] == last


@pytest.mark.parametrize(("zone", "asked"), [("", ["second", "zone"]), ("Europe/Madrid", ["second"])])
def test_second_look_asks_for_its_hour_and_for_the_zone_where_it_is_not_known(
    zone: str, asked: list[str]
) -> None:
    chat = up_to("card", replace(CALM, zone=zone))
    chat.taps("Look again tomorrow")

    found = []
    for answer in ("9:00", "Madrid"):
        if not chat.session.ended:
            found.append(chat.step)
            chat.types(answer)

    assert found == asked
    assert chat.turn.then == ("nudge:second_look",)
    assert chat.says[-1] == "Saved, all of it. Tomorrow you'll see it with other eyes."


# The questions of one interview.


def closer(**steps: tuple[str, ...]) -> Answers:
    return Answers(
        tuple(
            Answer(step, place, value=value)
            for step, values in steps.items()
            for place, value in enumerate(values)
        )
    )


def test_questions_are_those_of_all_conversations_each_once() -> None:
    found = recalled.questions(
        closer(asked=("a", "b")),
        closer(poured=("talk", "c", "b"), which=("2, 3",), asked=("d", "a"), prompted=("e",)),
    )

    assert found == ("a", "b", "c", "d", "e")


def test_nothing_remembered_is_no_question() -> None:
    assert recalled.questions(Answers(), Answers()) == ()
    assert recalled.ratings(Answers(), Answers()) == ()


def test_ratings_leave_out_what_was_not_rated() -> None:
    rated = (Answer("rating", 0, "skipped"), Answer("rating", 2, value="rough"))

    found = recalled.ratings(closer(asked=("a", "b", "c")), Answers(rated))

    assert found == (("c", "rough"),)


# A second look.

RATED = replace(
    CALM,
    before={
        "reflection": quick("mixed", "why leave now", "sql, joins", "a case"),
        "closer_look": (
            Answer("application", value=ACME.label),
            Answer("rating", 0, value="rough"),
            Answer("rating", 1, "skipped"),
            Answer("rating", 2, value="okay"),
        ),
    },
)


def second(about: Known = RATED) -> Chat:
    return Chat(second_look.FLOW, about)


def test_second_look_lays_yesterday_beside_today() -> None:
    chat = second()
    assert chat.says == ["“why leave now”: you called it rough. And today?"]

    chat.taps("Okay")
    assert chat.says[-1] == "“a case”: you called it okay. And today?"
    chat.taps("Strong")
    chat.types("they kept coming back to the budget")

    assert chat.open.lines == (
        "Acme · Analyst",
        "“why leave now”: rough → okay",
        "“a case”: okay → strong",
        "Seen today: they kept coming back to the budget",
    )
    chat.taps("Done")
    assert chat.says[-1] == "Saved, beside the first look."


def test_second_look_leaves_out_what_was_skipped_today() -> None:
    chat = second()

    chat.types("skip", "strong", "skip")

    assert chat.open.lines == ("Acme · Analyst", "“a case”: okay → strong")


def test_second_look_with_nothing_rated_says_so_and_asks_what_is_seen_today() -> None:
    chat = second(known())

    assert chat.step == "seen"
    assert chat.says[0] == "No answer was rated the day before, so there is nothing to lay beside it."
    chat.taps("Skip")
    assert chat.open.lines == ("Interview",)
