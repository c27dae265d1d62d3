"""The command line: run, check, export, migrate. The only place that reads a clock or starts anything."""

import asyncio
import signal
import time
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
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
Debrief needs the token of a Telegram bot, and BOT_TOKEN is not set.

  1. In Telegram, write to @BotFather: /newbot. He asks for a name and gives you a token.
  2. Put it into a file called .env in this folder, as one line:
       BOT_TOKEN=123456789:the-rest-of-it
  3. Start again."""

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
    """Run the bot until it is stopped (Ctrl+C, SIGTERM). Wants BOT_TOKEN, in the environment or in .env."""
    settings = _settings()
    if settings.bot_token is None:
        _leave(NO_BOT_YET, MISUSED)
    conduct = _decided(lambda: application.conduct(settings))
    runtime = Runtime(settings, conduct, Clocks(utc, time.time, time.monotonic), typer.echo)
    _do(_until_stopped(runtime))


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


async def _until_stopped(runtime: Runtime) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.set_exception_handler(_unheard)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await runtime.run(stop)
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


def _do(work: Coroutine[Any, Any, T]) -> T:
    """Run it to its end; what stops it is one sentence and an exit code."""
    try:
        return asyncio.run(work)
    except TokenRefused:
        _leave(
            "Telegram does not know this BOT_TOKEN. @BotFather shows the right one, or makes a new one.",
            FAILED,
        )
    except (Unusable, Unavailable) as error:
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
