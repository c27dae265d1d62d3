"""From /start to a plan after a no, over HTTP: with a correction, a pause of a week, and a restart on the way."""

from datetime import timedelta

from storage.records import Records
from tests.running import House, Phone, prepared

DAY = timedelta(days=1)


async def looks_back(mara: Phone) -> None:
    await mara.types("/start")
    await mara.taps("I had an interview", "Mixed")
    await mara.types("Acme, Analyst", "why leave now")
    await mara.taps("Done", "None of them")
    await mara.types("Ana and Tom")
    await mara.taps("Done")


async def waits(mara: Phone) -> int:
    """With a plan for the first evening after a no; the message that said it."""
    await mara.types("/waiting")
    await mara.taps("Acme · Analyst", "No day")
    evening = await mara.types("a long walk")
    await mara.types("Leo", "look through three adverts")
    await mara.taps("Skip", "Skip", "Done")
    return evening


async def stage(house: House) -> str:
    def look(records: Records) -> str:
        return records.applications.of(records.people.all()[0])[0].stage

    return await house.look(look)


async def test_from_start_to_a_plan_after_a_no(sqlite_url: str) -> None:
    async with prepared(sqlite_url) as house:
        mara = Phone(house.telegram.person(1001, "Mara"), house)
        async with house.open():
            await looks_back(mara)
            evening = await waits(mara)
            assert await stage(house) == "waiting"
            house.clock.passes(4 * DAY)

            await mara.edits(evening, "call Leo, no mail until tomorrow")
            await mara.types("/rejected")
            await mara.taps("Acme · Analyst", "It stings")

            assert any("You put an interview into this." in text for text in mara.says)
            assert any("“call Leo, no mail until tomorrow”" in text for text in mara.says)
            assert await stage(house) == "rejected"
            await mara.taps("Two questions", "Something concrete")
            feedback = await mara.types("they wanted more stakeholder experience")
            await mara.edits(feedback, "they wanted more experience with stakeholders")
            await mara.taps("Pause")

        house.clock.passes(7 * DAY)
        async with house.open():
            await mara.taps("Go on: Acme · Analyst", "Continue", "Ana")

            assert "Dear Ana" in mara.last.text
            assert "for the time you and Tom gave me" in mara.last.text
            await mara.taps("Keep it for tomorrow")
            await mara.types("Madrid")
            assert "tomorrow at 9:00" in mara.last.text

            house.clock.passes(DAY)
            await mara.person.sees("A draft you wanted to see again", timeout=60)
            await mara.taps("Show it")
            await mara.taps("I sent it")

            await mara.types("/rejected")
            await mara.taps("Look closely: Acme · Analyst")
            assert any("they wanted more experience with stakeholders" in text for text in mara.says)
            await mara.taps("Done", "I can influence it", "Go on", "Held", "Held", "Could be better", "Held")
            await mara.types("ask Leo for an hour")
            await mara.taps("Go on", "ask Leo for an hour", "Tomorrow")
            await mara.types("by phone", "then on Sunday")
            await mara.taps("Skip")

            assert "by phone: ask Leo for an hour" in mara.last.text
            await mara.taps("Remind me")
            house.clock.passes(DAY)
            await mara.person.sees("Something you planned is for today.", timeout=60)
            await mara.taps("It's done")
            assert mara.toast == "Noted: done."


async def test_a_no_may_end_after_two_messages_and_nothing_comes_by_itself(sqlite_url: str) -> None:
    async with prepared(sqlite_url) as house:
        mara = Phone(house.telegram.person(1001, "Mara"), house)
        async with house.open():
            await looks_back(mara)
            await mara.types("/rejected")
            await mara.taps("Acme · Analyst", "I'm all right", "Enough for today", "I'll come back myself")
            said = len(mara.says)

            for _day in range(10):
                house.clock.passes(DAY)
                await house.rests()

            assert len(mara.says) == said
            assert await stage(house) == "rejected"


async def test_silence_is_closed_with_the_same_care(sqlite_url: str) -> None:
    async with prepared(sqlite_url) as house:
        mara = Phone(house.telegram.person(1001, "Mara"), house)
        async with house.open():
            await looks_back(mara)
            await waits(mara)
            await mara.types("/applications")
            await mara.taps("Acme · Analyst", "What happened?", "They never answered")
            await mara.taps("Tired of waiting")

            assert any("It says nothing about you." in text for text in mara.says)
            await mara.taps("Close it")

            assert await stage(house) == "silent"
