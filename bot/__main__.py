"""The command line: run, phone, check, export, migrate. The only place that reads a clock or starts anything."""

import asyncio
import signal
import time
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import structlog
import typer

from bot import application, check, logs
from bot.documents import markdown
from bot.look import looking
from bot.runtime import Clocks, Runtime
from bot.settings import Settings, WrongSettings
from bot.wire import TokenRefused
from storage.file import Unusable
from storage.store import Store, Unavailable

T = TypeVar("T")

log = structlog.get_logger("bot")

FAILED, MISUSED = 1, 2
NO_BOT_YET = """\
BOT_TOKEN is not set, so Debrief opens on a phone of its own, in your browser: the same bot, without Telegram.
What is said there stays in this folder, in debrief-phone.db and phone.db.

To have it on Telegram, write to @BotFather there: /newbot. He asks for a name and gives you a token. Put it into a
file called .env in this folder, as one line, and start again:
  BOT_TOKEN=123456789:the-rest-of-it
"""
HOST, PORT = "127.0.0.1", 8080

app = typer.Typer(
    help="Debrief, a Telegram bot for what comes after a job interview. Settings: see README.md.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def utc() -> datetime:
    return datetime.now(UTC)


@app.command()
def run() -> None:
    """Run the bot until it is stopped (Ctrl+C, SIGTERM). Without BOT_TOKEN, in the environment or in .env: the phone."""
    settings = _settings()
    conduct = _decided(lambda: application.conduct(settings))
    if settings.bot_token is None:
        typer.echo(NO_BOT_YET)
        _on_the_phone(settings, Path(), HOST, PORT)
        return
    runtime = Runtime(settings, conduct, Clocks(utc, time.time, time.monotonic), typer.echo)
    _do(_until_stopped(runtime.run))


@app.command()
def phone(
    port: Annotated[int, typer.Option(help="Where the page is served; 0 lets the system choose.")] = PORT,
    host: Annotated[
        str, typer.Option(help="The address listened on; 0.0.0.0 lets in everybody on your network.")
    ] = HOST,
    folder: Annotated[
        Path, typer.Option(help="Where debrief-phone.db and phone.db are.", file_okay=False, exists=True)
    ] = Path(),
) -> None:
    """Run the bot on a phone in the browser, without Telegram: to try it, or to work on it. Its clock can be moved."""
    settings = _settings()
    _decided(lambda: application.conduct(settings))
    _on_the_phone(settings, folder, host, port)


@app.command(name="check")
def check_() -> None:
    """Say whether settings, database and token are right and the bot hears. Exit code 1 if something is wrong.

    Only looks, takes no lock: it may be run beside the bot, as the health check of a container.
    """
    lines = _do(check.report(_settings(), utc))
    for line in lines:
        typer.echo(line)
    if any(line.well is False for line in lines):
        raise typer.Exit(FAILED)


@app.command()
def export(
    person: Annotated[int, typer.Argument(help="The person's Telegram id, a number.", metavar="PERSON")],
) -> None:
    """Print everything kept about one person, as Markdown. The bot may run meanwhile."""
    text = _do(_exported(_settings(), person))
    if text is None:
        _leave("Nobody with this Telegram id is known here.", FAILED)
    typer.echo(text, nl=False)


@app.command()
def migrate() -> None:
    """Bring the database to the tables of this version.

    On SQLite every start does so by itself. On PostgreSQL: stop every Debrief, run this, start them again.
    """
    _do(Store.migrate(_settings().database_url.get_secret_value()))
    typer.echo("The database has the tables of this version.")


def _on_the_phone(settings: Settings, folder: Path, host: str, port: int) -> None:
    """The same bot on a page of this machine, in one process."""
    # A server's packages are loaded only where there is one: `run` on Telegram and `check` do without.
    from bot.phone.phone import Phone, Unopened  # noqa: PLC0415
    from bot.trial import Trial  # noqa: PLC0415

    folder = folder.absolute()
    here = Phone(folder / "phone.db", time.time, host, port)

    async def live(stop: asyncio.Event) -> None:
        async with here:
            clocks = Clocks(here.clock.now, time.time, time.monotonic, utc)
            trial = Trial(here, folder, settings, clocks, typer.echo)
            here.serves(trial)
            typer.echo(
                f"Open {here.url}" + ("" if host == HOST else f" (listening on {host}, port {here.port})")
            )
            await trial.run(stop)

    _do(_until_stopped(live), Unopened)


async def _until_stopped(run: Callable[[asyncio.Event], Coroutine[Any, Any, None]]) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.set_exception_handler(_unheard)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await run(stop)
    typer.echo("Stopped; what was under way is finished.")


def _unheard(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What asyncio would log with the whole exception, words and all."""
    log.error("unheard error in the event loop", error=context.get("exception"))


async def _exported(settings: Settings, telegram_id: int) -> str | None:
    async with looking(settings.database_url.get_secret_value()) as store:
        document = await store.read(lambda records: application.everything(records, telegram_id, utc()))
        return None if document is None else markdown.written(document)


def _settings() -> Settings:
    settings = _decided(Settings.read)
    logs.set_up(settings.log_format, settings.log_level)
    return settings


def _decided(choose: Callable[[], T]) -> T:
    """What the settings decide, unless they are wrong."""
    try:
        return choose()
    except WrongSettings as error:
        _leave(str(error), MISUSED)


def _do(work: Coroutine[Any, Any, T], *also: type[Exception]) -> T:
    """Run it to its end; what stops it is one sentence and an exit code."""
    foreseen: tuple[type[Exception], ...] = (Unusable, Unavailable, *also)
    try:
        return asyncio.run(work)
    except TokenRefused:
        _leave(
            "Telegram does not know this BOT_TOKEN. @BotFather shows the right one, or makes a new one.",
            FAILED,
        )
    except foreseen as error:
        _leave(str(error), FAILED)
    except Exception:
        # Its own words may be a person's, or hold the token.
        log.exception("ended")
        _leave("Debrief has ended because of a fault; the log says where.", FAILED)


def _leave(words: str, code: int) -> NoReturn:
    typer.echo(words, err=True)
    raise typer.Exit(code)


if __name__ == "__main__":
    app()
