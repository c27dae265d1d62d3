"""Typed text in one plain form: digits of every script, dashes and accents made alike; and asking what was meant."""

import re
import unicodedata
from collections.abc import Sequence

from babel.lists import format_list

from conversations.answers.reading import Rows, Unreadable, clean, refusal
from conversations.known import Language, _

# Longer than any day or amount that is meant as one.
TEXT_LIMIT = 120
SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d", "-"),
        **dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"),
        "\uff1a": ":",
        "\uff0f": "/",
        "\uff0e": ".",
        "\uff0c": ",",
        "\u066b": ".",
        "\u066c": ",",
    }
)
ACCENTS = re.compile("[\u0300-\u036f]")


def plain(text: str) -> str:
    """Lower case without accents, digits 0-9, single spaces. Empty for what is too long to be read."""
    cleaned = clean(text)
    if len(cleaned) > TEXT_LIMIT:
        return ""
    signs = "".join(map(_digit, cleaned)).translate(SIGNS)
    bare = ACCENTS.sub("", unicodedata.normalize("NFD", signs))
    return " ".join(unicodedata.normalize("NFC", bare).casefold().split())


def _digit(sign: str) -> str:
    match unicodedata.category(sign):
        case "Nd":
            return str(unicodedata.decimal(sign))
        case "Cf":
            # Marks of direction and joiners show nothing.
            return ""
    return sign


def asked_again(text: str, language: Language, *sentences: str, rows: Rows = ()) -> Unreadable:
    """A refusal made of sentences in the person's language: what was read, and what to do; `rows` to tap instead."""
    read = str(refusal(clean(text), "", language)).strip()
    return Unreadable(" ".join([read, *sentences]), rows)


def can_be(language: Language, readings: Sequence[str]) -> str:
    """The sentence that names what was sent can mean."""
    either = format_list(list(readings), style="or", locale=language.code)
    return language.say(_("That can be {readings}.")).replace("{readings}", either)


def capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]
