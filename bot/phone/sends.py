"""Everything a person can put into a chat."""

import secrets
from collections.abc import Sequence
from typing import Any

from bot.phone.chats import Account, Chat
from bot.phone.entities import with_found
from bot.phone.errors import BLOCKED, NEVER_STARTED
from bot.phone.files import content as file_content
from bot.phone.files import described
from bot.phone.group import Group

Raw = dict[str, Any]

# One transparent pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


class Sends:
    """The writing half of a person; every method gives the new message's id."""

    def __init__(self, account: Account, user: Raw) -> None:
        self._account = account
        self.user = user
        self.id = int(user["id"])
        self.chat_id = self.id

    def __repr__(self) -> str:
        return f"{self.user['first_name']} ({self.id})"

    async def types(
        self, text: str, *, chat: Group | None = None, reply_to: int | None = None, **fields: Any
    ) -> int:
        """Write a text; further message fields as given."""
        where = self._where(chat)
        entities = with_found(text, [])
        content: Raw = {"text": text} | ({"entities": entities} if entities else {})
        if reply_to in where.messages:
            content["reply_to_message"] = dict(where.messages[reply_to])
        return self._send(where, content | fields)

    async def edits(self, message_id: int, text: str, *, chat: Group | None = None) -> None:
        """Change the words of an own message."""
        where = self._where(chat)
        message = where.messages[message_id]
        name, marks = ("text", "entities") if "text" in message else ("caption", "caption_entities")
        message.pop(marks, None)
        message |= {name: text, "edit_date": int(self._account.now())}
        if entities := with_found(text, []):
            message[marks] = entities
        self._account.changed(where)
        self._tell(where, "edited_message", "edited_channel_post", message)

    async def deletes(self, message_id: int, *, chat: Group | None = None) -> None:
        """Delete a message; Telegram does not tell the bot."""
        where = self._where(chat)
        del where.messages[message_id]
        self._account.changed(where)

    async def forwards(self, text: str, origin: "str | Sends | Raw" = "Someone", **fields: Any) -> int:
        """Forward a text: by a hidden user of this name, by this person, or from this raw origin."""
        date = {"date": int(self._account.now())}
        if isinstance(origin, Sends):
            source: Raw = {"type": "user", "sender_user": origin.user, **date}
        elif isinstance(origin, str):
            source = {"type": "hidden_user", "sender_user_name": origin, **date}
        else:
            source = date | origin
        return await self.types(text, forward_origin=source, **fields)

    async def sends(self, *, chat: Group | None = None, **fields: Any) -> int:
        """Send a message with exactly these fields, beside id, sender, date and chat."""
        return self._send(self._where(chat), fields)

    async def sends_document(self, name: str, data: bytes, caption: str | None = None, **fields: Any) -> int:
        """Send a file."""
        return await self._sends_file("document", name, data, caption, fields)

    async def sends_photo(self, caption: str | None = None, data: bytes = PIXEL, **fields: Any) -> int:
        """Send a picture."""
        return await self._sends_file("photo", "photo.png", data, caption, fields)

    async def sends_voice(self, data: bytes = b"OggS", caption: str | None = None, **fields: Any) -> int:
        """Send a voice message."""
        return await self._sends_file("voice", "voice.oga", data, caption, fields)

    async def sends_sticker(self, emoji: str = "👍", **fields: Any) -> int:
        """Send a sticker."""
        kept = self._account.files.keep("sticker", "sticker.webp", b"RIFF")
        kind = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return await self.sends(sticker={**described(kept), **kind, "emoji": emoji}, **fields)

    async def sends_contact(
        self, phone_number: str = "+4915550000", first_name: str = "Leo", **fields: Any
    ) -> int:
        """Share a contact."""
        return await self.sends(contact={"phone_number": phone_number, "first_name": first_name}, **fields)

    async def sends_location(self, latitude: float = 52.52, longitude: float = 13.405, **fields: Any) -> int:
        """Share a place."""
        return await self.sends(location={"latitude": latitude, "longitude": longitude}, **fields)

    async def sends_poll(
        self, question: str = "Which one?", options: Sequence[str] = ("This", "That"), **fields: Any
    ) -> int:
        """Send a poll."""
        off = ("is_closed", "allows_multiple_answers", "allows_revoting", "members_only")
        choices = [
            {"persistent_id": str(n), "text": text, "voter_count": 0} for n, text in enumerate(options)
        ]
        about = {"question": question, "options": choices, "total_voter_count": 0, "type": "regular"}
        poll = {
            "id": str(secrets.randbelow(2**63)),
            **about,
            **dict.fromkeys(off, False),
            "is_anonymous": True,
        }
        return await self.sends(poll=poll, **fields)

    async def _sends_file(self, kind: str, name: str, data: bytes, caption: str | None, fields: Raw) -> int:
        kept = self._account.files.keep(kind, name, data)
        words: Raw = {"caption": caption} if caption else {}
        if entities := with_found(caption or "", []):
            words["caption_entities"] = entities
        return await self.sends(**file_content(kept), **words, **fields)

    def _where(self, chat: Group | None) -> Chat:
        return self._account.chats[self.id if chat is None else chat.id]

    def _send(self, where: Chat, content: Raw) -> int:
        if where.private and where.closed == BLOCKED:
            raise RuntimeError(f"{self} has blocked the bot: nothing can be written before unblocking it")
        if where.closed == NEVER_STARTED:
            where.closed = ""
        if where.raw["type"] == "channel":
            message = self._account.add(where, None, {"sender_chat": dict(where.raw), **content})
        else:
            message = self._account.add(where, self.user, content)
        self._tell(where, "message", "channel_post", message)
        return int(message["message_id"])

    def _tell(self, where: Chat, kind: str, in_channel: str, message: Raw) -> None:
        """The bot hears of it, unless it is not there."""
        if not where.closed and where.moved_to is None:
            self._account.updates.add(in_channel if where.raw["type"] == "channel" else kind, message)
