"""A text as Telegram keeps it: trimmed, measured, with entities, and written back as HTML."""

import html
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from bot.phone.errors import deviation
from bot.phone.markup import Entity, parse, utf16_length

_FOUND = {
    "bot_command": re.compile(r"(?<![\w/@])/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])"),
    "url": re.compile(
        r"(?<![\w@.])(?:https?://[^\s<>]+|(?:[\w-]+\.)+(?:com|org|net|io|dev|de|me)\b(?:/[^\s<>]*)?)"
    ),
    "email": re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{2,}"),
    "mention": re.compile(r"(?<![\w@./])@[A-Za-z]\w{3,31}\b"),
    "hashtag": re.compile(r"(?<![\w#&/])#\w*[^\W\d]\w*"),
}
_OPENING = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ("<tg-spoiler>", "</tg-spoiler>"),
    "code": ("<code>", "</code>"),
    "pre": ("<pre>", "</pre>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ("<blockquote expandable>", "</blockquote>"),
}
# Telegram shows a space for a control character; only the line feed stays.
_CONTROLS = {code: " " for code in range(32) if chr(code) not in "\n\r"}
# A text of nothing but these is no text: formats, spaces, and the braille pattern without dots.
_INVISIBLE = {"Cf", "Zs", "Zl", "Zp", "Cc"}
_BLANK = "\u2800"
# Inside these Telegram looks for nothing else.
_OPAQUE = {"code", "pre", "text_link", "text_mention"}


def formatted(
    source: str, parse_mode: str | None, given: Sequence[Entity] | None
) -> tuple[str, list[Entity]]:
    """What is shown of a text the bot sent, before its length is judged."""
    _refuse_surrogates(source)
    if (parse_mode or "").lower() == "html":
        text, entities = parse(source)
    elif not parse_mode:
        text, entities = source, [dict(one) for one in given or ()]
        _refuse_outside(text, entities)
    else:
        # Markdown is Telegram's too, but nothing here reads it, and to show it unread would hide mistakes.
        raise deviation("unsupported parse_mode")
    _refuse_surrogates(text)
    text, entities = _trimmed(text.replace("\r", "").translate(_CONTROLS), entities)
    if all(unicodedata.category(one) in _INVISIBLE or one == _BLANK for one in text):
        return "", []
    return text, with_found(text, entities)


def with_found(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """Commands, links, addresses, mentions and hashtags are marked by Telegram itself."""
    taken = [_span(one) for one in entities if one["type"] in _OPAQUE]
    found: list[Entity] = []
    for kind, pattern in _FOUND.items():
        for match in pattern.finditer(text):
            span = (utf16_length(text[: match.start()]), utf16_length(text[: match.end()]))
            if not any(begin < span[1] and span[0] < end for begin, end in taken):
                taken.append(span)
                found.append({"type": kind, "offset": span[0], "length": span[1] - span[0]})
    return sorted([*entities, *found], key=lambda one: (one["offset"], -one["length"]))


def as_html(text: str, entities: Sequence[Entity]) -> str:
    """The text as a bot might have written it; what Telegram found by itself stays plain."""
    marks: dict[int, list[str]] = {}
    for entity in entities:
        opening, closing = _tags(entity)
        begin, end = _span(entity)
        # Outer entities come first in the list, so the inner one must close before them.
        marks.setdefault(begin, []).append(opening)
        marks.setdefault(end, []).insert(0, closing)
    written, offset = "", 0
    for character in text:
        written += "".join(marks.get(offset, ())) + html.escape(character, quote=False)
        offset += utf16_length(character)
    return written + "".join(marks.get(offset, ()))


def _tags(entity: Entity) -> tuple[str, str]:
    if entity["type"] == "text_link":
        return f'<a href="{html.escape(entity["url"])}">', "</a>"
    if entity["type"] == "pre" and entity.get("language"):
        return f'<pre><code class="language-{html.escape(entity["language"])}">', "</code></pre>"
    return _OPENING.get(entity["type"], ("", ""))


def _span(entity: Entity) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def _trimmed(text: str, entities: Sequence[Entity]) -> tuple[str, list[Entity]]:
    kept = text.strip()
    cut = utf16_length(text[: len(text) - len(text.lstrip())])
    length = utf16_length(kept)
    moved: list[dict[str, Any]] = []
    for entity in entities:
        begin, end = (min(max(edge - cut, 0), length) for edge in _span(entity))
        if begin < end:
            moved.append({**entity, "offset": begin, "length": end - begin})
    return kept, moved


def _refuse_surrogates(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise deviation("strings must be encoded in UTF-8") from None


def _refuse_outside(text: str, entities: Sequence[Entity]) -> None:
    length = utf16_length(text)
    for entity in entities:
        begin, end = _span(entity)
        if begin < 0 or end > length or begin >= end:
            raise deviation(f"entity {entity['type']} at {begin} to {end} lies outside of the text")
