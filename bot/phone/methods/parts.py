"""What many methods share: texts within their limits, keyboards, replies."""

import copy
from typing import Any

from bot.phone.chats import Account, Chat
from bot.phone.entities import formatted
from bot.phone.errors import bad_request, deviation

Raw = dict[str, Any]

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_MARKUP_FIELDS = {"inline_keyboard", "keyboard", "remove_keyboard", "force_reply"}
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)


def text(params: Raw) -> Raw:
    """The text of a message as it is shown; its length is judged after parsing."""
    if not params.get("text"):
        raise deviation("message text is empty")
    shown, entities = formatted(params["text"], params.get("parse_mode"), params.get("entities"))
    if not shown:
        raise deviation("text must be non-empty")
    if len(shown) > LONGEST_TEXT:
        raise deviation("message is too long")
    return {"text": shown} | ({"entities": entities} if entities else {})


def caption(params: Raw) -> Raw:
    """The words below a file, if there are any."""
    given = params.get("caption") or ""
    shown, entities = formatted(given, params.get("parse_mode"), params.get("caption_entities"))
    if len(shown) > LONGEST_CAPTION:
        raise deviation("message caption is too long")
    said = {"caption": shown} if shown else {}
    return said | ({"caption_entities": entities} if entities else {})


def inline_keyboard(params: Raw) -> Raw:
    """The buttons below a message; an empty keyboard is none."""
    markup = params.get("reply_markup") or {}
    if "inline_keyboard" not in markup:
        return {}
    for button in (button for row in markup["inline_keyboard"] for button in row):
        _refuse_unusable(button)
    rows = [row for row in copy.deepcopy(markup["inline_keyboard"]) if row]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def apply_keyboard(chat: Chat, message: Raw, params: Raw) -> None:
    """Show or take away the keyboard below the text field, if the message asks for that."""
    markup = params.get("reply_markup") or {}
    if markup and not _MARKUP_FIELDS & markup.keys():
        raise deviation("object expected as reply markup")
    if markup and "inline_keyboard" not in markup:
        chat.fixed.add(message["message_id"])
    if "keyboard" in markup:
        chat.keyboard = [[button["text"] for button in row] for row in markup["keyboard"]]
    if markup.get("remove_keyboard"):
        chat.keyboard = []


def reply(account: Account, chat: Chat, params: Raw) -> Raw:
    """The message this one answers."""
    asked = params.get("reply_parameters") or {}
    if "message_id" not in asked:
        return {}
    there = account.chat(asked["chat_id"]) if "chat_id" in asked else chat
    found = there.messages.get(asked["message_id"])
    if found is None:
        if asked.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": {name: part for name, part in found.items() if name != "reply_to_message"}}


def post(account: Account, chat: Chat, params: Raw, content: Raw) -> Raw:
    """A new message of the bot, with all that goes around its content."""
    around = reply(account, chat, params) | content | inline_keyboard(params)
    protected = {"has_protected_content": True} if params.get("protect_content") else {}
    message = account.add(chat, account.bot, around | protected)
    apply_keyboard(chat, message, params)
    return message


def _refuse_unusable(button: Raw) -> None:
    if not button["text"].strip():
        raise deviation("can't parse inline keyboard button: button text must be non-empty")
    actions = [name for name in _ACTIONS if name in button]
    if not actions:
        raise deviation(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise deviation(f"can't parse inline keyboard button: only one of {', '.join(actions)} is allowed")
