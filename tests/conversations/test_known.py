"""What is known beside a conversation: languages say, count, join and name days; applications have a label."""

from datetime import date
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.known import Application, Known, Language, company_and_role
from tests.conversations.chat import ENGLISH, LANGUAGES, anything

TODAY = date(2026, 3, 12)

languages = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)


class Shouting(NullTranslations):
    """A catalogue that says it louder, and whose header is what gettext keeps under the empty sentence."""

    def gettext(self, message: str) -> str:
        return message.upper() if message else "Project-Id-Version: debrief"


def test_english_is_said_as_it_is_written() -> None:
    assert ENGLISH.say("Who was it with?") == "Who was it with?"


def test_sentence_is_said_in_the_words_of_the_catalogue() -> None:
    assert Language("en", Shouting()).say("Good") == "GOOD"


def test_nothing_is_said_as_nothing_and_not_as_the_header_of_the_catalogue() -> None:
    assert Language("en", Shouting()).say("") == ""


@pytest.mark.parametrize(("number", "said"), [(0, "many"), (1, "one"), (2, "many")])
def test_english_counts_one_and_many(number: int, said: str) -> None:
    assert ENGLISH.count("one", "many", number) == said


@languages
def test_language_joins_names_and_loses_none(language: Language) -> None:
    joined = language.join(["Ana", "Tom", "Eve"])

    assert all(name in joined for name in ["Ana", "Tom", "Eve"])
    assert language.join(["Ana"]) == "Ana"


def test_english_joins_with_and() -> None:
    assert ENGLISH.join(["Ana", "Tom"]) == "Ana and Tom"


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 3, 12), "today"),
        (date(2026, 3, 11), "yesterday"),
        (date(2026, 3, 10), "March 10"),
        (date(2026, 3, 13), "tomorrow"),
        (date(2026, 3, 14), "March 14"),
        (date(2025, 3, 10), "March 10, 2025"),
        (date(2027, 1, 1), "January 1, 2027"),
    ],
)
def test_english_names_a_day_by_its_distance(day: date, written: str) -> None:
    assert ENGLISH.day(day, TODAY).replace("\u202f", " ") == written


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 3, 12), "today"),
        (date(2026, 3, 11), "yesterday"),
        (date(2026, 3, 13), "tomorrow"),
        (date(2026, 3, 10), "on March 10"),
        (date(2025, 3, 10), "on March 10, 2025"),
    ],
)
def test_day_stands_in_a_sentence(day: date, written: str) -> None:
    assert ENGLISH.on_day(day, TODAY) == written


def test_english_writes_a_day_in_full_with_its_weekday() -> None:
    assert ENGLISH.long_day(date(2026, 3, 20)) == "Friday, March 20"


@pytest.mark.parametrize(
    ("names", "joined"),
    [
        (["Ana", "Tom"], "Ana y Tom"),
        (["Ana", "Inés"], "Ana e Inés"),
        (["Ana", "Tom", "Hilario"], "Ana, Tom e Hilario"),
        (["Ana", "Hielo"], "Ana y Hielo"),
        (["Inés"], "Inés"),
    ],
)
def test_spanish_joins_with_e_before_the_sound_of_an_i(names: list[str], joined: str) -> None:
    assert Language("es").join(names) == joined


def test_language_is_the_same_whatever_its_catalogue() -> None:
    assert Language("en", Shouting()) == ENGLISH


def test_application_without_a_role_is_called_by_its_company() -> None:
    assert Application(1, "Acme").label == "Acme"
    assert Application(1, "Acme", "Analyst").label == "Acme · Analyst"


@given(company=anything.filter(lambda text: "·" not in text), role=anything)
def test_label_of_an_application_is_read_back(company: str, role: str) -> None:
    assert company_and_role(Application(1, company, role).label) == (company, role)


@given(st.dates())
def test_only_the_day_must_be_known(day: date) -> None:
    nobody = Known(day, day)

    assert (nobody.language, nobody.name, nobody.applications) == (ENGLISH, "", ())
