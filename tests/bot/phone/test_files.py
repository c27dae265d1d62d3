"""Files up and down."""

from typing import Any

import httpx

from bot.phone.person import Person
from bot.phone.sends import PIXEL
from bot.phone.server import LoopbackTelegram


def refused_with(answer: dict[str, Any], code: int, description: str) -> None:
    assert answer == {"ok": False, "error_code": code, "description": description}


async def test_takes_files_up_and_gives_them_back(
    http: httpx.AsyncClient, telegram: LoopbackTelegram, ada: Person
) -> None:
    sent = await http.post(
        f"/bot{telegram.token}/sendDocument",
        data={"chat_id": str(ada.id), "caption": "yours"},
        files={"document": ("a.md", b"# hello", "text/markdown")},
    )
    file_id = sent.json()["result"]["document"]["file_id"]
    described = (await http.get(f"/bot{telegram.token}/getFile", params={"file_id": file_id})).json()[
        "result"
    ]
    got = await http.get(f"/file/bot{telegram.token}/{described['file_path']}")

    assert described["file_size"] == 7
    assert got.content == b"# hello"
    assert ada.last.document == ("a.md", b"# hello")
    assert telegram.requests[0].params["document"].data == b"# hello"


async def test_refuses_files_no_telegram_takes(
    http: httpx.AsyncClient, telegram: LoopbackTelegram, ada: Person
) -> None:
    async def send(method: str, kind: str, data: bytes) -> str:
        answer = await http.post(
            f"/bot{telegram.token}/{method}", data={"chat_id": str(ada.id)}, files={kind: ("a", data)}
        )
        return str(answer.json()["description"])

    assert await send("sendDocument", "document", b"") == "Bad Request: file must be non-empty"
    assert await send("sendPhoto", "photo", b"no picture") == "Bad Request: IMAGE_PROCESS_FAILED"
    assert await send("sendPhoto", "foto", PIXEL) == "Bad Request: there is no photo in the request"
    assert len(telegram.violations) == 4
    telegram.violations.clear()


async def test_knows_no_other_files(
    call: Any, http: httpx.AsyncClient, telegram: LoopbackTelegram, ada: Person
) -> None:
    picture = telegram.account.files.keep("photo", "a.png", PIXEL)

    described = await call("getFile", file_id="nothing")
    sent = await call("sendDocument", chat_id=ada.id, document="nothing")
    fetched = await call("sendDocument", chat_id=ada.id, document="https://example.org/a.pdf")
    mistaken = await call("sendDocument", chat_id=ada.id, document=picture.file_id)
    got = await http.get(f"/file/bot{telegram.token}/documents/none")

    refused_with(described, 400, "Bad Request: invalid file_id")
    refused_with(sent, 400, "Bad Request: wrong file identifier/HTTP URL specified")
    refused_with(fetched, 400, "Bad Request: failed to get HTTP URL content")
    refused_with(mistaken, 400, "Bad Request: can't use file of type Photo as Document")
    assert got.status_code == 404


async def test_gives_no_large_file_back(call: Any, telegram: LoopbackTelegram, ada: Person) -> None:
    await ada.sends_document("film.mp4", bytes(20 * 1024 * 1024 + 1))
    file_id = ada.chat[0].raw["document"]["file_id"]

    refused_with(await call("getFile", file_id=file_id), 400, "Bad Request: file is too big")
    assert len(telegram.pending) == 1
