"""Methods about the bot itself, its chats, its files and its webhook."""

from typing import Any

from bot.phone.chats import Account
from bot.phone.errors import bad_request, deviation
from bot.phone.files import described
from bot.phone.profile import checked, language, put, scope_key

Raw = dict[str, Any]


def get_me(account: Account, _params: Raw) -> Raw:
    abilities = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries")
    return {**account.bot, **{name: name == "can_join_groups" for name in abilities}}


def get_file(account: Account, params: Raw) -> Raw:
    kept = account.files.downloadable(params["file_id"])
    return {**described(kept), "file_path": kept.path}


def get_chat(account: Account, params: Raw) -> Raw:
    chat = account.chat(params["chat_id"])
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    required = {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }
    pinned = {"pinned_message": chat.messages[chat.pinned[-1]]} if chat.pinned else {}
    return {**chat.raw, **required, **pinned}


def leave_chat(account: Account, params: Raw) -> bool:
    chat = account.chat(params["chat_id"])
    if chat.private:
        raise bad_request("chat not found")
    if not chat.closed:
        chat.closed = f"bot is not a member of the {chat.raw['type']} chat"
        account.membership(chat, account.bot, "member", "left")
        account.changed(chat)
    return True


def get_user_profile_photos(account: Account, params: Raw) -> Raw:
    if params["user_id"] not in account.users:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}


def set_webhook(account: Account, params: Raw) -> bool:
    url = params["url"]
    if url and not url.startswith("https://"):
        raise deviation("bad webhook: An HTTPS URL must be provided for webhook")
    _choose_updates(account, params)
    account.updates.webhook = {name: params[name] for name in ("url", "secret_token") if name in params}
    return True


def delete_webhook(account: Account, params: Raw) -> bool:
    account.updates.webhook = {}
    if params.get("drop_pending_updates"):
        account.updates.clear()
    return True


def get_webhook_info(account: Account, _params: Raw) -> Raw:
    info: Raw = {
        "url": account.updates.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(account.updates.pending),
    }
    return info | ({"allowed_updates": account.updates.allowed} if account.updates.allowed else {})


def _choose_updates(account: Account, params: Raw) -> None:
    if params.get("allowed_updates") is not None:
        account.updates.allowed = list(params["allowed_updates"])
    if params.get("drop_pending_updates"):
        account.updates.clear()


def set_my_commands(account: Account, params: Raw) -> bool:
    where = (scope_key(params.get("scope")), language(params.get("language_code")))
    account.profile.commands[where] = checked(params["commands"])
    return True


def get_my_commands(account: Account, params: Raw) -> list[Raw]:
    where = (scope_key(params.get("scope")), language(params.get("language_code")))
    return account.profile.commands.get(where, [])


def delete_my_commands(account: Account, params: Raw) -> bool:
    where = (scope_key(params.get("scope")), language(params.get("language_code")))
    account.profile.commands.pop(where, None)
    return True


def set_my_name(account: Account, params: Raw) -> bool:
    put(account.profile.names, language(params.get("language_code")), params.get("name", ""))
    return True


def get_my_name(account: Account, params: Raw) -> Raw:
    return {"name": _text(account.profile.names, params) or account.profile.name}


def set_my_description(account: Account, params: Raw) -> bool:
    put(account.profile.descriptions, language(params.get("language_code")), params.get("description", ""))
    return True


def get_my_description(account: Account, params: Raw) -> Raw:
    return {"description": _text(account.profile.descriptions, params)}


def set_my_short_description(account: Account, params: Raw) -> bool:
    texts = account.profile.short_descriptions
    put(texts, language(params.get("language_code")), params.get("short_description", ""))
    return True


def get_my_short_description(account: Account, params: Raw) -> Raw:
    return {"short_description": _text(account.profile.short_descriptions, params)}


def set_chat_menu_button(account: Account, params: Raw) -> bool:
    account.profile.menu_buttons[params.get("chat_id")] = params.get("menu_button") or {"type": "default"}
    return True


def get_chat_menu_button(account: Account, params: Raw) -> Raw:
    buttons = account.profile.menu_buttons
    return buttons.get(params.get("chat_id")) or buttons.get(None) or {"type": "commands"}


def _text(texts: dict[str, str], params: Raw) -> str:
    return texts.get(language(params.get("language_code"))) or texts.get("", "")
