"""Letters: whatever is known or not, and whatever was typed, each can be sent as it stands."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conversations import letters
from conversations.answers import Answers
from conversations.known import Application, Known, Language, Manner
from conversations.letters import KINDS, TONES, Material
from conversations.letters.template import HOLE
from conversations.session import Answer
from tests.conversations.chat import ENGLISH, LANGUAGES, anything

TODAY = date(2026, 3, 20)
FULL = Material(
    recipients=("Ana",),
    sender="Mara",
    role="Analyst",
    company="Acme",
    day=date(2026, 3, 12),
    today=TODAY,
    promised=date(2026, 3, 19),
    questions=("why leave now?", "sql, joins"),
    thought="I would give the number, and say what I changed.",
    enjoyed="the reporting project",
    others=("Tom",),
)
SPOKEN = {"follow_up_first", "follow_up_second", "feedback_request", "thanks_after_no"}
NASTY = [
    "{names}", "{", "}", "{}", "{question} {day}", "```", "`x`", "**stars**", "<b>& so", "%s {0}", "\\n", "a\nb\r\n\tc", "  gap   gap ",
    "שלום, עולם", "مرحبا", "\u202eturned", "👩‍👩‍👧 🙂", "…", ".", "None", "", " ", "Acme Inc.", "why?", "no!", "“quoted”", "x" * 500,
    "word " * 100, "\u3164", "\x00\x07",
]  # fmt: skip

languages = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
kinds = pytest.mark.parametrize("kind", KINDS)
tones = pytest.mark.parametrize("tone", TONES)
any_kind, any_tone = st.sampled_from(list(KINDS)), st.sampled_from(list(TONES))
nasty = st.sampled_from(NASTY) | anything
short = st.sampled_from(["Kiwi", "Lumo", "Zoë", "Brandt", "42", "Österhus", "新人", "M'Bala", "Quux-Ltd"])
phrases = st.lists(short, min_size=1, max_size=8).map(" ".join)
days = st.none() | st.dates(TODAY - timedelta(400), TODAY + timedelta(60))


def materials(words: st.SearchStrategy[str]) -> st.SearchStrategy[Material]:
    """Any subset of what may be known, in these words."""
    maybe = st.just("") | words
    some = st.lists(words, max_size=3, unique=True).map(tuple)
    return st.builds(
        Material, some, maybe, maybe, maybe, days, st.just(TODAY), days, some, maybe, maybe, some
    )


def known(application: str = "Acme · Analyst", **before: tuple[Answer, ...]) -> Known:
    return Known(
        TODAY,
        TODAY,
        ENGLISH,
        "Mara",
        (Application(3, "Acme", "Analyst", promised_on=date(2026, 3, 19)),),
        {**before, "silence": (Answer("application", value=application),)},
    )


# What stands in a letter.


@languages
@given(kind=any_kind, tone=any_tone, material=materials(phrases))
@example(kind="thank_you", tone="plain", material=Material())
@settings(max_examples=300)
def test_no_subset_of_what_is_known_leaves_a_gap(
    kind: str, tone: str, language: Language, material: Material
) -> None:
    text = letters.written(kind, material, tone, language)

    assert "  " not in text
    assert not re.search(
        r"[{}]|None|\s[,.:;?!]|\n\n\n|[,.:][,.]|“”|[ \t]$|^[ \t]|^$(?!\n)", text, re.MULTILINE
    )
    assert not re.search(r"\b(at|as|of|about|by|and|con|de|en|como|sobre|para|y|el)[,.:?]", text)
    assert all(block[0].isupper() or block[0] == "¿" for block in text.split("\n\n")[1:])
    assert all(block.endswith((".", "?")) for block in text.split("\n\n")[1:-1])
    assert len(text.split()) < 150


@languages
@given(kind=any_kind, material=materials(phrases))
@settings(max_examples=150)
def test_what_is_said_on_the_phone_has_no_gap_either(
    kind: str, language: Language, material: Material
) -> None:
    text = letters.spoken(kind, material, language)

    assert bool(text) == (kind in SPOKEN)
    assert not re.search(r"[{}]|None|\s[,.:;?!]|  |[,.:][,.]|^\s|\s$", text)


@languages
@given(kind=any_kind, tone=any_tone, material=materials(nasty))
@settings(max_examples=300)
def test_whatever_was_typed_is_one_line_and_never_read_for_placeholders(
    kind: str, tone: str, language: Language, material: Material
) -> None:
    text = letters.written(kind, material, tone, language)

    assert len(text.split("\n\n")) == len(letters.written(kind, FULL, tone, language).split("\n\n"))
    assert "  " not in text
    assert "\r" not in text
    assert "\u202e" not in text
    assert max(map(len, text.split("\n"))) < 900
    ours = [hole for value in material.values(language).values() for hole in HOLE.findall(value)]
    assert len(HOLE.findall(text)) <= len(ours) * 3


@kinds
@languages
@pytest.mark.parametrize("field", ["sender", "role", "company", "enjoyed", "thought"])
def test_signs_of_the_person_are_kept_as_they_were_typed(field: str, kind: str, language: Language) -> None:
    for theirs in (
        "{names} {question}",
        "{}",
        "a } {",
        "<b>bold</b> & so",
        "**stars** `x`",
        "%s {0}",
        "a مرحبا",
        "a 🙂",
    ):
        plain = letters.written(kind, replace(FULL, **{field: "PLAIN"}), "plain", language)  # type: ignore[arg-type]  # each of these is text

        text = letters.written(kind, replace(FULL, **{field: theirs}), "plain", language)  # type: ignore[arg-type]  # likewise

        said = theirs if field in {"sender", "role", "company"} or any(map(str.isalnum, theirs)) else None
        assert said is None or text == plain.replace("PLAIN", theirs)


@languages
@tones
def test_second_letter_is_shorter_than_the_first(tone: str, language: Language) -> None:
    for material in (FULL, replace(FULL, promised=None), Material(today=TODAY)):
        first, second = (
            letters.written(kind, material, tone, language)
            for kind in ("follow_up_first", "follow_up_second")
        )

        assert len(second.split()) < len(first.split())


@kinds
@languages
def test_every_tone_has_its_own_words(kind: str, language: Language) -> None:
    assert len({letters.written(kind, FULL, tone, language) for tone in TONES}) == len(TONES)


@tones
@languages
def test_feedback_is_asked_for_in_one_question_and_thanks_in_none(tone: str, language: Language) -> None:
    asking = letters.written("feedback_request", FULL, tone, language)

    assert asking.count("?") == 1
    assert "?" not in letters.written("thanks_after_no", FULL, tone, language)


def test_feedback_is_asked_for_in_the_words_it_was_designed_in() -> None:
    assert letters.written("feedback_request", FULL, "plain", ENGLISH) == (
        "Dear Ana,\n\n"
        "Thank you for letting me know, and for the time you and Tom gave me. I enjoyed talking about the reporting project.\n\n"
        "If you may say: what one thing would you work on in my place? If you can't, I understand. "
        "Should another role fit, I'd be glad to hear from you.\n\n"
        "Kind regards,\nMara"
    )


def test_full_stop_that_is_there_is_not_doubled() -> None:
    text = letters.written("thank_you", replace(FULL, role="", company="Acme Inc."), "plain", ENGLISH)

    assert "part of Acme Inc.\n" in text


def test_day_promised_that_is_still_ahead_is_not_held_against_them() -> None:
    text = letters.written("follow_up_first", replace(FULL, promised=TODAY), "plain", ENGLISH)

    assert "You mentioned" not in text


def test_words_too_long_for_a_letter_are_left_out_of_it() -> None:
    text = letters.written("thank_you", replace(FULL, thought="word " * 60, role="x" * 81), "plain", ENGLISH)

    assert "word" not in text
    assert "x" * 10 not in text
    assert "What we said about “why leave now?” has stayed with me." in text


def test_greeting_and_sign_off_once_corrected_stand_in_every_tone() -> None:
    manner = Manner("Hi {names}!", "Best,\nM.")

    texts = [letters.written("thank_you", FULL, tone, ENGLISH, manner) for tone in TONES]

    assert all(text.startswith("Hi Ana!\n\nThank") and text.endswith("\n\nBest,\nM.") for text in texts)


def test_greeting_with_a_name_in_it_is_not_used_for_nobody() -> None:
    nobody = replace(FULL, recipients=(), others=())

    assert letters.written("thank_you", nobody, "plain", ENGLISH, Manner("Hi {names}!")).startswith(
        "Dear Acme team,"
    )
    assert letters.written("thank_you", nobody, "plain", ENGLISH, Manner("Good day,")).startswith("Good day,")


# One for each.


@given(material=materials(phrases))
def test_everybody_gets_their_own_thank_you_while_there_are_questions(material: Material) -> None:
    made = letters.each("thank_you", material)

    assert [one.recipients for one in made] == [*((name,) for name in material.recipients)] or made == (
        material,
    )
    asked = [one.question for one in made if one.question]
    assert len(asked) == len(set(asked))
    assert [one.thought for one in made[1:]] == [""] * (len(made) - 1)


def test_other_letters_go_to_all_at_once() -> None:
    material = replace(FULL, recipients=("Ana", "Tom"))

    assert letters.each("follow_up_first", material) == (material,)


# What it is made of.

LOOKED_BACK = (
    Answer("application", value="Acme · Analyst"),
    Answer("day", value="2026-03-12"),
    Answer("asked", 0, value="why leave now"),
    Answer("asked", 1, value="sql, joins"),
    Answer("again", value="2"),
    Answer("better", value="say which join, and why"),
    Answer("met", value="Ana, Tom"),
)


def test_material_is_gathered_from_the_answers_and_those_before() -> None:
    material = letters.material_of("follow_up_first", Answers(), known(reflection=LOOKED_BACK))

    assert material == Material(
        recipients=("Ana", "Tom"),
        sender="Mara",
        role="Analyst",
        company="Acme",
        day=date(2026, 3, 12),
        today=TODAY,
        promised=date(2026, 3, 19),
        questions=("sql, joins", "why leave now"),
        thought="say which join, and why",
    )


def test_nothing_answered_is_nothing_known() -> None:
    material = letters.material_of("thank_you", Answers(), Known(TODAY, TODAY))

    assert material == Material(today=TODAY)


def test_company_that_is_no_application_yet_is_read_from_its_name() -> None:
    material = letters.material_of("thank_you", Answers(), known("Lindt · Planner"))

    assert (material.company, material.role) == ("Lindt", "Planner")


def test_people_of_a_closer_look_are_called_by_their_names_once() -> None:
    closer = (Answer("met", 0, value="Ana · team lead · ana@acme.example"), Answer("met", 1, value="Eve"))

    material = letters.material_of("thank_you", Answers(closer), known(reflection=LOOKED_BACK))

    assert material.recipients == ("Ana", "Eve", "Tom")


def test_role_of_somebody_met_is_no_name() -> None:
    closer = (Answer("met", 0, value="Eve · sales, west"),)

    assert letters.material_of("thank_you", Answers(closer), known()).recipients == ("Eve",)


@pytest.mark.parametrize(
    ("source", "to", "others"),
    [
        ("Ana", ("Ana",), ("Tom",)),
        ("Rita", ("Rita",), ("Ana", "Tom")),
        ("recruiter", (), ("Ana", "Tom")),
        ("other", (), ("Ana", "Tom")),
        ("mail", ("Ana", "Tom"), ()),
    ],
)
@pytest.mark.parametrize("kind", ["feedback_request", "thanks_after_no"])
def test_letter_after_a_no_goes_to_whoever_told_them(
    kind: str, source: str, to: tuple[str, ...], others: tuple[str, ...]
) -> None:
    answers = Answers((Answer("source", value=source),))

    material = letters.material_of(kind, answers, known(reflection=LOOKED_BACK))

    assert (material.recipients, material.others) == (to, others)


def test_thanks_reach_those_who_are_not_written_to() -> None:
    text = letters.written(
        "feedback_request", replace(FULL, recipients=(), others=("Ana", "Tom")), "plain", ENGLISH
    )

    assert text.startswith(
        "Hello,\n\nThank you for letting me know. Please pass my thanks on to Ana and Tom."
    )


@pytest.mark.parametrize(
    ("value", "raw", "thought"),
    [
        ("voice message", "", ""),
        ("voice message: say why", "say why", "say why"),
        ("say why", "say why", "say why"),
        ("say why: briefly", "say why: briefly", "say why: briefly"),
    ],
)
def test_what_was_told_without_words_stays_out_of_letters(value: str, raw: str, thought: str) -> None:
    told = Answer("better", value=value, raw=raw, message=5)
    answers = Answers((*LOOKED_BACK[:5], told))

    assert letters.material_of("thank_you", answers, known()).thought == thought


def test_question_that_was_skipped_is_none() -> None:
    answers = Answers(
        (Answer("asked", state="skipped"), Answer("again", value="1"), Answer("better", value="x"))
    )

    material = letters.material_of("thank_you", answers, known())

    assert (material.questions, material.thought) == ((), "")
