"""What goes wrong on request, as a client sees it."""

import asyncio
import math
from typing import Any

import httpx
import pytest

from bot.phone.faults import Kind
from bot.phone.person import Person
from bot.phone.server import LoopbackTelegram


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        (
            {"kind": "too_many_requests", "retry_after": 7},
            (429, "Too Many Requests: retry after 7", {"retry_after": 7}),
        ),
        ({"kind": "forbidden"}, (403, "Forbidden: bot was blocked by the user", None)),
        (
            {"kind": "forbidden", "description": "user is deactivated"},
            (403, "Forbidden: user is deactivated", None),
        ),
        (
            {"kind": "conflict"},
            (
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                None,
            ),
        ),
        ({"kind": "server_error"}, (502, "Bad Gateway", None)),
        ({"kind": "unauthorized"}, (401, "Unauthorized", None)),
        ({"kind": "bad_request"}, (400, "Bad Request: chat not found", None)),
        (
            {"kind": "bad_request", "description": "Bad Request: no luck"},
            (400, "Bad Request: no luck", None),
        ),
        (
            {"kind": "migrated", "migrate_to_chat_id": -100},
            (
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": -100},
            ),
        ),
    ],
)
async def test_answers_with_an_error_once_and_does_nothing(
    call: Any, telegram: LoopbackTelegram, ada: Person, fault: dict[str, Any], answer: Any
) -> None:
    added = telegram.faults.add(method="sendMessage", **fault)

    refused = await call("sendMessage", chat_id=ada.id, text="one")
    allowed = await call("sendMessage", chat_id=ada.id, text="two")

    assert (refused["error_code"], refused["description"], refused.get("parameters")) == answer
    assert allowed["ok"]
    assert ada.says == ["two"]
    assert added.happened == 1
    assert telegram.faults.coming == []


async def test_answers_as_a_gateway_does(
    http: httpx.AsyncClient, telegram: LoopbackTelegram, ada: Person
) -> None:
    telegram.faults.add("gateway")

    answer = await http.get(f"/bot{telegram.token}/sendMessage?chat_id={ada.id}&text=hi")

    assert answer.status_code == 502
    assert "<html>" in answer.text
    assert ada.says == []


@pytest.mark.parametrize(("kind", "says"), [("cut_before", []), ("cut_after", ["hi"]), ("truncated", ["hi"])])
async def test_cuts_the_connection(
    http: httpx.AsyncClient, telegram: LoopbackTelegram, ada: Person, kind: Kind, says: list[str]
) -> None:
    telegram.faults.add(kind, "sendMessage")

    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await http.get(f"/bot{telegram.token}/sendMessage?chat_id={ada.id}&text=hi")

    assert ada.says == says


async def test_answers_garbage_after_the_work(
    http: httpx.AsyncClient, telegram: LoopbackTelegram, ada: Person
) -> None:
    telegram.faults.add("garbage", "sendMessage")

    answer = await http.get(f"/bot{telegram.token}/sendMessage?chat_id={ada.id}&text=hi")

    assert answer.status_code == 200
    with pytest.raises(ValueError, match="Expecting value"):
        answer.json()
    assert ada.says == ["hi"]


@pytest.mark.parametrize(("kind", "says"), [("slow_before", []), ("slow_after", ["hi"])])
async def test_is_slow_before_or_after_the_work(
    telegram: LoopbackTelegram, ada: Person, kind: Kind, says: list[str]
) -> None:
    telegram.faults.add(kind, "sendMessage", seconds=0.4)

    async with httpx.AsyncClient(trust_env=False) as impatient:
        with pytest.raises(httpx.ReadTimeout):
            await impatient.get(
                f"{telegram.url}/bot{telegram.token}/sendMessage?chat_id={ada.id}&text=hi", timeout=0.15
            )
        said_meanwhile = ada.says

    await ada.sees("hi")
    assert said_meanwhile == says


async def test_hands_the_same_update_out_twice(call: Any, telegram: LoopbackTelegram, ada: Person) -> None:
    telegram.faults.add("duplicate", "getUpdates")
    await call("getUpdates")
    await ada.types("hello")

    first = (await call("getUpdates"))["result"]
    second = (await call("getUpdates", offset=first[0]["update_id"] + 1))["result"]
    third = (await call("getUpdates", offset=first[0]["update_id"] + 1))["result"]

    assert first == second
    assert third == []


async def test_meets_only_the_calls_meant(call: Any, telegram: LoopbackTelegram, ada: Person) -> None:
    leo = telegram.person(1002, "Leo")
    telegram.faults.add("server_error", "sendMessage", chat_id=leo.id, skip=1, times=2)

    codes = [
        (await call("sendMessage", chat_id=who.id, text="hi")).get("error_code")
        for who in (leo, ada, leo, leo, leo)
    ]

    assert codes == [None, None, 502, 502, None]


