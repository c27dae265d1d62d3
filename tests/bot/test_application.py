"""What goes wrong beside the conversations, and corners of them that hardly anybody comes to."""

import pytest

from bot import application
from bot.runtime import owner_code
from bot.settings import Settings, WrongSettings
from storage.records import Records
from storage.store import Store
from tests.bot.hearing import Hearing, message

OWNER, MARA = 1, 2


@pytest.fixture
async def hearing(store: Store) -> Hearing:
    """By number, so that the first one in is the owner."""
    hearing = Hearing(store, frozenset({OWNER, MARA}))
    await hearing.types(OWNER, "/start")
    await hearing.types(MARA, "/start")
    return hearing


async def test_tells_the_person_and_the_owner_of_an_update_it_gave_up(hearing: Hearing) -> None:
    update = {"update_id": 4711, "message": {"text": "my secret"}}
    said = await hearing.led_to(lambda records: hearing.app.apologise(records, MARA, update, hearing.now))

    assert [one.chat_id for one in said] == [MARA, OWNER]
    assert "4711" in said[1].text
    assert not any("secret" in one.text for one in said)


async def test_apologises_to_nobody_it_does_not_know(hearing: Hearing) -> None:
    said = await hearing.led_to(lambda records: hearing.app.apologise(records, 99, {}, hearing.now))

    assert [one.chat_id for one in said] == [OWNER]


async def test_says_so_to_whoever_sent_more_than_it_read(hearing: Hearing) -> None:
    said = await hearing.led_to(lambda records: hearing.app.flooded(records, MARA, hearing.now))
    nobody = await hearing.led_to(lambda records: hearing.app.flooded(records, 99, hearing.now))

    assert [one.chat_id for one in said] == [MARA]
    assert nobody == []


async def test_changes_an_answer_of_a_paused_conversation_and_asks_nothing(hearing: Hearing) -> None:
    where = message(MARA, 70, text="Acme")
    await hearing.types(MARA, "/reflect")
    await hearing.types(MARA, "good")
    await hearing.hears({"message": where})
    await hearing.types(MARA, "/pause")
    await hearing.hears({"edited_message": {**where, "text": "Akme", "edit_date": 2}})
    changed = hearing.said
    await hearing.types(MARA, "/start")

    assert "Akme" in changed[0].text
    assert all(not one.buttons for one in changed)
    assert "Go on: Akme" in hearing.said[-1].buttons


async def test_puts_one_conversation_aside_for_another_and_finds_both_again(hearing: Hearing) -> None:
    for where in ("Acme", "Lindt"):
        await hearing.types(MARA, "/reflect")
        if "Start a new one" in hearing.said[-1].buttons:
            await hearing.taps(MARA, "Start a new one")
        for text in ("good", where, "/pause"):
            await hearing.types(MARA, text)
    await hearing.types(MARA, "/start")
    home = hearing.said[-1]
    await hearing.taps(MARA, "Go on: Acme")
    await hearing.presses(MARA, home.buttons["Go on: Lindt"])
    await hearing.types(MARA, "/start")

    assert any("Lindt" in one for one in home.buttons)
    assert "What did they ask" in hearing.texts[-1]


@pytest.mark.parametrize("data", ["note:1:999", "note:1:x", "file:1:drop"])
async def test_leaves_a_note_where_it_is_when_there_is_nowhere_to_put_it(data: str, hearing: Hearing) -> None:
    await hearing.types(MARA, "/note parking is free")
    heard = await hearing.presses(MARA, data)

    assert heard.toast
    assert await hearing.store.read(lambda records: len(records.notes.of(records.people.all()[1]))) == 1


async def test_answers_a_forwarded_thing_without_words(hearing: Hearing) -> None:
    origin = {"type": "hidden_user", "sender_user_name": "Leo", "date": 1}
    dice = {"emoji": "🎲", "value": 1}
    await hearing.hears({"message": message(MARA, 7, dice=dice, forward_origin=origin)})

    assert len(hearing.texts) == 1


async def test_refuses_to_start_in_a_language_it_does_not_speak() -> None:
    settings = Settings.read({"DEFAULT_LANGUAGE": "tlh"})

    with pytest.raises(WrongSettings, match="DEFAULT_LANGUAGE"):
        application.conduct(settings)


async def test_writes_out_everything_of_one_person_and_of_nobody_else(hearing: Hearing) -> None:
    await hearing.types(MARA, "/note parking is free")

    def look(records: Records) -> tuple[str, str, bool]:
        mine, other = (application.everything(records, who, hearing.now) for who in (MARA, OWNER))
        return str(mine), str(other), application.everything(records, 99, hearing.now) is None

    mine, other, nobody = await hearing.store.read(look)
    assert "parking" in mine
    assert "parking" not in other
    assert nobody


async def test_gives_an_owner_who_is_in_already_the_key_to_the_house(store: Store) -> None:
    guest = Hearing(store, "open")
    await guest.types(MARA, "/start")
    invited = Hearing(store, "invite", numbers=guest.numbers)
    code = await store.run(lambda records: owner_code(records, invited.now))
    said = await invited.types(MARA, f"/start {code}")
    link = await invited.types(MARA, "/invite")

    assert "/invite" in said[0]
    assert "?start=" in link[0]
