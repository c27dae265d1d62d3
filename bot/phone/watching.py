"""Looking at a chat, and waiting for what the bot says in it."""

import re
from collections.abc import Callable

from bot.phone.chats import Account, Chat
from bot.phone.message import Message, printed, view, views

Wanted = str | re.Pattern[str] | Callable[[Message], bool]


class Watching:
    """The reading half of a person or a group."""

    def __init__(self, account: Account, chat: Chat) -> None:
        self._account = account
        self._watched = chat
        self._heard = 0

    @property
    def chat(self) -> list[Message]:
        """Everything in the chat as it stands now, after edits and deletions."""
        return views(self._account, self._watched)

    @property
    def says(self) -> list[str]:
        """The texts of the bot's messages, in order, as they stand now."""
        return [message.text for message in self.chat if not message.mine]

    @property
    def last(self) -> Message:
        """The bot's newest message."""
        found = [message for message in self.chat if not message.mine]
        if not found:
            raise LookupError("the bot has not said anything")
        return found[-1]

    async def hears(self, count: int = 1, timeout: float = 5) -> list[Message]:  # noqa: ASYNC109 - part of the API
        """The next `count` new messages of the bot, as they stand now; edits do not count."""
        chat, begin = self._watched, self._heard

        def look() -> list[int] | None:
            arrived = chat.arrived[begin : begin + count]
            return arrived if len(arrived) == count else None

        arrived = await self._account.bell.until(look, timeout)
        if arrived is None:
            got = len(chat.arrived) - begin
            raise AssertionError(f"{self} waited for {count} messages and got {got}:\n{printed(self.chat)}")
        self._heard += count
        return [view(self._account, chat, chat.messages[one]) for one in arrived if one in chat.messages]

    async def sees(self, wanted: Wanted, timeout: float = 5) -> Message:  # noqa: ASYNC109 - part of the API
        """The bot's newest message that matches, new or edited, as soon as there is one."""

        def look() -> Message | None:
            said = (message for message in reversed(self.chat) if not message.mine)
            return next((message for message in said if _matches(message, wanted)), None)

        found = await self._account.bell.until(look, timeout)
        if found is None:
            raise AssertionError(f"{self} does not see {wanted!r}:\n{printed(self.chat)}")
        return found

    async def settles(self, quiet: float = 0.3, timeout: float = 5) -> None:  # noqa: ASYNC109 - part of the API
        """Wait until nothing has happened in the chat, and no button was answered, for so long."""

        def state() -> tuple[int, int]:
            return self._watched.changes, len(self._account.toasts)

        def moved() -> bool | None:
            return state() != seen or None

        waited, seen = 0.0, state()
        while waited < timeout:
            if await self._account.bell.until(moved, quiet) is None:
                return
            waited, seen = waited + quiet, state()
        raise AssertionError(f"the chat of {self} does not come to rest:\n{printed(self.chat)}")


def _matches(message: Message, wanted: Wanted) -> bool:
    if isinstance(wanted, str):
        return wanted in message.text
    if isinstance(wanted, re.Pattern):
        return wanted.search(message.text) is not None
    return wanted(message)
