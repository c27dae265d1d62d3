"""Who may come in, who is told so once a day, and who is known afterwards."""

from datetime import timedelta

import pytest

from bot.handlers import door
from bot.runtime import owner_code
from storage.records import Records
from storage.store import Store
from tests.bot.hearing import Hearing, membership, message

OWNER, GUEST, OTHER = 1, 2, 3


@pytest.fixture
async def invited(store: Store) -> Hearing:
    """By invitation, with its owner in."""
    hearing = Hearing(store, "invite")
    code = await store.run(lambda records: owner_code(records, hearing.now))
    await hearing.types(OWNER, f"/start {code}")
    return hearing


async def link(hearing: Hearing) -> str:
    """A fresh code, as /invite gives it."""
    said = await hearing.types(OWNER, "/invite")
    return said[0].partition("?start=")[2]


async def known(hearing: Hearing) -> list[tuple[int, str]]:
    def look(records: Records) -> list[tuple[int, str]]:
        return [(one.telegram_id, one.role) for one in records.people.all()]

    return await hearing.store.read(look)


async def test_makes_whoever_opens_the_owners_link_the_owner_and_says_so(store: Store) -> None:
    hearing = Hearing(store, "invite")
    code = await store.run(lambda records: owner_code(records, hearing.now))
    said = await hearing.types(OWNER, f"/start {code}")
    again = await hearing.types(GUEST, f"/start {code}")

    assert any("/invite" in text for text in said)
    assert any("Hello P1" in text for text in said)
    assert len(again) == 1
    assert await known(hearing) == [(OWNER, "owner")]


async def test_voids_the_owners_link_that_nobody_used_when_another_is_made(store: Store) -> None:
    hearing = Hearing(store, "invite")
    first = await store.run(lambda records: owner_code(records, hearing.now))
    second = await store.run(lambda records: owner_code(records, hearing.now))
    await hearing.types(GUEST, f"/start {first}")
    await hearing.types(OWNER, f"/start {second}")

    assert await known(hearing) == [(OWNER, "owner")]


async def test_lets_one_person_in_by_one_link(invited: Hearing) -> None:
    code = await link(invited)
    welcome = await invited.types(GUEST, f"/start {code}")
    refusal = await invited.types(OTHER, f"/start {code}")

    assert "Hello P2" in welcome[0]
    assert len(refusal) == 1
    assert await known(invited) == [(OWNER, "owner"), (GUEST, "guest")]


async def test_does_not_use_a_link_up_for_somebody_who_is_in(invited: Hearing) -> None:
    await invited.types(GUEST, f"/start {await link(invited)}")
    code = await link(invited)
    await invited.types(OWNER, f"/start {code}")
    await invited.types(GUEST, f"/start {code}")
    await invited.types(OTHER, f"/start {code}")

    assert (OTHER, "guest") in await known(invited)


async def test_refuses_a_link_after_seven_days(invited: Hearing) -> None:
    code = await link(invited)
    invited.passes(timedelta(days=7, seconds=1))
    await invited.types(GUEST, f"/start {code}")

    assert await known(invited) == [(OWNER, "owner")]


async def test_listens_to_so_many_guesses_a_day(invited: Hearing) -> None:
    code = await link(invited)
    for number in range(door.TRIES_A_DAY):
        await invited.types(GUEST, f"/start {number:040}")
    await invited.types(GUEST, f"/start {code}")
    assert await known(invited) == [(OWNER, "owner")]

    invited.passes(timedelta(days=1, seconds=1))
    await invited.types(GUEST, f"/start {code}")
    assert (GUEST, "guest") in await known(invited)


@pytest.mark.parametrize("words", ["", "x", "x" * 3000, "0" * 23, "reflect", "é" * 32, "'; --"])
async def test_turns_strangers_away_whatever_they_bring(words: str, invited: Hearing) -> None:
    said = await invited.types(GUEST, f"/start {words}")

    assert len(said) == 1
    assert await known(invited) == [(OWNER, "owner")]


