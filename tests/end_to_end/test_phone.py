"""Everything a phone can send: each has its answer, the open question comes again, and nothing is lost."""

import unicodedata
from datetime import timedelta
from typing import Any

import pytest

from bot.incoming import storable
from tests.end_to_end.given import to_choice, to_questions
from tests.end_to_end.sendable import FILES, FORWARDS, STRANGE, TEXTS, TEXTS_WITHOUT_WORDS
from tests.running import House, Phone, until


async def exported(phone: Phone) -> str:
    await phone.types("/export")
    files = [message.document for message in phone.chat if message.document and not message.mine]
    return files[-1][1].decode()


async def test_answers_everything_with_the_open_question_again(house: House, mara: Phone) -> None:
    await to_choice(mara)
    before = await house.answers()
    for name, send in {**FILES, **STRANGE, **FORWARDS}.items():
        said = len(mara.says)
        await mara.does(send(mara.person))

        assert len(mara.says) == said + 2, name
        assert mara.step == "again", name
        assert mara.questions[0] == mara.last, name
    assert await house.answers() == before


async def test_answers_everything_where_nothing_is_open(mara: Phone) -> None:
    await mara.types("/start")
    for name, send in {**FILES, **STRANGE, **FORWARDS}.items():
        said = len(mara.says)
        await mara.does(send(mara.person))

        assert len(mara.says) > said, name


async def test_takes_a_file_for_a_story_and_nothing_else(house: House, mara: Phone) -> None:
    await to_questions(mara)
    for send in [*FILES.values(), *STRANGE.values(), *FORWARDS.values()]:
        await mara.does(send(mara.person))

    kept = [value for step, _, value in await house.answers() if step == "asked"]
    assert len(kept) == len(FILES)
    assert any("a sketch" in value for value in kept)
    assert any("offer <b>.pdf" in value for value in kept)
    assert mara.step == "asked"


async def test_keeps_forwarded_words_with_whoever_wrote_them(mara: Phone) -> None:
    await to_choice(mara)
    for send in FORWARDS.values():
        await mara.does(send(mara.person))

    text = await exported(mara)
    assert text.count("we liked you") == len(FORWARDS)
    assert all(name in text for name in ("Mara", "Leo", "Jobs daily", "Team"))


async def test_keeps_and_shows_every_script_as_it_was_typed(house: House, mara: Phone) -> None:
    await to_questions(mara)
    for text in TEXTS.values():
        await mara.types(text)
    kept = [value for step, _, value in await house.answers() if step == "asked"]

    for name, text in TEXTS.items():
        lines = unicodedata.normalize("NFC", storable(text)).strip().splitlines()
        assert all(line.strip() in kept for line in lines), name
    assert mara.step == "asked"


@pytest.mark.parametrize(
    "name", ["hebrew with overrides", "html", "marks", "half a pair", "longest", "longest astral"]
)
async def test_leads_to_the_card_in_every_script(name: str, mara: Phone) -> None:
    text = TEXTS[name]
    await to_questions(mara)
    await mara.types(text)
    await mara.taps("Done")
    await mara.types("1", text, "Ana")

    assert mara.step == "card"

    await mara.taps("Done")

    assert mara.questions == []


async def test_asks_again_for_what_has_no_words(house: House, mara: Phone) -> None:
    await to_questions(mara)
    before = await house.answers()
    for text in TEXTS_WITHOUT_WORDS:
        said = len(mara.says)
        await mara.types(text)

        assert len(mara.says) == said + 1, text.encode("unicode-escape")
        assert mara.step == "asked"
    assert await house.answers() == before


async def test_answers_every_command_and_comes_back(house: House, mara: Phone) -> None:
    await to_questions(mara)
    for command in (
        "/xyz",
        "/help@debrief_bot",
        "/HELP",
        "/start@debrief_bot x",
        "/note\ntwo\nlines",
        "/reflect now",
    ):
        said = len(mara.says)
        await mara.types(command)

        assert len(mara.says) > said, command
        assert mara.step == "asked", command
    assert [row for row in await house.answers() if row[0] == "asked"] == []
    assert "two\nlines" in (await exported(mara)).replace("  \n", "\n")


async def test_takes_what_only_looks_like_a_command_for_words(house: House, mara: Phone) -> None:
    await to_questions(mara)
    texts = ["/ stop", "//", "/Ünicode", "/etc/passwd", "/"]
    await mara.types(*texts)

    assert [value for step, _, value in await house.answers() if step == "asked"] == texts


MALFORMED: list[dict[str, Any]] = [
    {"message": {"text": "hm", "chat": {"id": 1001, "type": "private", "first_name": "M"}}},
    {"message": {"message_id": "x", "date": "y", "chat": {"id": 12}}},
    {"message": []},
    {"message": None},
    {"callback_query": {"id": "1", "from": {"id": 13}}},
    {"callback_query": {"id": "1", "from": {"id": 14, "is_bot": False, "first_name": "M"}, "chat_instance": "1"}},
    {"my_chat_member": {"chat": {"id": 15, "type": "private"}}},
    {"update_id": "four"},
    {"hologram": {"depth": 3}},
    {"edited_message": {"chat": {"id": 16, "type": "private"}}},
    {"inline_query": {"id": "1", "from": {"id": 17, "is_bot": False, "first_name": "M"}, "query": "", "offset": ""}},
]  # fmt: skip


async def test_goes_on_after_updates_nobody_can_read(house: House, mara: Phone, leo: Phone) -> None:
    await to_questions(mara)
    house.forgiving = True
    for update in MALFORMED:
        await house.telegram.inject(update)
    await mara.person.types("sql")
    # Each is tried five times, after ever longer rests. Whoever writes wakes the bot up to look at the clock.
    for times in range(1, 6):
        await leo.person.types("/privacy")
        await until(lambda: len(leo.says) > times)  # noqa: B023 -- awaited at once
        house.clock.passes(timedelta(minutes=3))
    await leo.types("/privacy")

    assert mara.step == "asked"
    assert [value for step, _, value in await house.answers() if step == "asked"] == ["sql"]
    assert len([text for text in mara.says if "once more" in text]) == 1
