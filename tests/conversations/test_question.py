"""A question as a message: rows of buttons, the controls below, and callback data that Telegram takes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.answers import Answers, Day, Kind, Line, Names, OneGiven, Several, Where, choice
from conversations.catalogue import FLOWS
from conversations.known import Application, Known, Language
from conversations.question import SHORT_LABEL, Question, controls_of, pairs, worded
from conversations.script import Ask, Flow, Say, Spot
from conversations.script import Line as Spoken
from conversations.session import Answer, Button, Phrase
from tests.conversations.chat import ACME, LANGUAGES, TODAY, known, message_of, plain

flows = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
languages = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)

# More conversations and applications than any database will number, more moves and items than anybody makes in one.
LARGEST = 10**15 - 1
MANY = 9999

FIRST = Ask("first", "How was it?", choice(good="Good", rough="Rough"), "It sets the pace.")
WHERE = Ask("where", "Where?", Where(), "To sort it.")
THINGS = Ask("things", "What happened?", Several(), "It fades.")
DAY = Ask("day", "Which day?", Day(), "To sort it.", preset=lambda about: about.begun.isoformat())
CARD = Ask("card", "Here it is.", choice(done="Done"), "", closes=True)
SMALL = Flow("small", "small", "Small", "where", (FIRST, WHERE, THINGS, DAY, CARD), "Saved.")


def items(answers: Answers, about: Known) -> tuple[str, ...]:
    """What happened."""
    return answers.items("things")


def question(ask: Ask, *answers: Answer, about: Known | None = None, flow: Flow | None = None) -> Question:
    of = flow or (SMALL if SMALL.has(ask.name) else Flow("one", "one", "One", ask.name, (ask,), "Saved."))
    return Question(of, Spot(ask), Answers(answers), about or known(), 7, 3)


def rows(of: Question) -> list[list[str]]:
    return [[button.label for button in row] for row in of.buttons()]


# Rows.


def test_short_labels_stand_in_pairs_and_controls_in_the_bottom_row() -> None:
    assert rows(question(WHERE, about=known(ACME))) == [
        ["Acme · Analyst", "Someone new"],
        ["Skip", "Back", "Why?", "Pause"],
    ]


def test_first_question_has_no_way_back() -> None:
    assert rows(question(FIRST)) == [["Good", "Rough"], ["Skip", "Why?", "Pause"]]


def test_last_card_has_nothing_to_skip() -> None:
    assert rows(question(CARD)) == [["Done"], ["Back"]]


def test_done_has_a_row_of_its_own() -> None:
    assert rows(question(THINGS)) == [["Done"], ["Skip", "Back", "Why?", "Pause"]]


def test_long_label_stands_alone() -> None:
    labels = ["a", "x" * (SHORT_LABEL + 1), "b", "c", "d"]

    found = pairs([Button(label, "") for label in labels])

    assert [[one.label for one in row] for row in found] == [["a"], [labels[1]], ["b", "c"], ["d"]]


@given(st.lists(st.text(min_size=1, max_size=30)))
def test_rows_keep_every_button_in_its_order_and_none_is_wider_than_two(labels: list[str]) -> None:
    found = pairs([Button(label, "") for label in labels])

    assert [one.label for row in found for one in row] == labels
    assert all(1 <= len(row) <= 2 for row in found)
    assert all(len(one.label) <= SHORT_LABEL for row in found if len(row) == 2 for one in row)


@flows
def test_question_of_a_flow_has_all_controls_but_where_it_cannot(flow: Flow) -> None:
    first = next(ask for ask in flow.asks if ask.preset is None)
    for ask in flow.asks:
        ahead = ask in flow.asks[: flow.asks.index(first) + 1] and flow.line(ask.name).each is None
        back = [] if ahead else ["Back"]
        labels = [control.label for control in controls_of(flow, ask)]
        assert labels == (back if ask.closes else ["Skip", *back, "Why?", "Pause"])


@languages
def test_controls_are_said_in_the_language_of_the_person(language: Language) -> None:
    about = known(language=language)

    assert rows(question(WHERE, about=about))[-1] == [
        language.say(label) for label in ("Skip", "Back", "Why?", "Pause")
    ]


# Callback data.


def test_button_carries_number_step_place_code_and_revision() -> None:
    assert question(FIRST).buttons()[0][0].data == "7:first:0:good:3"
    assert question(THINGS, Answer("things", value="a")).buttons()[0][0].data == "7:things:0:.done:3"


def largest(flow: Flow, ask: Ask) -> list[str]:
    """Every callback data of a question, at the largest ids there may be."""
    items = [Answer(one.name, place, value=longest(one)) for one in flow.asks for place in (*range(9), 998)]
    about = known(*(Application(LARGEST - number, "C" * 80, "R" * 80) for number in range(5)))
    asked = Question(flow, Spot(ask, 998), Answers(tuple(items)), about, LARGEST, MANY)
    return [button.data for row in asked.buttons() for button in row]


def longest(ask: Ask) -> str:
    """An answer it may have: a number where some are picked, a day where one is asked for, else many letters."""
    if ask.kind.toggles:
        return "1"
    return TODAY.isoformat() if isinstance(ask.kind, Day) else "x" * 100


@flows
def test_callback_data_fits_telegram_at_the_largest_ids(flow: Flow) -> None:
    for ask in flow.asks:
        assert max(len(data.encode()) for data in largest(flow, ask)) <= 64


@flows
def test_callback_data_holds_five_parts_and_none_of_the_persons_words(flow: Flow) -> None:
    for ask in flow.asks:
        for data in largest(flow, ask):
            assert len(data.split(":")) == 5
            assert data.isascii()
            assert "xx" not in data


def test_longest_names_a_flow_may_have_fit_at_the_largest_ids() -> None:
    ask = Ask("s" * 20, "?", choice(**{"c" * 16: "C"}), "")
    flow = Flow("long", "long", "Long", ask.name, (ask,), "Saved.")

    assert max(map(len, largest(flow, ask))) <= 64


def test_longest_step_about_an_application_fits_at_the_largest_ids() -> None:
    ask = Ask("s" * 20, "?", Where(), "")
    flow = Flow("long", "long", "Long", ask.name, (ask,), "Saved.")

    assert max(map(len, largest(flow, ask))) <= 64


# What is said.


def said(of: Question, **more: object) -> tuple[str, ...]:
    return message_of(of.asked(**more)).lines  # type: ignore[arg-type]  # named as asked() names them


def test_question_stands_in_bold_below_what_is_said_before_it() -> None:
    reply = question(FIRST).asked([Phrase("Hello.")])

    assert [line.text for line in reply.lines] == ["Hello.", "**How was it?**"]
    assert reply.asks
    assert not reply.in_place


def test_card_is_worded_as_it_is() -> None:
    assert question(CARD).asked().lines == (Phrase("Here it is."),)


def test_what_was_answered_is_shown_with_the_question() -> None:
    assert said(question(FIRST, Answer("first", value="good")))[-1] == "You said: Good"
    assert said(question(FIRST, Answer("first", state="skipped")))[-1] == "You skipped this."
    assert said(question(DAY, Answer("day", value="2026-03-11")))[-1] == "So far: Yesterday"
    assert said(question(THINGS, Answer("things", value="a"), Answer("things", 1, value="b")))[1:-1] == (
        "1. a",
        "2. b",
    )


def test_hint_comes_first_and_the_reason_last() -> None:
    assert said(question(FIRST), hint="Again.") == ("Again.", "How was it?")
    assert said(question(FIRST), explained=True) == ("How was it?", "", "It sets the pace.")


def test_hint_with_marks_in_it_is_said_as_it_came() -> None:
    reply = question(FIRST).asked(hint="I read “**{x}**”.")

    assert plain(reply.lines[0]) == "I read “**{x}**”."


def test_closed_question_shows_its_answer_and_nothing_to_tap() -> None:
    closed = question(FIRST, Answer("first", value="good")).closed([Phrase("Hello.")])

    assert message_of(closed).lines == ("Hello.", "How was it?", "→ Good")
    assert closed.buttons == ()
    assert closed.in_place
    assert not closed.asks


def test_line_whose_rule_does_not_hold_is_not_said() -> None:
    of = question(FIRST)
    lines = [Spoken(Say("Hello.")), Spoken(Say("Ho."), rules=(lambda answers, about: False,))]

    assert [plain(phrase) for phrase in of.said(lines)] == ["Hello."]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (choice(yes="Yes"), "gone"),
        (OneGiven(items, none="None"), "4"),
        (OneGiven(items, none="None"), "none of it"),
        (Day(), "some day"),
    ],
)
def test_answer_that_fits_no_more_is_shown_as_it_was_kept(kind: Kind, value: str) -> None:
    ask = Ask("first", "?", kind, "")

    assert question(ask, Answer("first", value=value)).shown() == [value]


def test_words_of_the_person_are_never_read_as_ours() -> None:
    theirs = "**{item}** `x`"
    asked = question(THINGS, Answer("things", value=theirs)).asked()

    assert all(theirs not in line.text for line in asked.lines)
    assert message_of(asked).lines[-2] == f"1. {theirs}"


def test_text_may_be_made_of_the_answers() -> None:
    def greeting(answers: Answers, about: Known) -> tuple[Phrase, ...]:
        return (Phrase("Hello {name}.", {"name": about.name}),)

    assert plain(worded(greeting, Answers(), known(name="Mara"))[0]) == "Hello Mara."


def test_known_day_is_not_read_from_a_clock() -> None:
    long_ago = known(today=date(1999, 12, 31))

    assert rows(question(DAY, about=long_ago))[0] == ["Today", "Yesterday"]


def test_kinds_that_are_typed_have_only_controls() -> None:
    for kind in (Line(), Names(), Where()):
        assert rows(question(Ask("other", "?", kind, ""))) == [["Skip", "Why?", "Pause"]]
