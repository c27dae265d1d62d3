"""The queue of updates and Telegram's rules for fetching from it."""

import asyncio
import copy
import math
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.phone.bell import Bell
from bot.phone.errors import OTHER_POLLER, WEBHOOK_SET, conflict

Raw = dict[str, Any]

# How long Telegram keeps an update nobody fetches, in seconds.
BUTTON_LIFE = 150
MESSAGE_LIFE = 24 * 3600
LONGEST_POLL = 50
MOST_AT_ONCE = 100
# An offset further ahead than this is taken for one of an older count.
_FAR_AHEAD = 10
# Sent only to a bot that asks for them by name.
_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
# The same offset again so soon is throttled: (within seconds, what happens).
_AGAIN_AT_ONCE = 0.5
_AGAIN_SOON = 3.0


@dataclass(frozen=True, eq=False)
class Queued:
    """An update waiting to be fetched and confirmed."""

    update_id: int
    expires: float
    raw: Raw


@dataclass(frozen=True)
class Poll:
    """What one getUpdates asks for."""

    offset: int = 0
    limit: int = MOST_AT_ONCE
    timeout: float = 0


class Updates:
    """Telegram's queue for one bot."""

    def __init__(
        self, now: Callable[[], float], bell: Bell, first: int | None = None, *, throttle: bool
    ) -> None:
        self.next_id = secrets.randbelow(10**9) + 1 if first is None else first
        self.allowed: list[str] = []
        self.webhook: Raw = {}
        self._now = now
        self._bell = bell
        self._throttle = throttle
        self._queue: list[Queued] = []
        # Ids handed in from outside are delivered once, whatever the offset says.
        self._owed: list[Queued] = []
        self._poller = 0
        self._last = (0, -math.inf)

    @property
    def pending(self) -> list[Raw]:
        """The updates not yet confirmed, as they would be fetched."""
        self._expire()
        return [queued.raw for queued in self._queue]

    def add(self, kind: str, content: Raw) -> None:
        """Queue an update, if the bot wants this kind."""
        wanted = kind in self.allowed if self.allowed else kind not in _ON_REQUEST
        if wanted:
            self._put(self.next_id, {"update_id": self.next_id, kind: copy.deepcopy(content)})
            self.next_id += 1

    def inject(self, raw: Raw) -> None:
        """Queue an update exactly as given; one with an id of its own is delivered at least once."""
        given = raw.get("update_id")
        if "update_id" not in raw:
            raw, given = {"update_id": self.next_id, **raw}, None
        update_id = given if isinstance(given, int) else self.next_id
        queued = self._put(update_id, copy.deepcopy(raw))
        if given is not None:
            self._owed.append(queued)
        self.next_id = max(self.next_id, update_id + 1)

    def again(self, raws: list[Raw]) -> None:
        """Hand these out once more at the next fetch, confirmed or not."""
        self._owed += [one for one in self._queue if any(one.raw is raw for raw in raws)]

    @property
    def waiting(self) -> list[Queued]:
        """What is not confirmed, in the order it came."""
        self._expire()
        return list(self._queue)

    def put_back(self, queued: list[Queued]) -> None:
        """What waited in an earlier life of this server waits on."""
        self._queue = list(queued)

    def clear(self) -> None:
        """Forget everything that waits."""
        self._queue.clear()
        self._owed.clear()

    async def fetch(self, poll: Poll, hung_up: Callable[[], bool]) -> list[Raw]:
        """Answer one getUpdates: at once if there is something, else when there is, or empty in the end."""
        if self.webhook.get("url"):
            raise conflict(WEBHOOK_SET)
        self._poller += 1
        mine = self._poller
        self._bell.ring()
        poll = self._throttled(poll)

        def look() -> list[Raw] | None:
            if self._poller != mine:
                raise conflict(OTHER_POLLER)
            return [] if hung_up() else self._take(poll) or None

        return await self._bell.until(look, min(poll.timeout, LONGEST_POLL)) or []

    def _put(self, update_id: int, raw: Raw) -> Queued:
        life = BUTTON_LIFE if "callback_query" in raw else MESSAGE_LIFE
        queued = Queued(update_id, self._now() + life, raw)
        self._queue.append(queued)
        self._bell.ring()
        return queued

    def _throttled(self, poll: Poll) -> Poll:
        """Telegram slows down whoever asks for the same again and again."""
        moment = asyncio.get_running_loop().time()
        (offset, asked), self._last = self._last, (poll.offset, moment)
        if not self._throttle or poll.offset != offset:
            return poll
        limit = 1 if moment < asked + _AGAIN_AT_ONCE else poll.limit
        timeout = max(poll.timeout, _AGAIN_SOON) if moment < asked + _AGAIN_SOON else poll.timeout
        return Poll(poll.offset, limit, timeout)

    def _take(self, poll: Poll) -> list[Raw]:
        self._expire()
        if poll.offset < 0:
            self._queue = self._queue[poll.offset :]
        elif 0 < poll.offset <= self.next_id + _FAR_AHEAD:
            self._queue = [one for one in self._queue if one.update_id >= poll.offset or one in self._owed]
        limit = poll.limit if 0 < poll.limit <= MOST_AT_ONCE else MOST_AT_ONCE
        taken = self._queue[:limit]
        self._owed = [one for one in self._owed if one not in taken]
        return [one.raw for one in taken]

    def _expire(self) -> None:
        moment = self._now()
        if any(one.expires <= moment for one in self._queue):
            self._queue = [one for one in self._queue if one.expires > moment]
