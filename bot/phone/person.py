"""A person with a phone: what they do, and what they get to see."""

import re
from collections.abc import Callable
from typing import Any

from bot.phone.chats import Account, Chat, Toast
from bot.phone.errors import BLOCKED, NEVER_STARTED
from bot.phone.group import Group
from bot.phone.message import Message, printed, view, views
from bot.phone.sends import Sends

Raw = dict[str, Any]
Wanted = str | re.Pattern[str] | Callable[[Message], bool]


class Person(Sends):
    """Someone who writes to the bot; the private chat has the person's own id."""

    def __init__(self, account: Account, user: Raw, *, started: bool = True) -> None:
        super().__init__(account, user)
        self.language_code = user.get("language_code", "")
        self._heard = 0
        names: Raw = {name: user[name] for name in ("first_name", "last_name", "username") if name in user}
        chat = Chat({"id": self.id, "type": "private", **names})
        chat.closed = "" if started else NEVER_STARTED
        account.chats.setdefault(self.id, chat)

    @property
    def chat(self) -> list[Message]:
        """Everything in the private chat as it stands now."""
        return views(self._account, self._private)

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

    @property
    def answers(self) -> list[Toast]:
        """Every answerCallbackQuery for this person, with and without a text."""
        return [toast for toast in self._account.toasts if toast.presser == self.id]

    @property
    def toasts(self) -> list[str]:
        """The texts that came up after a button was pressed."""
        return [toast.text for toast in self.answers if toast.text]

    @property
    def keyboard(self) -> list[list[str]]:
        """The reply keyboard below the text field, row by row."""
        return [list(row) for row in self._private.keyboard]

    @property
    def menu(self) -> list[str]:
        """The commands in the menu, as this person sees them."""
        seen = self._account.profile.seen(self.id, self.language_code)
        return [command["command"] for command in seen]

    async def taps(
        self, label: str, message: Message | int | None = None, *, chat: Group | None = None
    ) -> str:
        """Press the newest button with this label, or the one in this message; the query's id for the answer."""
        where = self._where(chat)
        for found in self._with_buttons(where, message):
            button = found.button(label)
            if button is not None and "callback_data" in button:
                return self._account.press(self.user, found.raw, button["callback_data"])
        visible = [found.buttons for found in self._with_buttons(where, message)]
        raise LookupError(f"no button {label!r} to press; there are {visible or 'none'}")

    async def presses(self, data: str, message_id: int, *, chat: Group | None = None) -> str:
        """Send this callback data, whether or not such a button exists."""
        where = self._where(chat)
        gone = {"message_id": message_id, "chat": dict(where.raw), "date": 0}
        return self._account.press(self.user, where.messages.get(message_id, gone), data)

    async def blocks(self) -> None:
        """Block the bot."""
        self._private.closed = BLOCKED
        self._account.membership(self._private, self.user, "member", "kicked")

    async def unblocks(self) -> None:
        """Let the bot write again."""
        self._private.closed = ""
        self._account.membership(self._private, self.user, "kicked", "member")

    async def hears(self, count: int = 1, timeout: float = 5) -> list[Message]:  # noqa: ASYNC109 - part of the API
        """The next `count` new messages of the bot, as they stand now; edits do not count."""
        chat, begin = self._private, self._heard

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
        """Wait until nothing has happened in the chat for so long."""
        waited = 0.0
        while waited < timeout:
            before = (self._private.changes, len(self.answers))

            def changed(before: tuple[int, int] = before) -> bool | None:
                return (self._private.changes, len(self.answers)) != before or None

            if await self._account.bell.until(changed, quiet) is None:
                return
            waited += quiet
        raise AssertionError(f"the chat of {self} does not come to rest:\n{printed(self.chat)}")

    @property
    def _private(self) -> Chat:
        return self._account.chats[self.id]

    def _with_buttons(self, chat: Chat, message: Message | int | None) -> list[Message]:
        wanted = message.message_id if isinstance(message, Message) else message
        found = [
            one for one in views(self._account, chat) if one.buttons and wanted in {None, one.message_id}
        ]
        return found[::-1]


def _matches(message: Message, wanted: Wanted) -> bool:
    if isinstance(wanted, str):
        return wanted in message.text
    if isinstance(wanted, re.Pattern):
        return wanted.search(message.text) is not None
    return wanted(message)
