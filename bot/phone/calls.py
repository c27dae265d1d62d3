"""One call of the bot: recorded, checked, met by faults, carried out and answered."""

import asyncio
import json
import re
from collections.abc import Callable
from typing import Any

from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from bot.phone.chats import Account
from bot.phone.errors import Refused, deviation
from bot.phone.faults import AFTER, BEFORE, Fault, Faults, Kind
from bot.phone.methods import METHODS
from bot.phone.requests import Request, read
from bot.phone.spec import Violation, load
from bot.phone.updates import Poll
from bot.phone.wire import Wire

_DUPLICATE: frozenset[Kind] = frozenset({"duplicate"})
_GATEWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>\r\n"
# What Telegram says instead of our words for a violation.
_WORDING = (
    (r"chat_id is missing$", "chat_id is empty"),
    (r": text is missing$", "message text is empty"),
    (r": (document|photo|voice) is missing$", r"there is no \1 in the request"),
    (r": message_id is missing$", "message identifier is not specified"),
    (r"callback_data has \d+ bytes.*$", "BUTTON_DATA_INVALID"),
    (r": reply_markup (is null|.* is no .*)$", "object expected as reply markup"),
    (r": offset .* is no Integer$", "invalid offset specified"),
)


def nothing() -> None:
    """There is nothing to keep: all goes with the process."""


class Calls:
    """Answers every method on behalf of one account, and remembers what was asked.

    `keep` is called when something was done, before the answer leaves.
    """

    def __init__(self, account: Account, token: str, keep: Callable[[], None] = nothing) -> None:
        self.account = account
        self.token = token
        self.faults = Faults()
        self.requests: list[Request] = []
        self.violations: list[str] = []
        self.closing = asyncio.Event()
        self._keep = keep
        self._spec = load()

    async def answer(self, http: HttpRequest) -> Response:
        """The answer to `/bot<token>/<method>`."""
        wire: Wire = http.scope["wire"]
        method = http.path_params["method"]
        try:
            self._refuse_strange(http.path_params["token"], method)
            params, deviations = await read(http, method, self._spec)
        except Refused as refused:
            return self._refusal(method, refused)
        self.violations += deviations
        self.requests.append(Request(method, params, self.account.now()))
        self.account.bell.ring()
        try:
            return await self._through_faults(method, params, wire)
        except Exception as broken:
            # A mistake of ours must fail the test too, whatever the bot makes of the answer.
            self.violations.append(f"{method}: the loopback itself broke: {broken!r}")
            raise

    async def download(self, http: HttpRequest) -> Response:
        """The answer to `/file/bot<token>/<path>`, known to faults as the method `file`."""
        wire: Wire = http.scope["wire"]
        if http.path_params["token"] != self.token:
            return _said(Refused(401, "Unauthorized"))
        fault = self.faults.take(BEFORE | AFTER, "file", {})
        kept = self.account.files.at(http.path_params["path"])
        found = Response(kept.data, media_type=kept.mime_type) if kept else _said(Refused(404, "Not Found"))
        return await self._distorted(fault, found, wire) if fault else found

    def _refuse_strange(self, token: str, method: str) -> None:
        if token != self.token:
            raise Refused(401, "Unauthorized")
        if not self._spec.knows(method):
            raise Refused(404, "Not Found", deviates=True)
        if method not in METHODS and method != "getUpdates":
            raise Refused(404, "Not Found: the method is not played here", deviates=True)

    async def _through_faults(self, method: str, params: dict[str, Any], wire: Wire) -> Response:
        before = self.faults.take(BEFORE, method, params)
        if before is not None and before.kind != "slow_before":
            self._check(method, params)
            return await self._distorted(before, Response(), wire)
        if before is not None:
            await self._wait(before.seconds)
        response = await self._carry_out(method, params, wire)
        after = self.faults.take(AFTER - _DUPLICATE, method, params)
        return await self._distorted(after, response, wire) if after else response

    async def _carry_out(self, method: str, params: dict[str, Any], wire: Wire) -> Response:
        refused = next((one for one in self._check(method, params) if one.refused), None)
        try:
            _refuse_if(refused)
            if method == "getUpdates":
                result: Any = await self._get_updates(params, wire)
            else:
                result = METHODS[method](self.account, params)
            self._keep()
        except Refused as refusal:
            return self._refusal(method, refusal, noted=refused is not None)
        return _json({"ok": True, "result": result})

    async def _get_updates(self, params: dict[str, Any], wire: Wire) -> list[dict[str, Any]]:
        updates = self.account.updates
        if params.get("allowed_updates") is not None:
            updates.allowed = list(params["allowed_updates"])
        poll = Poll(params.get("offset", 0), params.get("limit", 100), params.get("timeout", 0))
        found = await updates.fetch(poll, lambda: wire.lost.is_set() or self.closing.is_set())
        if found and self.faults.take(_DUPLICATE, "getUpdates", params):
            updates.again(found)
        return found

    def _check(self, method: str, params: dict[str, Any]) -> list[Violation]:
        found = self._spec.check(method, params)
        self.violations += [str(one) for one in found]
        return found

    def _refusal(self, method: str, refused: Refused, *, noted: bool = False) -> Response:
        if refused.deviates and not noted:
            self.violations.append(f"{method}: {refused.description}")
        return _said(refused)

    async def _distorted(self, fault: Fault, response: Response, wire: Wire) -> Response:
        """The answer as the fault leaves it."""
        match fault.kind:
            case "cut_before" | "cut_after":
                await wire.cut()
            case "truncated":
                await wire.break_off(bytes(response.body))
            case "slow_before" | "slow_after":
                await self._wait(fault.seconds)
            case "garbage":
                return Response("<!doctype html><p>not what you asked for", media_type="application/json")
            case "gateway":
                return Response(_GATEWAY, 502, media_type="text/html")
        refusal = fault.refusal()
        return _said(refusal) if refusal else response

    async def _wait(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self.closing.wait(), seconds)
        except TimeoutError:
            return


def _refuse_if(violation: Violation | None) -> None:
    """Raise what Telegram answers to this violation, if there is one."""
    if violation is not None:
        raise deviation(_in_telegrams_words(violation))


def _said(refused: Refused) -> Response:
    return _json(refused.body(), refused.code)


def _json(content: dict[str, Any], code: int = 200) -> Response:
    # Escaped, because an update may hold half a surrogate pair.
    return Response(json.dumps(content), code, media_type="application/json")


def _in_telegrams_words(violation: Violation) -> str:
    for pattern, words in _WORDING:
        if found := re.search(pattern, str(violation)):
            return found.expand(words)
    return f"wrong parameter: {violation}"
