"""A flow that is written wrongly fails when it is written; one that is right says where it leads."""

import pytest

from conversations.answers import Answers, Line, NotGiven, Several, choice
from conversations.known import Known
from conversations.script import Ask, Each, Flow, FlowError, Part, Say, Spot, given, holds
from conversations.session import Answer
from tests.conversations.chat import known

NOTHING = Answers()
YES_OR_NO = choice(yes="Yes", no="No")


def ask(name: str, **more: object) -> Ask:
    """A question of that name."""
    return Ask(name, f"{name}?", more.pop("kind", Line()), "Because.", **more)  # type: ignore[arg-type]  # named as Ask names them


def flow(*script: Ask | Say | Each | Part, about: str = "first") -> Flow:
    return Flow("offer", "offer", "An offer", about, script, "Saved.")


def no_items(answers: Answers, known: Known) -> tuple[str, ...]:
    """None."""
    return ()


def never(answers: Answers, known: Known) -> bool:
    """Never."""
    return False


@pytest.mark.parametrize(
    ("script", "culprit"),
    [
        ([ask("second", only_if=given("missing"))], "'missing was answered' can never hold"),
        ([Say("Well.", only_if=given("second")), ask("second")], "'second was answered' can never hold"),
        ([ask("second", only_if=given("second"))], "'second was answered' can never hold"),
        ([ask("second", kind=YES_OR_NO), ask("third", only_if=given("second", "maybe"))], "'second is maybe' can"),
        ([ask("second", kind=YES_OR_NO), Say("So.", only_if=given("second", "yes", "y"))], "'second is yes or y' can"),
        ([ask("first")], "two steps are called 'first'"),
        ([ask("done")], "two steps are called 'done'"),
        ([ask("start")], "two steps are called 'start'"),
        ([Part("One", (ask("second"),)), Part("Two", (ask("second"),))], "two steps are called 'second'"),
        ([ask("a:b")], "'a:b' or one of its codes reads as another part of a button"),
        ([ask("second", kind=choice(**{".skip": "Leave it"}))], "'second' or one of its codes reads as"),
        ([ask("second", kind=choice(**{"a:b": "A"}))], "'second' or one of its codes reads as"),
        ([ask("second", then={"yes": "flow:first"})], "'second' names ['yes'], which it cannot"),
        ([Each(no_items, ("missing",), (ask("second"),))], "'second' names ['missing'], which it cannot"),
        ([Each(no_items, (), (ask("second", kind=Several()),))], "'second' asks for several answers to each"),
        ([Each(no_items, (), (ask("second"),), only_if=given("missing"))], "'missing was answered' can never hold"),
        ([Part("One", (ask("second"),), only_if=given("second"))], "'second was answered' can never hold"),
        ([ask("stopped")], "two steps are called 'stopped'"),
        ([ask("x" * 21)], f"'{'x' * 21}' or one of its codes is too long for a button"),
        ([ask("é" * 11)], "is too long for a button"),
        ([ask("second", kind=choice(**{"x" * 17: "X"}))], "'second' or one of its codes is too long for a button"),
        ([ask("second", depends=("missing",))], "'second' names ['missing'], which it cannot"),
        ([ask("second", depends=("second",))], "'second' names ['second'], which it cannot"),
        ([ask("second", kind=YES_OR_NO, jumps={"yes": "third"}), ask("third")], "'second' names ['third'], which"),
        ([ask("second", kind=YES_OR_NO, jumps={"maybe": "first"})], "'second' names ['maybe'], which it cannot"),
        ([ask("second", jumps={"yes": "first"})], "'second' names ['yes'], which it cannot"),
    ],
)  # fmt: skip
def test_wrong_declaration_fails_and_names_the_flow_and_the_line(
    script: list[Ask | Say | Each | Part], culprit: str
) -> None:
    with pytest.raises(FlowError) as refused:
        flow(ask("first"), *script)

    assert str(refused.value).startswith("offer: ")
    assert culprit in str(refused.value)


def test_flow_must_say_which_question_tells_the_application() -> None:
    with pytest.raises(FlowError, match="offer: no question tells the application: 'company'"):
        flow(ask("first"), about="company")


def test_longest_names_that_fit_a_button_are_taken() -> None:
    longest = ask("x" * 20, kind=choice(**{"y" * 16: "Y"}))

    assert flow(longest, about=longest.name).asks == (longest,)


# Rules.


@pytest.mark.parametrize(
    ("rule", "answer", "expected"),
    [
        (given("first", "yes"), Answer("first", value="yes"), True),
        (given("first", "yes", "no"), Answer("first", value="no"), True),
        (given("first", "yes"), Answer("first", value="no"), False),
        (given("first", "yes"), Answer("first", state="skipped"), False),
        (given("first"), Answer("first", value="whatever"), True),
        (given("first"), Answer("first", state="skipped"), False),
        (given("first"), Answer("first", state="unknown"), False),
        (given("first"), Answer("other", value="yes"), False),
    ],
)
def test_given_holds_when_the_step_was_answered_so(rule: given, answer: Answer, *, expected: bool) -> None:
    assert rule(Answers((answer,)), known()) is expected


