"""How typed text is read: cleaned, matched with a label, or refused with an example."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from conversations.known import Language, _

LABEL_LIMIT = 40
ALIKE = str.maketrans({"\u2019": "'", **{chr(0xFF10 + digit): str(digit) for digit in range(10)}})
# More digits than this are no number of a button.
DIGITS = 4
# Letters, marks and signs by category that show nothing: Hangul fillers, joiners, variation selectors, the empty braille cell.
FILLERS = "\u3164\u115f\u1160\uffa0\u034f\u17b4\u17b5\u2800\ufe0e\ufe0f"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to tap: its code (a key, never renamed), its label, and the canonical text it stands for."""

    code: str
    label: str
    value: str = ""


Rows = tuple[tuple[Choice, ...], ...]


class Unreadable(Exception):
    """What the person sent does not fit the question; the message, translated, is said to them.

    `rows`, where there are any, can be tapped instead of the choices: the readings of what was sent, or a month.
    """

    def __init__(self, message: str = "", rows: Rows = ()) -> None:
        super().__init__(message)
        self.rows = rows


def clean(text: str) -> str:
    """Typed text in one normal form, without what cannot be seen or kept. Empty if nothing visible remains."""
    normal = unicodedata.normalize("NFC", text).strip()
    visible = (unicodedata.category(sign)[0] not in "CZ" and sign not in FILLERS for sign in normal)
    return normal if any(visible) else ""


def folded(text: str) -> str:
    """The text as it is compared: without capitals, accents, typographic apostrophes and full-width digits."""
    parts = unicodedata.normalize("NFD", text.casefold().translate(ALIKE))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def one_line(text: str) -> str:
    return " ".join(text.split())


def shortened(label: str, limit: int = LABEL_LIMIT) -> str:
    return label if len(label) <= limit else label[: limit - 1].rstrip() + "…"


def pick(text: str, choices: Sequence[Choice]) -> Choice | None:
    """The choice that a typed label, code, number or unambiguous beginning of a label means."""
    typed = folded(one_line(text)).rstrip(".!")
    if not typed:
        return None
    # The canonical text comes first: read again, it must give the same, whatever the labels are.
    for choice in choices:
        if one_line(text) in {choice.value, choice.code}:
            return choice
    for choice in choices:
        if typed in {
            folded(choice.label).rstrip(".!"),
            folded(choice.value),
            folded(choice.code),
        }:
            return choice
    if typed.isascii() and typed.isdigit() and len(typed) < DIGITS and 0 < int(typed) <= len(choices):
        return choices[int(typed) - 1]
    begun = [choice for choice in choices if folded(choice.label).startswith(typed)]
    return begun[0] if len(begun) == 1 else None


def refusal(text: str, sentence: str, language: Language) -> Unreadable:
    """Say what was understood, and what would do: `sentence` is ours, translated here."""
    if not clean(text):
        return Unreadable(
            language.say(_("That came without words I can read.")) + " " + language.say(sentence)
        )
    return Unreadable(
        language.say(_("I read “{text}”.")).replace("{text}", shortened(one_line(text)))
        + " "
        + language.say(sentence)
    )
