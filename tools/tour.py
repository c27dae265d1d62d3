"""The pictures of the README: the phone in a real browser, lived through once. Wants chromium; leaves them without one."""

import asyncio
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, async_playwright, expect

from tests.held import opened
from tests.page.host import Host
from tests.page.screen import Screen, chromium

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
# A usual phone, sharp also where the README shows it smaller.
PHONE = 390, 844
SHARP = 1.5
DESK = 1280, 800
FARTHEST_EAST = 14


def zone_in_the_afternoon() -> str:
    """Where it is between five and six now: nobody comes from an interview at three in the morning."""
    ahead = 17 - datetime.now(UTC).hour
    # The signs of these zones are the other way round.
    return f"Etc/GMT{-(ahead - 24 if ahead > FARTHEST_EAST else ahead):+d}"


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
    await leo.types("por qué ahora", "un proyecto que salió mal")
    await leo.tap("Listo")
    await leo.reads("responderías")


async def taken(screen: Screen, name: str) -> None:
    """At rest: nothing is being typed, and the newest is in sight."""
    await screen.page.evaluate("document.activeElement.blur()")
    await screen.page.mouse.move(0, 0)
    await screen.page.evaluate("document.getElementById('scroller').scrollTop = 1e6")
    await expect(screen.part("newest")).to_be_hidden()
    await screen.page.screenshot(path=PICTURES / f"{name}.png")
    print(f"taken: docs/pictures/{name}.png")


async def in_english(browser: Browser, host: Host, zone: str) -> None:
    mara = await Screen.of(browser, host, *PHONE, timezone_id=zone, device_scale_factor=SHARP)
    await looked_back(mara)
    await taken(mara, "reflection")
    await mara.tap("No notes")
    await mara.reads("Saved.")
    await told_of_a_no(mara)
    await taken(mara, "after-a-no")
    await mara.page.context.close()
    async with opened(host.url) as held:
        leo = await held.invites("Leo")
        await leo.types("/start")
        await leo.hears("")
    wide = await Screen.of(browser, host, *DESK, timezone_id=zone)
    await wide.press("behind-toggle")
    await expect(wide.part("behind").locator('[aria-current="step"]').first).to_be_visible()
    await taken(wide, "behind")
    await wide.page.context.close()


async def in_the_dark(browser: Browser, host: Host, zone: str) -> None:
    looks: dict[str, Any] = {"locale": "es-ES", "color_scheme": "dark", "device_scale_factor": SHARP}
    leo = await Screen.of(browser, host, *PHONE, timezone_id=zone, **looks)
    await in_spanish(leo)
    await taken(leo, "spanish")
    await leo.page.context.close()


async def main() -> int:
    found = chromium()
    if found is None:
        print("No chromium here: the pictures of the README stay as they are.")
        return 0
    PICTURES.mkdir(parents=True, exist_ok=True)
    zone = zone_in_the_afternoon()
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for way in (in_english, in_the_dark):
            with tempfile.TemporaryDirectory() as folder:
                host = Host(Path(folder), settings={"DEFAULT_ZONE": zone})
                async with host.runs():
                    await way(browser, host, zone)
        await browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
