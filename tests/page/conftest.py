"""The page in a real browser, in front of the real process."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from tests.page.screen import Host, Screen, chromium


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    found = chromium()
    if found is None:
        pytest.skip("no chromium here: apt-get install chromium")
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        try:
            yield browser
        finally:
            await browser.close()


@pytest.fixture
async def host(tmp_path: Path) -> AsyncIterator[Host]:
    """`python -m bot phone`, running."""
    host = Host(tmp_path)
    async with host.runs():
        yield host


@pytest.fixture
async def mara(browser: Browser, host: Host) -> AsyncIterator[Screen]:
    """Her phone, who has pressed Start."""
    screen = await Screen.of(browser, host)
    await screen.press("start")
    await screen.reads("Where are you right now?")
    yield screen
    screen.is_well()
