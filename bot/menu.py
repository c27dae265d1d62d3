"""What Telegram shows of the bot outside the chat: its commands, what it can do, a line about it; in each language."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.wire import Wire

Params = Mapping[str, Any]

SCOPE = {"type": "all_private_chats"}


@dataclass(frozen=True, slots=True)
class Menu:
    """The words behind message ids; `languages` begins with the one for everybody whose own is not among them."""

    commands: tuple[tuple[str, str], ...]
    description: str
    about: str
    languages: tuple[str, ...]
    translate: Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing as it should be: where it is asked for and set, and the answer that says it is so already."""

    read: str
    write: str
    place: Params
    value: Params
    reads_as: object


async def show(wire: Wire, menu: Menu) -> int:
    """Set what differs from what is set; how many calls that took. Telegram allows only a few of them."""
    changed = 0
    for wanted in _all(menu):
        if await wire.call(wanted.read, wanted.place) != wanted.reads_as:
            await wire.call(wanted.write, {**wanted.place, **wanted.value})
            changed += 1
    return changed


def _all(menu: Menu) -> Iterator[Wanted]:
    default = menu.languages[0]
    for language in menu.languages:
        place = {} if language == default else {"language_code": language}

        def say(words: str, language: str = language) -> str:
            return menu.translate(language, words)

        commands = [{"command": name, "description": say(words)} for name, words in menu.commands]
        yield Wanted(
            "getMyCommands", "setMyCommands", {**place, "scope": SCOPE}, {"commands": commands}, commands
        )
        long, short = {"description": say(menu.description)}, {"short_description": say(menu.about)}
        yield Wanted("getMyDescription", "setMyDescription", place, long, long)
        yield Wanted("getMyShortDescription", "setMyShortDescription", place, short, short)
