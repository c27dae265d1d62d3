"""Raw updates into the inbox by long polling; acknowledged, by asking for the next ones, only when they are on disk."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.clocks import Clocks
from bot.logs import Alias
from bot.settlement import growing
from bot.verdict import Outcome, judge, seconds, unreachable
from bot.wire import TokenRefused, Wire
from storage.columns import LARGEST
from storage.inbox import RawUpdate
from storage.records import Records
from storage.store import Store, Unavailable

log = structlog.get_logger(__name__)

CameBack = Callable[[Records, datetime, datetime, datetime], object]
TooMuch = Callable[[Records, int, datetime], object]

# A channel's posts are not among them: being added to one comes as my_chat_member, and is answered by leaving.
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
HEARD_AT, OUTAGE = "heard_at", "outage"
LONG_POLL = 50
STAMP_EVERY = 10.0
# Telegram forgets a pressed button after 150 seconds.
OUTAGE_AFTER = 120.0
LISTEN_ANEW_AFTER = 90.0
DEAF_AFTER = 300.0
LONGEST_REST = timedelta(seconds=30)
MOST_OPEN = 200
SAY_SO_EVERY = timedelta(minutes=1)


class Deaf(Exception):
    """Nothing of Telegram was heard for minutes, though there is a connection: a new process may hear."""


class Garbage(Exception):
    """What came is no list of updates, or none of them has a number to acknowledge it by."""


def ignore(*_: object) -> None:
    """Nothing is to be done."""


@dataclass
class Intake:
    store: Store
    wire: Wire
    clocks: Clocks
    alias: Alias
    came_back: CameBack = ignore
    too_much: TooMuch = ignore
    long_poll: int = LONG_POLL
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    # Never kept over a restart: Telegram may begin anew with lower numbers, and what comes twice is known by its own.
    _offset: int = 0
    _heard: float | None = None
    _stamped: float = 0.0
    _answered: float = 0.0
    _anew: bool = False
    _failures: int = 0
    _said_so: dict[int, datetime] = field(default_factory=dict)

    async def run(self, stop: asyncio.Event) -> None:
        """Until told to stop. A poll under way is dropped then: what it would bring comes again."""
        self._answered = self.clocks.steady()
        polling = asyncio.create_task(self._poll_for_ever())
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            polling.cancel()
            await asyncio.gather(polling, stopping, return_exceptions=True)
        if not polling.cancelled() and (error := polling.exception()):
            raise error

    async def _poll_for_ever(self) -> None:
        while True:
            try:
                await self._poll()
            except Unavailable:
                log.exception("inbox out of reach; nothing is acknowledged")
                self._answered = self.clocks.steady()
                await self.sleep(self._rest())
            except Exception as error:  # noqa: BLE001 -- the wire may answer with anything
                await self.sleep(await self._after(error))
            else:
                self._failures, self._answered, self._anew = 0, self.clocks.steady(), False

    async def _poll(self) -> None:
        # The first answer comes at once: an outage ends with it, and those it cut off are asked again.
        patience = 0 if self._heard is None else self.long_poll
        params = {"timeout": patience, "allowed_updates": list(ALLOWED), "offset": self._offset}
        batch = await self.wire.call("getUpdates", params, read=self.long_poll + 10)
        if not isinstance(batch, list):
            raise Garbage
        updates = [update for update in map(raw, batch) if update is not None]
        await self._keep(updates)
        if len(updates) < len(batch):
            log.error("updates without a number passed over", count=len(batch) - len(updates))
        if updates:
            self._offset = max(update.update_id for update in updates) + 1
        elif batch:
            raise Garbage

    async def _keep(self, updates: list[RawUpdate]) -> None:
        """Everything of one answer in one transaction, an outage that it ends included."""
        clock = self.clocks.real()
        if self._heard is None:
            kept = await self.store.read(lambda records: records.facts.get(HEARD_AT))
            self._heard = int(kept) / 1000 if kept else clock
        gap = clock - self._heard > OUTAGE_AFTER
        if updates or gap or abs(clock - self._stamped) >= STAMP_EVERY:
            outage = (self._heard, clock) if gap else None
            await self._write(updates, outage)
            self._stamped = clock
        self._heard = clock

    async def _write(self, updates: list[RawUpdate], outage: tuple[float, float] | None) -> None:
        try:
            await self.store.run(lambda records: self._take(records, updates, outage, self.came_back))
        except Unavailable:
            raise
        except Exception:
            if outage is None:
                raise
            log.exception("could not take up again after an outage")
            await self.store.run(lambda records: self._take(records, updates, outage, ignore))

    def _take(
        self,
        records: Records,
        updates: list[RawUpdate],
        outage: tuple[float, float] | None,
        came_back: CameBack,
    ) -> None:
        now = self.clocks.now()
        records.inbox.put(self._bearable(records, updates), now)
        records.facts.set(HEARD_AT, str(int(self.clocks.real() * 1000)))
        if outage is None:
            return
        # An outage is real; whom it cut off was talking by people's time.
        moved = now - self.clocks.books()
        start, end = (datetime.fromtimestamp(moment, UTC) + moved for moment in outage)
        log.warning("an outage has ended", seconds=round(outage[1] - outage[0]))
        records.facts.set(OUTAGE, json.dumps({"from": int(outage[0] * 1000), "to": int(outage[1] * 1000)}))
        came_back(records, start, end, now)

    def _bearable(self, records: Records, updates: list[RawUpdate]) -> list[RawUpdate]:
        """Without what comes into a chat that has too much waiting already: it is dropped unread."""
        room = {
            chat_id: MOST_OPEN - records.inbox.open_in(chat_id)
            for chat_id in {one.chat_id for one in updates}
        }
        kept = []
        for update in updates:
            if room[update.chat_id] > 0:
                room[update.chat_id] -= 1
                kept.append(update)
            else:
                self._say_so(records, update.chat_id)
        return kept

    def _say_so(self, records: Records, chat_id: int) -> None:
        """Once a minute."""
        now = self.clocks.books()
        said = self._said_so.get(chat_id)
        if said is not None and timedelta() <= now - said < SAY_SO_EVERY:
            return
        self._said_so = {chat: at for chat, at in self._said_so.items() if now - at < SAY_SO_EVERY}
        self._said_so[chat_id] = now
        log.warning("too much at once; dropped unread", chat=self.alias(chat_id))
        self.too_much(records, chat_id, self.clocks.now())

    async def _after(self, error: Exception) -> float:
        """How long to rest. Raises when there is no sense in going on."""
        verdict = judge(error)
        if isinstance(error, InvalidToken) or verdict.outcome is Outcome.TOKEN_REFUSED:
            raise TokenRefused from error
        silent = self.clocks.steady() - self._answered
        if isinstance(error, Conflict):
            await self._make_way(error)
        else:
            log.warning("telegram not heard", error=error, silent=round(silent))
        if isinstance(error, RetryAfter | Conflict) or verdict.outcome is Outcome.SERVER_TROUBLE:
            self._answered = self.clocks.steady()
        elif silent > DEAF_AFTER and not unreachable(error):
            raise Deaf from error
        elif silent > LISTEN_ANEW_AFTER and not self._anew:
            await self.wire.listen_anew()
            self._anew = True
        return seconds(error) if isinstance(error, RetryAfter) else self._rest()

    async def _make_way(self, error: Conflict) -> None:
        """An earlier set-up may have left a webhook: with one, Telegram lets nobody ask."""
        if "webhook" not in error.message:
            log.error("another bot listens with this token; standing by")
            return
        log.warning("a webhook is set; removing it, to listen by long polling")
        try:
            await self.wire.call("deleteWebhook")
        except (TelegramError, OSError) as trouble:
            log.warning("webhook not removed", error=trouble)

    def _rest(self) -> float:
        self._failures += 1
        return growing(timedelta(seconds=1), self._failures, LONGEST_REST).total_seconds()


def raw(update: object) -> RawUpdate | None:
    """The update unread but for its number and chat, or none if it has no number of ours."""
    if not isinstance(update, Mapping):
        return None
    number = _number(update.get("update_id"))
    if number is None:
        return None
    return RawUpdate(number, chat_of(update), json.dumps(update))


def chat_of(update: Mapping[str, Any]) -> int:
    """The chat in which it happened, or 0 if none can be read. A button's is that of its message, or its presser's."""
    for part in update.values():
        if not isinstance(part, Mapping):
            continue
        message = part.get("message")
        places = [
            part.get("chat"),
            message.get("chat") if isinstance(message, Mapping) else None,
            part.get("from"),
        ]
        for place in places:
            number = _number(place.get("id")) if isinstance(place, Mapping) else None
            if number is not None:
                return number
    return 0


def _number(value: object) -> int | None:
    fits = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST
    return value if fits and isinstance(value, int) else None
