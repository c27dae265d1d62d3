"""The bot on the phone of this machine instead of Telegram: the same runtime, a database of its own, started anew on request."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from pydantic import SecretStr

from bot import application, behind
from bot.clocks import Clocks
from bot.nudger import Nudger
from bot.runtime import Runtime, wanted_code
from bot.settings import Settings
from bot.supervise import nap, tripped
from storage.records import Records
from storage.store import Store, Unavailable
from storage.tables import OutboxRow

DATABASE = "debrief-phone.db"
_BESIDE = ("", "-wal", "-shm", ".lock")
# A page opened at once is there before the bot is.
PATIENCE = 20.0
# Who cannot be told now is not waited for: a moved clock must not stand still for them.
LONGEST_SAYING = 5.0
LOOK_AGAIN = 0.02


class Phone(Protocol):
    """Telegram's side, as far as its bot's runner must know it."""

    @property
    def token(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def starting_over(self) -> bool: ...
    def begin_over(self) -> None: ...
    def wipe(self) -> None: ...


@dataclass
class Trial:
    """`folder` is where the database lies; what the settings say of token, server and database does not count."""

    phone: Phone
    folder: Path
    settings: Settings
    clocks: Clocks
    say: Callable[[str], object]
    _store: Store | None = None
    _here: asyncio.Event = field(default_factory=asyncio.Event)
    _halt: asyncio.Event = field(default_factory=asyncio.Event)
    _anew: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, stop: asyncio.Event) -> None:
        """Until told to stop, through as many beginnings as are asked for. Raises what ended the bot otherwise."""
        try:
            while not stop.is_set():
                if self.phone.starting_over:
                    self._forget()
                await self._live(stop)
        finally:
            # Whoever still waits for the bot waits no longer.
            self._here.set()
            self._anew.set()

    async def _live(self, stop: asyncio.Event) -> None:
        settings = self._settings()
        runtime = Runtime(settings, application.conduct(settings), self.clocks, self.say, lent=self._take)
        self._halt.clear()
        with tripped(stop, self._halt):
            if not stop.is_set():
                await runtime.run(self._halt)
        self._store = None
        self._here.clear()

    def _settings(self) -> Settings:
        database = f"sqlite+aiosqlite:///{self.folder / DATABASE}"
        here = {
            "bot_token": SecretStr(self.phone.token),
            "telegram_api_url": self.phone.url,
            "database_url": SecretStr(database),
        }
        # Ids are of people on Telegram: on this phone they would let nobody in.
        access = "open" if self.settings.access == "open" else "invite"
        return self.settings.model_copy(update={**here, "access": access})

    def _take(self, store: Store) -> None:
        self._store = store
        self._here.set()
        self._anew.set()

    def _forget(self) -> None:
        """Both files, ours first: while the phone's is there, a process that dies here is followed by one that goes on."""
        for ending in _BESIDE:
            (self.folder / f"{DATABASE}{ending}").unlink(missing_ok=True)
        self.phone.wipe()

    async def owner_code(self) -> str | None:
        await nap(self._here, PATIENCE)
        if self._store is None:
            return None
        wanted = partial(wanted_code, access=self._settings().access, now=self.clocks.now())
        with suppress(Unavailable):
            return await self._store.run(wanted)
        return None

    async def behind(self, person: int) -> Mapping[str, Any] | None:
        store = self._store
        if store is None:
            return None
        with suppress(Unavailable):
            return await store.read(partial(behind.seen, telegram_id=person))
        return None

    async def next_due(self) -> datetime | None:
        if self._store is None:
            return None
        with suppress(Unavailable):
            return await self._store.read(lambda records: records.nudges.next_due())
        return None

    async def catch_up(self) -> None:
        """The running nudger may look at the same time: each nudge is said by the one that takes it first."""
        if self._store is None:
            return
        fire = application.conduct(self._settings()).nudge
        with suppress(Unavailable, TimeoutError):
            await Nudger(self._store, fire, self.clocks.now).tick(self._halt)
            async with asyncio.timeout(LONGEST_SAYING):
                # What is waited for happens in the database, where no event rings.
                while await self._store.read(_saying):  # noqa: ASYNC110
                    await asyncio.sleep(LOOK_AGAIN)

    async def start_over(self) -> None:
        """Comes back when the bot is there again."""
        await nap(self._here, PATIENCE)
        self._anew.clear()
        self.phone.begin_over()
        self._halt.set()
        await self._anew.wait()


def _saying(records: Records) -> bool:
    """Whether anything is still on its way to Telegram."""
    under_way = OutboxRow.state.in_(("waiting", "sending"))
    return records.session.query(OutboxRow).filter(under_way).first() is not None
