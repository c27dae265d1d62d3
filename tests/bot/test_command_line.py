"""The command line: what it prints, and with which exit code it ends."""

import asyncio
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from bot import logs
from bot.__main__ import app
from bot.phone.server import LoopbackTelegram
from storage.store import Store
from tests.bot.running import START


@pytest.fixture(autouse=True)
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """An empty folder and no setting of ours; what the command line does to the log is undone."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs.OURS}
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "TELEGRAM_API_URL", "DATABASE_URL", "ACCESS", "LOG_LEVEL", "DEFAULT_ZONE"):
        monkeypatch.delenv(name, raising=False)
    yield monkeypatch
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


@pytest.fixture
def telegram() -> Iterator[LoopbackTelegram]:
    """A server in a thread of its own: the command line brings its own event loop."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    server = LoopbackTelegram(throttle=False)
    asyncio.run_coroutine_threadsafe(server.__aenter__(), loop).result()
    yield server
    asyncio.run_coroutine_threadsafe(server.__aexit__(None, None, None), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def kept(work: object, url: str = "sqlite+aiosqlite:///debrief.db") -> None:
    """Done in the database, as by a bot that has run and ended."""

    async def do() -> None:
        store = await Store.open(url)
        await store.run(work)  # type: ignore[arg-type]  # handed on
        await store.close()

    asyncio.run(do())


@pytest.mark.parametrize("command", ["run", "phone", "check", "export", "migrate"])
def test_explains_each_command(command: str) -> None:
    result = call(command, "--help")

    assert result.exit_code == 0
    assert command in result.output


@pytest.mark.parametrize("command", [("run",), ("phone",), ("check",), ("export", "7"), ("migrate",)])
def test_names_a_wrong_setting(command: tuple[str, ...], host: pytest.MonkeyPatch) -> None:
    host.setenv("DEFAULT_ZONE", "Mars/Olympus")

    result = call(*command)

    assert result.exit_code == 2
    assert result.stderr.startswith("DEFAULT_ZONE: ")
    assert len(result.stderr.splitlines()) == 1


def test_names_a_language_that_is_not_spoken(host: pytest.MonkeyPatch, telegram: LoopbackTelegram) -> None:
    host.setenv("BOT_TOKEN", telegram.token)
    host.setenv("DEFAULT_LANGUAGE", "tlh")

    result = call("run")

    assert result.exit_code == 2
    assert result.stderr.startswith("DEFAULT_LANGUAGE: ")


def test_ends_when_telegram_does_not_know_the_token(
    host: pytest.MonkeyPatch, telegram: LoopbackTelegram
) -> None:
    host.setenv("BOT_TOKEN", "987654:another-token-than-the-right-one")
    host.setenv("TELEGRAM_API_URL", telegram.url)

    result = call("run")

    assert result.exit_code == 1
    assert "does not know this BOT_TOKEN" in result.stderr
    assert "another-token" not in result.output


def test_ends_in_a_sentence_when_the_database_is_none(
    host: pytest.MonkeyPatch, telegram: LoopbackTelegram
) -> None:
    host.setenv("BOT_TOKEN", telegram.token)
    host.setenv("TELEGRAM_API_URL", telegram.url)
    Path("debrief.db").write_bytes(b"this is no database" * 100)

    result = call("run")

    assert result.exit_code == 1
    assert "debrief.db is not a SQLite database" in result.stderr


def test_says_in_a_sentence_that_the_phones_port_is_taken() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        result = call("phone", "--port", str(port))

    assert result.exit_code == 1
    assert result.stderr.startswith(f"Port {port} is in use")
    assert len(result.stderr.splitlines()) == 1
    assert not Path("phone.db").exists()


def test_says_in_a_sentence_that_the_phones_memory_is_none() -> None:
    Path("phone.db").write_bytes(b"this is no database" * 100)

    result = call("phone", "--port", "0")

    assert result.exit_code == 1
    assert "phone.db cannot be used" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_says_in_a_sentence_that_an_address_is_not_this_machines() -> None:
    result = call("phone", "--host", "192.0.2.1", "--port", "0")

    assert result.exit_code == 1
    assert result.stderr.startswith("Nothing can listen on 192.0.2.1")


def test_checks_a_machine_before_the_first_start(
    host: pytest.MonkeyPatch, telegram: LoopbackTelegram
) -> None:
    host.setenv("BOT_TOKEN", telegram.token)
    host.setenv("TELEGRAM_API_URL", telegram.url)

    result = call("check")

    assert result.exit_code == 0
    assert "not there yet" in result.output
    assert "of @debrief_bot" in result.output
    assert not Path("debrief.db").exists()


def test_checks_database_and_hearing(host: pytest.MonkeyPatch, telegram: LoopbackTelegram) -> None:
    host.setenv("BOT_TOKEN", telegram.token)
    host.setenv("TELEGRAM_API_URL", telegram.url)
    kept(lambda records: records.facts.set("heard_at", "4102444800000"))

    result = call("check")

    assert result.exit_code == 0
    assert "journal_mode=wal, synchronous=2, foreign_keys=1" in result.output
    assert "tables of revision" in result.output
    assert "Telegram, 0 seconds ago" in result.output


def test_finds_it_wrong_when_nothing_is_heard(host: pytest.MonkeyPatch, telegram: LoopbackTelegram) -> None:
    host.setenv("BOT_TOKEN", telegram.token)
    host.setenv("TELEGRAM_API_URL", telegram.url)
    kept(lambda records: records.facts.set("heard_at", str(int(START.timestamp() * 1000))))

    result = call("check")

    assert result.exit_code == 1
    assert "nothing of Telegram for" in result.output


def test_notes_that_nothing_was_heard_yet(host: pytest.MonkeyPatch, telegram: LoopbackTelegram) -> None:
    host.setenv("BOT_TOKEN", telegram.token)
    host.setenv("TELEGRAM_API_URL", telegram.url)
    kept(lambda _: None)

    result = call("check")

    assert result.exit_code == 0
    assert "nothing of Telegram yet" in result.output


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("unauthorized", "does not know this token"), ("server_error", "cannot be asked")],
)
def test_finds_a_token_wrong_that_telegram_does_not_take(
    host: pytest.MonkeyPatch, telegram: LoopbackTelegram, kind: str, expected: str
) -> None:
    host.setenv("BOT_TOKEN", telegram.token)
    host.setenv("TELEGRAM_API_URL", telegram.url)
    telegram.faults.add(kind, "getMe")  # type: ignore[arg-type]  # parametrised

    result = call("check")

    assert result.exit_code == 1
    assert expected in result.output
    assert telegram.token not in result.output


