"""A flow on a page for someone who reads no Python: every sentence, every rule, every way."""

import pytest

from conversations import diagram
from conversations.answers import Answers, Line, OneGiven, Several, SomeGiven, choice, some
from conversations.catalogue import FLOWS
from conversations.known import Known
from conversations.script import Ask, Each, Flow, Part, Say, given
from conversations.session import Phrase

flows = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)


def late(answers: Answers, known: Known) -> bool:
    """It is late."""
    return False


def undocumented(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    return (Phrase("!"),)


def items(answers: Answers, known: Known) -> tuple[str, ...]:
    """What happened."""
    return answers.items("things")


def nothing(known: Known) -> None:
    """Skipped in advance."""


SMALL = Flow(
    "small",
    "little",
    "A small flow",
    "first",
    (
        Ask("first", "How was it?", choice(good="Good", rough="Rough"), "It sets the pace."),
        Say("Oh.", only_if=given("first", "rough")),
        Say(undocumented, only_if=late),
        Ask("things", "What happened?", Several(), "It fades.", preset=nothing),
        Ask("which", "Which?", OneGiven(items, none="None"), "", only_if=given("things")),
        Ask("matter", "Why?", Line(), "", only_if=late),
        Ask("card", "Here.", choice(done="Done"), "", closes=True),
    ),
    "Saved.",
)
PAGE = diagram.page(SMALL)


def test_page_begins_with_the_title_and_ends_with_a_line_break() -> None:
    assert PAGE.startswith("# A small flow\n\nBegins with /little. What is kept is under the name `small`.")
    assert PAGE.endswith("```\n")


@pytest.mark.parametrize(
    "line",
    [
        "1. **How was it?** `first`",
        "   - [Good] [Rough]",
        "   - Why? It sets the pace.",
        "   - Controls: [Skip] [Why?] [Pause]",
        "2. Oh. *(only if: first is rough)*",
        "4. **What happened?** *(answered in advance; asked when the person goes to change it)* `things`",
        "5. **Which?** *(only if: things was answered)* `which`",
        "   - one of these: What happened; or [None]",
        "6. **Why?** *(only if: It is late)* `matter`",
        "   - Controls: [Back]",
        "**At the end:** Saved.",
    ],
)
def test_page_says(line: str) -> None:
    assert line in PAGE.splitlines()


def test_sentence_made_of_the_answers_is_named_by_what_makes_it() -> None:
    third = next(line for line in PAGE.splitlines() if line.startswith("3. "))

    assert "undocumented" in third
    assert third.endswith(" *(only if: It is late)*")


@pytest.mark.parametrize(
    "way",
    [
        "start --> first",
        "first --> things",
        "things --> which: [things was answered]",
        "things --> matter: [It is late]",
        "which --> card",
        "card --> done",
    ],
)
def test_drawing_shows_the_ways_and_their_rules(way: str) -> None:
    assert way in diagram.drawn(SMALL)


def test_drawing_leaves_out_the_controls() -> None:
    drawing = diagram.drawn(SMALL)

    assert "stopped" not in drawing
    assert "back" not in drawing


@flows
def test_every_sentence_of_a_flow_is_on_its_page(flow: Flow) -> None:
    page = diagram.page(flow)

    for line in flow.lines:
        assert not isinstance(line.said.text, str) or line.said.text in page
    for ask in flow.asks:
        assert f"`{ask.name}`" in page
        assert ask.why in page
    assert not isinstance(flow.closing, str) or flow.closing in page


PARTED = Flow(
    "parted",
    "parted",
    "In parts",
    "things",
    (
        Part("What was", (Ask("things", "What happened?", Several(), ""), Say("So.", only_if=late))),
        Part(
            "What is left",
            (
                Each(items, ("things",), (Ask("why", "Why?", some(a="A", b="B"), ""),), only_if=late),
                Ask("deep", "Which?", SomeGiven(items), ""),
            ),
        ),
        Ask("card", "Here.", choice(done="Done"), "", closes=True),
    ),
    undocumented,
)


@pytest.mark.parametrize(
    "line",
    [
        "### Part 1 of 2: What was",
        "### Part 2 of 2: What is left",
        "*For each item (What happened):*",
        "   - any of [A] [B]",
        "   - any of these: What happened",
        "3. **Why?** *(only if: It is late)* `why`",
        "   - Several things, one a message or one a line, until Done",
        "**At the end:** _undocumented_",
    ],
)
def test_page_of_a_flow_in_parts_says(line: str) -> None:
    assert line in diagram.page(PARTED).splitlines()


def test_drawing_leads_from_the_last_question_of_an_item_to_the_first_of_the_next() -> None:
    assert "why --> why: [It is late]" in diagram.drawn(PARTED)


@flows
def test_page_is_the_same_every_time(flow: Flow) -> None:
    assert diagram.page(flow) == diagram.page(flow)


@flows
def test_every_way_of_a_flow_is_drawn(flow: Flow) -> None:
    drawing = diagram.drawn(flow)

    for step in (None, *(ask.name for ask in flow.asks)):
        for way in flow.onward(step):
            assert f"{step or 'start'} --> {way.name if way else 'done'}" in drawing


def test_journey_of_a_person_is_drawn() -> None:
    drawing = diagram.journey_drawn()

    assert "title: A person" in drawing
    assert "home --> talking: begin" in drawing
    assert "away --> talking: come_back [in_conversation]" in drawing


def test_way_of_an_application_is_drawn() -> None:
    drawing = diagram.application_drawn()

    assert "title: An application" in drawing
    assert "interviewing --> waiting: look_back" in drawing
    assert "waiting --> interviewing: interview" in drawing
