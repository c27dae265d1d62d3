"""What pages are told as it happens, as Server-Sent Events."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.phone.chats import Account
from bot.phone.clock import PhoneClock

HEARTBEAT = 15.0


@dataclass(frozen=True, slots=True)
class Seen:
    """How far a page has been told: changes by chat, answered presses, the clock, how often all began anew."""

    changes: dict[int, int]
    toasts: int
    moved: float
    lives: int


class Events:
    """`closing` ends every stream."""

    def __init__(self, account: Account, clock: PhoneClock, closing: Callable[[], bool]) -> None:
        self._account = account
        self._clock = clock
        self._closing = closing
        self._lives = 0

    def began_anew(self) -> None:
        """Every page is to load again."""
        self._lives += 1
        self._account.bell.ring()

    async def answer(self, _http: Request) -> Response:
        """GET /api/events."""
        return StreamingResponse(self._stream(), media_type="text/event-stream")

    async def _stream(self) -> AsyncIterator[str]:
        seen = self._now()
        yield ": here\n\n"
        while not self._closing():
            news = await self._account.bell.until(partial(self._news, seen), HEARTBEAT)
            seen = self._now()
            yield "".join(news or [": still here\n\n"])

    def _now(self) -> Seen:
        changes = {chat.id: chat.changes for chat in self._account.chats.values() if chat.private}
        return Seen(changes, len(self._account.toasts), self._clock.moved, self._lives)

    def _news(self, seen: Seen) -> list[str] | None:
        """What has happened since; none if nothing has."""
        now = self._now()
        if now.lives != seen.lives:
            return [_event("over", {})]
        changed = [
            chat_id for chat_id, changes in now.changes.items() if seen.changes.get(chat_id) != changes
        ]
        events = [_event("changed", {"person": chat_id}) for chat_id in changed]
        for toast in self._account.toasts[seen.toasts :]:
            about = {"person": toast.presser, "query_id": toast.query_id}
            events.append(_event("toast", {**about, "text": toast.text, "alert": toast.alert}))
        if now.moved != seen.moved:
            events.append(_event("clock", {"now": self._clock.now().isoformat(), "moved": now.moved}))
        return events or ([": closing\n\n"] if self._closing() else None)


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
