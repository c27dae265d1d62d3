"""What a bot says about itself: commands, names and descriptions, by scope and language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.phone.errors import deviation

Raw = dict[str, Any]

_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")


@dataclass
class Profile:
    """The bot's profile; a text of one language falls back to that of all languages."""

    name: str
    commands: dict[tuple[str, str], list[Raw]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int | None, Raw] = field(default_factory=dict)

    def seen(self, chat_id: int, language: str) -> list[Raw]:
        """The commands in the menu of a private chat: the narrowest scope wins, then the person's language."""
        for scope in (f"chat:{chat_id}", "all_private_chats", "default"):
            for code in (language, ""):
                if found := self.commands.get((scope, code)):
                    return found
        return []


def scope_key(scope: Mapping[str, Any] | None) -> str:
    """A scope as one word to file commands under."""
    if not scope:
        return "default"
    narrowed = [str(scope[name]) for name in ("chat_id", "user_id") if name in scope]
    return ":".join([scope["type"], *narrowed])


def language(code: str | None) -> str:
    """A language code as Telegram takes it: two letters, or empty for all languages."""
    if not _LANGUAGE.fullmatch(code or ""):
        raise deviation("invalid language code specified")
    return code or ""


def checked(commands: list[Raw]) -> list[Raw]:
    """The commands as Telegram keeps them, or its refusal."""
    for command in commands:
        if not _COMMAND.fullmatch(command["command"]):
            raise deviation("BOT_COMMAND_INVALID")
        if not command["description"].strip():
            raise deviation("BOT_COMMAND_DESCRIPTION_INVALID")
    return [{**command, "command": command["command"].removeprefix("/")} for command in commands]


def put(texts: dict[str, str], code: str, text: str) -> None:
    """Keep a text for a language; an empty one takes it away."""
    if text:
        texts[code] = text
    else:
        texts.pop(code, None)
