"""Replies as calls of the Bot API: the one place where words become HTML, are escaped, and long texts are split."""

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from conversations.session import Button, Phrase, Reply

# Telegram counts a text in UTF-16 units after it has read the HTML; what is left over is room for our own words.
TEXT_LIMIT = 4096
PIECE_LIMIT = 3500


@dataclass(frozen=True, slots=True)
class Call:
    """A method of the Bot API and its parameters, as plain values."""

    method: str
    params: dict[str, Any]


def messages(chat_id: int, reply: Reply, *, silent: bool = False) -> list[Call]:
    """A reply as new messages, in order; the buttons stand under the last."""
    quiet = {"disable_notification": True} if silent else {}
    calls = [Call("sendMessage", {"chat_id": chat_id, **_shown(text), **quiet}) for text in _texts(reply)]
    if reply.buttons:
        calls[-1].params["reply_markup"] = keyboard(reply.buttons)
    return calls


def edit(chat_id: int, reply: Reply) -> Call:
    """A reply in place of an earlier message; of one that was split, in place of its last part."""
    params = {"chat_id": chat_id, **_shown(_texts(reply)[-1])}
    return Call("editMessageText", {**params, "reply_markup": keyboard(reply.buttons)})


def without_buttons(chat_id: int) -> Call:
    """The message stays, nothing on it can be tapped any more."""
    return Call("editMessageReplyMarkup", {"chat_id": chat_id, "reply_markup": keyboard(())})


def document(chat_id: int, name: str, text: str, caption: Phrase) -> Call:
    """A text file of that name."""
    params = {"chat_id": chat_id, "document": {"name": name, "text": text}}
    return Call("sendDocument", {**params, "caption": rendered(caption), "parse_mode": "HTML"})


def keyboard(rows: Sequence[Sequence[Button]]) -> dict[str, Any]:
    return {
        "inline_keyboard": [[{"text": one.label, "callback_data": one.data} for one in row] for row in rows]
    }


def _shown(text: str) -> dict[str, Any]:
    # What people type may hold a link; a preview of it has no place in a conversation like this.
    return {"text": text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def rendered(phrase: Phrase) -> str:
    """One line as HTML: our marks become tags, the person's words are escaped and never read for marks."""
    ours = html.escape(phrase.text, quote=False)
    ours = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", ours)
    ours = re.sub(r"(?s)```(.+?)```", r"<pre>\1</pre>", ours)
    ours = re.sub(r"`(.+?)`", r"<code>\1</code>", ours)
    return re.sub(r"\{(\w+)\}", lambda found: _escaped(phrase.values.get(found[1], found[0])), ours)


def _escaped(words: str) -> str:
    return html.escape(words, quote=False)


def _texts(reply: Reply) -> list[str]:
    """The reply as HTML texts, none longer than Telegram takes."""
    texts: list[str] = []
    length = 0
    for line in (short for phrase in reply.lines for short in _short(phrase)):
        size = _units(_plain(line)) + 1
        if texts and length + size <= TEXT_LIMIT:
            texts[-1] += "\n" + rendered(line)
            length += size
        else:
            texts.append(rendered(line))
            length = size
    return [text for text in texts if text.strip()] or ["…"]


def _short(phrase: Phrase) -> list[Phrase]:
    """The phrase, and where somebody's words are too long for one message, the rest of them as lines of their own."""
    if _units(_plain(phrase)) <= PIECE_LIMIT:
        return [phrase]
    first: dict[str, str] = {}
    rest: list[Phrase] = []
    for name, words in phrase.values.items():
        begun, *further = split(words, PIECE_LIMIT if not rest else 0)
        first[name] = begun
        rest += [Phrase("{words}", {"words": piece}) for piece in further]
    return [Phrase(phrase.text, first), *rest]


def _plain(phrase: Phrase) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: phrase.values.get(found[1], found[0]), phrase.text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, limit: int) -> list[str]:
    """Pieces of at most `limit` UTF-16 units, cut at white space where there is some, and never within a sign."""
    limit = limit or PIECE_LIMIT
    pieces: list[str] = []
    while _units(text) > limit:
        cut = _cut(text, limit)
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*pieces, text]


def _cut(text: str, limit: int) -> int:
    end = limit
    while _units(text[:end]) > limit:
        end -= 1
    space = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
    if space > end // 2:
        return space
    whole = end
    while whole > end - 40 and _joins(text, whole):
        whole -= 1
    return whole


def _joins(text: str, at: int) -> bool:
    """Whether the sign before and the one at this place belong together: accents, joined emoji, flags."""
    before, after = text[at - 1], text[at]
    together = unicodedata.category(after).startswith("M") or "\u200d" in {before, after}
    flags = all("\U0001f1e6" <= sign <= "\U0001f1ff" for sign in (before, after))
    return together or flags or "\U0001f3fb" <= after <= "\U0001f3ff"
