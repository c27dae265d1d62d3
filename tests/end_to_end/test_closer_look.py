"""The closer look over HTTP: from the card of the quick one through all four parts to the notes."""

from datetime import timedelta

from storage.records import Records
from tests.end_to_end.test_reflection import to_card
from tests.running import House, Phone


async def stages(house: House) -> list[str]:
    def look(records: Records) -> list[str]:
        return [one.stage for person in records.people.all() for one in records.applications.of(person)]

    return await house.look(look)


async def journey(house: House) -> str:
    return await house.look(lambda records: records.people.all()[0].journey)


async def to_the_people(mara: Phone) -> None:
    """As far as the first question of the second part."""
    await to_card(mara)
    await mara.taps("Add more", "Pour it out")
    await mara.types("they were late", "how I work with sales")
    await mara.taps("Done", "how I work with sales", "Done", "Done", "Skip")
    await mara.taps("Strong", "Rough", "Okay", "Rough")
    await mara.taps("how I work with sales", "Done")
    await mara.types("I told them about the fair")
    await mara.taps("No example", "Done")
    await mara.types("the fair, and what it brought")
    await mara.taps("Go on")


async def test_walks_through_all_four_parts_to_the_notes(house: House, mara: Phone) -> None:
    await to_the_people(mara)
    await mara.taps("By video")
    await mara.types("Ana, team lead")
    await mara.taps("Done", "Skip", "Go on")
    await mara.types("I was calm")
    await mara.taps("Done", "Skip", "They named a day", "Tomorrow", "Skip", "50 %", "Go on")
    await mara.types("tell the fair in two minutes")
    await mara.taps("Done")

    card = mara.last.text
    assert all(
        word in card
        for word in ("how I work with sales", "the fair, and what it brought", "I was calm", "two minutes")
    )

    await mara.taps("Write the notes")

    assert "I sent it" in mara.labels
    assert mara.questions == []


async def test_says_nothing_while_somebody_pours_it_out(house: House, mara: Phone) -> None:
    await to_card(mara)
    await mara.taps("Add more", "Pour it out")
    said = len(mara.says)
    await mara.types("they were late", "a case", "then the boss came in")

    assert len(mara.says) == said
    assert await journey(house) == "pouring_out"

    await mara.taps("Done")

    assert await journey(house) == "talking"


async def test_may_end_after_its_first_part(house: House, mara: Phone) -> None:
    await to_card(mara)
    await mara.taps(
        "Add more", "You ask", "Done", "Skip", "Strong", "Okay", "Rough", "Done", "Enough for today"
    )

    assert mara.step == "card"


async def test_goes_on_at_the_same_item_after_some_days(house: House, mara: Phone) -> None:
    await to_card(mara)
    await mara.taps("Add more", "You ask", "Done", "Skip", "Strong", "Pause")
    house.clock.passes(timedelta(days=3))
    await mara.types("/reflect")
    await mara.taps("Go on: Acme · Analyst")
    await mara.taps("Continue")

    assert "a project that failed" in mara.questions[0].text


async def test_an_application_waits_once_its_interview_was_looked_back_on(house: House, mara: Phone) -> None:
    await to_card(mara)
    assert await stages(house) == ["interviewing"]

    await mara.taps("Done")

    assert await stages(house) == ["waiting"]
    await mara.types("/applications")
    assert "waiting for their answer" in mara.last.text


async def test_home_says_where_an_application_stands_and_the_day_they_named(
    house: House, mara: Phone
) -> None:
    await to_card(mara)
    await mara.taps("They named a date", "Tomorrow", "Done")
    await mara.types("/start")

    assert "Acme · Analyst: waiting for their answer, they said tomorrow" in mara.last.text
