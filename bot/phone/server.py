"""Telegram on 127.0.0.1: the Bot API over HTTP, and the people on the other side as Python objects."""

import asyncio
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route

from bot.phone.bell import Bell
from bot.phone.calls import Calls, nothing
from bot.phone.chats import Account
from bot.phone.faults import Faults
from bot.phone.group import Group, Member
from bot.phone.person import Person
from bot.phone.requests import Request
from bot.phone.updates import Updates
from bot.phone.wire import HOST, Listener, reachable

Raw = dict[str, Any]

TOKEN = "123456:LOOPBACK-TOKEN-FOR-TESTS-ONLY-0000000"  # noqa: S105 - opens nothing but this server


class LoopbackTelegram:
    """One bot account on a server of its own, for as long as the `async with` lasts."""

    def __init__(  # noqa: PLR0913 - all but the token have their defaults
        self,
        token: str = TOKEN,
        bot_username: str = "debrief_bot",
        now: Callable[[], float] = time.time,
        port: int = 0,
        *,
        first_update_id: int | None = None,
        throttle: bool = True,
        dated: Callable[[], float] | None = None,
        host: str = HOST,
        beside: Sequence[BaseRoute] = (),
        keep: Callable[[], None] = nothing,
    ) -> None:
        """`throttle=False` leaves out Telegram's slowing down of repeated getUpdates.

        Messages are dated by `dated`, where that is not `now`. `beside` are routes beside those of the Bot API;
        `keep` is called when a call has changed something, before its answer leaves.
        """
        bell = Bell()
        bot = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Debrief",
            "username": bot_username,
        }
        self.token = token
        self._host = host
        self.updates = Updates(now, bell, first_update_id, throttle=throttle)
        self.account = Account(bot, dated or now, self.updates, bell, now)
        self._calls = Calls(self.account, token, keep)
        routes: list[BaseRoute] = [
            Route("/bot{token}/{method}", self._calls.answer, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._calls.download, methods=["GET"]),
            *beside,
        ]
        self._listener = Listener(Starlette(routes=routes), port, bell.ring, host)

    async def __aenter__(self) -> Self:
        await self._listener.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._calls.closing.set()
        self.account.bell.ring()
        await self._listener.close()

    def bind(self) -> None:
        """Take the port before there is anything to serve. Raises OSError where it is not to be had."""
        self._listener.bind()

    @property
    def port(self) -> int:
        """The port listened on, chosen by the system where none was asked for."""
        return self._listener.port

    @property
    def closing(self) -> asyncio.Event:
        """Set once the server is to end."""
        return self._calls.closing

    @property
    def url(self) -> str:
        """Scheme, host and port, for TELEGRAM_API_URL."""
        return f"http://{reachable(self._host)}:{self.port}"

    @property
    def requests(self) -> list[Request]:
        """Every call of a known method, in order."""
        return self._calls.requests

    @property
    def violations(self) -> list[str]:
        """Every way in which a request was not what the specification says."""
        return self._calls.violations

    @property
    def faults(self) -> Faults:
        """What is to go wrong."""
        return self._calls.faults

    @property
    def pending(self) -> list[Raw]:
        """The updates not yet confirmed."""
        return self.updates.pending

    def asked(self, method: str) -> list[Request]:
        """The calls of one method, in order."""
        return [request for request in self.requests if request.method == method]

    async def receives(self, method: str, count: int = 1, timeout: float = 5) -> Request:  # noqa: ASYNC109 - as in `hears`
        """The call that makes it `count` of this method, counted from the start, as soon as it is made."""
        found = await self.account.bell.until(
            lambda: next(iter(self.asked(method)[count - 1 :]), None), timeout
        )
        if found is None:
            made = [request.method for request in self.requests]
            raise AssertionError(f"{method} was not called {count} times; the calls were {made}")
        return found

    async def confirms(self, timeout: float = 5) -> None:  # noqa: ASYNC109 - as in `hears`
        """Wait until the bot has confirmed every update."""
        if await self.account.bell.until(lambda: not self.pending or None, timeout) is None:
            raise AssertionError(f"these updates are not confirmed: {self.pending}")

    def person(  # noqa: PLR0913 - a user has that many names
        self,
        id: int,  # noqa: A002 - Telegram's own name for it
        first_name: str = "Ada",
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "en",
        *,
        started: bool = True,
    ) -> Person:
        """Someone with a private chat; with `started=False` one who has never pressed Start."""
        names = {"last_name": last_name, "username": username, "language_code": language_code}
        told = {name: value for name, value in names.items() if value is not None}
        user = {"id": id, "is_bot": False, "first_name": first_name, **told}
        self.account.users[id] = user
        return Person(self.account, user, started=started)

    def group(
        self,
        id: int,  # noqa: A002 - Telegram's own name for it
        title: str,
        members: Sequence[Member] = (),
        kind: str | None = None,
    ) -> Group:
        """A group without the bot; `kind` may be group, supergroup or channel."""
        return Group(self.account, id, title, members, kind)

    def commands(self, language_code: str = "", scope: str = "default") -> list[Raw]:
        """The commands set for exactly this language and scope, `chat:<id>` for one chat."""
        return self.account.profile.commands.get((scope, language_code), [])

    async def inject(self, update: Raw) -> None:
        """Queue this update exactly as given, well-formed or not; without an id it gets the next."""
        self.updates.inject(update)

    async def pause(self) -> None:
        """Refuse every connection until `resume`, and cut those there are."""
        await self._listener.pause()

    async def resume(self) -> None:
        """Listen again, on the same port."""
        await self._listener.open()
