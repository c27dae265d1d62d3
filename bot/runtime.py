"""The running bot: everything put together, started, watched and ended. What it says is given to it."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from telegram.error import InvalidToken, TelegramError

from bot import menu
from bot.clocks import Clocks as Clocks  # noqa: PLC0414 -- whoever makes a runtime finds its clocks here
from bot.delivery import Delivery
from bot.dispatch import Apologise, Dispatch, Hear
from bot.intake import LONG_POLL, CameBack, Intake, TooMuch, ignore
from bot.logs import aliases
from bot.menu import Menu
from bot.nudger import Fire, Nudger, silent
from bot.pacing import Pacing
from bot.settings import Access, Settings
from bot.settlement import growing
from bot.supervise import nap, supervise
from bot.verdict import Outcome, judge
from bot.wire import TokenRefused, Wire
from storage.records import Records
from storage.store import Store

log = structlog.get_logger(__name__)

BOT = "bot"
OWNER_LINK_LASTS = timedelta(days=7)
TIDY_EVERY = 3600.0
# Longer than Telegram redelivers an update, shorter than it may begin to number them anew.
KEEP_INBOX = timedelta(days=3)
KEEP_OUTBOX = timedelta(days=30)
LONGEST_REST = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Conduct:
    """What the bot does with what it hears; `bot.application` has it."""

    hear: Hear
    apologise: Apologise
    came_back: CameBack = ignore
    too_much: TooMuch = ignore
    menu: Menu | None = None
    nudge: Fire = silent


@dataclass(frozen=True, slots=True)
class Runtime:
    """`say` tells the host, on the terminal and not in the log: what is said may open the door.

    `lent` is handed the open database at the start; whoever has it sees to the owner's link, and none is said.
    """

    settings: Settings
    conduct: Conduct
    clocks: Clocks
    say: Callable[[str], object]
    on_statement: Callable[[str], None] | None = None
    settle: timedelta = timedelta(seconds=15)
    long_poll: int = LONG_POLL
    lent: Callable[[Store], object] | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Until told to stop. Raises what ended it otherwise: a dead task, a refused token, an unusable database."""
        token = self.settings.bot_token
        if token is None:
            raise TokenRefused
        url = self.settings.database_url.get_secret_value()
        store = await Store.open(url, on_statement=self.on_statement)
        try:
            async with Wire(token.get_secret_value(), self.settings.telegram_api_url) as wire:
                name = await self._introduce(wire, stop)
                if name is not None:
                    await self._open_the_door(store, name)
                    await self.work(store, wire, name, stop)
        finally:
            await store.close()

    async def work(self, store: Store, wire: Wire, name: str, stop: asyncio.Event) -> None:
        """Everything that runs while the bot does, on a store and a wire that are open."""
        alias = aliases(await store.read(lambda records: records.facts.hash_key()))
        conduct, clocks = self.conduct, self.clocks
        intake = Intake(
            store,
            wire,
            clocks,
            alias,
            conduct.came_back,
            conduct.too_much,
            self.long_poll,
        )
        dispatch = Dispatch(store, wire, conduct.hear, conduct.apologise, clocks, alias)
        pacing = Pacing(self.settings.messages_per_second, clocks.steady)
        alone = self.settings.on_sqlite
        delivery = Delivery(store, wire, pacing, clocks, alias, settle=self.settle, alone=alone)
        self.say(f"@{name} is listening. Stop it with Ctrl+C.")
        await supervise(
            {
                "intake": intake.run(stop),
                "dispatch": dispatch.run(stop),
                "delivery": delivery.run(stop),
                "nudger": Nudger(store, conduct.nudge, clocks.now).run(stop),
                "tidying": self._tidy(store, stop),
                "menu": self._show_menu(wire, stop),
            },
            stop,
        )

    async def _introduce(self, wire: Wire, stop: asyncio.Event) -> str | None:
        """The bot's own name, asked for until Telegram gives it; none if stopped before."""
        tries = 0
        while not stop.is_set():
            try:
                me = await _unless(stop, wire.call("getMe"))
                return None if me is None else str(me["username"])
            except Exception as error:
                if isinstance(error, InvalidToken) or judge(error).outcome is Outcome.TOKEN_REFUSED:
                    raise TokenRefused from error
                tries += 1
                log.warning("telegram not reached yet", error=error)
                await nap(stop, growing(timedelta(seconds=1), tries, LONGEST_REST).total_seconds())
        return None

    async def _open_the_door(self, store: Store, name: str) -> None:
        """At the first start, a link that makes whoever opens it the owner. An earlier one that nobody used is void."""

        def remember(records: Records) -> str | None:
            records.facts.set(BOT, name)
            return None if self.lent else wanted_code(records, self.settings.access, self.clocks.now())

        code = await store.run(remember)
        if self.lent is not None:
            self.lent(store)
        if code is not None:
            self.say("Nobody owns this bot yet. Open this link once, within seven days, and it is yours:")
            self.say(f"  https://t.me/{name}?start={code}")

    async def _tidy(self, store: Store, stop: asyncio.Event) -> None:
        """What nobody needs any more goes."""
        while not stop.is_set():
            now = self.clocks.books()
            try:
                await store.run(partial(_forget, now=now))
            except Exception:
                log.exception("could not tidy up")
            await nap(stop, TIDY_EVERY)

    async def _show_menu(self, wire: Wire, stop: asyncio.Event) -> None:
        """Once, in the background; without it the bot works all the same."""
        if self.conduct.menu is not None:
            try:
                changed = await _unless(stop, menu.show(wire, self.conduct.menu))
                log.info("menu is as it should be", changed=changed)
            except (TelegramError, OSError):
                log.exception("menu not set; the next start tries again")
        await stop.wait()


def wanted_code(records: Records, access: Access, now: datetime) -> str | None:
    """A code for the owner, where one is invited and nobody owns the bot yet. It lasts by people's time."""
    wanted = access == "invite" and records.people.owner() is None
    return owner_code(records, now) if wanted else None


def owner_code(records: Records, now: datetime) -> str:
    """A fresh code that makes its user the owner; those made before open nothing any more."""
    for invite in records.people.open_invites(now):
        if invite.role == "owner":
            invite.expires_at = now
    code = secrets.token_urlsafe(24)
    records.people.invite("owner", code, None, now, now + OWNER_LINK_LASTS)
    return code


def _forget(records: Records, now: datetime) -> None:
    records.inbox.forget_before(now - KEEP_INBOX)
    records.outbox.forget_before(now - KEEP_OUTBOX)


async def _unless(stop: asyncio.Event, work: Awaitable[Any]) -> Any:
    """What the work gives, or none if the stop comes first; the work is then dropped."""
    doing, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({doing, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return await doing if doing.done() else None
    finally:
        for task in (doing, stopping):
            task.cancel()
        await asyncio.gather(doing, stopping, return_exceptions=True)
