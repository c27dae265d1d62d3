"""A group or channel the bot may be taken into."""

from collections.abc import Sequence
from typing import Any, Protocol

from bot.phone.chats import Account, Chat
from bot.phone.message import Message, views

Raw = dict[str, Any]

_SUPERGROUPS_BELOW = -(10**12)


class Member(Protocol):
    """Whoever can be in a group."""

    user: Raw


class Group:
    """A chat of several people; the bot hears nothing before it is added."""

    def __init__(
        self, account: Account, chat_id: int, title: str, members: Sequence[Member], kind: str | None = None
    ) -> None:
        self._account = account
        self.id = chat_id
        self.members = list(members)
        kind = kind or ("supergroup" if chat_id < _SUPERGROUPS_BELOW else "group")
        self._state = Chat({"id": chat_id, "type": kind, "title": title})
        self._state.closed = f"bot is not a member of the {kind} chat"
        account.chats[chat_id] = self._state

    @property
    def chat(self) -> list[Message]:
        """Everything in the group as it stands now."""
        return views(self._account, self._state)

    @property
    def says(self) -> list[str]:
        """The texts of the bot's messages here."""
        return [message.text for message in self.chat if not message.mine]

    @property
    def has_bot(self) -> bool:
        """Whether the bot is in the group."""
        return not self._state.closed

    async def adds_bot(self, by: Member | None = None) -> None:
        """Take the bot in."""
        user = self._actor(by)
        self._state.closed = ""
        self._account.membership(self._state, user, "left", "member")
        if self._state.raw["type"] != "channel":
            self._service(user, {"new_chat_members": [self._account.bot]})

    async def removes_bot(self, by: Member | None = None) -> None:
        """Put the bot out."""
        self._account.membership(self._state, self._actor(by), "member", "kicked")
        self._state.closed = f"bot was kicked from the {self._state.raw['type']} chat"

    async def migrates(self, to: int) -> "Group":
        """Become a supergroup with a new id; the old one is refused from now on."""
        user = self._actor(None)
        self._service(user, {"migrate_to_chat_id": to})
        self._state.moved_to = to
        new = Group(self._account, to, self._state.raw["title"], self.members, "supergroup")
        new.open(user, {"migrate_from_chat_id": self.id})
        return new

    def open(self, user: Raw, news: Raw) -> None:
        """The bot is here already; the chat begins with this piece of news."""
        self._state.closed = ""
        self._service(user, news)

    def _service(self, user: Raw, news: Raw) -> None:
        self._account.updates.add("message", self._account.add(self._state, user, news))

    def _actor(self, by: Member | None) -> Raw:
        if by is None and not self.members:
            raise LookupError("nobody is in the group to do that")
        return (by or self.members[0]).user
