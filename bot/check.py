"""One screen that says whether all is right. It only looks, takes no lock, and may be run beside the bot."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram.error import InvalidToken

from bot.intake import HEARD_AT
from bot.logs import story
from bot.look import NotThere, looking
from bot.settings import Settings
from bot.wire import Wire
from storage import engines, migrate
from storage.file import Unusable
from storage.records import Records
from storage.store import Unavailable

# A long poll lasts 50 seconds; three of them without a word, and nobody listens.
SILENT_AFTER = timedelta(minutes=3)
SOUND_SQLITE = (3, 51, 3)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the screen; `well` is none where it is neither right nor wrong."""

    what: str
    found: str
    well: bool | None = True

    def __str__(self) -> str:
        sign = {True: "ok", False: "WRONG", None: "note"}[self.well]
        return f"{self.what:<10}{sign:<7}{self.found}"


async def report(settings: Settings, clock: Callable[[], datetime]) -> list[Line]:
    """What was found, from the nearest to the farthest."""
    return [
        Line("settings", "all can be used"),
        *await _database(settings, clock()),
        await _token(settings),
    ]


async def _database(settings: Settings, now: datetime) -> list[Line]:
    try:
        async with looking(settings.database_url.get_secret_value()) as store:
            return await store.read(lambda records: list(_look(records, now)))
    except NotThere as error:
        return [Line("database", str(error), None)]
    except Unusable as error:
        return [Line("database", str(error), well=False)]
    except Unavailable as error:
        return [Line("database", f"cannot be opened ({story(error.__cause__)})", well=False)]


def _look(records: Records, now: datetime) -> Iterator[Line]:
    connection = records.session.connection()
    migrate.check(connection, migrate.config())
    yield Line("database", f"{connection.dialect.name}, tables of revision {migrate.revision(connection)}")
    if connection.dialect.name == "sqlite":
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in engines.READ_BACK
        }
        words = ", ".join(f"{name}={value}" for name, value in found.items())
        yield Line("pragmas", words, found == engines.READ_BACK)
        version = str(connection.exec_driver_sql("SELECT sqlite_version()").scalar_one())
        sound = tuple(map(int, version.split("."))) >= SOUND_SQLITE
        remark = (
            "" if sound else "; 3.51.3 mends a rare fault with several writers, of which there is one here"
        )
        yield Line("sqlite", version + remark, True if sound else None)
    yield _heard(records.facts.get(HEARD_AT), now)


def _heard(kept: str | None, now: datetime) -> Line:
    if kept is None:
        return Line("heard", "nothing of Telegram yet", None)
    ago = timedelta(seconds=max(0, round(now.timestamp() - int(kept) / 1000)))
    if ago > SILENT_AFTER:
        return Line(
            "heard", f"nothing of Telegram for {ago}: the bot does not run, or cannot reach it", well=False
        )
    return Line("heard", f"Telegram, {ago.seconds} seconds ago")


async def _token(settings: Settings) -> Line:
    if settings.bot_token is None:
        return Line("token", "BOT_TOKEN is not set: `run` opens the phone; @BotFather gives one", well=False)
    try:
        async with Wire(settings.bot_token.get_secret_value(), settings.telegram_api_url, read=8) as wire:
            me = await wire.call("getMe")
            return Line("token", f"of @{me['username']}")
    except InvalidToken:
        return Line("token", "Telegram does not know this token; look it up at @BotFather", well=False)
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is the answer
        return Line("token", f"Telegram cannot be asked ({story(error)})", well=False)
