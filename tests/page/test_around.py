"""What surrounds a conversation on the page: other people, files, texts from elsewhere, commands, the way back."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.held import opened
from tests.page.host import Host
from tests.page.screen import Screen

# Playwright lives in one event loop: that of the file's browser.
pytestmark = pytest.mark.asyncio(loop_scope="module")

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


async def add_leo(mara: Screen) -> None:
    await mara.press("people-toggle")
    await mara.press("add-person")
    await mara.part("form").get_by_role("textbox").first.fill("Leo")
    await mara.submits()
    await expect(mara.part("start")).to_be_visible()


async def sends(mara: Screen, item: str, file: Path) -> None:
    await mara.press("attach")
    async with mara.page.expect_file_chooser() as choosing:
        await mara.press(item)
    await (await choosing.value).set_files(file)
    await mara.submits()


async def test_a_second_person_is_let_in_by_a_link_and_sees_nothing_of_the_first(mara: Screen) -> None:
    await mara.tap("I had an interview")
    await mara.types("/invite")
    invitation = await mara.reads("One link for one person")
    await add_leo(mara)

    await mara.visits("Mara")
    await invitation.get_by_role("link").click()
    await mara.part("open-as").filter(has_text="Leo").first.click()

    await mara.reads("Hello Leo.")
    await expect(mara.said("How did it feel?")).to_have_count(0)
    await mara.visits("Mara")
    await mara.reads("How did it feel?")
    await expect(mara.said("Hello Leo.")).to_have_count(0)


async def test_counts_what_another_person_has_not_read(host: Host, mara: Screen) -> None:
    await add_leo(mara)
    await mara.visits("Mara")
    await mara.reads("Where are you right now?")

    async with opened(host.url) as held:
        known = await held.get("phone")
        leo = next(one["id"] for one in known["people"] if one["first_name"] == "Leo")
        await held.post(f"people/{leo}/messages", text="/start")

    await expect(mara.part("people-toggle")).to_contain_text("1 with news")
    await mara.press("people-toggle")
    entry = mara.part("person").filter(has_text="Leo")
    await expect(entry.get_by_label("1 unread")).to_be_visible()
    await entry.click()
    await mara.visits("Mara")
    await expect(mara.part("people-toggle")).not_to_contain_text("with news")


async def test_sends_a_file_and_a_picture_and_opens_the_export(mara: Screen, tmp_path: Path) -> None:
    (tmp_path / "advert.txt").write_text("Analyst wanted")
    (tmp_path / "desk.png").write_bytes(PIXEL)
    await mara.types("/note Acme called")
    await mara.reads("Kept")
    await sends(mara, "attach-file", tmp_path / "advert.txt")
    await sends(mara, "attach-photo", tmp_path / "desk.png")

    await mara.types("/export")
    await mara.reads("Everything I hold about you")
    await expect(mara.part("document")).to_have_count(2)
    await mara.part("document").last.click()

    await expect(mara.part("viewer").locator("pre")).to_contain_text("Acme called")
    await mara.page.keyboard.press("Escape")
    await mara.press("photo")
    shown = mara.part("viewer").get_by_role("img")
    await expect(shown).to_be_visible()
    assert await shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1


async def test_forwards_a_text_from_elsewhere(mara: Screen) -> None:
    await mara.press("attach")
    await mara.press("attach-text")
    boxes = mara.part("form").get_by_role("textbox")
    await boxes.first.fill("Ana")
    await boxes.last.fill("They liked it")
    await mara.submits()

    await mara.reads("Kept as a note")
    await expect(mara.said("They liked it").locator(".origin").first).to_have_text("Forwarded from Ana")


async def test_blocks_the_bot_and_lets_it_in_again(mara: Screen) -> None:
    await mara.press("menu")
    await mara.press("block")
    await expect(mara.part("start")).to_have_text("Unblock the bot")
    await expect(mara.part("composer")).to_be_hidden()
    await mara.press("start")

    await expect(mara.part("composer")).to_be_visible()
    await mara.types("/help")
    await mara.reads("All commands")


async def test_offers_the_commands(mara: Screen) -> None:
    await mara.press("commands")
    await expect(mara.part("command").filter(has_text="/help")).to_be_visible()

    await mara.part("command").filter(has_text="/help").click()

    await mara.reads("All commands")
    await expect(mara.part("command-menu")).to_be_hidden()


async def test_starts_over(mara: Screen) -> None:
    await mara.tap("I had an interview", "Mixed")
    await mara.reads("Who was it with?")
    await expect(mara.part("clock")).to_contain_text("+")

    await mara.press("menu")
    await mara.press("start-over")
    await mara.press("start-over-yes")

    await expect(mara.part("start")).to_be_visible()
    await expect(mara.part("message")).to_have_count(0)
    await expect(mara.part("clock")).not_to_contain_text("+")
    await mara.press("start")
    await mara.reads("Where are you right now?")
    await expect(mara.said("Who was it with?")).to_have_count(0)
