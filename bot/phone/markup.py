"""Telegram's HTML read into text and entities, and refused in Telegram's own words where it is wrong."""

import re
from dataclasses import dataclass, field
from typing import Any, NoReturn

from bot.phone.errors import deviation

Entity = dict[str, Any]

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<dec>[0-9]+)|(?P<name>[a-zA-Z]+));?")
_SPACE = " \t\r\n\v\0"
_TAG_NAME = re.compile(rf"[^{_SPACE}>]*")
_ATTRIBUTE_NAME = re.compile(rf"[^{_SPACE}=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_LAST_CODE_POINT = 0x10FFFF


@dataclass(frozen=True)
class _Opened:
    tag: str
    argument: str
    offset: int
    at: int


@dataclass
class _Reader:
    """One pass over the source, from left to right."""

    source: str
    at: int = 0
    written: list[str] = field(default_factory=list)
    length: int = 0
    opened: list[_Opened] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            if self.source.startswith("</", self.at):
                self._end_tag()
            elif self.source[self.at] == "<":
                self._start_tag()
            else:
                self._write(self._character())
        if self.opened:
            _wrong(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')
        return "".join(self.written), self.entities

    def _write(self, character: str) -> None:
        self.written.append(character)
        self.length += utf16_length(character)

    def _character(self) -> str:
        """The next character, or the one a reference stands for; an unknown reference is plain text."""
        found = _REFERENCE.match(self.source, self.at)
        meant = _referred(found) if found else ""
        self.at = found.end() if found and meant else self.at + 1
        return meant or self.source[self.at - 1]

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "surrogatepass"))

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        self.at = found.end() if found else self.at
        return found.group() if found else ""

    def _skip_space(self) -> None:
        while self._next() and self._next() in _SPACE:
            self.at += 1

    def _next(self) -> str:
        return self.source[self.at : self.at + 1]

    def _start_tag(self) -> None:
        begin, self.at = self.at, self.at + 1
        tag = self._take(_TAG_NAME).lower()
        if not self._next():
            _wrong(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in _TAGS:
            _wrong(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        argument = ""
        while (pair := self._attribute(tag, begin)) is not None:
            argument = _argument(tag, *pair) or argument
        if tag == "span" and argument != "spoiler":
            _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        self.opened.append(_Opened(tag, argument, self.length, len(self.written)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str] | None:
        """The next attribute of the tag, or none once its `>` is passed."""
        self._skip_space()
        if self._next() == ">":
            self.at += 1
            return None
        name = self._take(_ATTRIBUTE_NAME)
        if not name and self._next():
            _wrong(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
        self._skip_space()
        if self._next() and self._next() != "=":
            return name, ""
        self.at += 1
        self._skip_space()
        value = self._attribute_value() if self._next() else ""
        if not self._next():
            _wrong(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        return name, value

    def _attribute_value(self) -> str:
        quote, begin = self._next(), self.at
        if quote not in {"'", '"'}:
            value = self._take(_TOKEN).lower()
            if self._next() not in {*_SPACE, ">", ""}:
                _wrong(f"Unexpected end of name token at byte offset {self._byte(begin)}")
            return value
        self.at += 1
        value = ""
        while self._next() not in {quote, ""}:
            value += self._character()
        self.at += 1
        return value

    def _end_tag(self) -> None:
        begin, self.at = self.at, self.at + 2
        if not self.opened:
            _wrong(f"Unexpected end tag at byte offset {self._byte(begin)}")
        found = self._take(_TAG_NAME)
        self._skip_space()
        if self._next() != ">":
            _wrong(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        opened = self.opened.pop()
        if found not in {"", opened.tag}:
            expected = f'expected "</{opened.tag}>", found "</{found}>"'
            _wrong(f"Unmatched end tag at byte offset {self._byte(begin)}, {expected}")
        if self.length > opened.offset:
            self._close(opened)

    def _close(self, opened: _Opened) -> None:
        span = {"offset": opened.offset, "length": self.length - opened.offset}
        last = self.entities[-1] if self.entities else {}
        covered = {"offset": last.get("offset"), "length": last.get("length")} == span
        language = opened.argument or last.get("language", "")
        if covered and {last.get("type"), _TAGS[opened.tag]} == {"pre", "code"} and language:
            self.entities[-1] = {"type": "pre", **span, "language": language}
            return
        entity = _entity(opened, span, "".join(self.written[opened.at :]))
        if entity is not None:
            self.entities.append(entity)


def parse(source: str) -> tuple[str, list[Entity]]:
    """The text a person sees and its entities, in Telegram's UTF-16 offsets."""
    text, entities = _Reader(source).read()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, sorted(entities, key=lambda one: (one["offset"], -one["length"]))


def utf16_length(text: str) -> int:
    """How long Telegram's entities think this text is."""
    return len(text) + sum(character > "\uffff" for character in text)


def _wrong(reason: str) -> NoReturn:
    raise deviation(f"can't parse entities: {reason}")


def _referred(found: re.Match[str]) -> str:
    if found["name"]:
        return _NAMED.get(found["name"], "")
    code = int(found["hex"], 16) if found["hex"] else int(found["dec"])
    return chr(code) if 0 < code <= _LAST_CODE_POINT else ""


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value
        case "code", "class":
            return value.removeprefix("language-") if value.startswith("language-") else ""
        case "span", "class":
            return value.removeprefix("tg-") if value.startswith("tg-") else ""
        case "blockquote", "expandable":
            return "expandable"
    return ""


def _entity(opened: _Opened, span: dict[str, int], inside: str) -> Entity | None:
    kind = _TAGS[opened.tag]
    if kind == "text_link":
        url = opened.argument or inside
        # A link Telegram cannot follow is shown as plain text.
        return {"type": kind, **span, "url": url} if re.match(r"(?:\w+://|tg:|\S+\.\S+)", url) else None
    if kind == "custom_emoji":
        return {"type": kind, **span, "custom_emoji_id": opened.argument}
    if opened.argument == "expandable":
        return {"type": "expandable_blockquote", **span}
    # A language waits here for the <pre> that may close around it.
    return {"type": kind, **span} | (
        {"language": opened.argument} if kind == "code" and opened.argument else {}
    )
