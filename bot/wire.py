"""The Bot API as the runtime uses it: a method's name and plain parameters in, the raw result out."""

import asyncio
import json
import ssl
import warnings
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

import httpx
from httpx_aiohttp import AiohttpTransport
from telegram import Bot, InputFile
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

CONNECT = 10.0
# aiohttp counts waiting for a free connection and making one together.
POOL = 15.0
READ = 20.0
# An answer that drips in, each byte in time, still ends.
SLACK = 25.0
# A small file, from the question where it is to its last byte; its update waits as long.
FETCH = 15.0


class TokenRefused(Exception):
    """Telegram does not know the token, or no longer."""


class TooLarge(Exception):
    """A file is larger than what was asked for."""


class Wire:
    """One bot's connection to Telegram: a pool for getUpdates, another for the rest."""

    def __init__(  # noqa: PLR0913 -- seconds, each with its name
        self,
        token: str,
        api: str,
        *,
        connections: int = 64,
        connect: float = CONNECT,
        pool: float = POOL,
        read: float = READ,
    ) -> None:
        _quieten()
        self._read = read
        # Made once: it reads all the system's certificates.
        trust = httpx.create_ssl_context()
        self._listening = _Request(trust, 8, connect, pool, read)
        self._speaking = _Request(trust, connections, connect, pool, read)
        self._bot = Bot(
            token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=self._speaking,
            get_updates_request=self._listening,
        )

    async def __aenter__(self) -> Self:
        await self._listening.initialize()
        await self._speaking.initialize()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._listening.shutdown()
        await self._speaking.shutdown()

    async def call(
        self, method: str, params: Mapping[str, object] | None = None, *, read: float | None = None
    ) -> Any:
        """The result as Telegram gave it. Raises `TelegramError` and, for what no one foresaw, anything else."""
        read = self._read if read is None else read
        async with asyncio.timeout(read + SLACK):
            return await self._bot.do_api_request(method, api_kwargs=_parts(params or {}), read_timeout=read)

    async def fetch(self, file_id: str, most: int) -> bytes:
        """The content of a file somebody sent, of so many bytes at most. Raises like `call`."""
        async with asyncio.timeout(FETCH):
            told = await self.call("getFile", {"file_id": file_id})
            if int(told.get("file_size") or 0) > most:
                raise TooLarge
            return await self._speaking.retrieve(f"{self._bot.base_file_url}/{told['file_path']}")

    async def listen_anew(self) -> None:
        """New connections for getUpdates: a torn one may stay in its pool and block it for hours."""
        await self._listening.shutdown()
        await self._listening.initialize()


class _Transport(AiohttpTransport):
    """Can be opened again after it was closed."""

    async def aclose(self) -> None:
        await super().aclose()
        self.client = None


class _Request(HTTPXRequest):
    """PTB's own, on aiohttp, that never logs what it could not read."""

    def __init__(
        self, trust: ssl.SSLContext, connections: int, connect: float, pool: float, read: float
    ) -> None:
        limits = httpx.Limits(max_connections=connections, keepalive_expiry=30)
        super().__init__(
            read_timeout=read,
            connect_timeout=connect,
            pool_timeout=pool,
            httpx_kwargs={"transport": _Transport(verify=trust, limits=limits)},
        )

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError) as error:
            raise TelegramError("Invalid server response") from error
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response") from TypeError(type(answer).__name__)
        return answer


def _parts(params: Mapping[str, object]) -> dict[str, object]:
    """A document is kept as its name and text, and becomes a file only here."""
    parts = dict(params)
    document = parts.get("document")
    if isinstance(document, dict):
        parts["document"] = InputFile(
            str(document["text"]).encode(), filename=str(document["name"]), attach=False
        )
    return parts


def _quieten() -> None:
    """Two warnings of PTB that ask for nothing we could do better.

    Raw results are wanted, so that no new shape of a message can stop us; and `verdict.seconds` reads both kinds of
    `retry_after`.
    """
    warnings.filterwarnings("ignore", message=r"Please use 'Bot\.")
    warnings.filterwarnings("ignore", message=r"(?s).*attribute `retry_after` will be of type")
