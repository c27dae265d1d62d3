"""A person with a phone: what they do, and what they get to see."""

from typing import Any

from bot.phone.chats import Account, Chat, Toast
from bot.phone.errors import BLOCKED, NEVER_STARTED
from bot.phone.group import Group
from bot.phone.message import Message, views
from bot.phone.sends import Sends
from bot.phone.watching import Watching

Raw = dict[str, Any]


class Person(Sends, Watching):
    """Someone who writes to the bot; the private chat has the person's own id."""

    def __init__(self, account: Account, user: Raw, *, started: bool = True) -> None:
        Sends.__init__(self, account, user)
        names: Raw = {name: user[name] for name in ("first_name", "last_name", "username") if name in user}
        chat = Chat({"id": self.id, "type": "private", **names}, closed="" if started else NEVER_STARTED)
        Watching.__init__(self, account, account.chats.setdefault(self.id, chat))
        self.language_code = user.get("language_code", "")

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
        return [list(row) for row in self._watched.keyboard]

    @property
    def menu(self) -> list[str]:
        """The commands in the menu, as this person sees them."""
        seen = self._account.profile.seen(self.id, self.language_code)
        return [command["command"] for command in seen]

    async def taps(
        self, label: str, message: Message | int | None = None, *, chat: Group | None = None
    ) -> str:
        """Press the newest button with this label, or the one in this message; the query's id for the answer."""
        candidates = self._with_buttons(self._where(chat), message)
        for found in candidates:
            button = found.button(label)
            if button is not None and "callback_data" in button:
                return self._account.press(self.user, found.raw, button["callback_data"])
        visible = [found.buttons for found in candidates]
        raise LookupError(f"no button {label!r} to press; there are {visible or 'none'}")

    async def presses(self, data: str, message_id: int, *, chat: Group | None = None) -> str:
        """Send this callback data, whether or not such a button exists."""
        where = self._where(chat)
        gone = {"message_id": message_id, "chat": dict(where.raw), "date": 0}
        return self._account.press(self.user, where.messages.get(message_id, gone), data)

    async def blocks(self) -> None:
        """Block the bot."""
        self._watched.closed = BLOCKED
        self._account.membership(self._watched, self.user, "member", "kicked")

    async def unblocks(self) -> None:
        """Let the bot write again."""
        self._watched.closed = ""
        self._account.membership(self._watched, self.user, "kicked", "member")

    def _with_buttons(self, chat: Chat, message: Message | int | None) -> list[Message]:
        wanted = message.message_id if isinstance(message, Message) else message
        found = [
            one for one in views(self._account, chat) if one.buttons and wanted in {None, one.message_id}
        ]
        return found[::-1]
