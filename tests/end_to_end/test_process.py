"""The real process from start to stop: `python -m bot run`, as its host runs it."""

import json
import re
import signal
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.process import Ended, Process, ran, settings_of, started
from tests.running import Clock, House, Phone, prepared

WORDS = [
    "Pomegranate Ltd, Kestrel Keeper",
    "why-quokka-now <b>bold</b>",
    "sixty-two-marmosets",
    "sagen-wir-flamingo",
    "Isolde and Wolfram",
    "an-axolotl-by-friday",
]
# Of each message a word that stands nowhere else.
CANARIES = [
    "Pomegranate",
    "Kestrel",
    "quokka",
    "marmosets",
    "flamingo",
    "Isolde",
    "Wolfram",
    "axolotl",
    "narwhal",
]


@pytest.fixture
async def house(sqlite_url: str) -> AsyncIterator[House]:
    """Telegram and a database; no bot yet."""
    async with prepared(sqlite_url, clock=Clock(datetime.now(UTC))) as house:
        yield house


async def first_half(mara: Phone) -> None:
    await mara.types("/start")
    await mara.taps("I had an interview", "Mixed")
    await mara.types(*WORDS[:3])
    await mara.taps("Done")


async def second_half(mara: Phone) -> None:
    await mara.types(WORDS[4])
    await mara.taps("Done")
    await mara.types(f"/note {WORDS[5]}")


async def test_goes_on_where_it_was_and_takes_what_was_sent_while_it_was_stopped(
    house: House, mara: Phone, tmp_path: Path
) -> None:
    async with started(tmp_path, "run", **settings_of(house)) as process:
        await process.says("listening")
        await first_half(mara)
        first = await process.stops()

    await mara.person.taps("sixty-two-marmosets")
    await mara.person.types(WORDS[3])

    async with started(tmp_path, "run", **settings_of(house)) as process:
        await process.says("listening")
        await house.rests()
        assert mara.step == "met"
        await second_half(mara)
        await mara.types("/export")
        second = await process.stops(signal.SIGINT)

    assert (first.code, second.code) == (0, 0)
    name, text = mara.chat[-1].document or ("", b"")
    assert name.endswith(".md")
    assert all(word in text.decode() for word in CANARIES[:-1])


@pytest.mark.parametrize("form", ["console", "json"])
async def test_logs_nothing_that_was_said_and_no_token(
    form: str, house: House, mara: Phone, tmp_path: Path
) -> None:
    house.access = "invite"
    async with started(tmp_path, "run", **settings_of(house), LOG_LEVEL="DEBUG", LOG_FORMAT=form) as process:
        code = code_of(await process.says("?start="))
        await process.says("listening")
        ended = await whole_run(process, mara, code)

    secret = house.telegram.token.partition(":")[2]
    assert [word for word in (*CANARIES, secret, code) if word in ended.logged] == []
    assert "update failed" in ended.logged
    assert "not sent as it was" in ended.logged
    if form == "json":
        events = [json.loads(line) for line in ended.logged.splitlines()]
        assert all({"event", "level", "timestamp"} <= event.keys() for event in events)


async def whole_run(process: Process, mara: Phone, code: str) -> Ended:
    """Everything with words in it, what fails included."""
    house = mara.house
    await mara.types(f"/start {code}")
    await first_half(mara)
    mine = next(one for one in mara.chat if one.text == WORDS[2])
    await mara.edits(mine.message_id, WORDS[2] + " narwhal")
    house.telegram.faults.add("bad_request", "sendMessage", description="can't parse entities: narwhal")
    await mara.taps("sixty-two-marmosets narwhal")
    await mara.types(WORDS[3])
    await second_half(mara)
    await mara.does(mara.person.sends_voice(caption="narwhal"))
    await mara.does(mara.person.forwards("narwhal", origin="narwhal"))
    broken = {
        "message": {"text": "narwhal", "chat": {"id": 1001, "type": "private", "first_name": "narwhal"}}
    }
    house.forgiving = True
    await house.telegram.inject(broken)
    await house.has("SELECT 1 FROM inbox WHERE attempts > 0")
    return await process.stops()


def code_of(link: str) -> str:
    found = re.search(r"\?start=(\S+)", link)
    return found[1] if found else ""


async def test_prints_a_link_that_makes_one_person_its_owner(house: House, tmp_path: Path) -> None:
    house.access = "invite"
    mara, leo = (
        Phone(house.telegram.person(number, name), house) for number, name in ((1, "Mara"), (2, "Leo"))
    )
    async with started(tmp_path, "run", **settings_of(house)) as process:
        link = await process.says("?start=")
        await process.says("listening")
        await mara.types(f"/start {code_of(link)}")
        await leo.types(f"/start {code_of(link)}")
        await mara.types("/invite")
        await leo.types("/invite")
        await process.stops()

    assert "?start=" in mara.last.text
    assert len(leo.says) == 1
    assert "?start=" not in leo.last.text

    async with started(tmp_path, "run", **settings_of(house)) as process:
        await process.says("listening")

        assert "?start=" not in process.said


async def test_opens_the_phone_without_a_token_and_says_how_to_get_one(tmp_path: Path) -> None:
    async with started(tmp_path, "run") as process:
        await process.says("phone of its own")
        await process.says("BOT_TOKEN=")
        ended = await process.stops()

    assert "@BotFather" in ended.said


@pytest.mark.parametrize(
    ("name", "value"), [("DATABASE_URL", "mysql://root:hunter2@db"), ("DEFAULT_LANGUAGE", "tlh")]
)
async def test_names_the_setting_that_is_wrong_in_one_line(name: str, value: str, tmp_path: Path) -> None:
    ended = await ran(tmp_path, "run", **{"BOT_TOKEN": "123456:" + "A" * 35, name: value})

    lines = ended.logged.splitlines()
    assert ended.code == 2
    assert len(lines) == 1
    assert lines[0].startswith(f"{name}:")
    assert value not in ended.logged


async def test_lets_others_look_but_not_run_while_it_runs(house: House, mara: Phone, tmp_path: Path) -> None:
    async with started(tmp_path, "run", **settings_of(house)) as first:
        await first.says("listening")
        await first_half(mara)
        second = await ran(tmp_path, "run", **settings_of(house))
        known = await ran(tmp_path, "export", "1001", **settings_of(house))
        await mara.taps("why-quokka-now <b>bold</b>")

    assert (second.code, len(second.logged.splitlines())) == (1, 1)
    assert (known.code, "quokka" in known.said) == (0, True)
    assert mara.step == "better"


async def test_ends_with_a_sentence_when_telegram_does_not_know_the_token(
    house: House, tmp_path: Path
) -> None:
    ended = await ran(tmp_path, "run", **settings_of(house) | {"BOT_TOKEN": "654321:" + "B" * 35})

    assert ended.code == 1
    assert "@BotFather" in ended.logged
    assert "B" * 35 not in ended.logged
