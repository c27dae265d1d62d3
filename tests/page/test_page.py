"""The phone in a real browser: a person lives through it, alone, with others, over a death of the process."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.page.screen import Host, Screen

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


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
    await expect(mara.part("context")).to_be_visible()
    await mara.part("composer").fill("give the number, say what I changed")
    await mara.part("composer").press("Enter")

    await mara.reads("Changed. It now says: give the number, say what I changed")
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


async def test_moves_the_clock_to_the_reminder_and_copies_the_letter(
    browser: Browser, host: Host, mara: Screen
) -> None:
    await mara.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=host.url)
    await to_the_card(mara)
    await mara.tap("This evening")
    await mara.types("Madrid")
    await mara.reads("Saved.")

    await mara.press("clock")
    await mara.press("clock-tomorrow")
    await mara.reads("A short note from")
    await mara.tap("Show it")

    letter = await mara.reads("Dear Ana")
    await letter.get_by_role("button", name=re.compile("copy", re.IGNORECASE)).first.click()
    assert "Dear Ana" in await mara.page.evaluate("navigator.clipboard.readText()")


async def test_goes_on_by_itself_after_a_death_of_the_process(host: Host, mara: Screen) -> None:
    await to_the_people(mara)
    await host.dies()

    async with host.runs():
        await mara.reads("Who did you talk to?")
        await mara.types("Ana")

        await mara.reads("Acme · Analyst · today")
        await expect(mara.said("a project that failed").first).to_be_visible()


async def test_a_second_person_is_let_in_by_a_link_and_sees_nothing_of_the_first(mara: Screen) -> None:
    await mara.tap("I had an interview")
    await mara.types("/invite")
    invitation = await mara.reads("One link for one person")
    await mara.press("people-toggle")
    await mara.press("add-person")
    await mara.part("form").get_by_role("textbox").first.fill("Leo")
    await mara.submits()
    await expect(mara.part("start")).to_be_visible()

    await mara.visits("Mara")
    await invitation.get_by_role("link").click()
    await mara.part("open-as").filter(has_text="Leo").first.click()

    await mara.reads("Hello Leo.")
    await expect(mara.said("How did it feel?")).to_have_count(0)
    await mara.visits("Mara")
    await mara.reads("How did it feel?")


async def test_words_are_shown_as_they_were_typed(mara: Screen) -> None:
    words = '<img src=x onerror="document.title=1"> & <b>bold</b> "q" שלום 👩‍💻 ' + "w" * 300
    title = await mara.page.title()

    await mara.types(words)

    await mara.reads("Kept as a note.")
    shown = await mara.said("onerror").inner_text()
    assert words in shown
    assert await mara.page.title() == title
    await mara.fits()


async def test_sends_a_file_and_a_picture_and_opens_the_export(mara: Screen, tmp_path: Path) -> None:
    (tmp_path / "advert.txt").write_text("Analyst wanted")
    (tmp_path / "desk.png").write_bytes(PIXEL)
    await to_the_card(mara)
    for item, name in (("attach-file", "advert.txt"), ("attach-photo", "desk.png")):
        await mara.press("attach")
        async with mara.page.expect_file_chooser() as choosing:
            await mara.press(item)
        await (await choosing.value).set_files(tmp_path / name)
        await mara.submits()
    await mara.reads("your photo")

    await mara.types("/export")

    await mara.reads("Everything I hold about you")
    await expect(mara.part("document")).to_have_count(2)
    await expect(mara.part("photo")).to_have_count(1)


async def test_shows_the_machine_at_work(browser: Browser, host: Host) -> None:
    wide = await Screen.of(browser, host, 1280, 800)
    await wide.press("start")
    await wide.press("behind-toggle")
    await wide.tap("I had an interview")

    lit = wide.part("behind").locator('[aria-current="step"]')
    await expect(lit.and_(wide.page.locator('[data-state="feeling"]'))).to_be_visible()
    await wide.tap("Mixed")

    await expect(lit.and_(wide.page.locator('[data-state="application"]'))).to_be_visible()
    await expect(wide.part("rows")).to_contain_text("answer")
    wide.is_well()


async def test_is_used_without_a_mouse(mara: Screen) -> None:
    await mara.part("composer").focus()
    await mara.page.keyboard.type("/ref")
    await expect(mara.part("command").filter(has_text="/reflect")).to_be_visible()
    await mara.page.keyboard.press("Enter")
    if await mara.part("composer").input_value():
        await mara.page.keyboard.press("Enter")
    await mara.reads("How did it feel?")

    key = mara.page.get_by_test_id("key").filter(has_text=re.compile("^Mixed$")).last
    await key.focus()
    await mara.page.keyboard.press("Enter")

    await mara.reads("Who was it with?")


async def test_forwards_blocks_and_lets_in_again(mara: Screen) -> None:
    await mara.press("attach")
    await mara.press("attach-text")
    boxes = mara.part("form").get_by_role("textbox")
    await boxes.first.fill("Ana")
    await boxes.last.fill("They liked it")
    await mara.submits()
    await mara.reads("Kept as a note")

    await mara.press("menu")
    await mara.press("block")
    await expect(mara.part("start")).to_be_visible()
    await mara.press("start")

    await mara.types("/help")
    await mara.reads("All commands")


async def test_starts_over(mara: Screen) -> None:
    await to_the_people(mara)

    await mara.press("menu")
    await mara.press("start-over")
    await mara.press("start-over-yes")

    await expect(mara.part("start")).to_be_visible()
    await expect(mara.part("message")).to_have_count(0)
    await mara.press("start")
    await mara.reads("Where are you right now?")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(360, 740), (768, 1024), (1280, 800)])
async def test_fits_and_can_be_used_by_everybody(
    browser: Browser, host: Host, width: int, height: int, scheme: str
) -> None:
    screen = await Screen.of(browser, host, width, height, color_scheme=scheme, bypass_csp=True)
    await expect(screen.part("start")).to_be_visible()
    await screen.is_accessible()
    await screen.press("start")
    await screen.reads("Where are you right now?")
    await screen.types("/reflect")
    await screen.tap("Mixed")
    await screen.reads("Who was it with?")
    await screen.fits()
    await screen.is_accessible()

    await screen.press("behind-toggle")
    await expect(screen.part("behind").locator('[aria-current="step"]').first).to_be_visible()
    await screen.fits()
    await screen.is_accessible()
    await screen.page.keyboard.press("Escape")
    if await screen.part("behind-toggle").get_attribute("aria-expanded") == "true":
        await screen.press("behind-toggle")

    await screen.press("clock")
    await expect(screen.part("clock-sheet")).to_be_visible()
    await screen.fits()
    await screen.is_accessible()
    screen.is_well()
