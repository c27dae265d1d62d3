"""A person lives through the phone in a real browser: alone, by keyboard, over a death of the process."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import Route, expect

from tests.page.host import Host
from tests.page.screen import Screen, Screens

# Playwright lives in one event loop: that of the file's browser.
pytestmark = pytest.mark.asyncio(loop_scope="module")


async def to_the_people(mara: Screen) -> None:
    """A reflection as far as its last question."""
    await mara.tap("I had an interview", "Mixed")
    await mara.reads("Who was it with?")
    await mara.types("Acme, Analyst")
    await mara.reads("What did they ask?")
    await mara.types("why leave now", "a project that failed")
    await mara.tap("Done", "a project that failed")
    await mara.reads("What would you say now?")
    await mara.types("give the number")
    await mara.reads("Who did you talk to?")


async def to_the_card(mara: Screen) -> None:
    await to_the_people(mara)
    await mara.types("Ana")
    await mara.reads("Acme · Analyst · today")


async def test_lives_through_a_reflection_and_corrects_it_by_editing(mara: Screen) -> None:
    await to_the_card(mara)

    await mara.menu_of_own("give the number", "menu-edit")
    await expect(mara.part("context")).to_contain_text("Editing")
    await mara.part("composer").fill("give the number, say what I changed")
    await mara.part("composer").press("Enter")

    await mara.reads("Changed. It now says: give the number, say what I changed")
    # The card follows the correction, with buttons of its own; those before it change nothing any more.
    await mara.reads("Next time: “give the number, say what I changed”")
    edited = mara.page.get_by_test_id("message").filter(has=mara.page.get_by_test_id("edited"))
    await expect(edited).to_contain_text("give the number, say what I changed")
    await mara.tap("Write the notes")
    await mara.reads("Dear Ana")


async def test_corrects_the_last_words_with_the_arrow_key(mara: Screen) -> None:
    await to_the_card(mara)

    await mara.part("composer").press("ArrowUp")
    await expect(mara.part("composer")).to_have_value("Ana")
    await mara.part("composer").fill("Ana and Tom")
    await mara.part("composer").press("Enter")

    await mara.reads("Changed. It now says: Ana, Tom")
    await expect(mara.part("edited")).to_have_count(1)


async def test_moves_the_clock_to_the_reminder_and_copies_the_letter(host: Host, mara: Screen) -> None:
    await mara.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=host.url)
    await to_the_card(mara)
    await mara.tap("This evening")
    await mara.types("Madrid")
    await mara.reads("Saved.")

    await mara.press("clock")
    await mara.press("clock-evening")
    await expect(mara.part("clock")).to_contain_text("19:00")
    await mara.press("clock")
    await expect(mara.part("clock-evening")).to_be_disabled()
    await mara.press("clock-tomorrow")
    await expect(mara.part("clock")).to_contain_text("09:00")

    await mara.reads("A short note from")
    await mara.tap("Show it")
    letter = await mara.reads("Dear Ana")
    await letter.get_by_role("button", name="Copy", exact=True).click()
    await expect(mara.part("snackbar")).to_contain_text("Copied")
    assert "Dear Ana" in await mara.page.evaluate("navigator.clipboard.readText()")


async def test_goes_on_by_itself_after_a_death_of_the_process(screens: Screens, tmp_path: Path) -> None:
    host = Host(tmp_path)
    async with host.runs():
        await host.begins()
        mara = await screens.open(host)
        await mara.press("start")
        await to_the_people(mara)
        before = await mara.part("message").all_inner_texts()
        await host.dies()
        await expect(mara.page.locator("#offline")).to_be_visible()

    async with host.runs():
        await expect(mara.page.locator("#offline")).to_be_hidden()
        after = await mara.part("message").all_inner_texts()
        await mara.types("Ana")
        await mara.reads("Acme · Analyst · today")

    # Killed between sending and noting that it was sent, the bot asks once more.
    assert after[: len(before)] == before
    assert "Who did you talk to?" in after[-1]


async def test_shows_the_machine_at_work(host: Host, screens: Screens) -> None:
    wide = await screens.open(host, 1280, 800)
    await wide.press("start")
    await wide.press("behind-toggle")
    await wide.tap("I had an interview")

    lit = wide.part("behind").locator('[aria-current="step"]')
    await expect(lit.and_(wide.page.locator('[data-state="feeling"]'))).to_be_visible()
    await wide.tap("Mixed")

    await expect(lit.and_(wide.page.locator('[data-state="application"]'))).to_be_visible()
    await expect(wide.part("rows")).to_contain_text("answer")
    await expect(wide.part("due")).to_have_count(0)


async def test_waits_with_the_look_behind_until_there_is_a_person(host: Host, screens: Screens) -> None:
    wide = await screens.open(host, 1280, 800)
    held = asyncio.Event()

    async def later(route: Route) -> None:
        await held.wait()
        await route.continue_()

    await wide.page.route(re.compile("/api/phone"), later)
    await wide.page.reload()
    await wide.press("behind-toggle")
    held.set()

    await expect(wide.part("behind")).to_contain_text("This person")
    await expect(wide.part("snackbar")).to_be_empty()


async def test_shows_what_is_due(host: Host, screens: Screens) -> None:
    wide = await screens.open(host, 1280, 800)
    await wide.press("start")
    await to_the_card(wide)
    await wide.press("behind-toggle")

    await wide.tap("This evening")
    await wide.types("Madrid")

    await expect(wide.part("due")).to_contain_text(re.compile(r"\d\d:\d\d"))


async def test_is_used_without_a_mouse(mara: Screen) -> None:
    keys = mara.page.keyboard
    await mara.tabs_to("composer")
    await keys.type("/ref")
    await expect(mara.part("command").filter(has_text="/reflect")).to_be_visible()
    await keys.press("Enter")
    await mara.reads("How did it feel?")
    await mara.tabs_to("key", "Mixed")
    await keys.press("Enter")
    await mara.reads("Who was it with?")

    await mara.tabs_to("menu")
    await keys.press("Enter")
    await expect(mara.part("theme-system")).to_be_focused()
    await keys.press("ArrowDown")
    await keys.press("ArrowDown")
    await keys.press("Enter")

    await expect(mara.part("popup")).to_have_count(0)
    await expect(mara.part("menu")).to_be_focused()
    await expect(mara.page.locator("html")).to_have_attribute("data-theme", "dark")
