"""Waiting until something is so, woken whenever anything changes."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Bell:
    """Rung at every change; whoever waits looks again."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake all who wait."""
        self._event.set()
        self._event = asyncio.Event()

    async def until(self, look: Callable[[], T | None], seconds: float) -> T | None:
        """What `look` finds as soon as it finds something, or None after so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                while (found := look()) is None:
                    await self._event.wait()
        except TimeoutError:
            return look()
        return found
