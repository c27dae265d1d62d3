"""An account as documents and back: what has changed since the last time is written, the rest left alone."""

import json
from collections.abc import Iterator
from typing import Any

from bot.phone.chats import Account, Chat, Press
from bot.phone.clock import PhoneClock
from bot.phone.memory import Key, Memory
from bot.phone.profile import Profile
from bot.phone.updates import BUTTON_LIFE, Queued

Raw = dict[str, Any]

STARTING_OVER = ("starting over", "1")
_MESSAGE = "message in "


class Keeping:
    """What one account knows, and how far its clock was moved, in a memory.

    Every change of a message counts up `changes` of its chat: the messages of the others are not even looked at.
    """

    def __init__(self, account: Account, clock: PhoneClock, memory: Memory) -> None:
        self._account = account
        self._clock = clock
        self._memory = memory
        self._kept: dict[str, dict[str, str]] = {}
        for (kind, key), value in memory.documents().items():
            self._kept.setdefault(kind, {})[key] = value
        self._files: set[str] = set()
        self._changes: dict[int, int] = {}
        self._put_back()

    @property
    def starting_over(self) -> bool:
        """Whether a process died while it was forgetting everything."""
        return STARTING_OVER[0] in self._kept

    def begin_over(self) -> None:
        """From here on there is no way back: another process would go on with it."""
        self._memory.write({STARTING_OVER: "true"}, (), ())
        self._kept[STARTING_OVER[0]] = {}

    def wipe(self) -> None:
        """Everything goes, in the memory and in the account."""
        self._memory.wipe()
        account = self._account
        account.users = {account.bot["id"]: account.bot}
        account.profile = Profile(name=account.bot["first_name"])
        account.next_message_id = 1
        for content in (account.chats, account.presses, account.toasts, self._kept, self._changes):
            content.clear()
        account.updates.clear()
        account.files.put_back([])
        self._files.clear()
        self._clock.moved = 0.0

    def keep(self) -> None:
        """Write down what is new. Raises `Unusable` where that cannot be done."""
        fresh = dict(self._documents())
        changed: dict[Key, str] = {}
        gone: list[Key] = []
        for kind, documents in fresh.items():
            known = self._kept.get(kind, {})
            changed |= {(kind, key): value for key, value in documents.items() if known.get(key) != value}
            gone += [(kind, key) for key in known.keys() - documents.keys()]
        files = [one for one in self._account.files.all if one.file_id not in self._files]
        if changed or gone or files:
            self._memory.write(changed, gone, files)
        self._kept |= fresh
        self._files |= {one.file_id for one in files}
        self._changes = {chat.id: chat.changes for chat in self._account.chats.values()}

    def _documents(self) -> Iterator[tuple[str, dict[str, str]]]:
        """By kind; messages of those chats alone in which something has changed."""
        account = self._account
        yield "user", {str(number): _written(user) for number, user in account.users.items()}
        yield "chat", {str(number): _written(_frame(chat)) for number, chat in account.chats.items()}
        for number, chat in account.chats.items():
            if self._changes.get(number) != chat.changes:
                yield f"{_MESSAGE}{number}", {str(one): _written(raw) for one, raw in chat.messages.items()}
        waiting = account.updates.waiting
        yield "update", {str(one.update_id): _written([one.expires, one.raw]) for one in waiting}
        yield "fact", {name: _written(value) for name, value in self._facts().items()}

    def _facts(self) -> Raw:
        account, updates = self._account, self._account.updates
        fresh = account.real() - BUTTON_LIFE
        presses = {query: press for query, press in account.presses.items() if press.at >= fresh}
        account.presses = presses
        return {
            "next": {"message": account.next_message_id, "update": updates.next_id},
            "updates": {"allowed": updates.allowed, "webhook": updates.webhook},
            "presses": {query: [press.presser, press.at] for query, press in presses.items()},
            "profile": _profile(account.profile),
            "moved": self._clock.moved,
        }

    def _put_back(self) -> None:
        account = self._account
        for user in self._read("user"):
            account.users.setdefault(user["id"], user)
        for frame in self._read("chat"):
            chat = _chat(frame)
            messages = self._read(f"{_MESSAGE}{chat.id}")
            chat.messages = {raw["message_id"]: raw for raw in messages}
            account.chats[chat.id] = chat
            self._changes[chat.id] = chat.changes
        waiting = [Queued(raw["update_id"], expires, raw) for expires, raw in self._read("update")]
        account.updates.put_back(waiting)
        files = self._memory.files()
        account.files.put_back(files)
        self._files = {one.file_id for one in files}
        if "fact" in self._kept:
            self._remember({name: json.loads(value) for name, value in self._kept["fact"].items()})

    def _read(self, kind: str) -> list[Any]:
        """The documents of a kind, by their numbers."""
        found = self._kept.get(kind, {})
        return [json.loads(found[key]) for key in sorted(found, key=int)]

    def _remember(self, facts: Raw) -> None:
        account = self._account
        account.next_message_id = facts["next"]["message"]
        account.updates.next_id = facts["next"]["update"]
        account.updates.allowed = facts["updates"]["allowed"]
        account.updates.webhook = facts["updates"]["webhook"]
        account.presses = {query: Press(*press) for query, press in facts["presses"].items()}
        account.profile = _profile_of(facts["profile"])
        self._clock.moved = facts["moved"]


def _written(value: Any) -> str:
    # Escaped, because a message may hold half a surrogate pair.
    return json.dumps(value)


_FRAME = ("raw", "closed", "moved_to", "keyboard", "pinned", "read")


def _frame(chat: Chat) -> Raw:
    """A chat without its messages."""
    reactions = {str(number): reaction for number, reaction in chat.reactions.items()}
    kept = {name: getattr(chat, name) for name in _FRAME}
    return {**kept, "reactions": reactions, "fixed": sorted(chat.fixed)}


def _chat(frame: Raw) -> Chat:
    reactions = {int(number): reaction for number, reaction in frame["reactions"].items()}
    kept = {name: frame[name] for name in _FRAME}
    return Chat(**kept, reactions=reactions, fixed=set(frame["fixed"]))


def _profile(profile: Profile) -> Raw:
    return {
        "name": profile.name,
        "commands": [[*where, commands] for where, commands in profile.commands.items()],
        "names": profile.names,
        "descriptions": profile.descriptions,
        "short_descriptions": profile.short_descriptions,
        "menu_buttons": list(profile.menu_buttons.items()),
    }


def _profile_of(kept: Raw) -> Profile:
    commands = {(scope, language): commands for scope, language, commands in kept["commands"]}
    buttons = {chat_id: button for chat_id, button in kept["menu_buttons"]}  # noqa: C416 -- pairs come as lists
    texts = {name: kept[name] for name in ("names", "descriptions", "short_descriptions")}
    return Profile(kept["name"], commands=commands, menu_buttons=buttons, **texts)
