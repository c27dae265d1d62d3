"""The phone as its page uses it, over HTTP; in this process or in one of its own."""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from bot.clocks import Clocks
from bot.phone.phone import Phone
from bot.settings import Settings
from bot.trial import Trial
from tests.running import Clock

Raw = dict[str, Any]

MARA = 1001
PATIENCE = 60.0
# Made once: nothing here is encrypted, and making one takes longer than most of these tests.
UNUSED = ssl.create_default_context()


@dataclass
class Held:
    """One person's phone in somebody's hand."""

    http: httpx.AsyncClient
    id: int = MARA

    async def chat(self) -> Raw:
        return await self.get(f"people/{self.id}")

    async def messages(self) -> list[Raw]:
        found: list[Raw] = (await self.chat())["messages"]
        return found

    async def types(self, text: str, **more: Any) -> int:
        return int((await self.does("messages", text=text, **more))["message_id"])

    async def does(self, deed: str, **what: Any) -> Raw:
        return await self.post(f"people/{self.id}/{deed}", **what)

    async def taps(self, label: str) -> str:
        """The newest button with this label, as soon as there is one; the query's id."""
        found: list[tuple[int, str]] = []

        def there(chat: Raw) -> bool:
            for message in chat["messages"]:
                for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                    found.extend(
                        (message["message_id"], one["callback_data"]) for one in row if one["text"] == label
                    )
            return bool(found)

        await self.sees(there)
        message_id, data = found[-1]
        return str((await self.does("presses", message_id=message_id, data=data))["query_id"])

    async def hears(self, words: str) -> Raw:
        """The bot's newest message with these words, as soon as there is one."""

        def said(chat: Raw) -> list[Raw]:
            told = [one for one in chat["messages"] if not one["mine"]]
            return [one for one in told if words in one.get("text", one.get("caption", ""))]

        chat = await self.sees(lambda chat: bool(said(chat)))
        return said(chat)[-1]

    async def sees(self, so: Callable[[Raw], bool]) -> Raw:
        """The chat, as soon as it is so."""
        async with asyncio.timeout(PATIENCE):
            while not so(chat := await self.chat()):  # noqa: ASYNC110 -- as a page without events would
                await asyncio.sleep(0.02)
        return chat

    async def get(self, path: str) -> Raw:
        answer = await self.http.get(f"/api/{path}")
        assert answer.status_code == 200, answer.text
        content: Raw = answer.json()
        return content

    async def post(self, path: str, **what: Any) -> Raw:
        answer = await self.http.post(f"/api/{path}", json=what)
        assert answer.status_code == 200, answer.text
        content: Raw = answer.json()
        return content

    async def refused(self, method: str, path: str, **what: Any) -> tuple[int, str]:
        """With which code and sentence."""
        answer = await self.http.request(method, f"/api/{path}", **what)
        return answer.status_code, answer.json().get("error", "")

    async def invites(self, name: str) -> "Held":
        """Another person, with a phone of their own."""
        found = await self.post("people", first_name=name, language_code="en")
        return Held(self.http, found["id"])


@asynccontextmanager
async def opened(url: str, person: int = MARA) -> AsyncIterator[Held]:
    """The page at this address."""
    page = httpx.AsyncClient(
        base_url=url, timeout=30, trust_env=False, verify=UNUSED, headers={"origin": url}
    )
    async with page:
        yield Held(page, person)


@asynccontextmanager
async def listening(held: Held) -> AsyncIterator[AsyncIterator[tuple[str, str]]]:
    """The events that come from now on: name and data."""
    async with held.http.stream("GET", "/api/events") as stream:
        lines = stream.aiter_lines()
        await anext(lines)

        async def events() -> AsyncIterator[tuple[str, str]]:
            name = ""
            async for line in lines:
                kind, _colon, rest = line.partition(": ")
                if kind == "event":
                    name = rest
                elif kind == "data":
                    yield name, rest

        yield events()


async def comes(events: AsyncIterator[tuple[str, str]], wanted: str) -> str:
    """The data of the next event of this name."""
    async with asyncio.timeout(PATIENCE):
        async for name, data in events:
            if name == wanted:
                return data
    raise AssertionError(f"no {wanted} came")


@dataclass
class Kept:
    """A folder with a phone in it, which may be opened and closed. The clock is the real one, as far as they know."""

    folder: Path
    access: str = "invite"
    clock: Clock = field(default_factory=Clock)
    said: list[str] = field(default_factory=list)

    @property
    def memory(self) -> Path:
        return self.folder / "phone.db"

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Held]:
        """Phone and bot run in this process inside the block."""
        settings = Settings.read({"ACCESS": self.access, "MESSAGES_PER_SECOND": "0"})
        stop = asyncio.Event()
        async with Phone(self.memory, self.clock.real) as phone:
            clocks = Clocks(phone.clock.now, self.clock.real, time.monotonic, self.clock.now)
            trial = Trial(phone, self.folder, settings, clocks, self.said.append)
            phone.serves(trial)
            running = asyncio.create_task(trial.run(stop))
            try:
                async with opened(phone.url) as held:
                    yield held
            finally:
                stop.set()
                await running
        assert phone.telegram.violations == []
