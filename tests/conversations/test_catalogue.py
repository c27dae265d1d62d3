"""The flows there are: each by its lasting name, and written as the house style wants it."""

import inspect
import re

import pytest

from conversations.answers import Answers, OneOf
from conversations.catalogue import FLOWS, flow_named
from conversations.known import Language
from conversations.script import Flow, Say
from tests.conversations.chat import LANGUAGES, known

flows = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)


@flows
def test_flow_is_found_by_its_name(flow: Flow) -> None:
    assert flow_named(flow.name) is flow


def test_flow_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError, match="missing"):
        flow_named("missing")


def test_names_and_titles_belong_to_one_flow_each() -> None:
    assert len({flow.name for flow in FLOWS}) == len(FLOWS)
    assert len({flow.title for flow in FLOWS}) == len(FLOWS)


@flows
def test_every_question_but_the_last_card_says_why_it_is_asked(flow: Flow) -> None:
    assert [ask.name for ask in flow.asks if not ask.why and not ask.closes] == []


@flows
def test_every_rule_says_in_one_sentence_when_it_holds(flow: Flow) -> None:
    rules = [rule for line in flow.lines for rule in line.rules if inspect.isfunction(rule)]

    assert [rule.__name__ for rule in rules if not rule.__doc__ or rule.__name__ == "<lambda>"] == []


@flows
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_buttons_of_a_choice_can_be_told_apart(flow: Flow, language: Language) -> None:
    about = known(language=language)

    for ask in flow.asks:
        if isinstance(ask.kind, OneOf):
            labels = [one.label.casefold() for one in ask.kind.choices(Answers(), about)]
            assert len(set(labels)) == len(labels)


@flows
def test_words_keep_to_the_tone(flow: Flow) -> None:
    """No exclamation marks, no praise of words nobody understood, no straight quotes around them."""
    said = [line.said.text for line in flow.lines] + [flow.closing, flow.title]
    said += [ask.why for ask in flow.asks] + [part.title for part in flow.parts]

    for sentence in (one for one in said if isinstance(one, str)):
        assert "!" not in sentence
        assert '"' not in sentence
        assert not re.search(r"\b(great|awesome|at least|amazing)\b", sentence, re.IGNORECASE)
        assert sentence == sentence.strip()


@flows
def test_nothing_is_said_after_the_last_question_of_a_flow_or_of_an_item(flow: Flow) -> None:
    eaches = [line.each.lines[-1] for line in flow.lines if line.each]

    assert not [line for line in (flow.lines[-1].said, *eaches) if isinstance(line, Say)]


@flows
def test_what_is_to_follow_is_named_in_a_way_the_coach_knows(flow: Flow) -> None:
    named = [then.partition(":") for ask in flow.asks for then in ask.then.values()]

    for kind, colon, about in named:
        assert kind in {"flow", "letters", "nudge", "plan", "stage"}
        assert colon
        assert kind != "flow" or flow_named(about) in FLOWS
