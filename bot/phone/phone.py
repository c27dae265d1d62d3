"""The phone as a whole: the Bot API, the page beside it, and a memory that both are kept in."""

import errno
import secrets
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import Receive, Scope, Send

from bot.phone.clock import PhoneClock
from bot.phone.keeping import Keeping
from bot.phone.memory import Memory, Unusable
from bot.phone.server import LoopbackTelegram
from bot.phone.serving import Bot, Nobody, Serving
from bot.phone.wire import HOST, reachable

BOT = 123456
# What the bot asks is remembered for tests alone, and a phone may be on for weeks.
_CALLS_KEPT = 100


class Unopened(Exception):
    """The phone cannot be opened; the one sentence says why and what to do."""


class Phone:
    """For as long as the `async with` lasts, which raises `Unopened`."""

    def __init__(self, path: Path, real: Callable[[], float], host: str = HOST, port: int = 0) -> None:
        self.clock = PhoneClock(real)
        self._path = path
        self._host, self._port = host, port
        self._keeping: Keeping | None = None
        self._open = AsyncExitStack()
        # Whoever reaches this port may know the source, so the token must not be in it.
        token = f"{BOT}:{secrets.token_urlsafe(32)}"
        self.telegram = LoopbackTelegram(
            token,
            now=real,
            port=port,
            dated=self.clock,
            host=host,
            beside=[Mount("/", app=self._page)],
            keep=self._keep,
        )
        self._serving = Serving(self.telegram, self.clock, self._keep, Nobody())
        self._app: Starlette = self._serving.app(host)

    async def __aenter__(self) -> Self:
        try:
            await self._begin()
        except OSError as error:
            raise Unopened(_not_to_be_had(self._host, self._port, error)) from error
        except Unusable as error:
            raise Unopened(str(error)) from error
        return self

    async def _begin(self) -> None:
        # The port first: that it is taken says most plainly that a phone is open already.
        self.telegram.bind()
        async with AsyncExitStack() as opening:
            # Held but not yet listened on, the port must be let go where the memory cannot be read.
            opening.push_async_exit(self.telegram)
            memory = opening.enter_context(Memory(self._path))
            self._keeping = _kept(self._path, lambda: Keeping(self.telegram.account, self.clock, memory))
            self._serving.welcome_first()
            self._keep()
            await self.telegram.__aenter__()
            self._open = opening.pop_all()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Who is still answered when the server ends must find the memory open.
        await self.telegram.__aexit__(kind, error, trace)
        await self._open.aclose()

    def serves(self, bot: Bot) -> None:
        """Let the page speak with the bot behind it."""
        self._serving.bot = bot

    @property
    def token(self) -> str:
        """The bot's token here, for this start alone."""
        return self.telegram.token

    @property
    def url(self) -> str:
        """Where the bot reaches it, and a browser on this machine."""
        return self.telegram.url

    @property
    def port(self) -> int:
        return self.telegram.port

    @property
    def starting_over(self) -> bool:
        """Whether an earlier process died while it forgot everything."""
        return self._keeping is not None and self._keeping.starting_over

    def begin_over(self) -> None:
        """From here on there is no way back, not even by dying."""
        if self._keeping is not None:
            self._keeping.begin_over()

    def wipe(self) -> None:
        """Forget everything: people, chats, files, the moved clock."""
        if self._keeping is not None:
            self._keeping.wipe()
            self._serving.welcome_first()
            self._keep()

    def _keep(self) -> None:
        if self._keeping is not None:
            self._keeping.keep()
            del self.telegram.requests[:-_CALLS_KEPT]

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


def _not_to_be_had(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use: perhaps the phone is open already, at http://{reachable(host)}:{port}. "
            "Another one: python -m bot phone --port 8081"
        )
    return f"Nothing can listen on {host}, port {port} ({error.strerror})."


def _kept(path: Path, remember: Callable[[], Keeping]) -> Keeping:
    try:
        return remember()
    except (KeyError, ValueError, TypeError) as error:
        raise Unusable(f"{path} cannot be read ({type(error).__name__}); delete it to begin anew.") from error
