"""A phone's screen as one person uses it: what can be seen, tapped and typed. Waits for what is to come, never for time."""

import os
import re
import shutil
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from playwright.async_api import Browser, ConsoleMessage, Locator, Page, Route, ViewportSize, expect

from tests.page.host import ZONE, Host

PATIENCE = 60_000.0
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What a person with a screen reader, or without a mouse, could not live with.
GRAVE = {"serious", "critical"}
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
# More than there is to reach on the page.
STEPS = 80
TOO_WIDE = """
() => [document.scrollingElement, ...document.querySelectorAll("#scroller, #behind-body, dialog, .sheet, .popup")]
  .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.id || one.className || one.tagName)
"""

expect.set_options(timeout=PATIENCE)


def chromium() -> str | None:
    """The browser there is; where the checks run by themselves there has to be one."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None and os.environ.get("CI"):
        raise LookupError("no chromium: .ci/run installs it")
    return found


@dataclass
class Screen:
    page: Page
    errors: list[str] = field(default_factory=list)

    @classmethod
    async def of(
        cls, browser: Browser, host: Host, width: int = 360, height: int = 740, **options: Any
    ) -> "Screen":
        """A fresh browser window on the page."""
        size: ViewportSize = {"width": width, "height": height}
        usual = {"locale": "en-GB", "timezone_id": ZONE, "reduced_motion": "reduce"}
        context = await browser.new_context(viewport=size, **{**usual, **options})
        context.set_default_timeout(PATIENCE)
        screen = cls(await context.new_page())
        screen.page.on("pageerror", lambda error: screen.errors.append(str(error)))
        screen.page.on("console", screen._told)
        await screen.page.goto(host.url)
        return screen

    def _told(self, message: ConsoleMessage) -> None:
        """A server that is away is no fault of the page; anything its own policy forbids is."""
        if "Content Security Policy" in message.text:
            self.errors.append(message.text)

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
        await self.page.locator("article.mine").filter(has_text=words).last.click(button="right")
        await self.press(item)

    async def visits(self, name: str) -> None:
        """Take up another person's phone."""
        person = self.part("person").filter(has_text=name)
        if not await person.is_visible():
            await self.press("people-toggle")
        await person.click()

    async def tabs_to(self, name: str, words: str = "") -> None:
        """With the keyboard alone, from wherever one is."""
        here = self.page.locator(f'[data-testid="{name}"]:focus').filter(has_text=words)
        for _step in range(STEPS):
            await self.page.keyboard.press("Tab")
            if await here.count():
                return
        raise AssertionError(f"the tabulator never reaches {name} {words}")

    async def is_given(self, messages: list[dict[str, Any]], *reply_keys: str) -> None:
        """The open chat with these messages, which no bot has sent."""

        async def answered(route: Route) -> None:
            chat = await (await route.fetch()).json()
            chat |= {"messages": messages, "reply_keyboard": [[one] for one in reply_keys]}
            await route.fulfill(json=chat)

        await self.page.route(re.compile(r"/api/people/\d+$"), answered)
        await self.page.reload()
        await expect(self.part("message")).to_have_count(len(messages))

    async def fits(self) -> None:
        """Nothing sticks out to the side."""
        wide = await self.page.evaluate(TOO_WIDE)
        assert wide == [], wide

    async def is_accessible(self, *rules: str) -> None:
        """Axe finds nothing grave (https://www.deque.com/axe); by all of its rules, or by these."""
        if not await self.page.evaluate("'axe' in window"):
            await self.page.evaluate(AXE)
        only = {"runOnly": rules} if rules else {}
        options = {"resultTypes": ["violations"], **only}
        found = await self.page.evaluate("(options) => axe.run(document, options)", options)
        grave = [
            (one["id"], [node["html"][:200] for node in one["nodes"]])
            for one in found["violations"]
            if one["impact"] in GRAVE
        ]
        assert grave == [], grave


@dataclass
class Screens:
    """Those of one test."""

    browser: Browser
    opened: list[Screen] = field(default_factory=list)

    async def open(self, host: Host, width: int = 360, height: int = 740, **options: Any) -> Screen:
        self.opened.append(await Screen.of(self.browser, host, width, height, **options))
        return self.opened[-1]

    async def close(self) -> None:
        for screen in self.opened:
            await screen.page.context.close()

    def are_well(self) -> None:
        """Nothing went wrong in the page's own code."""
        assert [error for screen in self.opened for error in screen.errors] == []
