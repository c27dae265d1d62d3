"""How a person begins and ends their letters, read from the words they put in place of ours."""

import re

from conversations.known import Language, Manner
from conversations.letters.material import Material, name
from conversations.letters.tones import greeting, regards

GREETING_LIMIT, REGARDS_LINES, LINE_LIMIT, FEW_WORDS = 60, 3, 40, 4


def learned(text: str, material: Material, tone: str, language: Language, before: Manner) -> Manner:
    """The manner from now on: what they changed of our greeting and sign-off is theirs, the rest stays."""
    values = material.values(language)
    begun, ended = opening(text), closing(text)
    theirs = before.greeting
    if begun and begun != greeting(tone, values, language, before):
        theirs = _for_anybody(begun, [one for one in map(name, material.recipients) if one]) or theirs
    if not ended or ended == regards(tone, values, language, before):
        ended = before.regards
    return Manner(theirs, ended)


def opening(text: str) -> str:
    """The greeting, where the letter begins with one on a line of its own."""
    first, *rest = text.strip().splitlines() or [""]
    greets = first.rstrip().endswith((",", ":", "!")) and len(first) <= GREETING_LIMIT
    return first.strip() if rest and greets else ""


def closing(text: str) -> str:
    """The sign-off, where the letter ends with one set apart."""
    *before, last = re.split(r"\n[^\S\n]*\n", text.strip())
    lines = [line.strip() for line in last.strip().splitlines()]
    short = len(lines) <= REGARDS_LINES and all(len(line) <= LINE_LIMIT for line in lines)
    return "\n".join(lines) if before and short and len(lines[0].split()) <= FEW_WORDS else ""


def _for_anybody(begun: str, names: list[str]) -> str:
    """A greeting that fits others too; none where it holds more of these than their names, such as a title."""
    found = [re.search(rf"(?<!\w){re.escape(one)}(?!\w)", begun) for one in names]
    spans = [one.span() for one in found if one]
    if spans:
        begin, end = min(span[0] for span in spans), max(span[1] for span in spans)
        begun = f"{begun[:begin]}{{names}}{begun[end:]}"
    _first, *others = re.findall(r"[^\W\d_]+", begun.replace("{names}", "")) or [""]
    return begun if all(word.islower() for word in others) else ""
