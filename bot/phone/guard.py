"""Who may use the page: only what was opened from the address served, never another page in the same browser."""

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_READING = {"GET", "HEAD"}
_EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 -- compared with, not listened on
_NEARBY = {"127.0.0.1", "localhost", "::1"}
# The page may do nothing that did not come with it.
HEADERS: Mapping[str, str] = {
    "content-security-policy": "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
}


class Guard:
    """In front of everything the page asks for.

    A page from elsewhere can send requests to this machine, and with a name of its own that leads here even read the
    answers; but it cannot lie about the name it used, nor about where it comes from.
    """

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            # No socket is offered: the application says so.
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not self._welcome(scope["method"], headers, scope["server"][1]):
            refusal = JSONResponse({"error": "This page answers only at the address it was started on."}, 403)
            await refusal(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(raw=message["headers"])
                for name, value in HEADERS.items():
                    found.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, sent)

    def _welcome(self, method: str, headers: Headers, port: int) -> bool:
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self._known(host, port):
            return False
        return method in _READING if origin is None else origin == f"http://{host}"

    def _known(self, host: str, port: int) -> bool:
        try:
            address = urlsplit(f"//{host}")
            name, asked = address.hostname or "", address.port or 80
        except ValueError:
            return False
        return asked == port and (name in {*_NEARBY, self._host.lower()} or self._numbered(name))

    def _numbered(self, name: str) -> bool:
        """A bare number, where everybody on the network may come: no name can be made to lead here."""
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return self._host in _EVERYWHERE
