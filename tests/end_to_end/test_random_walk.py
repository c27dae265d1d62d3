"""Anything, in any order: nothing breaks, nothing is asked twice at once, and the end can always be reached."""

import os

import pytest

from tests.end_to_end.walk import Walker, by_chance
from tests.running import House, Phone, labels

# WALKS=1-200 takes longer than anybody wants to wait at every change.
FIRST, _, LAST = os.environ.get("WALKS", "1-3").partition("-")
DEEDS = 40


@pytest.mark.parametrize("seed", range(int(FIRST), int(LAST) + 1))
async def test_survives_whatever_a_person_does(seed: int, house: House, mara: Phone) -> None:
    walker = Walker(mara, by_chance(seed), "quokka")
    await mara.types("/reflect")
    for _ in range(DEEDS):
        # Some of it at once, before the bot can answer.
        for _ in range(walker.chance.choice([1, 1, 1, 2, 3])):
            await walker.does_something([("1:again:0:1:4", 3), *walker.pressed[-5:]])
        await mara.does(nothing())
    kept = await words_kept(house)

    await finish(mara, walker)
    assert set(kept) <= set(await words_kept(house))
    assert "Saved" in mara.says[-1]


async def nothing() -> None:
    """Only wait."""


async def words_kept(house: House) -> list[str]:
    """Of the questions that take several answers: there a Skip takes nothing away."""
    return [
        value for step, _, value in await house.answers() if step in {"asked", "more"} and "quokka" in value
    ]


async def finish(mara: Phone, walker: Walker) -> None:
    """The shortest way out of wherever the walk has led: /reflect, then Skip, Done, or the first thing there is to tap."""
    await mara.types("/reflect")
    if not mara.questions:
        await mara.taps(next(label for label in labels(mara.last) if "Start a new one" in label))
    for _ in range(100):
        if not mara.questions:
            return
        offered = labels(mara.questions[0])
        wanted = "Skip" if "Skip" in offered else "Done"
        data = next(
            str(b["callback_data"]) for row in mara.questions[0].keyboard for b in row if b["text"] == wanted
        )
        await mara.presses(data, mara.questions[0].message_id)
    raise AssertionError("no end in sight after:\n" + "\n".join(walker.trail))
