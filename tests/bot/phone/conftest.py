"""A Telegram for each test, spoken to by a bare HTTP client."""

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest

from bot.phone.person import Person
from bot.phone.server import LoopbackTelegram

# Made once: nothing here is encrypted, and making one takes longer than most of these tests.
UNUSED = ssl.create_default_context()

Call = Callable[..., Awaitable[dict[str, Any]]]

# A Sunday in November.
START = 1_795_000_000.0


class Clock:
    """The time as the test wants it."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> float:
        return self.moment

    def passes(self, seconds: float) -> None:
        """Let so much time go by."""
        self.moment += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def telegram(clock: Clock) -> AsyncIterator[LoopbackTelegram]:
    """Telegram; a test that leaves a violation behind fails."""
    async with LoopbackTelegram(now=clock, throttle=False) as running:
        yield running

        assert running.violations == []


@pytest.fixture
async def http(telegram: LoopbackTelegram) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=telegram.url, timeout=10, trust_env=False, verify=UNUSED) as client:
        yield client


@pytest.fixture
def call(telegram: LoopbackTelegram, http: httpx.AsyncClient) -> Call:
    """Call a method with JSON; the whole answer comes back."""

    async def called(method: str, **params: Any) -> dict[str, Any]:
        answer = await http.post(f"/bot{telegram.token}/{method}", json=params)
        content: dict[str, Any] = answer.json()
        assert content.get("error_code", 200) == answer.status_code
        return content

    return called


@pytest.fixture
def ada(telegram: LoopbackTelegram) -> Person:
    return telegram.person(1001, "Ada")
