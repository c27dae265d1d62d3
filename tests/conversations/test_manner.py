"""How a person begins and ends letters, learned from their own words and from nothing else in them."""

from dataclasses import replace

import pytest
from hypothesis import given

from conversations import letters
from conversations.known import Manner
from conversations.letters import Material, learned
from tests.conversations.chat import ENGLISH, anything

ANA = Material(recipients=("Ana",), sender="Mara", company="Acme")
OURS = letters.written("thank_you", ANA, "plain", ENGLISH)
BODY = "Thank you for today. I liked it."


def manner(text: str, material: Material = ANA, before: Manner = Manner()) -> Manner:  # noqa: B008 -- frozen
    return learned(text, material, "plain", ENGLISH, before)


@pytest.mark.parametrize(
    ("greeting", "kept"),
    [
        ("Hi Ana,", "Hi {names},"),
        ("Hello Ana!", "Hello {names}!"),
        ("Hi there,", "Hi there,"),
        ("Good morning:", "Good morning:"),
        # These fit nobody else.
        ("Dear Ms Kent,", ""),
        ("Dear Dr. Ana,", ""),
        ("שלום דנה,", ""),
        # These are no greeting.
        ("I was glad to hear from you.", ""),
        ("word " * 20 + ",", ""),
        ("", ""),
        # This one is ours.
        ("Dear Ana,", ""),
    ],
)
def test_greeting_is_kept_without_the_name(greeting: str, kept: str) -> None:
    assert manner(f"{greeting}\n\n{BODY}").greeting == kept


@pytest.mark.parametrize("greeting", ["Hi Ana and Tom,", "Hi Ana & Tom,", "Hi Tom, Ana,"])
def test_greeting_of_several_is_kept_without_their_names(greeting: str) -> None:
    two = replace(ANA, recipients=("Ana", "Tom"))

    assert manner(f"{greeting}\n\n{BODY}", two).greeting == "Hi {names},"


@pytest.mark.parametrize(
    ("regards", "kept"),
    [
        ("Best,\nM.", "Best,\nM."),
        ("Cheers", "Cheers"),
        ("All the best,\nMara Lind\n+49 30 123", "All the best,\nMara Lind\n+49 30 123"),
        ("Kind regards,\nMara", ""),
        ("I would be glad to hear from you.", ""),
        ("a\nb\nc\nd", ""),
        ("x" * 50, ""),
    ],
)
def test_sign_off_is_kept_where_it_stands_apart(regards: str, kept: str) -> None:
    assert manner(f"Hi Ana,\n\n{BODY}\n \n{regards}").regards == kept


def test_one_block_has_no_sign_off() -> None:
    assert manner("Thanks") == Manner()


def test_our_own_letter_teaches_nothing() -> None:
    assert manner(OURS) == Manner()


def test_what_was_not_changed_stays_as_it_was_learned() -> None:
    before = Manner("Hi {names},", "Best,\nM.")

    assert manner(letters.written("thank_you", ANA, "plain", ENGLISH, before), before=before) == before
    assert manner(f"Hello Ana,\n\n{BODY}", before=before) == Manner("Hello {names},", "Best,\nM.")
    assert manner(f"Dear Ms Kent,\n\n{BODY}", before=before) == before


@given(text=anything)
def test_any_text_can_be_read_and_never_names_anybody(text: str) -> None:
    found = manner(f"{text}\n{text} Ana,\n\n{text}")

    assert "Ana" not in found.greeting
