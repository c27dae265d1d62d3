"""A way to people from every question; plain words about more than a job are met, and ordinary ones not taken for them."""

from dataclasses import replace

import pytest

from conversations import phrases
from conversations.answers import Line, choice
from conversations.care import is_worrying
from conversations.engine import Heard, control_of
from conversations.known import Language
from conversations.script import Ask, Flow
from tests.conversations.chat import LANGUAGES, Chat, known

FEELING = Ask("feeling", "How is it?", choice(fine="Fine", hard="Hard"), "It sets the pace.")
WORDS = Ask("words", "What happened?", Line(), "To keep it.")
CARD = Ask("card", "Here it is.", choice(done="Done"), "", closes=True)
SMALL = Flow("small", "small", "Small", "words", (FEELING, WORDS, CARD), "Saved.", care=True)
CARE = "This is more than the job"
languages = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)


@languages
def test_every_question_has_a_way_to_people_in_a_row_of_its_own(language: Language) -> None:
    chat = Chat(SMALL, known(language=language))

    rows = []
    for answer in ("fine", "words", "done"):
        rows.append([[one.label for one in row] for row in chat.turn.replies[-1].buttons])
        chat.types(answer)

    assert [row[-2] for row in rows] == [[language.say(CARE)]] * 3


def test_conversation_that_is_about_the_job_alone_has_none() -> None:
    chat = Chat(replace(SMALL, care=False), known())

    assert CARE not in chat.open.labels
    assert control_of(Heard(CARE), chat.flow, FEELING, chat.known) == ""


def test_way_to_people_says_who_they_are_and_changes_no_answer() -> None:
    chat = Chat(SMALL, known())
    chat.types("fine")
    before = chat.session

    chat.taps(CARE)

    assert (chat.session.answers, chat.step) == (before.answers, "words")
    assert chat.session.revision == before.revision + 1
    assert "your doctor" in chat.says[-1]
    assert not any(reply.asks for reply in chat.turn.replies)


@languages
def test_way_to_people_can_be_typed(language: Language) -> None:
    about = known(language=language)
    label = language.say(CARE)

    for ask in SMALL.asks:
        for text in (label, label.upper(), f"{label}."):
            assert control_of(Heard(text), SMALL, ask, about) == phrases.CARE.code


def test_conversation_goes_on_where_it_was_left_for_people() -> None:
    chat = Chat(SMALL, known())
    chat.types("fine")
    chat.taps(CARE)

    chat.comes_back("There you are.")
    chat.types("a hard week", "done")

    assert chat.session.ended
    assert chat.answers == {"feeling": ["fine"], "words": ["a hard week"], "card": ["done"]}


@pytest.mark.parametrize(
    "words",
    [
        "I want to kill myself",
        "honestly I don't want to live",
        "I DON’T WANT TO BE HERE ANYMORE",
        "I keep thinking about suicide",
        "everyone would be better off without me",
        "i wish i were dead",
        "there's no point in living",
        "I started cutting myself again",
        "Quiero morirme",
        "no quiero seguir viviendo",
        "He pensado en quitarme la vida",
        "a veces pienso en hacerme daño",
        "estarían mejor sin mí",
    ],
)
def test_meets_words_about_more_than_a_job(words: str) -> None:
    assert is_worrying(words)


@pytest.mark.parametrize(
    "words",
    [
        "They asked why I left; I nearly died of shame",
        "I killed it in the second round",
        "the deadline is killing me",
        "I could end my contract in May",
        "I don't want to live in Berlin",
        "they want to live up to their promises",
        "Me muero de ganas de saber",
        "Quiero vivir cerca de la oficina",
        "It hurt",
        "",
    ],
)
def test_takes_no_ordinary_word_for_them(words: str) -> None:
    assert not is_worrying(words)
