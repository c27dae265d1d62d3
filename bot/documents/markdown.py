"""A document as Markdown. The person's words are escaped: they read as they were typed."""

import re

from conversations.summary import Document, Section


def written(document: Document) -> str:
    """The whole document; ends with a line break."""
    parts = [f"# {_escaped(document.title)}", _escaped(document.subtitle), *map(_section, document.sections)]
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> str:
    parts = [f"## {_escaped(section.title)}"]
    if section.subtitle:
        parts.append(_escaped(section.subtitle))
    for entry in section.entries:
        answers = [_escaped(answer) for answer in entry.answers]
        listed = answers if len(answers) == 1 else [f"- {_indented(answer)}" for answer in answers]
        parts.append(f"**{_escaped(entry.label)}**\n\n" + "\n".join(listed))
    return "\n\n".join(parts)


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")


def _escaped(text: str) -> str:
    r"""Escape what Markdown would read: signs anywhere, and what only means something where a line begins."""
    signs = re.sub(r"([\\`*_\[\]<>|~&])", r"\\\1", text)
    begun = re.sub(r"(?m)^(\s*)([#+=-]|\d+(?=[.)]))", _at_line_start, signs)
    # A single line break would be read as a space.
    return begun.replace("\n", "  \n")


def _at_line_start(found: re.Match[str]) -> str:
    space, sign = found[1], found[2]
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"
