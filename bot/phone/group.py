"""A group or channel the bot may be taken into."""

from collections.abc import Sequence
from typing import Any, Protocol

from bot.phone.chats import Account, Chat
from bot.phone.watching import Watching

Raw = dict[str, Any]

_SUPERGROUPS_BELOW = -(10**12)


class Member(Protocol):
    """Whoever can be in a group."""

    user: Raw


class Group(Watching):
    """A chat of several people; the bot hears nothing before it is added."""

    def __init__(
        self, account: Account, chat_id: int, title: str, members: Sequence[Member], kind: str | None = None
    ) -> None:
        kind = kind or ("supergroup" if chat_id < _SUPERGROUPS_BELOW else "group")
        outside = f"bot is not a member of the {kind} chat"
        account.chats[chat_id] = Chat({"id": chat_id, "type": kind, "title": title}, closed=outside)
        super().__init__(account, account.chats[chat_id])
        self.id = chat_id
        self.title = title
        self.members = list(members)

    def __repr__(self) -> str:
        return f"{self.title} ({self.id})"

    @property
    def has_bot(self) -> bool:
        """Whether the bot is in the group."""
        return not self._watched.closed

    async def adds_bot(self, by: Member | None = None) -> None:
        """Take the bot in."""
        user = self._actor(by)
        self._watched.closed = ""
        self._account.membership(self._watched, user, "left", "member")
        if self._watched.raw["type"] != "channel":
            self._service(user, {"new_chat_members": [self._account.bot]})

    async def removes_bot(self, by: Member | None = None) -> None:
        """Put the bot out."""
        self._account.membership(self._watched, self._actor(by), "member", "kicked")
        self._watched.closed = f"bot was kicked from the {self._watched.raw['type']} chat"

    async def migrates(self, to: int) -> "Group":
        """Become a supergroup with a new id; the old one is refused from now on."""
        user = self._actor(None)
        self._service(user, {"migrate_to_chat_id": to})
        self._watched.moved_to = to
        new = Group(self._account, to, self.title, self.members, "supergroup")
        new.open(user, {"migrate_from_chat_id": self.id})
        return new

    def open(self, user: Raw, news: Raw) -> None:
        """The bot is here already; the chat begins with this piece of news."""
        self._watched.closed = ""
        self._service(user, news)

    def _service(self, user: Raw, news: Raw) -> None:
        self._account.updates.add("message", self._account.add(self._watched, user, news))

    def _actor(self, by: Member | None) -> Raw:
        if by is None and not self.members:
            raise LookupError("nobody is in the group to do that")
        return (by or self.members[0]).user