@pytest.mark.parametrize("content", [b"this is no database" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_finds_a_database_wrong_that_is_none(content: bytes) -> None:
    Path("debrief.db").write_bytes(content)

    result = call("check")

    assert result.exit_code == 1
    assert "database  WRONG" in result.output
    assert "BOT_TOKEN is not set" in result.output


def test_exports_one_person(host: pytest.MonkeyPatch) -> None:
    host.setenv("LOG_LEVEL", "ERROR")

    def ada_and_her_note(records: object) -> None:
        ada = records.people.add(7, 7, "Ada", "en", "guest", START)  # type: ignore[attr-defined]
        records.notes.add(ada, "Ask about the team", START)  # type: ignore[attr-defined]

    kept(ada_and_her_note)

    result = call("export", "7")

    assert result.exit_code == 0
    assert result.stdout.startswith("# ")
    assert "Ask about the team" in result.stdout


def test_knows_nobody_to_export() -> None:
    kept(lambda _: None)

    result = call("export", "7")

    assert result.exit_code == 1
    assert "Nobody" in result.stderr
    assert result.stdout == ""


def test_exports_nothing_before_the_first_start() -> None:
    result = call("export", "7")

    assert result.exit_code == 1
    assert "not there yet" in result.stderr
    assert not Path("debrief.db").exists()


def test_brings_the_database_up_to_date() -> None:
    result = call("migrate")

    assert result.exit_code == 0
    assert Path("debrief.db").exists()


def test_checks_a_database_on_a_server(
    host: pytest.MonkeyPatch, telegram: LoopbackTelegram, postgres_url: str
) -> None:
    host.setenv("BOT_TOKEN", telegram.token)
    host.setenv("TELEGRAM_API_URL", telegram.url)
    host.setenv("DATABASE_URL", postgres_url)

    result = call("check")

    assert result.exit_code == 0
    assert "postgresql, tables of revision" in result.output
