"""Nobody gets to see what another person wrote; groups and channels get nothing, and are left."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.phone.group import Group
from tests.end_to_end.given import through
from tests.end_to_end.walk import Walker, by_chance
from tests.running import House, Phone, prepared, running, until

PEOPLE = 4
DEEDS = 15


async def test_never_shows_the_words_of_one_person_to_another(sqlite_url: str) -> None:
    """Four people at once, each with a canary in every word, each pressing the others' buttons too."""
    async with running(sqlite_url) as house:
        phones = [
            Phone(house.telegram.person(number, f"Name{number}x"), house) for number in range(1, PEOPLE + 1)
        ]
        walkers = [Walker(phone, by_chance(phone.person.id), f"canary{phone.person.id}x") for phone in phones]
        everybody = [button for walker in walkers for button in walker.pressed]
        for _ in range(DEEDS):
            await asyncio.gather(*(walker.does_something(everybody) for walker in walkers))
            everybody = [button for walker in walkers for button in walker.pressed]
        for walker in walkers:
            await walker.phone.types(f"/note {walker.canary}", "/export")

        for phone in phones:
            sent = "\n".join(seen_by(phone))
            others = [number for number in range(1, PEOPLE + 1) if number != phone.person.id]
            assert [one for one in others if f"canary{one}x" in sent or f"Name{one}x" in sent] == []
            assert f"canary{phone.person.id}x" in sent


def seen_by(phone: Phone) -> list[str]:
    """Every word of every call that named this chat, files included."""
    calls = [
        one for one in phone.house.telegram.requests if one.params.get("chat_id") == phone.person.chat_id
    ]
    files = [message.document[1].decode() for message in phone.chat if message.document]
    return [*(str(one.params) for one in calls), *files]


async def test_leaves_groups_without_a_word_and_keeps_nothing(house: House, mara: Phone, leo: Phone) -> None:
    group = house.telegram.group(-500, "Team", [mara.person, leo.person])
    await group.adds_bot(by=mara.person)
    await mara.person.types("/start secret-of-the-group", chat=group)
    await until(lambda: not group.has_bot)
    await house.rests()

    assert group.says == []
    assert mara.says == []
    assert not await house.look(lambda records: records.people.all())


@pytest.mark.parametrize("kind", ["channel", "supergroup"])
async def test_leaves_channels_and_large_groups_too(kind: str, house: House, mara: Phone) -> None:
    place: Group = house.telegram.group(-(10**12) - 5, "News", [mara.person], kind=kind)
    await place.adds_bot()
    await until(lambda: not place.has_bot)

    assert place.says == []


async def test_ignores_other_bots_and_channels_that_write_as_people(house: House, mara: Phone) -> None:
    robot: dict[str, Any] = {"from": {"id": 5, "is_bot": True, "first_name": "Robot"}}
    await mara.types("/start")
    said = len(mara.says)
    await mara.does(mara.person.sends(text="hello", **robot))
    await mara.does(mara.person.types("hello", sender_chat={"id": -9, "type": "channel", "title": "C"}))

    assert len(mara.says) == said


async def test_leaves_nothing_of_an_erased_person_in_its_file(sqlite_url: str, tmp_path: Path) -> None:
    async with prepared(sqlite_url) as house:
        mara = Phone(house.telegram.person(1001, "Marabou"), house)
        leo = Phone(house.telegram.person(1002, "Leopard"), house)
        async with house.open():
            await through(mara, "Pangolin, Analyst", "why-quokka")
            await through(leo, "Lindt, Planner", "why-narwhal")
            await mara.types("/note axolotl")
            await mara.does(mara.person.sends_document("flamingo.pdf", b"%PDF"))
            await mara.types("/delete")
            await mara.taps("Erase everything")
            receipt = mara.last
            beside = words_in(tmp_path)

    assert "1 conversation" in receipt.text
    assert receipt.buttons == []
    assert beside == words_in(tmp_path) == ["Leopard", "narwhal"]


def words_in(folder: Path) -> list[str]:
    """Which of the words stand anywhere in the files of the database, in any encoding JSON may give them."""
    content = b"".join(path.read_bytes() for path in folder.iterdir() if path.name.startswith("debrief.db"))
    words = ["Marabou", "Leopard", "Pangolin", "quokka", "narwhal", "axolotl", "flamingo"]
    return [word for word in words if word.encode() in content]


async def test_stores_nothing_of_a_stranger(sqlite_url: str, tmp_path: Path) -> None:
    async with prepared(sqlite_url, access="invite") as house:
        stranger = Phone(house.telegram.person(1001, "Marabou"), house)
        async with house.open():
            await stranger.types("quokka", "/note axolotl", "/start narwhal-narwhal-narwhal-narwhal")
            await stranger.does(stranger.person.sends_document("flamingo.pdf", b"%PDF"))

    assert len(stranger.says) == 1
    assert words_in(tmp_path) == []


async def test_lets_one_of_two_in_who_open_a_link_at_once(sqlite_url: str) -> None:
    async with running(sqlite_url, access="invite") as house:
        owner, mara, leo = (
            Phone(house.telegram.person(number, name), house)
            for number, name in ((1, "Owner"), (2, "Mara"), (3, "Leo"))
        )
        await owner.types("/start " + code_in(" ".join(house.said)))
        await owner.types("/invite")
        link = code_in(owner.last.text)
        await asyncio.gather(mara.person.types(f"/start {link}"), leo.person.types(f"/start {link}"))
        await house.rests()

        assert sorted(len(one.says) for one in (mara, leo)) == [1, 2]
        assert len(await house.look(lambda records: records.people.all())) == 2


def code_in(text: str) -> str:
    return text.partition("?start=")[2].split()[0]


async def test_says_nothing_to_whoever_blocked_it_and_goes_on_when_they_are_back(
    house: House, mara: Phone
) -> None:
    await mara.types("/reflect")
    await mara.does(mara.person.blocks())
    said = len(mara.says)
    await mara.does(mara.person.unblocks())
    await mara.types("good")

    assert len(mara.says) == said + 1
    assert mara.step == "application"
