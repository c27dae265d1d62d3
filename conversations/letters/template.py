"""What a letter is made of: points to make, and of each point several whole sentences to make it with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from conversations.known import Language

# Ways to say one thing, the fullest first: the first of which everything is known is said, else nothing.
# Functions over sentences, no template language: conditions inside a text are what leaves gaps and orphaned words.
Ways = tuple[str, ...]
# One point in each tone.
Point = Mapping[str, Ways]

HOLE = re.compile(r"\{(\w+)\}(\.?)")
ENDS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of letter: its name in the menu, its paragraphs, and what one would say on the phone instead, if one may.

    `to_each`: everybody gets their own.
    """

    title: str
    paragraphs: tuple[tuple[Point, ...], ...]
    spoken: Ways = ()
    to_each: bool = False


def said(ways: Ways, values: Mapping[str, str], language: Language) -> str:
    """The fullest of the ways that these values fill; nothing where none is."""
    for way in ways:
        if all(values.get(name) for name, _stop in HOLE.findall(way)):
            return filled(language.say(way), values)
    return ""


def filled(sentence: str, values: Mapping[str, str]) -> str:
    """The sentence with its values in one pass: what a person wrote is never read for placeholders."""

    def value(found: re.Match[str]) -> str:
        text = values[found[1]]
        return text if text.endswith(ENDS) else text + found[2]

    return HOLE.sub(value, sentence)
