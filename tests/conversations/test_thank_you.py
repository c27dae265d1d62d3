"""Thank-you notes: whatever is known of an interview, the note has no gap, no placeholder, and no two are alike."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.known import Language
from conversations.letters.thank_you import ThankYou, one_each, written
from tests.conversations.chat import ENGLISH, LANGUAGES, anything

languages = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)

FULL = ThankYou(
    ("Ana",),
    "Mara",
    "Analyst",
    "Acme",
    "today",
    "Why leave now?",
    "I would give the number, and say what I changed.",
)
# Words that cannot be taken for ours.
short = st.sampled_from(["Kiwi", "Lumo", "Zoë", "Brandt", "42", "Österhus", "新人", "M'Bala", "Quux-Ltd"])
words = st.lists(short, min_size=1, max_size=8).map(" ".join)
maybe = st.just("") | words
notes = st.builds(
    ThankYou,
    recipients=st.lists(short, min_size=1, max_size=4, unique=True).map(tuple),
    sender=st.just("") | short,
    role=maybe,
    company=maybe,
    day=st.sampled_from(["", "today", "yesterday", "March 9"]),
    question=maybe,
    thought=maybe,
)


def test_note_says_thanks_one_point_and_goodwill() -> None:
    assert written(FULL, ENGLISH) == (
        "Dear Ana,\n\n"
        "thank you for your time today. I enjoyed talking about the work as Analyst at Acme, and would like to be part of it. "
        "One question has stayed with me: “Why leave now”. What I would add today: I would give the number, and say what I "
        "changed. If anything else would help you decide, I'll gladly send it.\n\n"
        "Kind regards,\nMara"
    )


def test_note_of_which_nothing_is_known_is_whole_all_the_same() -> None:
    assert written(ThankYou(("Ana", "Tom"), ""), ENGLISH) == (
        "Dear Ana and Tom,\n\n"
        "thank you for your time. I enjoyed our talk, and am keen on the role. "
        "If anything else would help you decide, I'll gladly send it.\n\n"
        "Kind regards"
    )


def test_question_without_a_better_answer_is_remembered() -> None:
    note = written(replace(FULL, thought=""), ENGLISH)

    assert "What we said about “Why leave now” has stayed with me." in note
    assert "What I would add" not in note


def test_thought_without_its_question_is_left_out() -> None:
    note = written(replace(FULL, question=""), ENGLISH)

    assert "I would give the number" not in note


def test_role_without_a_company_is_left_out() -> None:
    assert "Analyst" not in written(replace(FULL, company=""), ENGLISH)


@languages
@given(note=notes)
def test_no_subset_of_what_is_known_leaves_a_gap(language: Language, note: ThankYou) -> None:
    text = written(note, language)

    assert "  " not in text
    assert not re.search(r"[{}]|None|\s[,.]|\n\n\n|[,.]\.|“”|[ \t]$|^[ \t]", text, re.MULTILINE)
    assert not re.search(
        r"\b(at|as|of|about|con|de|en|como|sobre)[,.:]",
        text.split("\n\n")[1].lower().replace("part of it", ""),
    )


@languages
@given(note=notes)
def test_whatever_is_used_stands_in_the_note_as_it_was_written(language: Language, note: ThankYou) -> None:
    text = written(note, language)

    assert all(name in text for name in note.recipients)
    assert note.sender in text
    assert note.company in text
    assert note.question in text


@languages
@given(note=notes)
def test_note_of_short_words_stays_under_150_words(language: Language, note: ThankYou) -> None:
    assert len(written(note, language).split()) < 150


@pytest.mark.parametrize(
    "theirs", ["{name} {question}", "{", "}", "{}", "<b>bold</b> & so", "**stars** `x`", "%s {0}"]
)
@pytest.mark.parametrize("field", ["sender", "role", "company", "question", "thought"])
def test_signs_of_the_person_are_kept_as_they_were_typed(field: str, theirs: str) -> None:
    plain = written(replace(FULL, **{field: "PLAIN"}), ENGLISH)  # type: ignore[arg-type]  # each of these is text

    assert written(replace(FULL, **{field: theirs}), ENGLISH) == plain.replace("PLAIN", theirs)  # type: ignore[arg-type]  # likewise


@given(theirs=anything)
def test_any_name_is_kept_as_it_was_typed(theirs: str) -> None:
    assert written(replace(FULL, recipients=(theirs,)), ENGLISH).startswith(f"Dear {theirs},")


@given(note=notes, questions=st.lists(words, max_size=5, unique=True), data=st.data())
def test_no_two_notes_are_alike_while_there_are_questions(
    note: ThankYou, questions: list[str], data: st.DataObject
) -> None:
    thought_on = data.draw(st.none() | st.integers(0, len(questions) - 1)) if questions else None

    made = one_each(note, questions, thought_on)

    assert [one.recipients for one in made] == [(name,) for name in note.recipients]
    about = [one.question for one in made]
    assert len(set(about[: len(questions)])) == min(len(about), len(questions))
    assert all(question == "" for question in about[len(questions) :])
    bodies = [written(replace(one, recipients=("Ana",)), ENGLISH) for one in made[: len(questions) + 1]]
    assert len(set(bodies)) == len(bodies)


def test_better_answer_goes_to_the_first_with_its_question() -> None:
    note = replace(FULL, recipients=("Ana", "Tom", "Eve"))

    made = one_each(note, ["a", "b"], 1)

    assert [(one.question, one.thought) for one in made] == [("b", FULL.thought), ("a", ""), ("", "")]


def test_no_better_answer_goes_to_nobody() -> None:
    made = one_each(FULL, ["a"], None)

    assert [(one.question, one.thought) for one in made] == [("a", "")]
