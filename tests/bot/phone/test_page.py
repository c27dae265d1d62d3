"""The page's side of the phone without a bot behind it: who is let in, what is refused, what is remembered."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.phone.doings import AROUND, LARGEST_FILE
from bot.phone.memory import VERSION, Memory
from bot.phone.phone import Phone, Unopened
from bot.phone.sends import PIXEL
from tests.bot.phone.conftest import Clock
from tests.held import MARA, Held, opened

Raw = dict[str, Any]


@dataclass
class Bot:
    """Has a code for its owner, and does nothing else."""

    code: str | None = "a-code-of-24-signs-or-more"
    asked: list[int] = field(default_factory=list)
    due: list[datetime] = field(default_factory=list)
    said: list[datetime] = field(default_factory=list)
    stuck: bool = False

    async def owner_code(self) -> str | None:
        return self.code

    async def behind(self, person: int) -> Mapping[str, Any] | None:
        self.asked.append(person)
        return {"flow": None}

    async def next_due(self) -> datetime | None:
        return next(iter(self.due), None)

    async def catch_up(self) -> None:
        """The first that is due has been said, unless it cannot be."""
        self.said.append(self.due[0])
        if not self.stuck:
            del self.due[0]

    async def start_over(self) -> None:
        raise NotImplementedError


@pytest.fixture
async def phone(tmp_path: Path, clock: Clock) -> AsyncIterator[Phone]:
    async with Phone(tmp_path / "phone.db", clock) as running:
        yield running


@pytest.fixture
async def mara(phone: Phone) -> AsyncIterator[Held]:
    async with opened(phone.url) as held:
        yield held


def own(phone: Phone) -> str:
    return phone.url.removeprefix("http://")


@pytest.mark.parametrize(
    ("method", "headers", "code"),
    [
        ("GET", {}, 200),
        ("GET", {"origin": "http://{own}"}, 200),
        ("GET", {"host": "localhost:{port}"}, 200),
        ("GET", {"host": "[::1]:{port}"}, 200),
        ("GET", {"host": "evil.example:{port}"}, 403),
        ("GET", {"host": "127.0.0.1:1"}, 403),
        ("GET", {"host": "127.0.0.1"}, 403),
        ("GET", {"host": "192.168.1.2:{port}"}, 403),
        ("GET", {"host": "127.0.0.1:port"}, 403),
        ("GET", {"origin": "http://evil.example"}, 403),
        ("POST", {}, 403),
        ("POST", {"origin": "null"}, 403),
        ("POST", {"origin": "http://{own}"}, 200),
        ("POST", {"origin": "https://{own}"}, 403),
        ("POST", {"origin": "http://localhost:{port}"}, 403),
        ("POST", {"origin": "http://localhost:{port}", "host": "localhost:{port}"}, 200),
        ("POST", {"origin": "http://evil.example", "host": "evil.example:{port}"}, 403),
    ],
)
async def test_answers_only_pages_that_came_from_here(
    method: str, headers: dict[str, str], code: int, phone: Phone, mara: Held
) -> None:
    port = str(phone.port)
    sent = {name: value.format(own=own(phone), port=port) for name, value in headers.items()}
    async with httpx.AsyncClient(base_url=phone.url, trust_env=False, verify=False) as http:  # noqa: S501 -- nothing is encrypted
        path = "/api/phone" if method == "GET" else f"/api/people/{mara.id}/read"
        answer = await http.request(method, path, headers=sent)

    assert answer.status_code == code


async def test_answers_any_number_but_no_name_when_everybody_may_come(tmp_path: Path, clock: Clock) -> None:
    async with Phone(tmp_path / "phone.db", clock, "0.0.0.0") as phone, opened(phone.url) as held:  # noqa: S104 -- what is tested
        port = phone.port
        number = await held.http.get("/api/phone", headers={"host": f"192.168.1.2:{port}", "origin": ""})
        same = {"host": f"192.168.1.2:{port}", "origin": f"http://192.168.1.2:{port}"}
        number = await held.http.get("/api/phone", headers=same)
        name = await held.http.get("/api/phone", headers={**same, "host": f"evil.example:{port}"})

    assert (number.status_code, name.status_code) == (200, 403)


async def test_serves_the_page_under_a_strict_policy_and_nothing_beside_it(mara: Held) -> None:
    page = await mara.http.get("/")
    beside = [await mara.http.get(f"/page/{name}") for name in ("..%2Fphone.py", "phone.py", "none.js")]

    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["content-security-policy"].startswith("default-src 'self';")
    assert page.headers["cache-control"] == "no-store"
    assert [one.status_code for one in beside] == [404, 404, 404]


async def test_has_a_first_person_who_has_not_started(mara: Held) -> None:
    phone = await mara.get("phone")

    assert [one["first_name"] for one in phone["people"]] == ["Mara"]
    assert phone["started"] is False
    assert (await mara.chat())["can_start"] is True


@pytest.mark.parametrize(
    ("method", "path", "what", "code"),
    [
        ("GET", "people/7", {}, 404),
        ("GET", "nothing", {}, 404),
        ("PUT", "people", {}, 405),
        ("GET", "files/unknown", {}, 404),
        ("GET", "behind", {}, 400),
        ("GET", "behind?person=7", {}, 404),
        ("POST", "people", {"content": b"{"}, 400),
        ("POST", "people", {"json": ["Leo"]}, 400),
        ("POST", "people", {"json": {"first_name": "  ", "language_code": "en"}}, 400),
        ("POST", "people", {"json": {"first_name": "L" * 65, "language_code": "en"}}, 400),
        ("POST", "people", {"json": {"first_name": "Leo", "language_code": "English"}}, 400),
        ("POST", "people/1001/messages", {"json": {}}, 400),
        ("POST", "people/1001/messages", {"json": {"text": "x" * 4097}}, 400),
        ("POST", "people/1001/messages", {"json": {"text": "x", "reply_to": "1"}}, 400),
        ("POST", "people/1001/messages", {"data": {"kind": "photo"}, "files": {"other": b"x"}}, 400),
        ("POST", "people/1001/messages", {"data": {"kind": "photo"}, "files": {"file": b"x"}}, 400),
        ("POST", "people/1001/messages", {"data": {"kind": "film"}, "files": {"file": b"x"}}, 400),
        ("POST", "people/1001/messages", {"data": {"kind": "voice"}, "files": {"file": b""}}, 400),
        ("PATCH", "people/1001/messages/9", {"json": {"text": "x"}}, 404),
        ("DELETE", "people/1001/messages/9", {}, 404),
        ("POST", "people/1001/presses", {"json": {"message_id": 1, "data": "x" * 65}}, 400),
        ("POST", "people/1001/presses", {"json": {"message_id": 1, "data": "x"}}, 404),
        ("POST", "people/1001/forwards", {"json": {"message_id": 1}}, 404),
        ("POST", "people/1001/forwards", {"json": {"message_id": 1, "from_person": 7}}, 404),
        ("POST", "people/1001/location", {"json": {"latitude": 91, "longitude": 0}}, 400),
        ("POST", "people/1001/contact", {"json": {"phone_number": "1"}}, 400),
        ("POST", "people/1001/unblock", {}, 400),
        ("POST", "clock", {"json": {}}, 400),
        ("POST", "clock", {"json": {"by": 0}}, 400),
        ("POST", "clock", {"json": {"by": -1}}, 400),
        ("POST", "clock", {"json": {"by": 1e11}}, 400),
        ("POST", "clock", {"json": {"to": "tomorrow"}}, 400),
        ("POST", "clock", {"json": {"to": "2030-01-01T09:00", "zone": "Mars/Olympus"}}, 400),
        ("POST", "start-over", {}, 503),
    ],
)
async def test_refuses_what_cannot_be_in_a_sentence(
    method: str, path: str, what: Raw, code: int, mara: Held
) -> None:
    found, sentence = await mara.refused(method, path, **what)

    assert found == code
    assert sentence


async def test_gives_the_owners_code_to_the_first_person_alone(phone: Phone, mara: Held) -> None:
    phone.serves(Bot())
    leo = await mara.invites("Leo")
    await mara.types("/start")
    await leo.types("/start")

    heard = [one["message"]["text"] for one in phone.telegram.pending]

    assert heard == ["/start a-code-of-24-signs-or-more", "/start"]


async def test_looks_behind_with_whoever_runs_the_bot(phone: Phone, mara: Held) -> None:
    early = await mara.refused("GET", f"behind?person={mara.id}")
    bot = Bot()
    phone.serves(bot)

    assert await mara.get(f"behind?person={mara.id}") == {"flow": None}
    assert (early[0], bot.asked) == (503, [MARA])


async def test_counts_what_was_not_read(phone: Phone, mara: Held) -> None:
    await mara.types("/start")
    await call(phone, "sendMessage", chat_id=mara.id, text="hello")
    before = (await mara.get("phone"))["people"][0]
    await mara.does("read")
    after = (await mara.get("phone"))["people"][0]

    assert (before["unread"], before["last"], after["unread"]) == (1, "hello", 0)


async def test_shows_the_bot_typing_until_it_says_something(phone: Phone, mara: Held, clock: Clock) -> None:
    await mara.types("/start")
    await call(phone, "sendChatAction", chat_id=mara.id, action="typing")
    typing = (await mara.chat())["typing"]
    await call(phone, "sendMessage", chat_id=mara.id, text="hello")
    said = (await mara.chat())["typing"]
    await call(phone, "sendChatAction", chat_id=mara.id, action="typing")
    clock.passes(6)

    assert (typing, said, (await mara.chat())["typing"]) == (True, False, False)


async def test_hands_over_a_file_that_could_act_as_a_page_and_never_shows_it(mara: Held) -> None:
    for name in ("evil.html", "evil.svg", "evil.xml", 'a"b\r\nc.bin'):
        await mara.http.post(
            f"/api/people/{mara.id}/messages",
            data={"kind": "document"},
            files={"file": (name, b"<script>alert(1)</script>")},
        )

    files = [one["document"]["file_id"] for one in await mara.messages()]
    answers = [await mara.http.get(f"/api/files/{file}") for file in files]

    assert len(answers) == 4
    for one in answers:
        assert one.headers["content-type"] == "application/octet-stream"
        assert one.headers["content-disposition"].startswith("attachment;")
        assert one.headers["x-content-type-options"] == "nosniff"


async def test_dates_messages_by_the_moved_clock_and_lets_buttons_live_by_the_real_one(
    phone: Phone, mara: Held, clock: Clock
) -> None:
    await mara.types("/start")
    await call(phone, "sendMessage", chat_id=mara.id, text="now?")
    query = (await mara.does("presses", message_id=2, data="yes"))["query_id"]
    await mara.post("clock", by=86400)

    answered = await call(phone, "answerCallbackQuery", callback_query_id=query)
    await call(phone, "sendMessage", chat_id=mara.id, text="later")

    dates = [one["date"] for one in await mara.messages()]
    assert answered["ok"]
    assert len(phone.telegram.pending) == 2
    assert dates == [clock(), clock(), clock() + 86400]


async def test_stops_on_the_way_where_the_bot_has_something_to_say(
    phone: Phone, mara: Held, clock: Clock
) -> None:
    now = datetime.fromtimestamp(clock(), UTC)
    hours = [now + timedelta(hours=hour) for hour in (1, 2, 30)]
    bot = Bot(due=list(hours))
    phone.serves(bot)

    moved = await mara.post("clock", by=86400)

    assert bot.said == hours[:2]
    assert moved["moved"] == 86400


async def test_does_not_stand_still_for_what_cannot_be_said(phone: Phone, mara: Held, clock: Clock) -> None:
    bot = Bot(due=[datetime.fromtimestamp(clock(), UTC)], stuck=True)
    phone.serves(bot)

    moved = await mara.post("clock", by=86400)

    assert (len(bot.said), moved["moved"]) == (1, 86400)


async def test_lets_nobody_change_what_the_bot_said_and_takes_away_any_message(
    phone: Phone, mara: Held
) -> None:
    sent = await mara.types("/start")
    await call(phone, "sendMessage", chat_id=mara.id, text="hello")

    changed = await mara.refused("PATCH", f"people/{mara.id}/messages/{sent + 1}", json={"text": "hm"})
    for number in (sent, sent + 1):
        await mara.http.delete(f"/api/people/{mara.id}/messages/{number}")

    assert changed == (400, "Only one's own words can be edited.")
    assert await mara.messages() == []


@pytest.mark.parametrize("more", [0, AROUND + 1])
async def test_takes_no_file_that_a_bot_could_not_fetch(more: int, mara: Held) -> None:
    file = {"file": ("film.mp4", b"x" * (LARGEST_FILE + 1 + more))}
    refused = await mara.refused("POST", f"people/{mara.id}/messages", data={"kind": "document"}, files=file)

    assert refused[0] == 413
    assert "20 MB" in refused[1]


async def test_has_room_for_a_hundred_people(mara: Held) -> None:
    for number in range(99):
        await mara.invites(f"P{number}")

    refused = await mara.refused("POST", "people", json={"first_name": "Leo", "language_code": "en"})

    assert refused == (400, "That is enough people for one phone.")


async def test_does_not_go_on_with_what_is_no_memory_of_ours(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "phone.db").write_bytes(b"no database at all, but some words " * 50)

    with pytest.raises(Unopened, match=r"phone\.db cannot be used"):
        await Phone(tmp_path / "phone.db", clock).__aenter__()


async def test_does_not_go_on_with_a_memory_of_another_version(tmp_path: Path, clock: Clock) -> None:
    with closing(sqlite3.connect(tmp_path / "phone.db")) as other:
        other.execute(f"PRAGMA user_version = {VERSION + 1}")

    with pytest.raises(Unopened, match="another version"):
        await Phone(tmp_path / "phone.db", clock).__aenter__()


async def test_does_not_go_on_with_half_a_memory(tmp_path: Path, clock: Clock) -> None:
    with Memory(tmp_path / "phone.db") as memory:
        memory.write({("chat", "1001"): "{}"}, (), ())

    with pytest.raises(Unopened, match="cannot be read"):
        await Phone(tmp_path / "phone.db", clock).__aenter__()


async def test_does_not_begin_where_nothing_can_be_kept(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(Unopened, match="cannot be written"):
        await Phone(tmp_path / "nowhere" / "phone.db", clock).__aenter__()


async def test_remembers_everything_over_a_restart(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "phone.db"
    async with Phone(path, clock) as phone, opened(phone.url) as held:
        await everything(phone, held)
        before = await state(phone, held)
    async with Phone(path, clock) as phone, opened(phone.url) as held:
        after = await state(phone, held)
        answered = await call(phone, "answerCallbackQuery", callback_query_id=before["query"])
        sent = await held.types("on we go")
        last = phone.telegram.pending[-1]["update_id"]

    assert after | {"query": before["query"]} == before
    assert answered["ok"]
    assert sent > max(one["message_id"] for one in before["chat"]["messages"])
    assert last == before["pending"][-1]["update_id"] + 1


async def everything(phone: Phone, held: Held) -> None:
    """Something of each kind that is kept."""
    await held.types("/start")
    commands = [{"command": "start", "description": "Begin"}]
    scope = {"type": "chat", "chat_id": held.id}
    await call(phone, "setMyCommands", commands=commands, scope=scope, language_code="en")
    await call(phone, "setMyDescription", description="What it can do")
    await call(phone, "setChatMenuButton", chat_id=held.id, menu_button={"type": "commands"})
    await call(phone, "sendMessage", chat_id=held.id, text="which?", reply_markup=KEYBOARD)
    await call(phone, "sendMessage", chat_id=held.id, text="<b>now</b>", parse_mode="HTML")
    await call(phone, "sendMessage", chat_id=held.id, text="gone soon")
    await call(phone, "deleteMessage", chat_id=held.id, message_id=4)
    reaction = [{"type": "emoji", "emoji": "👍"}]
    await call(phone, "setMessageReaction", chat_id=held.id, message_id=1, reaction=reaction)
    await call(phone, "pinChatMessage", chat_id=held.id, message_id=3)
    photo = {"kind": "photo", "caption": "\N{GRINNING FACE}"}
    await held.http.post(f"/api/people/{held.id}/messages", data=photo, files={"file": ("a.png", PIXEL)})
    await held.http.patch(f"/api/people/{held.id}/messages/1", json={"text": "/start again"})
    half = r'{"text": "half \ud800 a pair", "reply_to": 3}'
    await held.http.post(f"/api/people/{held.id}/messages", content=half)
    await held.does("location", latitude=52.5, longitude=13.4)
    await held.does("contact", phone_number="+49", first_name="Leo")
    await held.does("read")
    leo = await held.invites("Leo")
    await held.http.patch(f"/api/people/{leo.id}", json={"first_name": "Leonie", "language_code": "es"})
    await leo.does("block")
    await held.post("clock", by=3600)


async def state(phone: Phone, held: Held) -> Raw:
    """All that a page or a bot could see."""
    chat = await held.chat()
    file = next(one["photo"][0]["file_id"] for one in chat["messages"] if "photo" in one)
    presses = phone.telegram.account.presses
    query = "" if presses else str((await held.does("presses", message_id=3, data="yes"))["query_id"])
    return {
        "chat": chat,
        "phone": await held.get("phone"),
        "blocked": (await Held(held.http, held.id + 1).chat())["blocked"],
        "file": (await held.http.get(f"/api/files/{file}")).content,
        "pending": phone.telegram.pending,
        "pinned": phone.telegram.account.chats[held.id].pinned,
        "menu": (await call(phone, "getChatMenuButton", chat_id=held.id))["result"],
        "query": query,
    }


KEYBOARD = {"keyboard": [[{"text": "Yes"}], [{"text": "No"}]]}


async def call(phone: Phone, method: str, **params: Any) -> Raw:
    """What a bot would do."""
    async with opened(phone.url) as bot:
        answer = await bot.http.post(f"/bot{phone.token}/{method}", json=params)
    content: Raw = answer.json()
    return content


async def test_ends_though_a_page_still_listens(tmp_path: Path, clock: Clock) -> None:
    phone = Phone(tmp_path / "phone.db", clock)
    async with asyncio.timeout(30):
        async with phone:
            listener = asyncio.create_task(listens(phone.url))
            await asyncio.sleep(0.2)
        ended = await listener

    assert ended == ": here"


async def listens(url: str) -> str:
    """The last line that came before the end."""
    last = ""
    async with opened(url) as held, held.http.stream("GET", "/api/events") as stream:
        try:
            async for line in stream.aiter_lines():
                last = line or last
        except httpx.TransportError:
            return last
    return last
