"""What an update means to us. Telegram's optionals end here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from telegram import Message, MessageOrigin, Update, User

Kind = Literal[
    "text", "command", "tap", "edit", "file", "forward", "sticker", "contact", "place", "poll", "other",
    "blocked", "unblocked", "elsewhere", "nobody",
]  # fmt: skip

# The first that a message has is what it is.
FILES = ("voice", "photo", "video_note", "video", "audio", "animation", "document")
OTHERS: Mapping[str, Kind] = {
    "sticker": "sticker", "dice": "sticker", "contact": "contact", "location": "place", "venue": "place", "poll": "poll",
}  # fmt: skip
# As Telegram makes them blue: "/note", "/note@debrief_bot", and a line break may follow. "/ hm" and "a/b" are words.
COMMAND = re.compile(r"/(\w+)(?:@\w+)?(?:\s|$)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file someone sent: Telegram keeps it, this is how to ask for it again. `kind` is the Bot API's own name.

    `size` in bytes, 0 where it is not told. `fetched` says whether it was asked for; `content` is what came, if any did.
    """

    kind: str
    file_id: str
    unique_id: str
    name: str = ""
    mime: str = ""
    size: int = 0
    fetched: bool = False
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing that came from a person: `words` is a text or a caption, `data` what a button carries.

    `replies_to` is the message it answers, `written` is the moment a forwarded message was written, where Telegram tells.
    `elsewhere` is a chat that is not private, `nobody` an update without a sender that we could answer.
    """

    kind: Kind
    chat_id: int = 0
    telegram_id: int = 0
    name: str = ""
    language: str = ""
    message_id: int | None = None
    words: str = ""
    command: str = ""
    data: str = ""
    callback_id: str = ""
    origin: str = ""
    written: datetime | None = None
    sent: Sent | None = None
    replies_to: int | None = None
    leave: bool = field(default=False)


def read(update: Mapping[str, Any]) -> Incoming:
    """Read a raw update. Raises whatever python-telegram-bot raises for one that is malformed."""
    known = Update.de_json(dict(update), None)
    if known.my_chat_member is not None:
        return _membership(known)
    if known.callback_query is not None:
        return _tap(known)
    message = known.message or known.edited_message
    if message is None:
        chat = known.effective_chat
        return (
            Incoming("elsewhere", chat_id=chat.id, leave=chat.type != "private")
            if chat
            else Incoming("nobody")
        )
    if message.chat.type != "private":
        return Incoming("elsewhere", chat_id=message.chat.id, leave=message.left_chat_member is None)
    if message.from_user is None or message.from_user.is_bot or message.sender_chat is not None:
        return Incoming("nobody", chat_id=message.chat.id)
    return _message(message, message.from_user, edited=known.edited_message is not None)


def _membership(update: Update) -> Incoming:
    change = update.my_chat_member
    if change is None or change.chat.type != "private":
        gone = change is None or change.new_chat_member.status in {"left", "kicked"}
        return Incoming("elsewhere", chat_id=change.chat.id if change else 0, leave=not gone)
    kind: Kind = "blocked" if change.new_chat_member.status in {"left", "kicked"} else "unblocked"
    return Incoming(kind, chat_id=change.chat.id, **_who(change.from_user))


def _tap(update: Update) -> Incoming:
    query = update.callback_query
    if query is None or query.message is None or query.message.chat.type != "private":
        return Incoming("elsewhere", callback_id=query.id if query else "")
    return Incoming(
        "tap",
        chat_id=query.message.chat.id,
        message_id=query.message.message_id,
        data=query.data or "",
        callback_id=query.id,
        **_who(query.from_user),
    )


def _message(message: Message, user: User, *, edited: bool) -> Incoming:
    sent = _file(message)
    words = storable(message.text or message.caption or "")
    kind = "edit" if edited else _kind(message, sent)
    command = ""
    found = COMMAND.match(words)
    if kind == "command" and found is not None:
        command, words = found[1].lower(), words[found.end() :].strip()
    return Incoming(
        kind,
        chat_id=message.chat.id,
        message_id=message.message_id,
        words=words,
        command=command,
        origin=_origin(message.forward_origin),
        written=message.forward_origin.date if message.forward_origin else None,
        sent=sent,
        replies_to=message.reply_to_message.message_id if message.reply_to_message else None,
        **_who(user),
    )


def _kind(message: Message, sent: Sent | None) -> Kind:
    if message.forward_origin is not None:
        return "forward"
    if sent is not None:
        return "file"
    if message.text is not None:
        return "command" if COMMAND.match(storable(message.text)) else "text"
    return next((kind for part, kind in OTHERS.items() if getattr(message, part)), "other")


def _file(message: Message) -> Sent | None:
    for kind in FILES:
        found = getattr(message, kind)
        if found:
            # A photo comes in several sizes, the largest last.
            file = found[-1] if kind == "photo" else found
            name = storable(getattr(file, "file_name", None) or "")
            mime, size = storable(getattr(file, "mime_type", None) or ""), file.file_size or 0
            return Sent(kind, file.file_id, file.file_unique_id, name, mime, size)
    return None


def _origin(origin: MessageOrigin | None) -> str:
    """Who wrote a forwarded message first, as far as Telegram tells."""
    if origin is None:
        return ""
    user, chat = getattr(origin, "sender_user", None), getattr(origin, "sender_chat", None)
    chat = chat or getattr(origin, "chat", None)
    name = (
        user.full_name
        if user
        else getattr(origin, "sender_user_name", None) or (chat.effective_name if chat else "")
    )
    return storable(name or "")


def _who(user: User) -> dict[str, Any]:
    return {"telegram_id": user.id, "name": storable(user.first_name), "language": user.language_code or ""}


def without_command(words: str, command: str) -> str:
    """What follows the command, where the words begin with it; else the words."""
    found = COMMAND.match(words)
    return words[found.end() :] if found and found[1].lower() == command else words


def storable(text: str) -> str:
    """The text without what no database keeps alike: NUL and lone halves of surrogate pairs."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")
