"""Telegram's HTML."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.phone.entities import as_html, formatted, with_found
from bot.phone.errors import Refused
from bot.phone.markup import parse, utf16_length


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a</b><strong>b</strong>", "ab", [("bold", 0, 1), ("bold", 1, 1)]),
        ("<i>a</i><em>b</em>", "ab", [("italic", 0, 1), ("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", [("strikethrough", n, 1) for n in range(3)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<code>a</code>", "a", [("code", 0, 1)]),
        ("<pre>a</pre>", "a", [("pre", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("😀<b>😀</b>", "😀😀", [("bold", 2, 2)]),
        ("<B>a</>", "a", [("bold", 0, 1)]),
        ("<b></b>", "", []),
        ("a < b", None, "Unsupported start tag"),
    ],
)
def test_reads_html_into_text_and_entities(source: str, text: str | None, entities: Any) -> None:
    if text is None:
        with pytest.raises(Refused, match=entities):
            parse(source)
        return

    shown, marked = parse(source)

    assert shown == text
    assert [(one["type"], one["offset"], one["length"]) for one in marked] == entities


def test_reads_the_language_of_code() -> None:
    _, entities = parse('<pre><code class="language-python">x</code></pre>')

    assert entities == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]


def test_keeps_no_language_on_code_alone() -> None:
    _, entities = parse('<code class="language-python">x</code>')

    assert entities == [{"type": "code", "offset": 0, "length": 1}]


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ('<a href="https://example.org/?a=1&amp;b=2">here</a>', "https://example.org/?a=1&b=2"),
        ("<a href='tg://user?id=7'>her</a>", "tg://user?id=7"),
        ("<a>example.org</a>", "example.org"),
    ],
)
def test_reads_links(source: str, url: str) -> None:
    _, entities = parse(source)

    assert [one["url"] for one in entities] == [url]


def test_shows_a_link_to_nowhere_as_plain_text() -> None:
    assert parse('<a href="nowhere">x</a>') == ("x", [])


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&lt;b&gt; &amp; &quot;", '<b> & "'),
        ("&#65;&#x42;&#x1F600;", "AB😀"),
        ("&amp", "&"),
        ("&nbsp; & &; &#0; &#x110000;", "&nbsp; & &; &#0; &#x110000;"),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_reads_character_references_and_leaves_unknown_ones(source: str, text: str) -> None:
    assert parse(source) == (text, [])


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("é<b>x</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("<div>x</div>", 'Unsupported start tag "div" at byte offset 0'),
        ("a <3", "Unclosed start tag at byte offset 2"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=x/y>x</a>", "Unexpected end of name token at byte offset 8"),
        ('<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ],
)
def test_refuses_wrong_html_in_telegrams_words(source: str, complaint: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse(source)

    assert refusal.value.description == f"Bad Request: can't parse entities: {complaint}"
    assert refusal.value.deviates


def test_moves_entities_when_space_around_the_text_is_cut_off() -> None:
    assert formatted("  <b> hi </b>\n", "HTML", None) == ("hi", [{"type": "bold", "offset": 0, "length": 2}])


def test_shows_a_space_for_a_control_character() -> None:
    assert formatted("a\0b\tc\r\nd", None, None) == ("a b c\nd", [])


def test_marks_what_telegram_finds_by_itself() -> None:
    text = "/start@debrief_bot me@example.org #jobs https://example.org @ada_l"

    found = with_found(text, [])

    shown = [(one["type"], text[one["offset"] : one["offset"] + one["length"]]) for one in found]
    assert shown == [
        ("bot_command", "/start@debrief_bot"),
        ("email", "me@example.org"),
        ("hashtag", "#jobs"),
        ("url", "https://example.org"),
        ("mention", "@ada_l"),
    ]


def test_looks_for_nothing_inside_code() -> None:
    code = {"type": "code", "offset": 0, "length": 6}

    assert with_found("/start", [code]) == [code]


def test_refuses_half_a_surrogate_pair() -> None:
    with pytest.raises(Refused, match="encoded in UTF-8"):
        formatted("\ud83d", None, None)


def test_refuses_an_entity_outside_of_the_text() -> None:
    with pytest.raises(Refused, match="outside of the text"):
        formatted("hi", None, [{"type": "bold", "offset": 1, "length": 2}])


def test_refuses_markup_it_cannot_read() -> None:
    with pytest.raises(Refused, match="unsupported parse_mode"):
        formatted("*hi*", "MarkdownV2", None)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r")))
def test_shows_escaped_text_as_it_was(text: str) -> None:
    shown, entities = parse(as_html(text, []))

    assert (shown, entities) == (text, [])


@given(
    st.recursive(
        st.text("ab 😀<&é", min_size=1).map(lambda text: as_html(text, [])),
        lambda inner: st.tuples(
            st.sampled_from(["b", "i", "u", "s", "tg-spoiler"]), st.lists(inner, min_size=1)
        ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"),
    )
)
def test_writes_back_what_it_reads(source: str) -> None:
    text, entities = parse(source)

    again = parse(as_html(text, entities))

    assert again[0] == text
    assert sorted(again[1], key=str) == sorted(entities, key=str)
    assert all(one["offset"] + one["length"] <= utf16_length(text) for one in entities)
