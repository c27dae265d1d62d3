"""What people do in the middle of a reflection beside answering: back, skip, pause, double taps, old buttons, edits."""

import pytest

from tests.end_to_end.given import ASKED, BETTER, through, to_card, to_choice, to_questions
from tests.running import House, Phone, labels

CONTROLS = ["Skip", "Back", "Why?", "Pause"]


async def values(house: House, step: str) -> list[str]:
    return [value for name, _, value in await house.answers() if name == step]


async def test_has_the_same_controls_under_every_question_but_the_first_and_the_last(mara: Phone) -> None:
    seen = {}
    for deed in (
        mara.types("/reflect"),
        mara.taps("Mixed"),
        mara.types("Acme"),
        mara.types("sql"),
        mara.taps("Done"),
        mara.taps("sql"),
        mara.types("joins"),
        mara.types("Ana"),
    ):
        await deed
        seen[mara.step] = mara.questions[0].buttons[-1]

    assert seen.pop("feeling") == ["Skip", "Why?", "Pause"]
    assert seen.pop("card") == ["Back"]
    assert list(seen) == ["application", "asked", "again", "better", "met"]
    assert all(row == CONTROLS for row in seen.values())


async def test_goes_back_to_the_first_question_and_forward_again_with_every_answer_kept(
    house: House, mara: Phone
) -> None:
    await to_card(mara)
    before = await house.answers()
    steps = []
    while mara.step != "feeling":
        await mara.taps("Back")
        steps.append(mara.step)

    assert steps == ["met", "better", "again", "asked", "application", "feeling"]
    assert await house.answers() == before

    await mara.types("Mixed")

    assert mara.step == "card"
    assert sorted(await house.answers()) == sorted(before)


async def test_asks_the_fourth_question_anew_when_what_was_asked_has_changed(
    house: House, mara: Phone
) -> None:
    await to_card(mara)
    mine = next(one for one in mara.chat if one.text == ASKED[0])
    await mara.edits(mine.message_id, "one\nmore")

    assert mara.step == "again"
    assert await values(house, "asked") == ["one", "more", *ASKED[1:]]
    assert await values(house, "met") == ["Ana, Tom"]


async def test_adds_to_what_was_asked_and_asks_again_only_what_hangs_on_it(house: House, mara: Phone) -> None:
    await to_card(mara)
    await mara.taps("Back", "Back", "Back", "Back")
    await mara.types("a fourth one")
    await mara.taps("Done")

    assert mara.step == "again"

    await mara.taps("None of them")

    assert mara.step == "card"
    assert await values(house, "asked") == [*ASKED, "a fourth one"]
    assert "a fourth one" in mara.questions[0].text


async def test_leaves_out_taking_apart_after_a_rough_day(house: House, mara: Phone) -> None:
    await mara.types("/reflect")
    await mara.taps("Rough")
    await mara.types("Acme", *ASKED)
    await mara.taps("Done")

    assert mara.step == "met"
    assert await values(house, "again") == []


async def test_can_be_skipped_from_end_to_end(house: House, mara: Phone) -> None:
    await mara.types("/reflect")
    while "Skip" in labels(mara.questions[0]):
        await mara.taps("Skip")
    await mara.taps("Done")

    assert {state for name, state, _ in await house.answers() if name not in {"day", "card"}} == {"skipped"}
    assert mara.questions == []


@pytest.mark.parametrize(
    "command", ["/help", "/privacy", "/note they sighed", "/note", "/export", "/nonsense", "/start"]
)
async def test_comes_back_to_the_open_question_after_a_command(
    command: str, house: House, mara: Phone
) -> None:
    await to_choice(mara)
    before = await house.answers()
    await mara.types(command)

    assert mara.step == "again"
    assert mara.questions[0] == mara.last
    assert mara.questions[0].message_id > mara.chat[-3].message_id
    assert await house.answers() == before


