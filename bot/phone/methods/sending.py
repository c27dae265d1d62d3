"""Methods that put a new message into a chat."""

import copy
from typing import Any

from bot.phone.chats import Account, Chat
from bot.phone.errors import bad_request, deviation
from bot.phone.files import content as file_content
from bot.phone.methods import parts

Raw = dict[str, Any]

_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
_SHOWN_FOR = 5.0
# What a copied or forwarded message takes along.
CONTENT = (
    "text",
    "entities",
    "caption",
    "caption_entities",
    "document",
    "photo",
    "voice",
    "sticker",
    "contact",
    "location",
    "poll",
)


def send_message(account: Account, params: Raw) -> Raw:
    chat = account.open_chat(params["chat_id"])
    return parts.post(account, chat, params, parts.text(params))


def send_document(account: Account, params: Raw) -> Raw:
    return _send_file(account, params, "document")


def send_photo(account: Account, params: Raw) -> Raw:
    return _send_file(account, params, "photo")


def send_voice(account: Account, params: Raw) -> Raw:
    return _send_file(account, params, "voice")


def send_media_group(account: Account, params: Raw) -> list[Raw]:
    chat = account.open_chat(params["chat_id"])
    kinds = {item["type"] for item in params["media"]}
    if kinds - {"document", "photo"} or len(kinds) > 1:
        raise deviation("only documents or only photos are played as an album here")
    contents = [_content(account, item, item["type"], item["media"]) for item in params["media"]]
    group = {"media_group_id": str(account.next_message_id)}
    return [parts.post(account, chat, params, content | group) for content in contents]


def send_contact(account: Account, params: Raw) -> Raw:
    chat = account.open_chat(params["chat_id"])
    names = ("phone_number", "first_name", "last_name", "vcard")
    return parts.post(
        account, chat, params, {"contact": {name: params[name] for name in names if name in params}}
    )


def send_location(account: Account, params: Raw) -> Raw:
    chat = account.open_chat(params["chat_id"])
    place = {name: params[name] for name in ("latitude", "longitude")}
    return parts.post(account, chat, params, {"location": place})


def send_chat_action(account: Account, params: Raw) -> bool:
    chat = account.open_chat(params["chat_id"])
    if params["action"] not in _ACTIONS:
        raise deviation("wrong parameter action in request")
    chat.typing = account.real() + _SHOWN_FOR
    account.changed(chat)
    return True


def forward_message(account: Account, params: Raw) -> Raw:
    chat = account.open_chat(params["chat_id"])
    source = account.chat(params["from_chat_id"]).find(params["message_id"], "message to forward not found")
    origin = {"type": "user", "date": source["date"], "sender_user": source.get("from", account.bot)}
    return parts.post(account, chat, params, {"forward_origin": origin, **taken_along(source)})


def copy_message(account: Account, params: Raw) -> Raw:
    chat = account.open_chat(params["chat_id"])
    source = account.chat(params["from_chat_id"]).find(params["message_id"], "message to copy not found")
    content = taken_along(source)
    if not content:
        raise bad_request("message can't be copied")
    if "caption" in params and "text" not in content:
        content = {name: part for name, part in content.items() if not name.startswith("caption")}
        content |= parts.caption(params)
    return {"message_id": parts.post(account, chat, params, content)["message_id"]}


def _send_file(account: Account, params: Raw, kind: str) -> Raw:
    chat: Chat = account.open_chat(params["chat_id"])
    return parts.post(account, chat, params, _content(account, params, kind, params[kind]))


def _content(account: Account, params: Raw, kind: str, given: Any) -> Raw:
    # The words are judged first: a refused request leaves no file behind.
    words = parts.caption(params)
    return file_content(account.files.sent(kind, given), params.get("duration", 1)) | words


def taken_along(source: Raw) -> Raw:
    return {name: copy.deepcopy(source[name]) for name in CONTENT if name in source}
