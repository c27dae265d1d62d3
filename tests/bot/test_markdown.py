"""Documents as Markdown: what a person wrote reads as it was typed, and does nothing."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents import markdown
from conversations.summary import Document, Entry, Section

NASTY = [
    "# heading",
    "> quote",
    "- item",
    "+ item",
    "1. item",
    "2) item",
    "===",
    "---",
    "***",
    "```\ncode\n```",
    "    indented",
    "\tindented",
    "[text](javascript:alert(1))",
    "![image](http://127.0.0.1/x.png)",
    "<script>alert(1)</script>",
    "<b>bold</b>",
    "&lt;b&gt; &amp; &copy;",
    "**bold** _it_ ~~gone~~ `code`",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "https://example.org www.example.org a@example.org",
    "[1]: http://example.org",
    "back\\slash \\* \\",
    "$x$ ==mark== :smile: [^1]",
    "one\ntwo\n\nthree",
]


def document(*answers: str, label: str = "Why?") -> Document:
    return Document("Mara", "today", (Section("Acme", "reflection", (Entry(label, answers),)),))


def unmarked(text: str) -> str:
    """What a reader sees: escapes taken away, and references that were not escaped followed."""
    return re.sub(r"\\([!-/:-@\[-`{-~])|(&#?\w+;)", lambda found: found[1] or html.unescape(found[2]), text)


@pytest.mark.parametrize("words", NASTY)
def test_shows_every_line_as_it_was_typed(words: str) -> None:
    for answers in ([words], [words, "next"]):
        shown = unmarked(markdown.written(document(*answers)))

        assert all(line.strip() in shown for line in words.splitlines())


@pytest.mark.parametrize("words", NASTY)
def test_begins_nothing_with_what_was_typed(words: str) -> None:
    written = markdown.written(document(words, label=words))
    own = [
        line
        for line in written.splitlines()
        if re.match(r"\s*(#{1,6} |[-+*] |\d+[.)] |>|={2,}|-{2,}|`{3}|\|)", line)
    ]

    assert own == ["# Mara", "## Acme"]
    assert not re.search(r"(?<!\\)[<`\[]", written)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_loses_no_sign(words: str) -> None:
    written = unmarked(markdown.written(document(words)))

    assert "".join(words.split()) in "".join(written.split())


def test_writes_one_answer_plainly_and_several_as_a_list() -> None:
    one, several = markdown.written(document("sql")), markdown.written(document("sql", "joins"))

    assert "\n\nsql\n" in one
    assert "\n- sql\n- joins\n" in several


def test_keeps_the_lines_of_an_answer_in_its_item() -> None:
    written = markdown.written(document("one\ntwo", "three"))

    assert "- one  \n  two\n- three" in written


def test_leaves_out_what_is_empty() -> None:
    written = markdown.written(Document("Mara", "today", (Section("Notes", "", ()),)))

    assert written == "# Mara\n\ntoday\n\n## Notes\n"