async def test_says_why_and_keeps_the_question_open(mara: Phone) -> None:
    await to_choice(mara)
    question = mara.questions[0].text.splitlines()[-1]
    await mara.taps("Why?")

    assert mara.step == "again"
    assert question in mara.questions[0].text
    assert len(mara.questions[0].text) > len(question) + 20


@pytest.mark.parametrize("way", ["tapped", "pause", "/pause"])
async def test_goes_on_after_a_pause(way: str, house: House, mara: Phone) -> None:
    await to_choice(mara)
    before = await house.answers()
    await (mara.taps("Pause") if way == "tapped" else mara.types(way))

    assert mara.questions == []

    await mara.taps("Go on: Acme · Analyst")

    assert mara.step == "again"
    assert await house.answers() == before
    assert [one for one in mara.chat if one.button("Go on: Acme · Analyst")] == []


async def test_takes_two_quick_taps_for_one(house: House, mara: Phone) -> None:
    await mara.types("/reflect")
    await mara.person.taps("Mixed")
    await mara.does(mara.person.taps("Rough"))

    assert await values(house, "feeling") == ["mixed"]
    assert mara.step == "application"
    assert [one.text for one in mara.chat if "interview" in one.text.lower()] == mara.says[:1]


async def test_takes_two_quick_messages_for_two(house: House, mara: Phone) -> None:
    await mara.types("/reflect")
    await mara.person.types("good")
    await mara.person.types("Acme")
    await mara.does(mara.person.types("sql"))

    assert mara.step == "asked"
    assert await values(house, "asked") == ["sql"]


async def test_changes_nothing_for_a_button_of_an_earlier_question(house: House, mara: Phone) -> None:
    await mara.types("/reflect")
    rough = mara.data("Rough")
    await mara.taps("Mixed")
    await mara.types("Acme")
    before = await house.answers()
    await mara.presses(*rough)

    assert await house.answers() == before
    assert mara.toast
    assert mara.step == "asked"


async def test_changes_nothing_for_a_button_of_a_reflection_that_is_over(house: House, mara: Phone) -> None:
    await to_card(mara)
    done = mara.data("Add more")
    await mara.taps("Done")
    before = await house.answers()
    await mara.presses(*done)

    assert await house.answers() == before
    assert mara.toast
    assert mara.questions == []


async def test_changes_nothing_for_the_button_of_somebody_else(house: House, mara: Phone, leo: Phone) -> None:
    await to_choice(mara)
    await leo.types("/start")
    before, said = await house.answers(), len(leo.says)
    for label in ("sql, joins", "Skip", "Pause", "Back"):
        await leo.presses(mara.data(label)[0], leo.last.message_id)
        assert leo.toast
    await leo.presses(*mara.data("Skip"))

    assert await house.answers() == before
    assert mara.step == "again"
    assert not any(word in text for word in ASKED for text in leo.says[said:])


FORGED = [
    "x", ":", "::::", "0:feeling:0:good:1", "1:again:0:good:1", "1:again:0:99:{now}", "1:again:0::{now}",
    "1:nowhere:0:good:{now}", "1:again:0:1:" + "9" * 40, "9" * 30 + ":again:0:1:1", "1:again:0:1:²",
    "٣:again:0:1:٤", "home:nowhere", "home:", "new:nowhere", "talk:999", "talk:x", "talk:", "note:1:2", "note:x:y", "note::", "file:1:drop",
    "file:9:1", "erase:", "erase:no", "erase:yes", "erase:None", "start", "../../etc/passwd", "'; DROP TABLE person; --", "\0", "é" * 32, "{}", "1:again:0:none:{now}\n",
]  # fmt: skip


async def test_withstands_forged_buttons(house: House, mara: Phone) -> None:
    await to_choice(mara)
    before = await house.answers()
    for forged in FORGED:
        now = mara.data("Skip")[0].rpartition(":")[2]
        await mara.presses(forged.replace("{now}", now), mara.questions[0].message_id)

        assert await house.answers() == before, forged
        assert mara.step == "again", forged


