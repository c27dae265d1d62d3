"""What the page asks for, read out of its requests; what cannot be read is answered with one kind sentence."""

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.phone.memory import Unusable

Raw = dict[str, Any]


class Unkind(Exception):
    """The page cannot have that; the sentence says why."""

    def __init__(self, sentence: str, code: int = 400) -> None:
        super().__init__(sentence)
        self.code = code


def told(content: object, code: int = 200) -> Response:
    """An answer in JSON; escaped, because a message may hold half a surrogate pair."""
    return Response(json.dumps(content), code, media_type="application/json")


async def said_kindly(_http: Request, error: Exception) -> Response:
    """The answer to what went wrong."""
    if isinstance(error, HTTPException):
        return told({"error": str(error.detail)}, error.status_code)
    if isinstance(error, Unusable):
        return told({"error": str(error)}, 507)
    code = error.code if isinstance(error, Unkind) else 400
    return told({"error": str(error)}, code)


async def fields(http: Request) -> Raw:
    """The JSON object that came with the request."""
    try:
        content = await http.json()
    except ValueError:
        raise Unkind("That is no JSON.") from None
    if not isinstance(content, dict):
        raise Unkind("That is no JSON object.")
    return content


def words(given: Raw, name: str, most: int) -> str:
    """A text of some length."""
    found = given.get(name)
    if not isinstance(found, str) or not found.strip():
        raise Unkind(f"There is no {name} in it.")
    if len(found.encode("utf-16-le", "surrogatepass")) // 2 > most:
        raise Unkind(f"That is too long: Telegram takes {most} characters at most.")
    return found.strip()


def number(given: Raw, name: str) -> int:
    """A whole number."""
    found = given.get(name)
    if not isinstance(found, int) or isinstance(found, bool):
        raise Unkind(f"There is no {name} in it, or it is no number.")
    return found


def amount(given: Raw, name: str, least: float, most: float) -> float:
    """Any number between these two."""
    found = given.get(name)
    if not isinstance(found, int | float) or isinstance(found, bool) or not least <= found <= most:
        raise Unkind(f"There is no {name} in it, or it is no number between {least} and {most}.")
    return float(found)
