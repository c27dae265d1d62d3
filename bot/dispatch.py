"""Each chat its turn: its updates in order, one transaction each; no chat waits for another."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog

from bot.clocks import Clocks
from bot.fetching import Fetched, FileWanted, Heard, Update
from bot.logs import Alias
from bot.settlement import growing
from bot.supervise import nap, tripped
from bot.wire import Wire
from storage.records import Records
from storage.store import Store, Unavailable
from storage.tables import OutboxRow

log = structlog.get_logger(__name__)

SLOTS = 16
LONGEST_SLEEP = 5.0
LONGEST_REST = timedelta(seconds=30)
# More answers than this waiting in one chat, and its next update waits as well: a flood fills neither disk nor memory.
MOST_WAITING = 50
MOST_ASIDE = 100


Hear = Callable[[Records, Update, datetime], Heard]
Apologise = Callable[[Records, int, Update, datetime], object]


@dataclass
class Turn:
    """How far one update has come; `update_id` is none while there is none."""

    update_id: int | None = None
    update: dict[str, Any] = field(default_factory=dict)
    heard: Heard | None = None
    more: bool = False


@dataclass
class Dispatch:
    """One worker for each chat with something to do; a slot is given back after each update, first come first served."""

    store: Store
    wire: Wire
    hear: Hear
    apologise: Apologise
    clocks: Clocks
    alias: Alias
    slots: int = SLOTS
    _serving: set[int] = field(default_factory=set)
    _again: set[int] = field(default_factory=set)
    _aside: int = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Until told to stop; units of work under way are finished."""
        free = asyncio.Semaphore(self.slots)
        with tripped(stop, self.store.incoming):
            async with asyncio.TaskGroup() as group:
                while not stop.is_set():
                    self.store.incoming.clear()
                    for chat_id in await self._chats():
                        if chat_id in self._serving:
                            self._again.add(chat_id)
                        else:
                            self._serving.add(chat_id)
                            group.create_task(self._serve(chat_id, free, group, stop))
                    await nap(self.store.incoming, LONGEST_SLEEP)

    async def _chats(self) -> list[int]:
        try:
            return await self.store.read(lambda records: records.inbox.chats(self.clocks.books()))
        except Unavailable:
            log.exception("inbox out of reach")
            return []

    async def _serve(
        self, chat_id: int, free: asyncio.Semaphore, group: asyncio.TaskGroup, stop: asyncio.Event
    ) -> None:
        """One update after the other, until the chat has none that is due."""
        more, troubles = True, 0
        while more and not stop.is_set():
            async with free:
                if stop.is_set():
                    break
                try:
                    more, troubles = await self._turn(chat_id, group), 0
                except Unavailable:
                    troubles += 1
                    log.exception("update not handled yet", chat=self.alias(chat_id))
            if troubles:
                await nap(stop, growing(timedelta(seconds=1), troubles, LONGEST_REST).total_seconds())
        self._serving.discard(chat_id)
        if chat_id in self._again:
            self._again.discard(chat_id)
            self.store.incoming.set()

    async def _turn(self, chat_id: int, group: asyncio.TaskGroup) -> bool:
        """One update, in one transaction with all that follows from it; whether the chat has more."""
        turn = Turn()
        try:
            await self._handled(chat_id, turn)
        except Unavailable:
            raise
        except Exception as error:
            if turn.update_id is None:
                raise
            await self._postpone(chat_id, turn.update_id, turn.update, error)
            return False
        if turn.heard is not None:
            self._beside(turn.heard, group)
        return turn.more

    async def _handled(self, chat_id: int, turn: Turn) -> None:
        """Where handling it takes a file, that is fetched first, between two transactions of which the first did nothing."""
        hear = self.hear
        while True:
            try:
                await self.store.run(partial(self._handle, chat_id=chat_id, turn=turn, hear=hear))
            except FileWanted as wanted:
                hear = _with_file(wanted, turn.update_id, await self._fetched(wanted), self.hear)
            else:
                return

    async def _fetched(self, wanted: FileWanted) -> Fetched:
        try:
            return Fetched(await self.wire.fetch(wanted.file_id, wanted.most))
        except Exception as error:  # noqa: BLE001 -- the person is told, and can send it again
            log.warning("file not fetched", error=error)
            return Fetched(None)

    def _handle(self, records: Records, chat_id: int, turn: Turn, hear: Hear) -> None:
        # A unit of work may be run again after a clash.
        turn.update_id, turn.heard, turn.more = None, None, False
        books = self.clocks.books()
        if _waiting(records, chat_id) >= MOST_WAITING:
            return
        row = records.inbox.oldest(chat_id, books)
        if row is None:
            return
        turn.update_id, turn.update = row.update_id, json.loads(row.payload)
        turn.heard = hear(records, turn.update, self.clocks.now())
        records.inbox.finish(row, books)
        # What cannot be written is this update's fault, and must show before the commit.
        records.session.flush()
        turn.more = records.inbox.open_in(chat_id) > 0

    async def _postpone(self, chat_id: int, update_id: int, update: Update, error: Exception) -> None:
        """Only this chat waits. The last time, the person is told; if even that fails, the row is put aside alone."""
        name = type(error).__name__
        log.error("update failed", chat=self.alias(chat_id), update=update_id, error=error)

        def postpone(records: Records) -> bool:
            return records.inbox.postpone(update_id, name, self.clocks.books())

        def give_up(records: Records) -> None:
            if postpone(records):
                log.critical("update given up", chat=self.alias(chat_id), update=update_id)
                self.apologise(records, chat_id, update, self.clocks.now())

        try:
            await self.store.run(give_up)
        except Unavailable:
            raise
        except Exception:
            # An apology must not keep the chat waiting for ever.
            log.exception("could not apologise", chat=self.alias(chat_id))
            await self.store.run(postpone)

    def _beside(self, heard: Heard, group: asyncio.TaskGroup) -> None:
        """After the commit, one try each, and nobody waits for it."""
        if heard.callback_id is not None:
            params: dict[str, object] = {"callback_query_id": heard.callback_id}
            if heard.toast:
                params["text"] = heard.toast
            self._start("answerCallbackQuery", params, group)
        if heard.leave is not None:
            self._start("leaveChat", {"chat_id": heard.leave}, group)

    def _start(self, method: str, params: Mapping[str, object], group: asyncio.TaskGroup) -> None:
        if self._aside < MOST_ASIDE:
            self._aside += 1
            group.create_task(self._try_once(method, params))

    async def _try_once(self, method: str, params: Mapping[str, object]) -> None:
        try:
            await self.wire.call(method, params)
        except Exception as error:  # noqa: BLE001 -- after 150 seconds it always fails, and nothing depends on it
            log.info("not done", method=method, error=error)
        finally:
            self._aside -= 1


def _with_file(wanted: FileWanted, update_id: int | None, fetched: Fetched, otherwise: Hear) -> Hear:
    """How to handle that update, now that its file is there; any other may have come to the front meanwhile."""

    def hear(records: Records, update: Update, now: datetime) -> Heard:
        if update.get("update_id") == update_id:
            return wanted.hear(records, update, now, fetched)
        return otherwise(records, update, now)

    return hear


def _waiting(records: Records, chat_id: int) -> int:
    """How many answers the chat still waits for."""
    return records.session.query(OutboxRow).filter_by(chat_id=chat_id, state="waiting").count()
