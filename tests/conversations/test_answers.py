"""Every kind of answer: how it is read, its canonical text, what can be tapped, and how it refuses."""

from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conversations.answers import (
    Answers,
    Choice,
    Day,
    Kind,
    Line,
    Names,
    NotGiven,
    OneGiven,
    Pouring,
    Several,
    SomeGiven,
    Unkept,
    Unreadable,
    Where,
    Words,
    choice,
    clean,
    one_line,
    shortened,
    some,
)
from conversations.answers.offering import OneNamed, OneOffered
from conversations.answers.reading import pick
from conversations.known import Application, Known, Language
from conversations.session import Answer
from tests.conversations.chat import ACME, LANGUAGES, LINDT, TODAY, anything, known

NOTHING = Answers()
FEELING = choice(good="Good", mixed="Mixed", rough="Rough", unsure="Can't tell yet")
ASKED = Answers((Answer("asked", 0, value="why leave now"), Answer("asked", 1, value="sql, joins")))


def asked(answers: Answers, known: Known) -> tuple[str, ...]:
    """What they asked."""
    return answers.items("asked")


WHICH = OneGiven(asked, none="None of them")
FAULTS = some(long="Too long", lost="Lost the thread", gap="Didn't know it")
DEEP = SomeGiven(asked)
SOMEBODY = OneNamed(asked, (("mail", "An automatic mail"), ("other", "Someone else")))


def good_or_rough(answers: Answers, known: Known) -> tuple[str, ...]:
    """Two of the four."""
    return ("good", "rough")


CLEAR = OneOffered(FEELING.labels, good_or_rough)
KINDS: tuple[Kind, ...] = (
    FEELING,
    WHICH,
    FAULTS,
    DEEP,
    SOMEBODY,
    CLEAR,
    Day(),
    Line(),
    Names(),
    Pouring(),
    Several(),
    Unkept(),
    Where(),
    Words(),
)

languages = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
kinds = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)

days = st.integers(-4, 400).map(lambda back: TODAY - timedelta(days=back))
# Words on the border of what each kind reads, and whatever else a person may send.
typed = (
    anything
    | days.map(str)
    | st.lists(
        st.sampled_from(
            ["Ana", "and", "und", "y", ",", "&", "\n", ".", "-", "·", " ", "1", "12", "2026", "March"]
        )
        | anything,
        max_size=6,
    ).map(" ".join)
)


def read(kind: Kind, text: str, about: Known | None = None, answers: Answers = ASKED) -> str:
    return kind.read(text, answers, about or known())


def labels(kind: Kind, about: Known | None = None, answers: Answers = ASKED) -> list[str]:
    return [one.label for one in kind.choices(answers, about or known())]


def reads_again(kind: Kind, text: str, about: Known) -> None:
    """What is kept is read as itself."""
    try:
        kept = read(kind, text, about)
    except Unreadable:
        return
    assert read(kind, kept, about) == kept
    assert kind.show(kept, ASKED, about)


# What holds for every kind, in every language.


@languages
@kinds
@given(text=typed)
@settings(deadline=None, max_examples=50)
def test_canonical_text_read_again_gives_the_same(kind: Kind, language: Language, text: str) -> None:
    reads_again(kind, text, known(language=language))


@pytest.mark.parametrize("text", ["Ana,and Tom", "Ana and and Tom"])
def test_names_after_a_stray_and_read_again_the_same(text: str) -> None:
    reads_again(Names(), text, known())


@pytest.mark.parametrize("text", ["Acme,", "1,", "a3,"])
def test_company_that_begins_like_a_button_reads_again_the_same(text: str) -> None:
    reads_again(Where(), text, known(ACME))


@languages
@kinds
def test_every_button_is_read_by_its_code_its_label_and_its_value(kind: Kind, language: Language) -> None:
    about = known(ACME, LINDT, language=language)

    offered = [one for one in kind.choices(ASKED, about) if one.value]

    for one in offered:
        assert read(kind, one.code, about) == one.value
        assert read(kind, one.label, about) == one.value
        assert read(kind, one.value, about) == one.value


@languages
@kinds
def test_button_says_what_is_shown_once_it_is_kept(kind: Kind, language: Language) -> None:
    about = known(ACME, LINDT, language=language)

    # A day close by is offered by its weekday.
    offered = [] if isinstance(kind, Day) else [one for one in kind.choices(ASKED, about) if one.value]

    assert [kind.show(one.value, ASKED, about) for one in offered] == [one.label for one in offered]


BLANK = [" \n ", "\u200b", "\u2063\ufeff", "ㅤ"]


