"""A message as a person sees it on the phone."""

from dataclasses import dataclass
from typing import Any

from bot.phone.chats import Account, Chat
from bot.phone.entities import as_html
from bot.phone.markup import Entity

Raw = dict[str, Any]


@dataclass(frozen=True)
class Message:
    """One message as it stood when it was looked at; `mine` if a person wrote it, not the bot."""

    raw: Raw
    mine: bool
    file: bytes | None = None
    reaction: str = ""

    @property
    def message_id(self) -> int:
        """The number other calls know it by."""
        return int(self.raw["message_id"])

    @property
    def text(self) -> str:
        """The words, or those below a file."""
        return str(self.raw.get("text", self.raw.get("caption", "")))

    @property
    def entities(self) -> list[Entity]:
        """Bold, links and the like, in Telegram's UTF-16 offsets."""
        found: list[Entity] = self.raw.get("entities") or self.raw.get("caption_entities") or []
        return list(found)

    @property
    def html(self) -> str:
        """The words with their entities as Telegram's HTML."""
        return as_html(self.text, self.entities)

    @property
    def buttons(self) -> list[list[str]]:
        """The labels of the inline keyboard, row by row."""
        return [[button["text"] for button in row] for row in self.keyboard]

    @property
    def keyboard(self) -> list[list[Raw]]:
        """The inline keyboard as the bot sent it."""
        rows: list[list[Raw]] = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    @property
    def document(self) -> tuple[str, bytes] | None:
        """Name and content of the file, if it is a document."""
        if "document" not in self.raw or self.file is None:
            return None
        return self.raw["document"].get("file_name", ""), self.file

    @property
    def edited(self) -> bool:
        """Whether it was changed after it was sent."""
        return "edit_date" in self.raw

    def button(self, label: str) -> Raw | None:
        """The button with this label."""
        return next((button for row in self.keyboard for button in row if button["text"] == label), None)


def view(account: Account, chat: Chat, raw: Raw) -> Message:
    """The message as it stands now."""
    about = raw.get("document") or raw.get("voice") or next(iter(raw.get("photo", [])), None)
    kept = account.files.known(about["file_id"]) if about else None
    reaction = next((one.get("emoji", "") for one in chat.reactions.get(raw["message_id"], [])), "")
    return Message(dict(raw), not account.mine(raw), kept.data if kept else None, reaction)


def views(account: Account, chat: Chat) -> list[Message]:
    """Everything in the chat as it stands now."""
    return [view(account, chat, raw) for raw in chat.messages.values()]


def printed(messages: list[Message]) -> str:
    """The chat as text, for whoever has to find out why a test failed."""
    lines = []
    for message in messages:
        who = "person" if message.mine else "bot   "
        edited = " (edited)" if message.edited else ""
        lines.append(f"  {message.message_id:>4} {who}{edited}: {message.text or _without_words(message)}")
        lines += [f"         [{'] ['.join(row)}]" for row in message.buttons]
    return "\n".join(lines) or "  (nothing)"


def _without_words(message: Message) -> str:
    return ", ".join(sorted(message.raw.keys() - {"message_id", "from", "date", "chat"}))
