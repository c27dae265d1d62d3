"""Every language says every sentence, and within the bounds that buttons, a menu and a phone set."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

from bot.commands import COMMANDS, DESCRIPTION, SHORT_DESCRIPTION
from bot.languages import languages
from conversations.answers import Answers, OneOf, SomeOf
from conversations.answers.plain import plain
from conversations.catalogue import FLOWS
from conversations.known import Application, Known, Language
from conversations.question import SHORT_LABEL, controls_of, extras_of
from conversations.script import Ask, Flow
from tools import translations

CATALOGUES = sorted(translations.LOCALES.glob("*/debrief.po"))
TODAY = date(2026, 3, 12)
# Bounds of the Bot API.
COMMAND_LIMIT, DESCRIPTION_LIMIT, SHORT_DESCRIPTION_LIMIT = 256, 512, 120

catalogues = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.name)
spoken = pytest.mark.parametrize("language", languages().values(), ids=lambda language: language.code)
flows = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)


@pytest.fixture(scope="module")
def sentences() -> Catalog:
    return translations.template()


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.name)


def forms(words: object) -> tuple[str, ...]:
    return tuple(map(str, words)) if isinstance(words, tuple | list) else (str(words or ""),)


@catalogues
def test_every_sentence_is_there_with_its_placeholders(path: Path, sentences: Catalog) -> None:
    renewed = translations.renewed(path, sentences)

    assert list(translations.faults(renewed)) == []


@catalogues
def test_catalogue_holds_the_sentences_of_the_code_and_no_others(path: Path, sentences: Catalog) -> None:
    assert path.read_bytes() == translations.written(translations.renewed(path, sentences))


@catalogues
def test_what_is_counted_has_every_plural_form(path: Path) -> None:
    catalogue = read(path)
    counted = [message for message in catalogue if len(forms(message.id)) > 1]

    assert counted
    for message in counted:
        assert len(forms(message.string)) == catalogue.num_plurals, message.id
        assert all(forms(message.string)), message.id


@catalogues
def test_nothing_is_said_louder_than_in_english(path: Path) -> None:
    for message in read(path):
        if message.id and "!" not in "".join(forms(message.id)):
            assert not set("!¡") & set("".join(forms(message.string))), message.id


@spoken
@flows
def test_no_two_buttons_of_a_question_read_alike(flow: Flow, language: Language) -> None:
    """Typed without capitals and accents each of them is still told apart, from the controls too."""
    about = Known(TODAY, TODAY, language, applications=(Application(3, "Acme", "Analyst"),))

    for ask in flow.asks:
        offered = [one.label for one in ask.kind.choices(Answers(), about)]
        controls = [language.say(one.label) for one in (*extras_of(ask), *controls_of(flow, ask))]
        labels = [plain(label) for label in (*offered, *controls)]
        assert all(labels), ask.name
        assert len(set(labels)) == len(labels), ask.name


@spoken
@flows
def test_what_stands_side_by_side_in_english_does_so_in_every_language(
    flow: Flow, language: Language
) -> None:
    for label in (label for ask in flow.asks for label in fixed_labels(ask)):
        if len(label) <= SHORT_LABEL:
            assert len(language.say(label)) <= SHORT_LABEL, language.say(label)


def fixed_labels(ask: Ask) -> Iterator[str]:
    if isinstance(ask.kind, OneOf | SomeOf):
        yield from (label for _code, label in ask.kind.labels)


@spoken
def test_what_telegram_shows_outside_the_chat_fits(language: Language) -> None:
    for command in COMMANDS:
        assert 0 < len(language.say(command.description)) <= COMMAND_LIMIT, command.name
    assert 0 < len(language.say(DESCRIPTION)) <= DESCRIPTION_LIMIT
    assert 0 < len(language.say(SHORT_DESCRIPTION)) <= SHORT_DESCRIPTION_LIMIT