def refuses_without_a_quotation(kind: Kind, language: Language, text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(kind, text, known(language=language))

    assert str(refused.value).startswith(language.say("That came without words I can read."))


@languages
@kinds
def test_refuses_an_empty_message_and_says_what_would_do(kind: Kind, language: Language) -> None:
    refuses_without_a_quotation(kind, language, "")


@languages
@pytest.mark.parametrize(
    "kind", [Day(), Line(), Names(), Several(), Where(), Words()], ids=lambda kind: type(kind).__name__
)
@pytest.mark.parametrize("text", BLANK, ids=ascii)
def test_refuses_what_shows_nothing(kind: Kind, language: Language, text: str) -> None:
    refuses_without_a_quotation(kind, language, text)


@languages
@pytest.mark.parametrize("kind", [FEELING, WHICH, FAULTS, DEEP], ids=lambda kind: type(kind).__name__)
@pytest.mark.parametrize("text", BLANK, ids=ascii)
def test_choice_refuses_what_shows_nothing(kind: Kind, language: Language, text: str) -> None:
    refuses_without_a_quotation(kind, language, text)


@pytest.mark.parametrize(
    ("kind", "text", "example_given"),
    [
        (FEELING, "purple", "Tap one of these"),
        (WHICH, "purple", "type its number"),
        (Day(), "some day", "12 March"),
        (Names(), "x" * 81, "Ana and Tom"),
        (Where(), "x" * 81, "Acme, Analyst"),
        (Where(), "Acme, " + "x" * 81, "Acme, Analyst"),
    ],
)
def test_refusal_quotes_what_came_and_gives_an_example(kind: Kind, text: str, example_given: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(kind, text)

    assert shortened(text) in str(refused.value)
    assert example_given in str(refused.value)


def test_refusal_keeps_a_long_message_short_and_on_one_line() -> None:
    with pytest.raises(Unreadable) as refused:
        read(FEELING, "line\n" * 200)

    assert len(str(refused.value)) < 150
    assert "\n" not in str(refused.value)


def test_kind_without_buttons_offers_none() -> None:
    assert labels(Line()) == []
    assert labels(Words()) == []
    assert labels(Several()) == []
    assert labels(Names()) == []


def test_only_stories_are_told_by_a_file_and_only_several_go_on_until_done() -> None:
    assert [type(kind) for kind in KINDS if kind.takes_files] == [Line, Pouring, Several, Unkept, Words]
    assert [type(kind) for kind in KINDS if kind.several] == [Pouring, Several, Unkept, Words]
    assert [kind for kind in KINDS if kind.toggles] == [FAULTS, DEEP]
    assert [kind for kind in KINDS if kind.until_done and not kind.several] == [FAULTS, DEEP]
    assert [kind for kind in KINDS if kind.silent] == [Pouring(), Unkept()]
    assert [kind for kind in KINDS if kind.unkept] == [Unkept()]


# What is not kept.


@given(text=anything)
def test_of_what_is_not_kept_nothing_but_a_mark_is_read(text: str) -> None:
    assert Unkept().read_all(text, NOTHING, known()) == ("…",)


# Some of several labels, a name or a label.


def test_choice_that_is_not_offered_now_cannot_be_tapped_or_typed() -> None:
    assert labels(CLEAR) == ["Good", "Rough"]
    assert not CLEAR.offers("mixed", NOTHING, known())
    with pytest.raises(Unreadable):
        read(CLEAR, "mixed")


def test_choice_that_is_not_offered_any_more_is_still_shown() -> None:
    assert CLEAR.show("mixed", NOTHING, known()) == "Mixed"


@pytest.mark.parametrize(
    ("text", "value"),
    [("n1", "why leave now"), ("2", "sql, joins"), ("an auto", "mail"), ("Jo", "Jo"), (" Jo\n Li ", "Jo Li")],
)
def test_name_is_tapped_or_typed(text: str, value: str) -> None:
    assert read(SOMEBODY, text) == value


@pytest.mark.parametrize("text", ["", "\u200b", "x" * 81])
def test_what_is_no_name_is_asked_for_again(text: str) -> None:
    with pytest.raises(Unreadable, match="A name will do"):
        read(SOMEBODY, text)


def test_no_more_names_are_offered_than_fit_one_look() -> None:
    four = Answers(tuple(Answer("asked", place, value=name) for place, name in enumerate("ABCD")))

    assert labels(SOMEBODY, answers=four) == ["A", "B", "C", "An automatic mail", "Someone else"]


def test_name_is_shown_as_it_is_and_a_code_by_its_label() -> None:
    assert SOMEBODY.show("other", NOTHING, known()) == "Someone else"
    assert SOMEBODY.show("Jo Li", NOTHING, known()) == "Jo Li"


# A choice.


@pytest.mark.parametrize("text", ["good", "Good", "GOOD.", " good! ", "g", "go", "1", "Go", "１"], ids=repr)
def test_choice_is_typed_by_label_number_or_first_letters(text: str) -> None:
    assert read(FEELING, text) == "good"


@pytest.mark.parametrize("text", ["0", "5", "-1", "1.5", "١", "goood", ".", "!", "10000000000000000000000"])
def test_choice_does_not_guess(text: str) -> None:
    with pytest.raises(Unreadable):
        read(FEELING, text)


def test_first_letters_of_two_choices_are_none() -> None:
    either = choice(today="Today", tonight="Tonight")

    with pytest.raises(Unreadable):
        read(either, "to")
    assert read(either, "tod") == "today"


def test_choice_typed_in_full_wins_over_a_longer_one() -> None:
    assert read(choice(longer="In a week", short="In"), "in") == "short"


def test_canonical_text_wins_over_a_label_that_says_the_same() -> None:
    crossed = choice(no="yes", yes="no")

    assert read(crossed, "no") == "no"
    assert read(crossed, "yes") == "yes"


def test_number_is_read_whole() -> None:
    with pytest.raises(Unreadable):
        read(FEELING, "00012")


def test_choice_is_shown_by_its_label() -> None:
    assert FEELING.show("unsure", NOTHING, known()) == "Can't tell yet"


def test_choice_that_is_gone_cannot_be_shown() -> None:
    with pytest.raises(LookupError):
        FEELING.show("purple", NOTHING, known())


@given(text=anything, values=st.lists(anything, max_size=4))
def test_picks_nothing_or_one_of_what_is_offered(text: str, values: list[str]) -> None:
    offered = [Choice(str(at), value, value) for at, value in enumerate(values)]

    assert pick(text, offered) in {None, *offered}


# One of what was given before.


def test_items_given_before_can_be_tapped_and_none_of_them() -> None:
    assert labels(WHICH) == ["why leave now", "sql, joins", "None of them"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [("2", "2"), ("sql", "2"), ("SQL, joins", "2"), ("none", "none"), ("3", "none"), ("None of", "none")],
)
def test_item_is_typed_by_number_or_first_letters(text: str, kept: str) -> None:
    assert read(WHICH, text) == kept


def test_item_is_shown_in_full_while_its_button_is_short() -> None:
    long = Answers((Answer("asked", value="why\n" + "very " * 30),))

    assert labels(WHICH, answers=long)[0] == "why very very very very very very very…"
    assert WHICH.show("1", long, known()) == "why\n" + "very " * 30
    assert WHICH.show("none", long, known()) == "None of them"


def test_items_that_were_skipped_leave_none_of_them() -> None:
    assert labels(WHICH, answers=Answers((Answer("asked", state="skipped"),))) == ["None of them"]


@given(items=st.lists(anything.filter(clean), min_size=1, max_size=4), text=anything)
@example(items=["2", "1"], text="2")
@example(items=["none", "2"], text="none")
def test_number_of_an_item_is_read_again_the_same_whatever_the_items_say(items: list[str], text: str) -> None:
    given_before = Answers(tuple(Answer("asked", place, value=item) for place, item in enumerate(items)))

    try:
        kept = read(WHICH, text, answers=given_before)
    except Unreadable:
        return

    assert read(WHICH, kept, answers=given_before) == kept


# Words, several of them, and names.


def test_words_are_kept_as_they_are_but_for_the_space_around() -> None:
    assert read(Line(), "  two\n\nlines, <b>bold</b> & *stars* ") == "two\n\nlines, <b>bold</b> & *stars*"


def test_words_are_kept_in_one_normal_form() -> None:
    assert read(Line(), "Zoe\u0308") == "Zo\u00eb"


@pytest.mark.parametrize("text", ["🙂", "?", "0", "مقابلة", "면접", "👩‍💻"])
def test_any_sign_that_shows_is_words(text: str) -> None:
    assert read(Line(), text) == text


def test_lines_of_one_message_are_items_without_their_bullets() -> None:
    text = "- one\n• two\n3. three\n4) four\n\n  – five  \n* six\nseven - eight\n9.5 years"

    assert Several().read_all(text, NOTHING, known()) == (
        "one", "two", "three", "four", "five", "six", "seven - eight", "9.5 years",
    )  # fmt: skip


def items_of(text: str) -> tuple[str, ...]:
    try:
        return Several().read_all(text, NOTHING, known())
    except Unreadable:
        return ()


@given(text=anything)
def test_every_item_is_read_again_the_same(text: str) -> None:
    for item in items_of(text):
        assert read(Several(), item) == item


@pytest.mark.parametrize(
    "text",
    [
        "Ana and Tom",
        "Ana, Tom",
        "Ana & Tom",
        "Ana; Tom.",
        "Ana\nTom",
        "Ana/Tom",
        "Ana + Tom",
        "Ana, and Tom",
        " Ana AND  Tom ",
    ],
)
def test_names_are_parted_however_people_write_them(text: str) -> None:
    assert read(Names(), text) == "Ana, Tom"


def test_and_inside_a_name_parts_nothing() -> None:
    assert read(Names(), "Andy, Alexander and Sandra") == "Andy, Alexander, Sandra"


@pytest.mark.parametrize(("code", "text"), [("de", "Ana und Tom"), ("es", "Ana y Tom"), ("fr", "Ana et Tom")])
def test_names_are_parted_by_the_and_of_the_language(code: str, text: str) -> None:
    assert read(Names(), text, known(language=Language(code))) == "Ana, Tom"


# A company and a role.


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Acme", "Acme"),
        ("Acme, Analyst", "Acme · Analyst"),
        ("Acme · Analyst", "Acme · Analyst"),
        ("Acme - Analyst", "Acme · Analyst"),
        ("Acme – Analyst", "Acme · Analyst"),
        ("Acme / Analyst", "Acme · Analyst"),
        ("Acme\nAnalyst", "Acme · Analyst"),
        ("Acme; Analyst, Data", "Acme · Analyst, Data"),
        ("Acme, Analyst · Data", "Acme · Analyst - Data"),
        ("Coca-Cola", "Coca-Cola"),
        ("Acme,", "Acme"),
    ],
)
def test_company_and_role_are_read_however_people_write_them(text: str, kept: str) -> None:
    assert read(Where(), text) == kept


