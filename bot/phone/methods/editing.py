"""Methods that change, remove or answer what is there already."""

from typing import Any

from bot.phone.chats import Account, Chat, Toast
from bot.phone.errors import NOT_MODIFIED, OLD_QUERY, bad_request, deviation
from bot.phone.methods import parts

Raw = dict[str, Any]

_DELETABLE_FOR = 48 * 3600
_SHOWN = ("text", "entities", "caption", "caption_entities", "reply_markup")
# The emoji a bot without premium may react with.
# fmt: off
REACTIONS = frozenset((
    "❤", "👍", "👎", "🔥", "🥰", "👏", "😁", "🤔", "🤯", "😱", "🤬", "😢", "🎉", "🤩", "🤮", "💩", "🙏", "👌",
    "🕊", "🤡", "🥱", "🥴", "😍", "🐳", "❤‍🔥", "🌚", "🌭", "💯", "🤣", "⚡", "🍌", "🏆", "💔", "🤨", "😐", "🍓",
    "🍾", "💋", "🖕", "😈", "😴", "😭", "🤓", "👻", "👨‍💻", "👀", "🎃", "🙈", "😇", "😨", "🤝", "✍", "🤗", "🫡",
    "🎅", "🎄", "☃", "💅", "🤪", "🗿", "🆒", "💘", "🙉", "🦄", "😘", "💊", "🙊", "😎", "👾", "🤷‍♂", "🤷", "🤷‍♀",
    "😡",
))
# fmt: on


def edit_message_text(account: Account, params: Raw) -> Raw:
    chat, message = _editable(account, params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _replace(account, chat, message, parts.text(params) | parts.inline_keyboard(params))


def edit_message_caption(account: Account, params: Raw) -> Raw:
    chat, message = _editable(account, params)
    if not {"document", "photo", "voice"} & message.keys():
        raise bad_request("there is no caption in the message to edit")
    return _replace(account, chat, message, parts.caption(params) | parts.inline_keyboard(params))


def edit_message_reply_markup(account: Account, params: Raw) -> Raw:
    chat, message = _editable(account, params)
    kept = {name: message[name] for name in _SHOWN if name in message and name != "reply_markup"}
    return _replace(account, chat, message, kept | parts.inline_keyboard(params))


def delete_message(account: Account, params: Raw) -> bool:
    chat = account.chat(params["chat_id"])
    message = chat.find(params["message_id"], "message to delete not found")
    if not _deletable(account, chat, message):
        raise bad_request("message can't be deleted for everyone")
    _delete(account, chat, message)
    return True


def delete_messages(account: Account, params: Raw) -> bool:
    chat = account.chat(params["chat_id"])
    for message_id in params["message_ids"]:
        message = chat.messages.get(message_id)
        # Those that are gone or too old are passed over in silence.
        if message is not None and _deletable(account, chat, message):
            _delete(account, chat, message)
    return True


def answer_callback_query(account: Account, params: Raw) -> bool:
    query_id = params["callback_query_id"]
    press = account.pressed(query_id)
    if press is None:
        raise bad_request(OLD_QUERY)
    account.toasts.append(
        Toast(press.presser, params.get("text", ""), bool(params.get("show_alert")), query_id)
    )
    account.bell.ring()
    return True


def set_message_reaction(account: Account, params: Raw) -> bool:
    chat = account.open_chat(params["chat_id"])
    message = chat.find(params["message_id"], "message to react not found")
    reaction = params.get("reaction") or []
    if len(reaction) > 1:
        raise deviation("REACTIONS_TOO_MANY")
    if any(one["type"] != "emoji" or _plain(one) not in REACTIONS for one in reaction):
        raise deviation("REACTION_INVALID")
    chat.reactions[message["message_id"]] = reaction
    account.changed(chat)
    return True


def pin_chat_message(account: Account, params: Raw) -> bool:
    chat = account.open_chat(params["chat_id"])
    message = chat.find(params["message_id"], "message to pin not found")
    chat.pinned.append(message["message_id"])
    account.changed(chat)
    return True


def unpin_chat_message(account: Account, params: Raw) -> bool:
    chat = account.open_chat(params["chat_id"])
    if not chat.pinned:
        raise bad_request("message to unpin not found")
    gone = params.get("message_id", chat.pinned[-1])
    chat.pinned = [message_id for message_id in chat.pinned if message_id != gone]
    account.changed(chat)
    return True


def unpin_all_chat_messages(account: Account, params: Raw) -> bool:
    chat = account.open_chat(params["chat_id"])
    chat.pinned.clear()
    account.changed(chat)
    return True


def _plain(reaction: Raw) -> str:
    # With and without the mark that asks for colour it is the same reaction.
    return str(reaction.get("emoji", "")).replace("\ufe0f", "")


def _editable(account: Account, params: Raw) -> tuple[Chat, Raw]:
    if "chat_id" not in params or "message_id" not in params:
        raise deviation("message identifier is not specified")
    chat = account.open_chat(params["chat_id"])
    message = chat.find(params["message_id"], "message to edit not found")
    if not account.mine(message) or message["message_id"] in chat.fixed or "forward_origin" in message:
        raise bad_request("message can't be edited")
    return chat, message


def _replace(account: Account, chat: Chat, message: Raw, shown: Raw) -> Raw:
    if shown == {name: message[name] for name in _SHOWN if name in message}:
        raise bad_request(NOT_MODIFIED)
    kept = {name: part for name, part in message.items() if name not in _SHOWN}
    message.clear()
    message.update(kept | {"edit_date": int(account.now())} | shown)
    account.changed(chat)
    return message


def _deletable(account: Account, chat: Chat, message: Raw) -> bool:
    fresh = account.now() - message["date"] < _DELETABLE_FOR
    return fresh and (chat.private or account.mine(message))


def _delete(account: Account, chat: Chat, message: Raw) -> None:
    del chat.messages[message["message_id"]]
    chat.reactions.pop(message["message_id"], None)
    account.changed(chat)
