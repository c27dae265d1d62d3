"""The pictures of the README: the phone in a real browser, lived through once. Wants chromium; leaves them without one."""

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, async_playwright, expect

from tests.page.host import Host
from tests.page.screen import Screen, chromium

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"


async def looked_back(mara: Screen) -> None:
    """The quick reflection, to its card."""
    await mara.press("start")
    await mara.tap("I had an interview", "Mixed")
    await mara.reads("Who was it with?")
    await mara.types("Acme, Analyst")
    await mara.reads("What did they ask?")
    await mara.types("why leave now", "a project that failed", "sql, joins")
    await mara.tap("Done", "a project that failed")
    await mara.reads("What would you say now?")
    await mara.types("give the number, say what I changed")
    await mara.reads("Who did you talk to?")
    await mara.types("Ana and Tom")
    await mara.reads("Acme · Analyst · today")


async def told_of_a_no(mara: Screen) -> None:
    """Care first, two questions, and the letter."""
    await mara.types("/rejected")
    await mara.tap("Acme · Analyst", "It stings", "Two questions", "Something concrete")
    await mara.reads("Paste or type it")
    await mara.types("they wanted more stakeholder experience")
    await mara.tap("Ana")
    await mara.reads("Dear Ana")


async def in_spanish(leo: Screen) -> None:
    await leo.press("start")
    await leo.reads("¿En qué punto estás ahora?")
    await leo.types("/reflect")
    await leo.tap("De todo un poco")
    await leo.reads("¿Con quién fue?")
    await leo.types("Bruck, Diseño")
    await leo.reads("¿Qué te preguntaron?")
    await leo.types("por qué ahora")


async def taken(screen: Screen, name: str) -> None:
    """At rest: nothing is being typed, and the newest is in sight."""
    await screen.page.evaluate("document.activeElement.blur()")
    await screen.page.mouse.move(0, 0)
    await screen.page.screenshot(path=PICTURES / f"{name}.png")
    print(f"taken: docs/pictures/{name}.png")


async def tour(browser: Browser, folder: Path) -> None:
    host = Host(folder)
    async with host.runs():
        mara = await Screen.of(browser, host)
        await looked_back(mara)
        await taken(mara, "reflection")
        await mara.tap("No notes")
        await mara.reads("Saved.")
        await told_of_a_no(mara)
        await taken(mara, "after-a-no")
        await mara.page.context.close()
        wide = await Screen.of(browser, host, 1280, 800)
        await wide.press("behind-toggle")
        await expect(wide.part("behind").locator('[aria-current="step"]').first).to_be_visible()
        await taken(wide, "behind")
        await wide.page.context.close()


async def tour_in_spanish(browser: Browser, folder: Path) -> None:
    host = Host(folder)
    async with host.runs():
        leo = await Screen.of(browser, host, color_scheme="dark", language="es-ES")
        await in_spanish(leo)
        await taken(leo, "spanish")


async def main() -> int:
    found = chromium()
    if found is None:
        print("No chromium here: the pictures of the README stay as they are.")
        return 0
    PICTURES.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for way in (tour, tour_in_spanish):
            with tempfile.TemporaryDirectory() as folder:
                await way(browser, Path(folder))
        await browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
