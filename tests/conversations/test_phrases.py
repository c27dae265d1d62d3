"""Sentences of no one flow: the controls by what is typed, and the person's words kept apart from ours."""

import pytest

from conversations import phrases
from conversations.known import Language
from tests.conversations.chat import LANGUAGES, known, plain

languages = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
CONTROLS = (
    phrases.SKIP,
    phrases.BACK,
    phrases.WHY,
    phrases.PAUSE,
    phrases.DONE,
    phrases.UNKNOWN,
    phrases.CARE,
)


def test_english_controls_are_called_as_promised() -> None:
    assert [control.label for control in CONTROLS] == [
        *("Skip", "Back", "Why?", "Pause", "Done", "Don't know"),
        "This is more than the job",
    ]


@languages
def test_controls_have_labels_of_their_own_in_every_language(language: Language) -> None:
    assert len({language.say(control.label).casefold() for control in CONTROLS}) == len(CONTROLS)


def test_codes_of_controls_begin_with_a_dot_and_differ() -> None:
    codes = {control.code for control in CONTROLS}

    assert len(codes) == len(CONTROLS)
    assert all(code.startswith(".") for code in codes)


@languages
@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.label)
def test_control_may_be_typed(control: phrases.Control, language: Language) -> None:
    label = language.say(control.label)

    for text in (label, label.upper(), f"  {label.lower()}. ", f"{label}!"):
        assert phrases.control_typed(text, CONTROLS, known(language=language)) == control.code


@pytest.mark.parametrize("text", ["", "skip it", "why not", "back to work", "?", "go back", "paused"])
def test_sentence_that_holds_the_word_of_a_control_is_none(text: str) -> None:
    assert phrases.control_typed(text, CONTROLS, known()) == ""


def test_control_that_does_not_stand_there_cannot_be_typed() -> None:
    assert phrases.control_typed("Done", (phrases.SKIP, phrases.WHY), known()) == ""


def test_words_of_the_person_are_values_and_never_part_of_our_text() -> None:
    theirs = ["**bold** {answer} `code`"]

    for phrase in (
        phrases.you_said(known(), theirs),
        phrases.so_far(known(), theirs),
        phrases.changed(known(), theirs),
    ):
        assert theirs[0] not in phrase.text
        assert theirs[0] in phrase.values.values()


def test_several_answers_stand_side_by_side() -> None:
    assert plain(phrases.you_said(known(), ["a", "b"])) == "You said: a · b"


def test_pause_names_the_command_that_goes_on() -> None:
    assert "/reflect" in plain(phrases.paused(known(), "reflect"))