def test_nobody_is_offered_to_whom_nobody_is_known() -> None:
    assert labels(Where()) == []


def test_five_latest_applications_are_offered_and_someone_new() -> None:
    many = [Application(number, f"Company {number}") for number in range(9, 0, -1)]

    offered = Where().choices(NOTHING, known(*many))

    assert [one.code for one in offered] == ["a9", "a8", "a7", "a6", "a5", "new"]
    assert offered[-1].label == "Someone new"


def test_application_is_typed_by_its_first_letters() -> None:
    assert read(Where(), "lin", known(ACME, LINDT)) == "Lindt · Planner"


@pytest.mark.parametrize("text", ["new", "Someone new", "3"])
def test_someone_new_asks_for_the_name(text: str) -> None:
    with pytest.raises(Unreadable, match="Then type the company"):
        read(Where(), text, known(ACME, LINDT))


@pytest.mark.parametrize("text", [", Analyst", "\u200b, Analyst", "·"], ids=ascii)
def test_role_alone_is_no_company(text: str) -> None:
    with pytest.raises(Unreadable):
        read(Where(), text)


@given(text=typed)
@settings(deadline=None)
def test_new_company_reads_the_same_once_it_stands_among_the_applications(text: str) -> None:
    try:
        kept = read(Where(), text)
    except Unreadable:
        return
    company, _dot, role = kept.partition(" · ")

    after = known(Application(1, company, role), ACME, LINDT)

    assert read(Where(), kept, after) == kept


