"""The phone lived through over HTTP: what its page sends and sees, with the bot behind it."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.coach import sentences
from bot.phone.keeping import STARTING_OVER
from bot.phone.memory import Memory
from tests.held import PATIENCE, Held, Kept, comes, listening

BERLIN = "Europe/Berlin"


@pytest.fixture
async def mara(tmp_path: Path) -> AsyncIterator[Held]:
    """The first person on a fresh phone, with the bot behind it."""
    async with Kept(tmp_path).open() as held:
        yield held


async def to_questions(held: Held) -> None:
    await held.types("/start")
    await held.taps("I had an interview")
    await held.taps("Mixed")
    await held.hears("Who was it with?")
    await held.types("Acme, Analyst")
    await held.hears("What did they ask?")


async def to_card(held: Held) -> None:
    await to_questions(held)
    await held.types("why leave now")
    await held.taps("Done")
    await held.taps("None of them")
    await held.types("Ana")


async def this_evening(held: Held) -> str:
    """What was planned for it, as the look behind has it."""
    await held.taps("This evening")
    await held.types("Berlin")
    async with asyncio.timeout(PATIENCE):
        while True:
            for one in (await held.get(f"behind?person={held.id}"))["due"]:
                if one["what"].startswith("nudge"):
                    return f"{one['what']} at {one['at']}"
            await asyncio.sleep(0.02)


async def test_makes_the_first_person_the_owner_and_shows_nobody_the_code(mara: Held) -> None:
    before = await mara.chat()

    await mara.types("/start")

    await mara.hears("This bot is yours now.")
    assert (before["can_start"], before["messages"]) == (True, [])
    after = await mara.chat()
    assert not after["can_start"]
    assert [one["text"] for one in after["messages"] if one["mine"]] == ["/start"]


async def test_lets_a_second_person_in_by_the_owners_link_alone(mara: Held) -> None:
    await mara.types("/start")
    await mara.hears("yours now")
    leo = await mara.invites("Leo")

    await leo.types("/start")
    await leo.hears("invited people")
    await mara.types("/invite")
    link = await mara.hears("?start=")
    await leo.types("/start " + link["text"].partition("?start=")[2].split()[0])

    await leo.hears("Hello Leo")
    assert all("Mara" not in one.get("text", "") for one in await leo.messages())


async def test_tells_the_page_what_changed_and_what_a_press_was_answered_with(mara: Held) -> None:
    await to_questions(mara)
    old = next(one for one in await mara.messages() if "reply_markup" in one)
    async with listening(mara) as events:
        query = (await mara.does("presses", message_id=old["message_id"], data="talk:999:go"))["query_id"]

        toast = json.loads(await comes(events, "toast"))
        await mara.types("why leave now")
        changed = json.loads(await comes(events, "changed"))

    assert (toast["person"], toast["query_id"], toast["alert"]) == (mara.id, query, False)
    assert changed == {"person": mara.id}


async def test_corrects_an_answer_whose_message_is_edited(mara: Held) -> None:
    await to_questions(mara)
    sent = await mara.types("why leave now")
    await mara.taps("Done")

    answer = await mara.http.patch(f"/api/people/{mara.id}/messages/{sent}", json={"text": "why join us"})

    assert answer.status_code == 200
    await mara.taps("why join us")
    own = next(one for one in await mara.messages() if one["message_id"] == sent)
    assert (own["text"], "edit_date" in own) == ("why join us", True)


async def test_sends_files_up_and_gets_the_export_down(mara: Held) -> None:
    await to_questions(mara)
    sent = await mara.http.post(
        f"/api/people/{mara.id}/messages",
        data={"kind": "document", "caption": "my notes"},
        files={"file": ("notes.txt", b"they asked why", "text/plain")},
    )
    await mara.sees(lambda chat: any(one.get("document") and one["mine"] for one in chat["messages"]))
    await mara.types("/export")
    await mara.sees(lambda chat: any(one.get("document") and not one["mine"] for one in chat["messages"]))

    up, down = (one["document"] for one in await mara.messages() if "document" in one)
    first = await mara.http.get(f"/api/files/{up['file_id']}")
    second = await mara.http.get(f"/api/files/{down['file_id']}", params={"download": "1"})

    assert sent.status_code == 200
    assert first.content == b"they asked why"
    assert first.headers["content-disposition"] == "inline; filename*=UTF-8''notes.txt"
    assert "sandbox" in first.headers["content-security-policy"]
    assert second.headers["content-disposition"].startswith("attachment; filename*=UTF-8''debrief-")
    assert "my notes" in second.text


async def test_keeps_forwarded_words_with_their_author(mara: Held) -> None:
    await mara.types("/start")
    await mara.hears("yours now")
    leo = await mara.invites("Leo")
    said = await leo.types("good luck tomorrow")

    await mara.does("forwards", message_id=said, from_person=leo.id)
    await mara.does("forwards", text="we liked you", name="Ana of Acme")

    await mara.sees(lambda chat: sum("forward_origin" in one for one in chat["messages"]) == 2)
    first, second = (one["forward_origin"] for one in await mara.messages() if "forward_origin" in one)
    assert first["sender_user"]["first_name"] == "Leo"
    assert second["sender_user_name"] == "Ana of Acme"


async def test_says_nothing_to_whoever_blocked_the_bot_and_greets_them_back(mara: Held) -> None:
    await mara.types("/start")
    await mara.hears("yours now")

    await mara.does("block")
    refused = await mara.refused("POST", f"people/{mara.id}/messages", json={"text": "hello?"})
    blocked = await mara.chat()
    await mara.does("unblock")
    await mara.types("/start")

    assert (refused[0], blocked["blocked"]) == (409, True)
    await mara.sees(lambda chat: len(chat["messages"]) > len(blocked["messages"]) + 1)
    assert not (await mara.chat())["blocked"]


async def test_says_this_evenings_note_when_the_clock_is_moved_by_a_week(mara: Held) -> None:
    await to_card(mara)
    await this_evening(mara)
    async with listening(mara) as events:
        moved = await mara.post("clock", by=timedelta(days=7).total_seconds())
        told = json.loads(await comes(events, "clock"))

    nudge = await mara.hears(sentences.NUDGE_MORNING)

    said_at = datetime.fromtimestamp(nudge["date"], ZoneInfo(BERLIN))
    assert (said_at.day, said_at.hour, said_at.minute) == (24, 19, 0)
    assert told["moved"] < moved["moved"] == 7 * 24 * 3600


async def test_moves_the_clock_to_a_time_of_day_and_never_back(mara: Held) -> None:
    now = datetime.fromisoformat((await mara.get("phone"))["now"]).astimezone(ZoneInfo(BERLIN))
    nine = (now + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)

    moved = await mara.post("clock", to=nine.strftime("%Y-%m-%dT%H:%M"), zone=BERLIN)
    back = await mara.refused("POST", "clock", json={"to": now.isoformat()})

    found = datetime.fromisoformat(moved["now"]).astimezone(ZoneInfo(BERLIN))
    assert timedelta() <= found - nine < timedelta(minutes=1)
    assert back[0] == 400
    assert "Start over" in back[1]


async def test_shows_where_the_conversation_stands_and_what_was_written(mara: Held) -> None:
    await to_questions(mara)
    leo = await mara.invites("Leo")

    seen = await mara.get(f"behind?person={mara.id}")
    other = await mara.get(f"behind?person={leo.id}")

    names = {node["name"] for node in seen["nodes"]}
    assert (seen["flow"], seen["current"], seen["journey"]["current"]) == ("reflection", "asked", "talking")
    assert {edge[end] for edge in seen["edges"] for end in ("from", "to")} <= names
    assert any(row["table"] == "answer" and "Acme" in row["summary"] for row in seen["rows"])
    assert len(seen["rows"]) == 12
    assert (other["flow"], other["rows"], other["journey"]["current"]) == (None, [], "home")


async def test_shows_what_is_due(mara: Held) -> None:
    await to_card(mara)

    due = await this_evening(mara)

    assert due == "nudge thank_you at 2026-11-24T18:00:00+00:00"


async def test_forgets_everything_when_it_starts_over(mara: Held) -> None:
    await to_questions(mara)
    await mara.invites("Leo")
    await mara.post("clock", by=3600)
    async with listening(mara) as events:
        await mara.post("start-over")
        await comes(events, "over")

    phone = await mara.get("phone")
    await mara.types("/start")

    assert [one["first_name"] for one in phone["people"]] == ["Mara"]
    assert (phone["moved"], phone["started"], phone["people"][0]["last"]) == (0, False, "")
    await mara.hears("This bot is yours now.")


async def test_finishes_starting_over_after_a_death_in_the_middle_of_it(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    async with kept.open() as mara:
        await to_questions(mara)
    with Memory(kept.memory) as memory:
        memory.write({STARTING_OVER: "true"}, (), ())

    async with kept.open() as mara:
        await mara.types("/start")
        await mara.hears("This bot is yours now.")

        assert [one["text"] for one in await mara.messages() if one["mine"]] == ["/start"]
