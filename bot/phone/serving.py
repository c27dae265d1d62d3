"""The page itself, and what it asks beside a person's own deeds: who there is, the clock, a look behind, beginning anew."""

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from importlib.resources import files
from typing import Any, Protocol

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.phone import asked, sights
from bot.phone.asked import Unkind
from bot.phone.clock import NotThere, PhoneClock
from bot.phone.doings import Doings
from bot.phone.events import Events
from bot.phone.guard import Guard
from bot.phone.memory import Unusable
from bot.phone.person import Person
from bot.phone.server import LoopbackTelegram

Raw = dict[str, Any]

FIRST_PERSON, FIRST_NAME = 1001, "Mara"
MOST_PEOPLE = 100
# On the way to where the clock is moved; whoever has planned more is told the rest at the end.
MOST_STOPS = 100
_LONGEST_NAME = 64
_LONGEST_MOMENT = 64
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")
_FILE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(js|css|svg)")
_KINDS = {"html": "text/html", "js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}


class Bot(Protocol):
    """What the page wants of whoever runs the bot, beside the Bot API."""

    async def owner_code(self) -> str | None:
        """What makes whoever starts the bot with it its owner; none where there is one, or nobody needs a code."""
        ...

    async def behind(self, person: int) -> Mapping[str, Any] | None:
        """Where this person stands, what was written last, what is due; none while the bot cannot tell."""
        ...

    async def next_due(self) -> datetime | None:
        """When it speaks next of its own accord; none while it has nothing to say."""
        ...

    async def catch_up(self) -> None:
        """Say what is due now, and come back when that has been said."""
        ...

    async def start_over(self) -> None:
        """Let the bot and its Telegram forget everything, and run it again."""
        ...


class Nobody:
    """In the place of a bot that is not there yet."""

    async def owner_code(self) -> str | None:
        return None

    async def behind(self, _person: int) -> Mapping[str, Any] | None:
        return None

    async def next_due(self) -> datetime | None:
        return None

    async def catch_up(self) -> None:
        """Nothing is due."""

    async def start_over(self) -> None:
        raise Unkind("The bot is not running yet. Try again in a moment.", 503)


@dataclass(eq=False)
class Serving:
    """`keep` writes down what has changed; `bot` is the one behind it all."""

    telegram: LoopbackTelegram
    clock: PhoneClock
    keep: Callable[[], None]
    bot: Bot
    _turning: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self._account = self.telegram.account
        self._events = Events(self._account, self.clock, self.telegram.closing.is_set)

    def app(self, host: str) -> Starlette:
        """Everything the page asks for; the host is the one listened on."""
        doings = Doings(self._account, self.keep, self._start)
        routes: list[BaseRoute] = [
            Route("/", partial(_page, "index.html")),
            Route("/page/{file}", _file),
            Route("/api/phone", self._phone),
            Route("/api/people", self._add, methods=["POST"]),
            Route("/api/people/{id:int}", self._person),
            Route("/api/people/{id:int}", self._change, methods=["PATCH"]),
            *doings.routes(),
            Route("/api/files/{file_id}", self._sent),
            Route("/api/clock", self._move, methods=["POST"]),
            Route("/api/start-over", self._start_over, methods=["POST"]),
            Route("/api/behind", self._behind),
            Route("/api/events", self._events.answer),
        ]
        return Starlette(
            routes=routes,
            middleware=[Middleware(Guard, host=host)],
            exception_handlers={
                Unkind: asked.said_kindly,
                NotThere: asked.said_kindly,
                Unusable: asked.said_kindly,
                HTTPException: asked.said_kindly,
            },
        )

    def welcome_first(self) -> None:
        """Somebody is always there, who has not pressed Start yet."""
        if not sights.people(self._account):
            self.telegram.person(FIRST_PERSON, FIRST_NAME, started=False)

    async def _start(self, person: Person) -> str:
        """The first person needs no invitation: whoever holds this phone runs the bot."""
        first = sights.people(self._account)[0]
        code = await self.bot.owner_code() if person.id == first.id else None
        return f"/start {code}" if code else "/start"

    async def _phone(self, http: Request) -> Response:
        account = self._account
        everybody = [sights.summary(account, one) for one in sights.people(account)]
        about = sights.bot(account, http.query_params.get("language", ""))
        told: Raw = {"bot": about, "people": everybody, "started": sights.started(account)}
        return asked.told({**told, **self._time()})

    async def _person(self, http: Request) -> Response:
        account = self._account
        return asked.told(sights.whole_chat(account, sights.person(account, http.path_params["id"])))

    async def _add(self, http: Request) -> Response:
        given = await asked.fields(http)
        name, language = asked.words(given, "first_name", _LONGEST_NAME), _language(given)
        numbers = [one.id for one in sights.people(self._account)]
        if len(numbers) >= MOST_PEOPLE:
            raise Unkind("That is enough people for one phone.")
        one = self.telegram.person(
            max(numbers, default=FIRST_PERSON - 1) + 1, name, language_code=language, started=False
        )
        return self._changed(one)

    async def _change(self, http: Request) -> Response:
        given = await asked.fields(http)
        one = sights.person(self._account, http.path_params["id"])
        if "first_name" in given:
            name = asked.words(given, "first_name", _LONGEST_NAME)
            one.user["first_name"] = self._account.chats[one.id].raw["first_name"] = name
        if "language_code" in given:
            one.user["language_code"] = _language(given)
        return self._changed(one)

    def _changed(self, one: Person) -> Response:
        self._account.changed(self._account.chats[one.id])
        self.keep()
        return asked.told(sights.summary(self._account, one))

    async def _sent(self, http: Request) -> Response:
        return sights.file(self._account, http)

    async def _move(self, http: Request) -> Response:
        given = await asked.fields(http)
        async with self._turning:
            if "to" in given:
                zone = asked.words({"zone": "UTC", **given}, "zone", _LONGEST_NAME)
                goal = self.clock.goal(self.clock.until(asked.words(given, "to", _LONGEST_MOMENT), zone))
            else:
                goal = self.clock.goal(asked.amount(given, "by", -1e12, 1e12))
            await self._live_until(goal)
            self._turn(goal)
        return asked.told(self._time())

    async def _live_until(self, goal: float) -> None:
        """Stop wherever the bot has something to say: after a week that was only jumped over, it would be too late."""
        before = None
        for _ in range(MOST_STOPS):
            due = await self.bot.next_due()
            if due is None or due == before or self.clock.ahead(due) > goal:
                return
            self._turn(max(self.clock.moved, self.clock.ahead(due)))
            await self.bot.catch_up()
            before = due

    def _turn(self, moved: float) -> None:
        self.clock.moved = moved
        self.keep()
        self._account.bell.ring()

    def _time(self) -> Raw:
        return {"now": self.clock.now().isoformat(), "moved": self.clock.moved}

    async def _start_over(self, _http: Request) -> Response:
        async with self._turning:
            await self.bot.start_over()
        self._events.began_anew()
        return asked.told({"ok": True})

    async def _behind(self, http: Request) -> Response:
        number = http.query_params.get("person", "")
        if not number.isdecimal():
            raise Unkind("Whose? There is no person in it.")
        one = sights.person(self._account, int(number))
        found = await self.bot.behind(one.id)
        if found is None:
            raise Unkind("The bot is not running yet. Try again in a moment.", 503)
        return asked.told(found)


def _language(given: Raw) -> str:
    code = asked.words(given, "language_code", _LONGEST_NAME)
    if not _LANGUAGE.fullmatch(code):
        raise Unkind("The language is a code such as en or es.")
    return code


async def _file(http: Request) -> Response:
    """A file of the page; nothing else of this folder."""
    name = http.path_params["file"]
    if not _FILE.fullmatch(name):
        raise Unkind("There is no such file.", 404)
    return await _page(name, http)


async def _page(name: str, _http: Request) -> Response:
    found = files("bot.phone").joinpath("page", name)
    if not found.is_file():
        raise Unkind("There is no such file.", 404)
    # Read anew each time: whoever works on the page only loads it again.
    return Response(found.read_bytes(), media_type=_KINDS[name.rpartition(".")[2]])
