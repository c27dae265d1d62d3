"""Telegram's limits as arithmetic: when may this call leave. Asked by delivery; sends nothing, waits for nothing."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

CHAT_GAP = 1.0
# Of one second's messages so many may leave at once: 25 a second never become more than 30 in any one.
BURST = 0.2
# So many chats told to wait within so many seconds: it is not the chats, it is us.
CHATS_THAT_TELL = 3
TELLING_TIME = 2.0
MOST_REMEMBERED = 10_000


@dataclass
class Pacing:
    """One new message a second in each chat, and so many calls a second in all; `rate` 0 sets no pace.

    Edits count only towards the whole, so that the next question is never held back by one. What Telegram itself
    tells us to wait holds at any rate.
    """

    rate: float
    clock: Callable[[], float]
    _next: float = 0.0
    _chats: dict[int, float] = field(default_factory=dict)
    _halts: dict[int, float] = field(default_factory=dict)
    _halt: float = 0.0
    _told: deque[tuple[float, int]] = field(default_factory=deque)

    def wait(self, chat_id: int, *, new: bool) -> float:
        """The seconds until this may leave; 0 for now."""
        until = [self._halt, self._halts.get(chat_id, 0.0)]
        if self.rate:
            until.append(self._next - BURST)
            until.append(self._chats.get(chat_id, 0.0) if new else 0.0)
        return max(0.0, max(until) - self.clock())

    def whole_wait(self) -> float:
        """The seconds until anything at all may leave."""
        return max(0.0, max(self._halt, self._next - BURST if self.rate else 0.0) - self.clock())

    def take(self, chat_id: int, *, new: bool) -> None:
        """It leaves now."""
        if not self.rate:
            return
        now = self.clock()
        self._next = max(self._next, now) + 1 / self.rate
        if new:
            self._chats[chat_id] = now + CHAT_GAP
            self._forget(now)

    def told_to_wait(self, chat_id: int, seconds: float) -> bool:
        """Telegram said so to this chat; True if that makes everyone wait."""
        now = self.clock()
        self._halts[chat_id] = max(self._halts.get(chat_id, 0.0), now + seconds)
        self._told.append((now, chat_id))
        while now - self._told[0][0] > TELLING_TIME:
            self._told.popleft()
        if len({chat for _, chat in self._told}) < CHATS_THAT_TELL:
            return False
        self.halt(seconds)
        return True

    def halt(self, seconds: float) -> None:
        """Nothing leaves for so long."""
        self._halt = max(self._halt, self.clock() + seconds)

    def _forget(self, now: float) -> None:
        if len(self._chats) + len(self._halts) > MOST_REMEMBERED:
            self._chats = {chat: until for chat, until in self._chats.items() if until > now}
            self._halts = {chat: until for chat, until in self._halts.items() if until > now}
