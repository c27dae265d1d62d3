"""What comes up again across somebody's looks back, counted as they would count it by hand."""

from hypothesis import given
from hypothesis import strategies as st

from conversations.answers import Answers
from conversations.session import Answer
from conversations.sums.repeated import Repeated, missing_again

CODES = ["long", "example", "result"]


def look(*missing: str) -> Answers:
    """A closer look: what was noted as missing, question by question."""
    noted = [Answer("missing", place, value=codes) for place, codes in enumerate(missing) if codes]
    return Answers((Answer("application", value="Acme"), *noted))


def test_counts_in_how_many_looks_something_was_missing() -> None:
    looks = [look("result"), look("long, result"), look("example")]

    assert missing_again(looks) == (Repeated("result", 2, 3),)


def test_one_look_counts_once_however_often_it_was_noted_there() -> None:
    assert missing_again([look("long", "long, result"), look("result")]) == (Repeated("result", 2, 2),)


def test_one_look_back_is_no_pattern() -> None:
    assert missing_again([look("long", "long")]) == ()
    assert missing_again([]) == ()


def test_look_that_looked_at_nothing_closely_is_not_counted_among_them() -> None:
    assert missing_again([look("long"), look(), look("long")]) == (Repeated("long", 2, 2),)


def test_look_in_which_nothing_was_missing_counts_among_them() -> None:
    skipped = Answers((Answer("missing", state="skipped"),))

    assert missing_again([look("long"), skipped, look("long")]) == (Repeated("long", 2, 3),)


def test_no_more_than_two_are_named_and_the_most_frequent_first() -> None:
    looks = [look("long, example, result"), look("long, example, result"), look("result")]

    assert missing_again(looks) == (Repeated("result", 3, 3), Repeated("long", 2, 3))


looks_back = st.lists(
    st.lists(st.lists(st.sampled_from(CODES), max_size=3, unique=True).map(", ".join), max_size=3)
)


@given(looks_back)
def test_never_names_more_than_was_noted(noted: list[list[str]]) -> None:
    looks = [look(*missing) for missing in noted]

    for one in missing_again(looks):
        with_it = sum(any(one.code in codes.split(", ") for codes in missing) for missing in noted)
        assert 2 <= one.times == with_it <= one.looks <= len(looks)
