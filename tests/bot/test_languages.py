"""The languages there are, and the sentences of the bot in each."""

import re

import pytest

from bot.coach import sentences
from bot.coach.desk import House
from bot.commands import COMMANDS, DESCRIPTION, SHORT_DESCRIPTION
from bot.languages import languages

SENTENCES = [text for name, text in vars(sentences).items() if name.isupper() and isinstance(text, str)]
SENTENCES += [
    *sentences.FILE_KINDS.values(),
    *(one.description for one in COMMANDS),
    DESCRIPTION,
    SHORT_DESCRIPTION,
]
BLANK = re.compile(r"\{\w+\}")


def test_speaks_english_first() -> None:
    assert next(iter(languages())) == "en"
    assert languages()["en"].say(sentences.STRANGER) == sentences.STRANGER


@pytest.mark.parametrize("code", list(languages()))
def test_says_every_sentence_with_the_same_blanks_and_commands(code: str) -> None:
    for sentence in SENTENCES:
        said = languages()[code].say(sentence)

        assert said
        assert sorted(BLANK.findall(said)) == sorted(BLANK.findall(sentence)), sentence
        assert sorted(re.findall(r"/[a-z]+", said)) == sorted(re.findall(r"/[a-z]+", sentence)), sentence


@pytest.mark.parametrize("code", list(languages()))
def test_fits_what_telegram_shows_outside_the_chat(code: str) -> None:
    language = languages()[code]

    assert len(language.say(DESCRIPTION)) <= 512
    assert len(language.say(SHORT_DESCRIPTION)) <= 120
    assert all(3 <= len(language.say(one.description)) <= 256 for one in COMMANDS)


@pytest.mark.parametrize("code", list(languages()))
def test_says_at_a_button_no_more_than_fits_there(code: str) -> None:
    toasts = [sentences.BUTTON_BEFORE, sentences.BUTTON_PAST, sentences.ERASE_LATE, sentences.NOTE_DROPPED]

    assert all(len(languages()[code].say(one)) <= 200 for one in toasts)


@pytest.mark.parametrize(
    ("code", "spoken"),
    [("en", "en"), ("en-GB", "en"), ("EN", "en"), ("", "en"), ("tlh", "en"), ("x" * 99, "en"), ("-", "en")],
)
def test_finds_the_nearest_language(code: str, spoken: str) -> None:
    assert House(languages()).language_of(code).code == spoken


def test_falls_back_on_the_language_of_the_house() -> None:
    spoken = {**languages(), "xx": languages()["en"]}

    assert House(spoken, language="xx").language_of("tlh") is spoken["xx"]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sounds_like_debrief(sentence: str) -> None:
    """No exclamation mark, no praise, no comfort from a calendar."""
    assert "!" not in sentence
    assert not re.search(
        r"\b(great|awesome|perfect|well done|at least|everything happens)\b", sentence, re.IGNORECASE
    )
