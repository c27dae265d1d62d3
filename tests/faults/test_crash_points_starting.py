"""What is left in odd states: by a death in a first start, by a second death, by a power cut in the middle of a commit."""

import asyncio
import time
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from sqlite3 import connect

from bot import application
from bot.phone.server import LoopbackTelegram
from bot.runtime import Clocks, Runtime
from bot.settings import Settings
from tests.faults.comparing import doubled
from tests.faults.deaths import revived
from tests.faults.lives import MORNING, REST, Remains, World, files, morning, read
from tests.faults.stories import is_invited

OWNERS_LINKS = "SELECT count(*) FROM invite WHERE role = 'owner' AND expires_at > ? AND used_at IS NULL"


@dataclass
class Host:
    """Whoever starts the bot: reads what it says on the terminal, and keeps what it leaves at each statement."""

    telegram: LoopbackTelegram
    database: Path
    said: list[str] = field(default_factory=list)
    left: list[tuple[bytes, bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"sqlite+aiosqlite:///{self.database}"

    async def starts_it(self) -> None:
        """Until it listens; then it is stopped."""
        stop = asyncio.Event()

        def hear(line: str) -> None:
            self.said.append(line)
            if "listening" in line:
                stop.set()

        clocks = Clocks(lambda: MORNING + timedelta(minutes=len(self.said)), morning, time.monotonic)
        settings = Settings.read(
            {
                "BOT_TOKEN": self.telegram.token,
                "TELEGRAM_API_URL": self.telegram.url,
                "DATABASE_URL": self.url,
                "ACCESS": "invite",
            }
        )
        await Runtime(settings, application.conduct(settings), clocks, hear, self._keep).run(stop)

    def _keep(self, _statement: str) -> None:
        now = read(self.url)
        if now not in self.left[-1:]:
            self.left.append(now)


async def test_a_first_start_that_was_killed_anywhere_is_begun_again(
    telegram: LoopbackTelegram, tmp_path: Path
) -> None:
    first = Host(telegram, tmp_path / "first.db")
    await first.starts_it()
    assert len(first.left) > 3

    for number, left in enumerate(first.left):
        again = Host(telegram, tmp_path / f"again{number}.db")
        for path, content in zip(files(again.url), left, strict=True):
            path.write_bytes(content)
        await again.starts_it()

        assert sum("start=" in line for line in again.said) == 1
        with closing(connect(again.database)) as database:
            until = MORNING + timedelta(hours=1)
            assert database.execute(OWNERS_LINKS, (until.timestamp() * 1000,)).fetchone() == (1,)
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_killed_again_while_it_makes_good_a_death_it_loses_nothing(world: World) -> None:
    await world.invites()
    turn = await world.live(is_invited, record=True)
    # Telegram has taken the message, and nobody has written it down.
    died = next(one for one in turn.remains if "answer to sendMessage" in one.points)
    world.set_back(died)
    world.now += REST
    recovery = await world.live(record=True)

    for remains in recovery.remains:
        after = await revived(world, remains)

        assert doubled(turn.traces, after, already=1) >= 1


async def test_a_power_cut_in_the_middle_of_a_commit_takes_back_that_commit_alone(world: World) -> None:
    """Simulated: what an earlier commit has synced stays, of what came after any part may be there, or be zeros."""
    await world.invites()
    turn = await world.live(is_invited, record=True)
    torn = [one for before, after in pairwise(turn.remains) for one in torn_between(before, after)]
    assert len(torn) > 12

    for remains in torn:
        assert doubled(turn.traces, await revived(world, remains)) <= 1


def torn_between(before: Remains, after: Remains) -> list[Remains]:
    """The journal of a commit that the disk has only half of; none where something else happened in between."""
    old, new = before.database[1], after.database[1]
    if before.at != after.at or before.database[0] != after.database[0] or not new.startswith(old):
        return []
    cuts = [len(old) + (len(new) - len(old)) * tenth // 10 for tenth in (3, 6, 9)]
    journals = [new[:cut] + bytes(rest) for cut in cuts for rest in (0, len(new) - cut)]
    return [replace(before, database=(before.database[0], journal)) for journal in journals]


async def test_a_message_taken_and_not_written_down_comes_twice(world: World) -> None:
    """The price of losing none: Telegram gives a message no name by which it would know it again."""
    await world.invites()
    turn = await world.live(is_invited, record=True)

    before = [one for one in turn.remains if "call sendMessage" in one.points]
    after = [one for one in turn.remains if "answer to sendMessage" in one.points]

    assert [doubled(turn.traces, await revived(world, one)) for one in before] == [0, 0]
    assert [doubled(turn.traces, await revived(world, one)) for one in after] == [1, 1]