async def test_goes_on_until_cleared(call: Any, telegram: LoopbackTelegram) -> None:
    telegram.faults.add("unauthorized", times=math.inf)

    codes = [(await call("getMe")).get("error_code") for _ in range(3)]
    telegram.faults.clear()

    assert codes == [401, 401, 401]
    assert (await call("getMe"))["ok"]


async def test_strikes_by_chance_the_same_way_every_time(telegram: LoopbackTelegram) -> None:
    async def struck() -> list[bool]:
        async with (
            LoopbackTelegram() as other,
            httpx.AsyncClient(base_url=other.url, trust_env=False) as client,
        ):
            other.faults.add("server_error", times=math.inf, chance=0.5)
            return [(await client.get(f"/bot{other.token}/getMe")).is_error for _ in range(20)]

    first = await struck()

    assert first == await struck()
    assert set(first) == {True, False}
    assert telegram.faults.coming == []


async def test_spoils_downloads_too(http: httpx.AsyncClient, telegram: LoopbackTelegram) -> None:
    kept = telegram.account.files.keep("document", "a.txt", b"hello")
    telegram.faults.add("server_error", "file")

    spoilt = await http.get(f"/file/bot{telegram.token}/{kept.path}")
    whole = await http.get(f"/file/bot{telegram.token}/{kept.path}")

    assert (spoilt.status_code, whole.content) == (502, b"hello")


async def test_checks_the_request_though_a_fault_answers_it(call: Any, telegram: LoopbackTelegram) -> None:
    telegram.faults.add("server_error")

    await call("sendMessage", chat_id=1)

    assert telegram.violations == ["sendMessage: text is missing"]
    telegram.violations.clear()


async def test_refuses_connections_while_paused_and_comes_back_on_the_same_port(
    call: Any, telegram: LoopbackTelegram
) -> None:
    waiting = asyncio.create_task(call("getUpdates", timeout=30))
    await telegram.receives("getUpdates")
    url = telegram.url

    await telegram.pause()
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await waiting
    with pytest.raises(httpx.ConnectError):
        await call("getMe")
    await telegram.resume()

    assert telegram.url == url
    assert (await call("getMe"))["ok"]


async def test_pauses_without_waiting_for_slow_work(telegram: LoopbackTelegram, ada: Person) -> None:
    telegram.faults.add("slow_before", "sendMessage", seconds=0.3)
    async with httpx.AsyncClient(trust_env=False) as client:
        address = f"{telegram.url}/bot{telegram.token}/sendMessage?chat_id={ada.id}&text=hi"
        sending = asyncio.create_task(client.get(address))
        await telegram.receives("sendMessage")

        await telegram.pause()
        said_meanwhile = ada.says

        with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
            await sending
    await ada.sees("hi")
    assert said_meanwhile == []


async def test_can_end_while_paused() -> None:
    async with LoopbackTelegram() as short:
        await short.pause()

    assert short.requests == []


@pytest.mark.parametrize(
    ("kind", "times", "complaint"), [("rain", 1, "no fault called 'rain'"), ("gateway", 0, "once")]
)
def test_refuses_faults_that_cannot_be(
    telegram: LoopbackTelegram, kind: Any, times: int, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        telegram.faults.add(kind, times=times)


async def test_ends_at_once_though_polls_and_slow_answers_are_open() -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        async with LoopbackTelegram() as short:
            short.faults.add("slow_after", "getMe", seconds=60)
            base = f"{short.url}/bot{short.token}"
            calls = [
                asyncio.create_task(client.get(f"{base}/{ask}")) for ask in ("getUpdates?timeout=50", "getMe")
            ]
            await short.receives("getUpdates")
            await short.receives("getMe")

        ended = await asyncio.gather(*calls, return_exceptions=True)

    assert all(isinstance(one, httpx.HTTPError) for one in ended)


async def test_a_mistake_of_its_own_is_a_violation_too(
    http: httpx.AsyncClient, telegram: LoopbackTelegram
) -> None:
    await telegram.inject({"message": object()})

    answer = await http.get(f"/bot{telegram.token}/getUpdates")

    assert answer.status_code == 500
    assert telegram.violations[0].startswith("getUpdates: the loopback itself broke: TypeError")
    telegram.violations.clear()


async def test_says_which_calls_came_instead(call: Any, telegram: LoopbackTelegram) -> None:
    await call("getMe")

    with pytest.raises(
        AssertionError, match=r"sendMessage was not called 1 times; the calls were \['getMe'\]"
    ):
        await telegram.receives("sendMessage", timeout=0.01)