# The record of answers.


def test_answer_is_kept_in_its_step_and_place() -> None:
    answers = NOTHING.with_one(Answer("asked", 0, value="a")).with_one(Answer("asked", 1, value="b"))

    changed = answers.with_one(Answer("asked", 0, value="c"))

    assert set(changed.items("asked")) == {"b", "c"}
    assert list(answers) == [Answer("asked", 0, value="a"), Answer("asked", 1, value="b")]


def test_skipped_answer_was_dealt_with_but_has_no_text() -> None:
    answers = NOTHING.with_one(Answer("met", state="skipped"))

    assert answers.has("met")
    assert answers.items("met") == ()
    assert not answers.is_one_of("met", "")
    with pytest.raises(NotGiven):
        answers.text("met")


def test_items_are_numbered_in_their_order() -> None:
    answers = ASKED.with_items("asked", [Answer("x", 9, value="b"), Answer("y", 9, value="a")])

    assert [(one.step, one.place, one.value) for one in answers] == [("asked", 0, "b"), ("asked", 1, "a")]


def test_answers_are_taken_away_by_step() -> None:
    assert ASKED.without(["asked", "met"]).kept == ()
    assert ASKED.without(["met"]) == ASKED


def test_label_is_shortened_only_when_it_is_long() -> None:
    assert shortened("x" * 40) == "x" * 40
    assert shortened("x" * 38 + " xx") == "x" * 38 + "…"
    assert one_line(" a\n b\t") == "a b"
