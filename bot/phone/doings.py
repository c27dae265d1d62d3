"""What the person at the page does in a chat; each is kept before it is answered."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.phone import asked, sights
from bot.phone.asked import Unkind
from bot.phone.chats import Account
from bot.phone.errors import BLOCKED
from bot.phone.files import usable_photo
from bot.phone.methods.parts import LONGEST_CAPTION, LONGEST_TEXT
from bot.phone.methods.sending import taken_along
from bot.phone.person import Person

Raw = dict[str, Any]
Deed = Callable[[Person, Request], Awaitable[Raw]]

LARGEST_FILE = 20 * 1024 * 1024
# What surrounds a file in its request.
AROUND = 64 * 1024
_LONGEST_NAME = 64
_LONGEST_DATA = 64


class Doings:
    """`start` gives what a person's Start carries: for the first one the code that makes them the owner."""

    def __init__(
        self, account: Account, keep: Callable[[], None], start: Callable[[Person], Awaitable[str]]
    ) -> None:
        self._account = account
        self._keep = keep
        self._start = start

    def routes(self) -> list[BaseRoute]:
        """Everything below a person."""
        at = "/api/people/{id:int}"
        deeds: list[tuple[str, str, Deed]] = [
            ("POST", "/messages", self._writes),
            ("PATCH", "/messages/{message:int}", self._edits),
            ("DELETE", "/messages/{message:int}", self._deletes),
            ("POST", "/presses", self._presses),
            ("POST", "/forwards", self._forwards),
            ("POST", "/location", self._location),
            ("POST", "/contact", self._contact),
            ("POST", "/block", self._blocks),
            ("POST", "/unblock", self._unblocks),
            ("POST", "/read", self._reads),
        ]
        return [Route(at + path, self._done(deed), methods=[method]) for method, path, deed in deeds]

    def _done(self, deed: Deed) -> Callable[[Request], Awaitable[Response]]:
        async def answer(http: Request) -> Response:
            person = sights.person(self._account, http.path_params["id"])
            result = await deed(person, http)
            # Nothing runs between the deed's last step and this: nobody hears of it before it is kept.
            self._keep()
            return asked.told(result)

        return answer

    async def _writes(self, person: Person, http: Request) -> Raw:
        if http.headers.get("content-type", "").startswith("multipart/form-data"):
            return await self._sends_file(person, http)
        given = await asked.fields(http)
        text = asked.words(given, "text", LONGEST_TEXT)
        reply_to = asked.number(given, "reply_to") if given.get("reply_to") is not None else None
        if text == "/start":
            text = await self._start(person)
        self._refuse_blocked(person)
        return {"message_id": await person.types(text, reply_to=reply_to)}

    async def _sends_file(self, person: Person, http: Request) -> Raw:
        too_large = Unkind("That file is too large: a bot can fetch 20 MB at most.", 413)
        if int(http.headers.get("content-length", "0")) > LARGEST_FILE + AROUND:
            raise too_large
        async with http.form(max_files=1, max_fields=8) as form:
            file, kind, caption = (form.get(name) for name in ("file", "kind", "caption"))
            if not isinstance(file, UploadFile):
                raise Unkind("There is no file in it.")
            name, data = file.filename or "file", await file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise too_large
        if not data:
            raise Unkind("That file is empty: Telegram does not take it.")
        words = asked.words({"caption": caption}, "caption", LONGEST_CAPTION) if caption else None
        self._refuse_blocked(person)
        return {"message_id": await _sent(person, str(kind), name, data, words)}

    async def _edits(self, person: Person, http: Request) -> Raw:
        given = await asked.fields(http)
        message = sights.find(self._account.chats[person.id], http.path_params["message"])
        if self._account.mine(message) or not {"text", "caption"} & message.keys():
            raise Unkind("Only one's own words can be edited.")
        most = LONGEST_TEXT if "text" in message else LONGEST_CAPTION
        text = asked.words(given, "text", most)
        self._refuse_blocked(person)
        await person.edits(message["message_id"], text)
        return {"message_id": message["message_id"]}

    async def _deletes(self, person: Person, http: Request) -> Raw:
        message = sights.find(self._account.chats[person.id], http.path_params["message"])
        await person.deletes(message["message_id"])
        return {"ok": True}

    async def _presses(self, person: Person, http: Request) -> Raw:
        given = await asked.fields(http)
        data = given.get("data")
        if not isinstance(data, str) or not 0 < len(data.encode("utf-8", "replace")) <= _LONGEST_DATA:
            raise Unkind("There is no data in it, or too much of it.")
        message = sights.find(self._account.chats[person.id], asked.number(given, "message_id"))
        self._refuse_blocked(person)
        return {"query_id": await person.presses(data, message["message_id"])}

    async def _forwards(self, person: Person, http: Request) -> Raw:
        given = await asked.fields(http)
        self._refuse_blocked(person)
        if "text" in given:
            name = asked.words(given, "name", _LONGEST_NAME)
            text = asked.words(given, "text", LONGEST_TEXT)
            return {"message_id": await person.forwards(text, name)}
        source = sights.person(self._account, given.get("from_person", person.id))
        message = sights.find(self._account.chats[source.id], asked.number(given, "message_id"))
        first = {"type": "user", "sender_user": dict(message["from"]), "date": message["date"]}
        origin = message.get("forward_origin", first)
        return {"message_id": await person.sends(forward_origin=origin, **taken_along(message))}

    async def _location(self, person: Person, http: Request) -> Raw:
        given = await asked.fields(http)
        latitude = asked.amount(given, "latitude", -90, 90)
        longitude = asked.amount(given, "longitude", -180, 180)
        self._refuse_blocked(person)
        return {"message_id": await person.sends_location(latitude, longitude)}

    async def _contact(self, person: Person, http: Request) -> Raw:
        given = await asked.fields(http)
        told = [asked.words(given, name, _LONGEST_NAME) for name in ("phone_number", "first_name")]
        self._refuse_blocked(person)
        return {"message_id": await person.sends_contact(*told)}

    async def _blocks(self, person: Person, _http: Request) -> Raw:
        self._refuse_blocked(person)
        await person.blocks()
        return self._changed(person)

    async def _unblocks(self, person: Person, _http: Request) -> Raw:
        if self._account.chats[person.id].closed != BLOCKED:
            raise Unkind("This bot is not blocked.")
        await person.unblocks()
        return self._changed(person)

    async def _reads(self, person: Person, _http: Request) -> Raw:
        chat = self._account.chats[person.id]
        newest = max(chat.messages, default=0)
        if newest > chat.read:
            chat.read = newest
            self._account.changed(chat)
        return {"ok": True}

    def _changed(self, person: Person) -> Raw:
        self._account.changed(self._account.chats[person.id])
        return {"ok": True}

    def _refuse_blocked(self, person: Person) -> None:
        if self._account.chats[person.id].closed == BLOCKED:
            raise Unkind("You have blocked this bot. Unblock it first.", 409)


async def _sent(person: Person, kind: str, name: str, data: bytes, caption: str | None) -> int:
    match kind:
        case "photo" if usable_photo(data):
            return await person.sends_photo(caption, data)
        case "photo":
            raise Unkind("This picture cannot be shown. Send it as a file.")
        case "voice":
            return await person.sends_voice(data, caption)
        case "document":
            return await person.sends_document(name, data, caption)
    raise Unkind("A file goes as document, photo or voice.")
