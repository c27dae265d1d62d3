"""A phone's screen as one person uses it: what can be seen, tapped and typed. Waits for what is to come, never for time."""

import os
import re
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from tests.process import Process, started

PATIENCE = 60_000.0
SETTINGS = {"MESSAGES_PER_SECOND": "0"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What a person with a screen reader, or without a mouse, could not live with.
GRAVE = {"serious", "critical"}

expect.set_options(timeout=PATIENCE)


def chromium() -> str | None:
    """The browser there is; where the checks run by themselves there has to be one."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None and os.environ.get("CI") == "true":
        raise LookupError("no chromium: .ci/run installs it")
    return found


@dataclass
class Host:
    """The process behind the page, which may be killed and started again in its folder, at its address."""

    folder: Path
    port: str = "0"
    url: str = ""
    process: Process | None = None

    @asynccontextmanager
    async def runs(self) -> AsyncIterator[None]:
        async with started(self.folder, "phone", "--port", self.port, **SETTINGS) as process:
            await self._listens(process)
            yield
            if self.process is process:
                await process.stops()

    async def dies(self) -> None:
        """Killed, in the middle of whatever it does."""
        if self.process is None:
            raise LookupError("it does not run")
        await self.process.stops(signal.SIGKILL)
        self.process = None

    async def _listens(self, process: Process) -> None:
        self.url = (await process.says("Open ")).split()[1]
        self.port = self.url.rpartition(":")[2]
        await process.says("listening")
        self.process = process


@dataclass
class Screen:
    page: Page
    errors: list[str] = field(default_factory=list)

    @classmethod
    async def of(
        cls,
        browser: Browser,
        host: Host,
        width: int = 360,
        height: int = 740,
        language: str = "en-GB",
        **options: Any,
    ) -> "Screen":
        """A fresh browser window on the page."""
        size: ViewportSize = {"width": width, "height": height}
        context = await browser.new_context(
            viewport=size, locale=language, timezone_id="Europe/Madrid", reduced_motion="reduce", **options
        )
        context.set_default_timeout(PATIENCE)
        screen = cls(await context.new_page())
        screen.page.on("pageerror", lambda error: screen.errors.append(str(error)))
        await screen.page.goto(host.url)
        return screen

    def is_well(self) -> None:
        """Nothing went wrong in the page's own code."""
        assert self.errors == []

    def part(self, name: str) -> Locator:
        """A part of the page by the name it has for tests."""
        return self.page.get_by_test_id(name)

    async def press(self, name: str) -> None:
        await self.part(name).first.click()

    async def tap(self, *labels: str) -> None:
        """The newest button of the chat with this label, as soon as it is there; one after the other."""
        for label in labels:
            named = self.page.get_by_test_id("key").filter(has_text=re.compile(f"^{re.escape(label)}$"))
            await named.last.click()

    async def types(self, *texts: str) -> None:
        for text in texts:
            await self.part("composer").fill(text)
            await self.part("composer").press("Enter")
            await expect(self.part("composer")).to_have_value("")

    def said(self, words: str | re.Pattern[str]) -> Locator:
        """The newest message with these words."""
        return self.page.get_by_test_id("message").filter(has_text=words).last

    async def reads(self, words: str | re.Pattern[str]) -> Locator:
        """Wait for a message with these words."""
        message = self.said(words)
        await expect(message).to_be_visible()
        return message

    async def submits(self) -> None:
        """The form that is open, filled in."""
        await self.part("form").locator("button[type=submit]").click()

    async def menu_of_own(self, words: str, item: str) -> None:
        """Choose from the menu of a message of one's own."""
        message = self.page.locator("article.mine").filter(has_text=words).last
        await message.hover()
        await message.get_by_test_id("message-more").click()
        await self.press(item)

    async def visits(self, name: str) -> None:
        """Take up another person's phone."""
        person = self.part("person").filter(has_text=name)
        if not await person.is_visible():
            await self.press("people-toggle")
        await person.click()

    async def fits(self) -> None:
        """Nothing sticks out to the side."""
        wide = "document.scrollingElement.scrollWidth - window.innerWidth"
        assert await self.page.evaluate(wide) <= 0

    async def is_accessible(self) -> None:
        """Axe finds nothing grave (https://www.deque.com/axe). Wants a context that bypasses the page's CSP."""
        if not await self.page.evaluate("'axe' in window"):
            await self.page.add_script_tag(
                content=(files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
            )
        found = await self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        grave = [
            (one["id"], [node["html"][:200] for node in one["nodes"]])
            for one in found["violations"]
            if one["impact"] in GRAVE
        ]
        assert grave == []
