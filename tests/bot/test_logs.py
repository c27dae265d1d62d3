"""The log: steps and counts, never a token, never what an exception or a library quotes."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
WORDS = "I want 62000 a year"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """What is logged goes here; afterwards everything is as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs.OURS}
    yield io.StringIO()
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


def test_tells_what_happened_as_one_object_a_line(stream: io.StringIO) -> None:
    logs.set_up("json", "INFO", stream)

    structlog.get_logger("bot.somewhere").info("answered", step="feeling", chat="3f2a")

    line = json.loads(stream.getvalue())
    assert line["event"] == "answered"
    assert (line["step"], line["chat"]) == ("feeling", "3f2a")
    assert (line["level"], line["logger"]) == ("info", "bot.somewhere")
    assert line["timestamp"].endswith("Z")


def fail(words: str) -> None:
    """An error that quotes these words, made of another that does."""
    try:
        int(words)
    except ValueError as error:
        raise OSError(words) from error


@pytest.mark.parametrize("form", ["console", "json"])
def test_writes_no_token_wherever_it_stands(stream: io.StringIO, form: str) -> None:
    logs.set_up(form, "DEBUG", stream)  # type: ignore[arg-type]  # parametrised
    library, ours = logging.getLogger("httpx"), structlog.get_logger("bot.wire")

    library.warning("POST https://api.telegram.org/bot%s/sendMessage", TOKEN)
    library.warning(f"POST https://api.telegram.org/bot{TOKEN}/sendMessage")
    library.warning("%(url)s", {"url": f"/bot{TOKEN}/x"})
    library.warning("an object: %s", {"url": TOKEN})
    ours.warning("asked", url=f"/bot{TOKEN}/x", more={"deep": TOKEN, "list": [TOKEN]})
    ours.warning("asked", url=f"/bot{TOKEN.replace(':', '%3A')}/x")
    try:
        fail(f"cannot open /bot{TOKEN}/x")
    except OSError:
        library.exception("failed")
        ours.exception("failed")

    assert "AAbbCC" not in stream.getvalue()
    assert stream.getvalue().count("failed") == 2


@pytest.mark.parametrize("form", ["console", "json"])
def test_writes_where_an_error_happened_but_not_what_it_says(stream: io.StringIO, form: str) -> None:
    logs.set_up(form, "DEBUG", stream)  # type: ignore[arg-type]  # parametrised
    library, ours = logging.getLogger("asyncio"), structlog.get_logger("bot.dispatch")

    try:
        fail(WORDS)
    except OSError as error:
        ours.exception("failed")
        ours.error("failed", error=error)
        library.error("failed", exc_info=error)
        library.error("failed: %s", error)
        library.error("failed: %r", [error])

    assert WORDS not in stream.getvalue()
    assert stream.getvalue().count("OSError at bot/test_logs.py") == 4
    assert stream.getvalue().count("ValueError at bot/test_logs.py") == 4


def test_writes_no_more_of_an_object_than_its_kind(stream: io.StringIO) -> None:
    logs.set_up("console", "DEBUG", stream)

    structlog.get_logger("bot.dispatch").info("handled", update=[WORDS], other=object())

    assert WORDS not in stream.getvalue()
    assert "<list>" in stream.getvalue()


@pytest.mark.parametrize(
    "library", ["telegram.Bot", "httpx", "aiohttp.client", "sqlalchemy.engine", "aiosqlite"]
)
def test_never_lets_a_library_tell_what_it_carries(stream: io.StringIO, library: str) -> None:
    logs.set_up("console", "DEBUG", stream)

    logging.getLogger(library).debug("parameters: %s", WORDS)
    logging.getLogger(library).info("parameters: %s", WORDS)

    assert stream.getvalue() == ""


def test_follows_the_level_for_what_is_ours(stream: io.StringIO) -> None:
    logs.set_up("console", "WARNING", stream)

    structlog.get_logger("bot.dispatch").info("quiet")
    logging.getLogger("storage.inbox").warning("loud")

    assert "quiet" not in stream.getvalue()
    assert "loud" in stream.getvalue()


def test_survives_a_library_that_counts_its_values_wrong(stream: io.StringIO) -> None:
    logs.set_up("console", "DEBUG", stream)

    for form, value in (("%s and %d", WORDS), ("%(missing)s", {"other": WORDS})):
        logging.getLogger("aiohttp").error(form, value)

    assert stream.getvalue().count("[aiohttp]") == 2
    assert WORDS not in stream.getvalue()


def test_names_people_so_that_only_the_holder_of_the_key_can_trace_them() -> None:
    one, other = logs.aliases(b"key"), logs.aliases(b"another")

    assert one(4711) == one(4711)
    assert len({one(4711), one(4712), other(4711)}) == 3
    assert "4711" not in one(4711)


def test_tells_the_error_inside_a_group() -> None:
    group = ExceptionGroup("unhandled errors", [ValueError(WORDS)])

    assert logs.story(group) == "ValueError"


def test_tells_a_long_chain_only_so_far() -> None:
    error: Exception = ValueError()
    for _ in range(50):
        outer = KeyError()
        outer.__cause__ = error
        error = outer

    assert logs.story(error).count("KeyError") == logs.LONGEST_CHAIN


def test_tells_nothing_of_nothing() -> None:
    assert logs.story(None) == ""
