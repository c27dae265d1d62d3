"""How the page shows what it is given: words and their formatting, buttons, on every width, to everybody."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.page.given import COLOURS, HOSTILE, LONG_WORD, everything, message
from tests.page.host import Host
from tests.page.screen import Screen, Screens

# Playwright lives in one event loop: that of the file's browser.
pytestmark = pytest.mark.asyncio(loop_scope="module")

RICH = """async ([text, entities]) => {
  const { rich } = await import("/page/rich.js");
  const shown = document.createElement("p");
  shown.append(...rich(text, entities, { link: () => false, command: () => {} }));
  return shown.innerHTML;
}"""


def bold(offset: int, length: int) -> dict[str, Any]:
    return {"type": "bold", "offset": offset, "length": length}


def entity(kind: str, offset: int, length: int, **more: str) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


FORMATTED = [
    pytest.param("a & <b>", [], "a &amp; &lt;b&gt;", id="plain words"),
    pytest.param("abc", [bold(1, 1)], "a<strong>b</strong>c", id="a part"),
    pytest.param("👩‍💻 ok", [bold(6, 2)], "👩‍💻 <strong>ok</strong>", id="counted as Telegram counts"),
    pytest.param("<i>", [bold(0, 3)], "<strong>&lt;i&gt;</strong>", id="markup within"),
    pytest.param(
        "abcd",
        [bold(0, 3), entity("italic", 1, 3)],
        "<strong>a<em>bc</em></strong><em>d</em>",
        id="crossing ones",
    ),
    pytest.param(
        "ab",
        [bold(0, 2), entity("blockquote", 0, 2)],
        "<blockquote><strong>ab</strong></blockquote>",
        id="a quote around, in whatever order",
    ),
    pytest.param("ab", [bold(1, 9)], "a<strong>b</strong>", id="past the end"),
    pytest.param("ab", [bold(5, 2), bold(0, 0)], "ab", id="outside and empty"),
    pytest.param("ab", [entity("of_tomorrow", 0, 2)], "<span>ab</span>", id="an unknown kind"),
    pytest.param(
        "ab", [entity("text_link", 0, 2, url="javascript:alert(1)")], "<span>ab</span>", id="a link that runs"
    ),
    pytest.param(
        "ab",
        [entity("text_link", 0, 2, url='https://example.org/"x')],
        '<a href="https://example.org/&quot;x" target="_blank" rel="noopener noreferrer">ab</a>',
        id="a link",
    ),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def blank(browser: Browser, running: Host) -> AsyncIterator[Screen]:
    """A page on which nothing has happened: for its code alone."""
    screen = await Screen.of(browser, running)
    yield screen
    await screen.page.context.close()


@pytest.mark.parametrize(("text", "entities", "markup"), FORMATTED)
async def test_formats_words(blank: Screen, text: str, entities: list[dict[str, Any]], markup: str) -> None:
    shown = await blank.page.evaluate(RICH, [text, entities])

    assert shown == markup


async def test_words_are_shown_as_they_were_typed(mara: Screen) -> None:
    title = await mara.page.title()

    await mara.types(f"{HOSTILE} {LONG_WORD}")

    await mara.reads("Kept as a note.")
    assert f"{HOSTILE} {LONG_WORD}" in await mara.said("onerror").inner_text()
    await expect(mara.part("chat").locator("img")).to_have_count(0)
    assert await mara.page.title() == title
    await mara.fits()


async def test_copies_what_a_button_carries(host: Host, mara: Screen) -> None:
    await mara.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=host.url)
    await mara.is_given(everything())

    await mara.tap("Copy it")

    await expect(mara.part("snackbar")).to_contain_text("Copied")
    assert await mara.page.evaluate("navigator.clipboard.readText()") == "copied words"


async def test_gives_each_kind_of_button_a_colour_of_its_own(mara: Screen) -> None:
    await mara.is_given(everything())
    colour = "key => getComputedStyle(key).backgroundColor"

    found = [
        await mara.part("key").filter(has_text=name).first.evaluate(colour) for name in (*COLOURS, "Plain")
    ]

    assert len(set(found)) == len(found)


async def test_sends_what_a_reply_key_says(mara: Screen) -> None:
    await mara.is_given([message(1, "Which?")], "The first of them")

    async with mara.page.expect_request(lambda asked: asked.method == "POST") as asking:
        await mara.press("reply-key")

    assert (await asking.value).post_data_json == {"text": "The first of them"}


async def can_be_used(screen: Screen, *, looked_at: bool) -> None:
    """On any width; and, where looked at closely, by everybody, in light and dark."""
    await screen.fits()
    if not looked_at:
        return
    await screen.is_accessible()
    await screen.page.emulate_media(color_scheme="dark")
    # The rest of the rules do not look at colours.
    await screen.is_accessible("color-contrast")
    await screen.page.emulate_media(color_scheme="light")


@pytest.mark.parametrize(("width", "height"), [(360, 740), (768, 1024), (1280, 800)])
async def test_fits_and_can_be_used_by_everybody(
    host: Host, screens: Screens, width: int, height: int
) -> None:
    looked_at = width != 768
    screen = await screens.open(host, width, height)
    await expect(screen.part("start")).to_be_visible()
    await can_be_used(screen, looked_at=looked_at)
    await screen.press("start")
    await screen.tap("I had an interview")
    await screen.reads("How did it feel?")
    await screen.is_given(everything(), "A key of many words " * 6, LONG_WORD)
    await can_be_used(screen, looked_at=looked_at)

    await screen.press("clock")
    await expect(screen.part("clock-sheet")).to_be_visible()
    await can_be_used(screen, looked_at=looked_at)
    await screen.page.keyboard.press("Escape")
    if width == 360:
        await screen.press("people-toggle")
        await can_be_used(screen, looked_at=looked_at)
        await screen.page.keyboard.press("Escape")
    await screen.press("behind-toggle")
    await expect(screen.part("behind").locator('[aria-current="step"]').first).to_be_visible()
    await can_be_used(screen, looked_at=looked_at)
