"""Something offered, or one's own words."""

from hypothesis import given
from hypothesis import strategies as st

from conversations.answers import Answers
from conversations.answers.own import LineOrOffered
from conversations.known import Known
from tests.conversations.answers.given import NOTHING, TODAY

KNOWN = Known(TODAY, TODAY)
LONG = "tell the story of the migration in two minutes, aloud, with the figure first"


def offered(_answers: Answers, _known: Known) -> tuple[str, ...]:
    return ("read a book", LONG)


KIND = LineOrOffered(offered)


def test_what_is_long_is_shortened_on_its_button_and_kept_whole() -> None:
    first, second = KIND.choices(NOTHING, KNOWN)

    assert (first.code, first.label, first.value) == ("1", "read a book", "read a book")
    assert second.label.endswith("…")
    assert KIND.read("2", NOTHING, KNOWN) == LONG


@given(st.sampled_from(["1", "2", "read", "ask Ana", "read a book on sql", "9"]) | st.text(min_size=1))
def test_what_was_read_reads_the_same_again(text: str) -> None:
    words = f"a{text}" if not text.isprintable() or not text.strip() else text

    kept = KIND.read(words, NOTHING, KNOWN)

    assert KIND.read(kept, NOTHING, KNOWN) == kept
