"""Everyone and everything Telegram knows of one bot: users, chats and their messages."""

import copy
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.phone.bell import Bell
from bot.phone.errors import NEVER_STARTED, bad_request, forbidden
from bot.phone.faults import migrated
from bot.phone.files import Files
from bot.phone.profile import Profile
from bot.phone.updates import BUTTON_LIFE, Updates

Raw = dict[str, Any]


@dataclass(eq=False)
class Chat:
    """One chat as it stands now."""

    raw: Raw
    messages: dict[int, Raw] = field(default_factory=dict)
    # Why the bot may not write here, in Telegram's words; empty if it may.
    closed: str = ""
    moved_to: int | None = None
    # The reply keyboard below the text field, if one is shown.
    keyboard: list[list[str]] = field(default_factory=list)
    reactions: dict[int, list[Raw]] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    # The bot's new messages in the order they came, and how often anything changed.
    arrived: list[int] = field(default_factory=list)
    changes: int = 0
    # Messages sent with a reply keyboard: Telegram lets nobody edit those.
    fixed: set[int] = field(default_factory=set)
    # The last message the person has seen, and until when the bot is shown typing.
    read: int = 0
    typing: float = 0.0

    @property
    def id(self) -> int:
        """The chat's id."""
        return int(self.raw["id"])

    @property
    def private(self) -> bool:
        """Whether this is a chat with one person."""
        return bool(self.raw["type"] == "private")

    def find(self, message_id: Any, missing: str) -> Raw:
        """The message with this id, or Telegram's complaint that there is none."""
        found = self.messages.get(message_id)
        if found is None:
            raise bad_request(missing)
        return found


@dataclass(frozen=True)
class Press:
    """A button pressed, waiting for its answer."""

    presser: int
    at: float


@dataclass(eq=False)
class Toast:
    """What a pressed button was answered with."""

    presser: int
    text: str
    alert: bool
    query_id: str


class Account:
    """One bot's account, as Telegram keeps it.

    Messages are dated by `now`; how long a pressed button waits goes by `real`, where that is another clock.
    """

    def __init__(
        self,
        bot: Raw,
        now: Callable[[], float],
        updates: Updates,
        bell: Bell,
        real: Callable[[], float] | None = None,
    ) -> None:
        self.bot = bot
        self.now = now
        self.real = real or now
        self.updates = updates
        self.bell = bell
        self.files = Files()
        self.profile = Profile(name=bot["first_name"])
        self.users: dict[int, Raw] = {bot["id"]: bot}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.toasts: list[Toast] = []
        self.next_message_id = 1

    def chat(self, chat_id: Any) -> Chat:
        """The chat with this id or @name."""
        found = self.chats.get(chat_id) if isinstance(chat_id, int) else self._named(chat_id)
        if found is None:
            if chat_id in self.users and chat_id != self.bot["id"]:
                raise forbidden(NEVER_STARTED)
            raise bad_request("chat not found")
        return found

    def open_chat(self, chat_id: Any) -> Chat:
        """The chat with this id, if the bot may write into it."""
        chat = self.chat(chat_id)
        if chat.moved_to is not None:
            raise migrated(chat.moved_to)
        if chat.closed:
            raise forbidden(chat.closed)
        return chat

    def add(self, chat: Chat, sender: Raw | None, content: Raw) -> Raw:
        """A new message with the next id of the account."""
        message: Raw = {"message_id": self.next_message_id}
        self.next_message_id += 1
        message |= {"from": dict(sender)} if sender else {}
        message |= {"date": int(self.now()), "chat": dict(chat.raw), **content}
        chat.messages[message["message_id"]] = message
        if sender is not None and sender["id"] == self.bot["id"]:
            chat.arrived.append(message["message_id"])
            chat.typing = 0.0
        self.changed(chat)
        return message

    def changed(self, chat: Chat) -> None:
        """Something in the chat is not as it was."""
        chat.changes += 1
        self.bell.ring()

    def mine(self, message: Raw) -> bool:
        """Whether the bot wrote it."""
        return bool(message.get("from", {}).get("id") == self.bot["id"])

    def press(self, user: Raw, message: Raw, data: str) -> str:
        """A button pressed: the update for it, and its id for the answer."""
        query_id = str(secrets.randbelow(2**63))
        self.presses[query_id] = Press(user["id"], self.real())
        query = {"id": query_id, "from": dict(user), "message": copy.deepcopy(message)}
        chat_instance = str(abs(message["chat"]["id"]) * 7919)
        self.updates.add("callback_query", {**query, "chat_instance": chat_instance, "data": data})
        return query_id

    def pressed(self, query_id: str) -> Press | None:
        """The press this id belongs to, unless it is too long ago."""
        press = self.presses.get(query_id)
        return press if press and self.real() - press.at <= BUTTON_LIFE else None

    def membership(self, chat: Chat, user: Raw, was: str, becomes: str) -> None:
        """Tell the bot that its own place in a chat has changed."""
        member = {"user": self.bot}
        self.updates.add(
            "my_chat_member",
            {
                "chat": dict(chat.raw),
                "from": dict(user),
                "date": int(self.now()),
                "old_chat_member": _member(member, was),
                "new_chat_member": _member(member, becomes),
            },
        )

    def _named(self, name: Any) -> Chat | None:
        if not isinstance(name, str) or not name.startswith("@"):
            return None
        wanted = name[1:].lower()
        # People are not found by name, only groups and channels are.
        groups = (chat for chat in self.chats.values() if not chat.private)
        return next((chat for chat in groups if chat.raw.get("username", "").lower() == wanted), None)


def _member(member: Raw, status: str) -> Raw:
    # A person who blocks a bot makes it "kicked" until the end of days, which Telegram writes as 0.
    return {**member, "status": status} | ({"until_date": 0} if status == "kicked" else {})