async def test_follows_an_edited_answer_through_to_the_open_question(house: House, mara: Phone) -> None:
    await to_choice(mara)
    mine = next(one for one in mara.chat if one.text == ASKED[1])
    await mara.edits(mine.message_id, "a project I saved")

    assert await values(house, "asked") == [ASKED[0], "a project I saved", ASKED[2]]
    assert "a project I saved" in labels(mara.questions[0])
    assert ASKED[1] not in labels(mara.questions[0])

    await mara.taps("a project I saved")

    assert "a project I saved" in mara.questions[0].text


async def test_takes_an_edited_message_apart_and_together_again(house: House, mara: Phone) -> None:
    await to_questions(mara)
    sent = await mara.types("why leave now\nsql")
    await mara.edits(sent, "why leave now\njoins\nplans")
    assert await values(house, "asked") == ["why leave now", "joins", "plans"]

    await mara.edits(sent, "joins")
    assert await values(house, "asked") == ["joins"]

    await mara.edits(sent, "\u200b")
    assert await values(house, "asked") == ["joins"]


async def test_moves_everything_with_the_company_whose_name_is_corrected(house: House, mara: Phone) -> None:
    await to_card(mara)
    mine = next(one for one in mara.chat if one.text == "Acme, Analyst")
    await mara.edits(mine.message_id, "Acne, Analyst")
    await mara.taps("Done")
    await mara.edits(mine.message_id, "Akme, Analyst")
    await mara.types("/reflect")
    await mara.taps("Good")

    assert labels(mara.questions[0])[:2] == ["Akme · Analyst", "Someone new"]


async def test_corrects_an_answer_after_the_end_and_shows_the_card_anew(house: House, mara: Phone) -> None:
    await to_card(mara)
    await mara.taps("Done")
    mine = next(one for one in mara.chat if one.text == BETTER)
    await mara.edits(mine.message_id, "say it slowly")

    assert await values(house, "better") == ["say it slowly"]
    assert any("say it slowly" in text and "Acme" in text for text in mara.says)
    assert mara.questions == []


async def test_offers_the_applications_there_are_and_someone_new(house: House, mara: Phone) -> None:
    await through(mara, "Acme, Analyst")
    await through(mara, "Lindt, Planner")
    await mara.types("/reflect")
    await mara.taps("Good")
    offered = labels(mara.questions[0])
    await mara.taps("Someone new")
    step = mara.step
    await mara.types("Bruck - Buyer")
    await mara.types("sql")
    await mara.taps("Done", "None of them", "Skip", "Done")
    await mara.types("/reflect", "good", "lind")

    assert offered[:3] == ["Lindt · Planner", "Acme · Analyst", "Someone new"]
    assert step == "application"
    assert mara.step == "asked"
    assert (await values(house, "application"))[2:] == ["Bruck · Buyer", "Lindt · Planner"]


async def test_keeps_one_application_for_one_company_and_role(house: House, mara: Phone) -> None:
    await through(mara, "Acme, Analyst")
    await through(mara, "acme , analyst")
    await mara.types("/reflect", "good")

    assert labels(mara.questions[0])[:2] == ["Acme · Analyst", "Someone new"]


async def test_never_asks_two_things_when_a_second_reflection_begins_in_a_first(
    house: House, mara: Phone
) -> None:
    await to_choice(mara)
    await mara.types("/start")
    await mara.types("/reflect")
    assert mara.step == "again"

    await mara.types("/pause", "/reflect")
    await mara.taps("Start a new one", "Good")
    await mara.types("Lindt", "/pause", "/reflect")
    await mara.taps("Go on: Acme · Analyst")

    assert mara.step == "again"


async def test_ends_early_and_keeps_what_was_said(house: House, mara: Phone) -> None:
    await to_choice(mara)
    before = await house.answers()
    await mara.types("/stop")

    assert await house.answers() == before
    assert mara.questions == []

    await mara.types("/reflect")

    assert mara.step == "feeling"
