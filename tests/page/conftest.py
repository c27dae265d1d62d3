"""The page in a real browser, in front of the real process; the tests of one file share both."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.page.host import Host
from tests.page.screen import Screen, Screens, chromium


@pytest_asyncio.fixture(scope="module", loop_scope="module")
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


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Host]:
    host = Host(tmp_path_factory.mktemp("phone"))
    async with host.runs():
        yield host


@pytest_asyncio.fixture(loop_scope="module")
async def host(running: Host) -> Host:
    """The process, where nobody has been before."""
    await running.begins()
    return running


@pytest_asyncio.fixture(loop_scope="module")
async def screens(browser: Browser) -> AsyncIterator[Screens]:
    """Windows of the browser, closed at the end."""
    screens = Screens(browser)
    try:
        yield screens
    finally:
        await screens.close()
    screens.are_well()


@pytest_asyncio.fixture(loop_scope="module")
async def mara(host: Host, screens: Screens) -> Screen:
    """Her phone, on which she has pressed Start."""
    screen = await screens.open(host)
    await screen.press("start")
    await screen.reads("Where are you right now?")
    return screen
