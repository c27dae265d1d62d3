"""People by name, role and contact, one or several in a message; asked where a word may be either."""

import pytest
from hypothesis import given as having
from hypothesis import settings

from conversations.answers import People
from tests.conversations.answers.given import (
    NOTHING,
    codes,
    holds_what_every_kind_promises,
    known,
    languages,
    read,
    refused,
    typed,
)

PEOPLE = People()


@languages
@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ana", ["Ana"]),
        ("Dr. Ana Ruiz", ["Dr. Ana Ruiz"]),
        ("Ana, team lead, ana@acme.example", ["Ana · team lead · ana@acme.example"]),
        ("Ana, ana@acme.example, team lead", ["Ana · team lead · ana@acme.example"]),
        ("Ana, ana@acme.example", ["Ana · · ana@acme.example"]),
        ("Ana <ana@acme.example>", ["Ana · · ana@acme.example"]),
        ("Ana, +49 170 1234567", ["Ana · · +49 170 1234567"]),
        ("Ana, @ana_ruiz", ["Ana · · @ana_ruiz"]),
        ("Ana, linkedin.com/in/ana", ["Ana · · linkedin.com/in/ana"]),
        ("Tom (CTO)", ["Tom · CTO"]),
        ("Tom (CTO, tom@acme.example)", ["Tom · CTO · tom@acme.example"]),
        ("Tom: recruiter", ["Tom · recruiter"]),
        ("Tom - CTO", ["Tom · CTO"]),
        ("Tom, Team Lead", ["Tom · Team Lead"]),
        ("Ana, jefa de equipo", ["Ana · jefa de equipo"]),
        ("Ana (Tom)", ["Ana · Tom"]),
        ("Ana, head of sales and marketing", ["Ana · head of sales and marketing"]),
        ("Ana (sales and Operations)", ["Ana · sales and Operations"]),
        ("Ana and Tom", ["Ana", "Tom"]),
        ("ana and tom", ["ana", "tom"]),
        ("Ana & Tom; Eve", ["Ana", "Tom", "Eve"]),
        ("Ana, Tom and Eve", ["Ana", "Tom", "Eve"]),
        ("Ana, Tom, Eve", ["Ana", "Tom", "Eve"]),
        ("Ana, team lead and Tom, CTO", ["Ana · team lead", "Tom · CTO"]),
        ("- Ana, HR\n2. Tom\n\n• Eve", ["Ana · HR", "Tom", "Eve"]),
        ("Ana · team lead", ["Ana · team lead"]),
        ("Ana · · ana@acme.example", ["Ana · · ana@acme.example"]),
    ],
)
def test_people_are_read_with_what_is_said_of_them(code: str, text: str, people: list[str]) -> None:
    assert list(PEOPLE.read_all(text, NOTHING, known(code))) == people


@pytest.mark.parametrize(("text", "people"), [("Ana y Tom", ["Ana", "Tom"]), ("Ana e Inés", ["Ana", "Inés"])])
def test_people_are_joined_in_spanish(text: str, people: list[str]) -> None:
    assert list(PEOPLE.read_all(text, NOTHING, known("es"))) == people


def test_name_that_may_be_a_role_is_asked() -> None:
    assert "Two: Ana and Tom. One: Ana (Tom)." in str(refused(PEOPLE, "Ana, Tom"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\u3164",
        ",",
        "ana@acme.example",
        "(CTO)",
        "·",
        "· CTO",
        "Ana · b · c · d",
        "A" * 81,
        "Ana, " + "b" * 99,
    ],
)
def test_what_names_nobody_is_refused_with_an_example(text: str) -> None:
    assert "for example: Ana, team lead" in str(refused(PEOPLE, text))


def test_what_is_kept_as_one_person_stays_one_in_every_language() -> None:
    assert read(PEOPLE, "Ana · HR") == "Ana · HR"
    assert read(PEOPLE, "Ana y Tom", known("es")) == "Ana y Tom"


def test_person_is_shown_with_commas() -> None:
    shown = [PEOPLE.show(one, NOTHING, known()) for one in ("Ana", "Ana · HR", "Ana · · ana@acme.example")]

    assert shown == ["Ana", "Ana, HR", "Ana, ana@acme.example"]


@having(text=typed, code=codes)
@settings(deadline=None)
def test_any_text_is_kept_in_one_form_or_refused(text: str, code: str) -> None:
    holds_what_every_kind_promises(PEOPLE, text, known(code))
