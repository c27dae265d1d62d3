"""Updates straight into `bot.application`, on a real database, without a wire: what it does with each, and what it says."""

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.application import Application, Heard
from bot.coach.desk import House
from bot.languages import languages
from bot.settings import Access
from storage.records import Records
from storage.store import Store
from storage.tables import OutboxRow

Raw = dict[str, Any]
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
CODE = "owner-code-of-many-letters-and-more"


@dataclass(frozen=True)
class Said:
    """One call that waits in the outbox."""

    chat_id: int
    method: str
    params: Raw

    @property
    def text(self) -> str:
        return str(self.params.get("text") or self.params.get("caption") or "")

    @property
    def buttons(self) -> dict[str, str]:
        """Callback data by label."""
        rows = self.params.get("reply_markup", {}).get("inline_keyboard", [])
        return {button["text"]: button["callback_data"] for row in rows for button in row}


@dataclass
class Hearing:
    """The application at its work. `now` stands still until it is moved."""

    store: Store
    access: Access = "open"
    now: datetime = NOON
    said: list[Said] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def app(self) -> Application:
        return Application(House(languages()), self.access)

    def passes(self, time: timedelta) -> None:
        self.now += time

    async def hears(self, update: Raw) -> Heard:
        """Handle it in one transaction; `said` holds what this one led to, sent as far as the database knows."""
        whole = {"update_id": next(self.numbers), **update}
        heard: list[Heard] = []
        await self.led_to(lambda records: heard.append(self.app.hear(records, whole, self.now)))
        return heard[-1]

    async def led_to(self, work: Callable[[Records], object]) -> list[Said]:
        """What this one transaction puts into the outbox, and is sent there and then."""

        def done(records: Records) -> list[Said]:
            work(records)
            rows = records.session.query(OutboxRow).filter_by(state="waiting").order_by(OutboxRow.id).all()
            said = [Said(row.chat_id, row.method, json.loads(row.params)) for row in rows]
            for row in rows:
                records.outbox.sent(row.id, next(self.numbers) + 10_000, self.now)
            return said

        self.said = await self.store.run(done)
        return self.said

    async def types(self, who: int, text: str, **fields: Any) -> list[str]:
        """What is said after this message."""
        await self.hears({"message": message(who, next(self.numbers), text=text, **fields)})
        return self.texts

    async def presses(self, who: int, data: str, message_id: int = 1) -> Heard:
        query = {
            "id": "77",
            "from": user(who),
            "chat_instance": "1",
            "data": data,
            "message": {
                **message(who, message_id, text="-"),
                "from": {"id": 9, "is_bot": True, "first_name": "D"},
            },
        }
        return await self.hears({"callback_query": query})

    async def taps(self, who: int, label: str) -> Heard:
        """Press the button with this label that came up last."""
        return await self.presses(
            who, next(one.buttons[label] for one in reversed(self.said) if label in one.buttons)
        )

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.said if one.text]


def user(who: int, **fields: Any) -> Raw:
    return {"id": who, "is_bot": False, "first_name": f"P{who}", "language_code": "en", **fields}


def message(who: int, message_id: int, **fields: Any) -> Raw:
    chat = {"id": who, "type": "private", "first_name": f"P{who}"}
    return {"message_id": message_id, "date": 1, "chat": chat, "from": user(who), **fields}


def membership(who: int, status: str) -> Raw:
    """Somebody blocks the bot, or lets it back in."""
    bot = {"id": 9, "is_bot": True, "first_name": "D"}
    extra = {"until_date": 0} if status == "kicked" else {}
    return {
        "my_chat_member": {
            "chat": {"id": who, "type": "private", "first_name": f"P{who}"},
            "from": user(who),
            "date": 1,
            "old_chat_member": {"user": bot, "status": "member"},
            "new_chat_member": {"user": bot, "status": status, **extra},
        }
    }