async def test_says_one_line_a_day_to_a_stranger(invited: Hearing) -> None:
    first = await invited.types(GUEST, "let me in")
    more = [await invited.types(GUEST, "hello?") for _ in range(3)]
    invited.passes(timedelta(days=1))
    tomorrow = await invited.types(GUEST, "hello again")

    assert len(first) == 1
    assert more == [[], [], []]
    assert tomorrow == first


@pytest.mark.parametrize("access", ["open", "invite"])
async def test_lets_nobody_in_who_says_nothing(access: str, store: Store) -> None:
    hearing = Hearing(store, "open" if access == "open" else "invite")
    for update in (
        membership(GUEST, "member"),
        membership(GUEST, "kicked"),
        {"edited_message": message(GUEST, 4, text="what I said")},
    ):
        await hearing.hears(update)
    heard = await hearing.presses(GUEST, "home:reflection")

    assert heard.callback_id
    assert heard.toast
    assert await known(hearing) == []


async def test_gives_links_to_the_owner_alone(invited: Hearing) -> None:
    await invited.types(GUEST, f"/start {await link(invited)}")
    said = [await invited.types(GUEST, command) for command in ("/invite", "/people")]
    help_ = "".join(await invited.types(GUEST, "/help"))

    assert not any("start=" in text for texts in said for text in texts)
    assert "/invite" not in help_
    assert "/invite" in "".join(await invited.types(OWNER, "/help"))


async def test_counts_people_and_waiting_invitations_for_the_owner(invited: Hearing) -> None:
    await invited.types(GUEST, f"/start {await link(invited)}")
    await link(invited)
    said = await invited.types(OWNER, "/people")

    assert "2" in said[0]
    assert "1" in said[0]
    assert "P2" not in said[0]


async def test_knows_those_it_was_told_of_by_number(store: Store) -> None:
    hearing = Hearing(store, frozenset({OWNER, GUEST}))
    await hearing.types(OWNER, "/start")
    await hearing.types(GUEST, "/start")
    refused = await hearing.types(OTHER, "/start")
    shared = await hearing.types(OWNER, "/invite")

    assert await known(hearing) == [(OWNER, "owner"), (GUEST, "guest")]
    assert len(refused) == 1
    assert "start=" not in shared[0]


async def test_shuts_the_door_to_those_no_longer_on_the_list(store: Store) -> None:
    hearing = Hearing(store, frozenset({OWNER, GUEST}))
    await hearing.types(GUEST, "/start")
    hearing.access = frozenset({OWNER})
    said = await hearing.types(GUEST, "/export")

    assert len(said) == 1
    assert not any(one.method == "sendDocument" for one in hearing.said)


async def test_is_open_to_everybody_where_it_says_so(store: Store) -> None:
    hearing = Hearing(store, "open")
    said = await hearing.types(GUEST, "/start whatever")

    assert "Hello P2" in said[0]


async def test_introduces_itself_before_anything_else_however_somebody_begins(store: Store) -> None:
    hearing = Hearing(store, "open")
    for who, begin in ((1, "/reflect"), (2, "/start reflect"), (3, "hello"), (4, "/export"), (5, "/start")):
        said = await hearing.types(who, begin)

        assert f"Hello P{who}" in said[0], begin
        assert "/privacy" in said[0], begin
        assert len([text for text in said if "Hello" in text]) == 1, begin


async def test_is_silent_to_those_who_left_and_finds_them_where_they_were(store: Store) -> None:
    hearing = Hearing(store, "open")
    await hearing.types(GUEST, "/reflect")
    await hearing.hears(membership(GUEST, "kicked"))
    left = hearing.texts
    await hearing.hears(membership(GUEST, "member"))
    back = hearing.texts
    said = await hearing.types(GUEST, "good")

    assert left == back == []
    assert "Who was it with" in said[-1]


async def test_speaks_to_somebody_new_by_an_empty_or_odd_name(store: Store) -> None:
    hearing = Hearing(store, "open")
    for who, name in ((1, ""), (2, "<b>&"), (3, "{name}"), (4, "\u202eabc")):
        sent = message(who, 4, text="/start")
        sent["from"]["first_name"] = name
        await hearing.hears({"message": sent})

        assert "Hello" in hearing.texts[0]
        assert "<b>&" not in hearing.texts[0]