def test_given_says_its_name() -> None:
    assert given("leaning", "accept", "decline").__name__ == "leaning is accept or decline"
    assert given("leaning").__name__ == "leaning was answered"


def test_line_without_a_rule_is_spoken() -> None:
    assert holds(None, NOTHING, known())
    assert not holds(never, NOTHING, known())


def test_rule_over_an_answer_that_is_missing_does_not_hold() -> None:
    def over_missing(answers: Answers, known: Known) -> bool:
        raise NotGiven(answers.text("missing"))

    assert not holds(over_missing, NOTHING, known())


# Where a flow leads.

BRANCHED = flow(
    Say("Hello."),
    ask("first", kind=YES_OR_NO),
    Say("Between."),
    Say("Only sometimes.", only_if=never),
    ask("second", only_if=given("first", "yes")),
    ask("third", only_if=never),
    ask("fourth", kind=Several()),
    Say("Almost there."),
    ask("last", only_if=given("first")),
)


@pytest.mark.parametrize(
    ("step", "ways"),
    [
        (None, ["first"]),
        ("first", ["second", "third", "fourth"]),
        ("second", ["third", "fourth"]),
        ("third", ["fourth"]),
        ("fourth", ["last", None]),
        ("last", [None]),
    ],
)
def test_ways_onward_end_at_the_first_question_without_a_rule(
    step: str | None, ways: list[str | None]
) -> None:
    assert [way.name if way else None for way in BRANCHED.onward(step)] == ways


@pytest.mark.parametrize(
    ("step", "upto", "said"),
    [
        (None, "first", ["Hello."]),
        ("first", "second", ["Between.", "Only sometimes."]),
        ("first", "fourth", ["Between.", "Only sometimes."]),
        ("second", "fourth", []),
        ("fourth", "last", ["Almost there."]),
        (None, "last", ["Hello.", "Between.", "Only sometimes.", "Almost there."]),
    ],
)
def test_what_stands_between_two_questions_is_said_between_them(
    step: str | None, upto: str, said: list[str]
) -> None:
    assert [line.said.text for line in BRANCHED.between(step, upto)] == said


def two_items(answers: Answers, known: Known) -> tuple[str, ...]:
    """Two."""
    return ("a", "b")


REPEATED = flow(
    Part("One", (ask("first"), Say("Before them."))),
    Part(
        "Two",
        (
            Each(
                two_items,
                ("first",),
                (Say("For each."), ask("second"), Say("Inside."), ask("third", only_if=never), ask("fourth")),
                only_if=given("first"),
            ),
            Say("After them."),
            ask("fifth"),
        ),
        only_if=given("first", "yes"),
    ),
    ask("last"),
)


@pytest.mark.parametrize(
    ("step", "ways"),
    [
        ("first", ["second", "third", "fourth", "fifth", "last"]),
        ("second", ["third", "fourth", "second", "fifth", "last"]),
        ("fourth", ["second", "third", "fourth", "fifth", "last"]),
        ("fifth", ["last"]),
    ],
)
def test_ways_onward_lead_through_an_item_to_the_next_and_out(step: str, ways: list[str]) -> None:
    assert [way.name if way else None for way in REPEATED.onward(step)] == ways


def test_items_may_be_the_end() -> None:
    ending = flow(ask("first"), Each(two_items, ("first",), (ask("second"), ask("third"))))

    assert [way.name if way else None for way in ending.onward("second")] == ["third", "second", None]


@pytest.mark.parametrize(
    ("step", "upto", "said"),
    [
        ("first", "second", ["Before them.", "For each."]),
        ("second", "fourth", ["Inside."]),
        ("fourth", "second", ["For each."]),
        ("fourth", "fifth", ["After them."]),
    ],
)
def test_what_stands_before_an_item_is_said_before_each_and_no_more(
    step: str, upto: str, said: list[str]
) -> None:
    assert [line.said.text for line in REPEATED.between(step, upto)] == said


def test_what_lies_ahead_is_told_item_by_item() -> None:
    def ahead(spot: Spot | None) -> list[tuple[str, int]]:
        return [(one.ask.name, one.place) for one in REPEATED.after(spot, NOTHING, known())]

    inside = [(step, place) for place in (0, 1) for step in ("second", "third", "fourth")]
    assert ahead(None) == [("first", 0), *inside, ("fifth", 0), ("last", 0)]
    assert ahead(Spot(REPEATED.ask("third"), 0)) == [*inside[2:], ("fifth", 0), ("last", 0)]
    assert ahead(Spot(REPEATED.ask("fourth"), 1)) == [("fifth", 0), ("last", 0)]


def test_line_knows_its_part_and_every_rule_above_it() -> None:
    line = REPEATED.line("third")

    assert line.part == 2
    assert [rule.__name__ for rule in line.rules] == ["first is yes", "first was answered", "never"]


def test_question_is_found_by_its_name() -> None:
    assert BRANCHED.ask("second") is BRANCHED.asks[1]
    with pytest.raises(KeyError):
        BRANCHED.ask("missing")
