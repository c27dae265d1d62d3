"""The listening socket and its connections, which may be cut at any moment."""

import asyncio
import socket
from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

HOST = "127.0.0.1"
# Longer than any client keeps an idle connection, so that none is closed under its hands.
_KEEP_ALIVE = 600
_BACKLOG = 2048
_TURNS = 3


class Wire(H11Protocol):
    """One connection, known to the application that answers on it."""

    def __init__(self, config: Config, state: ServerState, changed: Callable[[], None]) -> None:
        super().__init__(config, state, {})
        # The request line holds the token: it must not reach a log.
        self.access_log = False
        self.lost = asyncio.Event()
        self._changed = changed
        answer: Any = self.app

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            scope["wire"] = self
            await answer(scope, receive, send)

        self.app = app

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._unset_keepalive_if_required()
        self.lost.set()
        self._changed()

    async def cut(self) -> None:
        """End the connection without another byte."""
        self.transport.abort()
        await self.lost.wait()

    async def break_off(self, body: bytes) -> None:
        """Send the head of an answer and half of its body, then end the connection."""
        head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        self.transport.write(head.encode() + body[: len(body) // 2])
        self.transport.close()
        await self.lost.wait()


class Listener:
    """The server socket: opened, closed for a while, and closed for good."""

    def __init__(self, app: ASGIApp, port: int, changed: Callable[[], None], host: str = HOST) -> None:
        self._config = Config(app, lifespan="off", log_config=None, timeout_keep_alive=_KEEP_ALIVE)
        self._config.load()
        self._state = ServerState()
        self._changed = changed
        self._wanted = port
        self._host = host
        self._server: asyncio.Server | None = None
        self._held: socket.socket | None = None
        self.port = 0

    def bind(self) -> socket.socket:
        """Take the port, if it is not held yet, without listening on it."""
        self._held = self._held or _bound(self._host, self._wanted)
        self.port = self._held.getsockname()[1]
        return self._held

    async def open(self) -> None:
        """Listen, on the port held since a `pause` if there was one."""
        bound = self.bind()
        self._held = None
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Wire(self._config, self._state, self._changed), sock=bound, backlog=_BACKLOG
        )

    async def pause(self) -> None:
        """Refuse connections and cut those there are; the port stays ours."""
        await self._stop_listening()
        # Bound but not listening: the system answers every connection with a refusal.
        self._held = _bound(self._host, self.port)

    async def close(self) -> None:
        """Let go of everything; what is still at work must have been told to end."""
        await self._stop_listening()
        if self._held is not None:
            self._held.close()
            self._held = None
        await asyncio.gather(*self._state.tasks, return_exceptions=True)

    async def _stop_listening(self) -> None:
        if self._server is None:
            return
        self._server.close()
        # A connection accepted a moment ago becomes known only after the loop's next turns.
        for _ in range(_TURNS):
            wires = [wire for wire in self._state.connections if isinstance(wire, Wire)]
            # All at once: an answer on its way must not slip out while others are cut.
            for wire in wires:
                wire.transport.abort()
            for wire in wires:
                await wire.lost.wait()
            await asyncio.sleep(0)
        await self._server.wait_closed()
        self._server = None


def reachable(host: str) -> str:
    """Under which name this machine reaches a server that listens on this address, as an URL has it."""
    name = {"0.0.0.0": HOST, "::": "::1"}.get(host, host)  # noqa: S104 -- compared with, not listened on
    return f"[{name}]" if ":" in name else name


def _bound(host: str, port: int) -> socket.socket:
    # asyncio switches off Nagle's delays only where the protocol is named: 40 ms an answer.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise
    bound.setblocking(False)  # noqa: FBT003 - the standard library has no other way
    return bound
