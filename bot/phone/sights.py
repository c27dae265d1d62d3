"""What the page gets to see: people, their chats, files."""

import re
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from bot.phone.asked import Unkind
from bot.phone.chats import Account, Chat
from bot.phone.errors import BLOCKED, NEVER_STARTED
from bot.phone.files import Kept
from bot.phone.message import Message, views
from bot.phone.person import Person

Raw = dict[str, Any]

_SHOWN = 80
_STARTED = re.compile(r"/start \S+")
# Shown in the browser; anything else is only handed over, so that no file acts as a page of ours.
_HARMLESS = re.compile(r"(?:image/(?:png|jpeg|gif|webp|bmp)|audio/[\w.+-]+|video/[\w.+-]+|application/ogg)")
_TEXT = re.compile(r"(?:text/(?:plain|markdown|csv|calendar)|application/json)")


def people(account: Account) -> list[Person]:
    """Everybody with a phone, in the order they came."""
    return [Person(account, user) for user in account.users.values() if not user["is_bot"]]


def person(account: Account, number: int) -> Person:
    """The person with this number."""
    user = account.users.get(number)
    if user is None or user["is_bot"]:
        raise Unkind("There is nobody with this number.", 404)
    return Person(account, user)


def summary(account: Account, one: Person) -> Raw:
    """One line of the list of people."""
    chat = account.chats[one.id]
    said = views(account, chat)
    unread = sum(not message.mine and message.message_id > chat.read for message in said)
    names = ("id", "first_name", "last_name", "username", "language_code")
    about = {name: one.user[name] for name in names if name in one.user}
    last = {"last": "", "last_date": None}
    if said:
        last = {"last": _words(said[-1])[:_SHOWN], "last_date": said[-1].raw["date"]}
    return {"language_code": "", **about, "unread": unread, **last}


def whole_chat(account: Account, one: Person) -> Raw:
    """Everything on one person's phone."""
    chat = account.chats[one.id]
    return {
        "person": summary(account, one),
        "blocked": chat.closed == BLOCKED,
        "can_start": chat.closed == NEVER_STARTED,
        "messages": [_shown(message) for message in views(account, chat)],
        "reply_keyboard": one.keyboard,
        "commands": account.profile.seen(one.id, one.language_code),
        "typing": chat.typing > account.real(),
        "invite": None,
        "zone": None,
    }


def bot(account: Account, language: str = "") -> Raw:
    """What the bot says of itself."""
    profile = account.profile
    texts = {"description": profile.descriptions, "short_description": profile.short_descriptions}
    told = {name: found.get(language) or found.get("", "") for name, found in texts.items()}
    return {"name": profile.names.get("") or profile.name, "username": account.bot["username"], **told}


def started(account: Account) -> bool:
    """Whether anybody has pressed Start."""
    return any(chat.closed != NEVER_STARTED for chat in account.chats.values() if chat.private)


def find(chat: Chat, message_id: int) -> Raw:
    """The message with this number in a chat."""
    found = chat.messages.get(message_id)
    if found is None:
        raise Unkind("This message is not there any more.", 404)
    return found


def _shown(message: Message) -> Raw:
    raw = {**message.raw, "mine": message.mine, "reaction": message.reaction}
    # Whoever opens a link sees /start alone; what came with it is for the bot.
    return {**raw, "text": "/start"} if message.mine and _STARTED.fullmatch(message.text) else raw


def _words(message: Message) -> str:
    kinds = ("document", "photo", "voice", "contact", "location", "sticker")
    kind = next((kind for kind in kinds if kind in message.raw), "")
    return " ".join(str(_shown(message).get("text", message.text)).split()) or kind


def file(account: Account, http: Request) -> Response:
    """GET /api/files/{file_id}."""
    kept = account.files.known(http.path_params["file_id"])
    if kept is None:
        raise Unkind("This file is not there.", 404)
    kind, inline = _kind(kept)
    how = "inline" if inline and "download" not in http.query_params else "attachment"
    name = quote(kept.name, safe="")
    headers = {
        "content-disposition": f"{how}; filename*=UTF-8''{name}",
        "content-security-policy": "sandbox; default-src 'none'; img-src 'self'; media-src 'self'",
    }
    return Response(kept.data, media_type=kind, headers=headers)


def _kind(kept: Kept) -> tuple[str, bool]:
    """As what a file is sent, and whether the browser may show it."""
    if _TEXT.fullmatch(kept.mime_type):
        return "text/plain; charset=utf-8", True
    # Telegram itself knows a voice message by what it is, whatever its name ends in.
    kind = (
        "audio/ogg" if kept.kind == "voice" and kept.mime_type.startswith("application") else kept.mime_type
    )
    return (kind, True) if _HARMLESS.fullmatch(kind) else ("application/octet-stream", False)
