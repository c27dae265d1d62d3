"""A request as it came over the wire, and its parameters as values."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request as HttpRequest

from bot.phone.errors import deviation
from bot.phone.spec import ATTACHED, Spec

_INTEGER = re.compile(r"-?\d{1,19}")
_TEXTS = {"String", "InputFile", "InputFile or String"}
# Telegram's own limit for one upload by a bot.
_LARGEST_UPLOAD = 50 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """A file that came with a request."""

    name: str
    data: bytes
    content_type: str


@dataclass(frozen=True)
class Request:
    """One call of the bot, as `LoopbackTelegram.requests` keeps it."""

    method: str
    params: dict[str, Any]
    at: float


async def read(http: HttpRequest, method: str, spec: Spec) -> tuple[dict[str, Any], list[str]]:
    """The parameters as values, and what in their encoding deviates from the specification."""
    fields, uploads = await _fields(http)
    kinds = spec.parameters(method)
    params: dict[str, Any] = {}
    deviations: list[str] = []
    for name, sent in fields.items():
        params[name], deviates = _value(sent, kinds.get(name, "String"))
        deviations += [f"{method}: {name} {reason}" for reason in [deviates] if reason]
    params, unused = _with_uploads(params, uploads, kinds)
    deviations += [f"{method}: the attached file {name!r} is not used" for name in unused]
    return params, deviations


async def _fields(http: HttpRequest) -> tuple[dict[str, Any], dict[str, Upload]]:
    fields: dict[str, Any] = dict(http.query_params)
    uploads: dict[str, Upload] = {}
    kind = http.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        fields |= _json_body(await http.body())
    elif kind in {"multipart/form-data", "application/x-www-form-urlencoded"}:
        async with http.form(max_part_size=_LARGEST_UPLOAD) as form:
            for name, sent in form.multi_items():
                if isinstance(sent, UploadFile):
                    uploads[name] = await _upload(sent)
                else:
                    fields[name] = sent
    return fields, uploads


def _json_body(body: bytes) -> dict[str, Any]:
    try:
        content = json.loads(body or b"{}")
    except ValueError:
        raise deviation("can't parse request body as JSON") from None
    if not isinstance(content, dict):
        raise deviation("request body must be a JSON object")
    return content


async def _upload(sent: UploadFile) -> Upload:
    return Upload(sent.filename or "", await sent.read(), sent.content_type or "application/octet-stream")


def _value(sent: Any, kind: str) -> tuple[Any, str]:
    """Forms carry everything as text; what cannot be read stays text, for the specification to complain about."""
    if not isinstance(sent, str) or kind in _TEXTS:
        return sent, ""
    match kind:
        case "Integer" | "Integer or String":
            return (int(sent) if _INTEGER.fullmatch(sent) else sent), ""
        case "Float":
            return _read(float, sent), ""
        case "Boolean":
            return _boolean(sent)
    return _read(json.loads, sent), ""


def _read(reader: Callable[[str], Any], sent: str) -> Any:
    try:
        return reader(sent)
    except ValueError:
        return sent


def _boolean(sent: str) -> tuple[bool, str]:
    meant = sent.strip().lower() in {"true", "yes", "1"}
    return meant, "" if sent.lower() in {"true", "false"} else f"{sent!r} is no Boolean"


def _with_uploads(
    params: dict[str, Any], uploads: Mapping[str, Upload], kinds: Mapping[str, str]
) -> tuple[dict[str, Any], list[str]]:
    """Lay each upload where it belongs: under its own name, or where an `attach://` names it."""
    unused = set(uploads)
    for name, upload in uploads.items():
        if "InputFile" in kinds.get(name, ""):
            params[name] = upload
            unused.discard(name)

    def laid(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: laid(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [laid(inner) for inner in value]
        name = str(value).removeprefix(ATTACHED)
        if str(value) == ATTACHED + name and name in uploads:
            unused.discard(name)
            return uploads[name]
        return value

    return {name: laid(value) for name, value in params.items()}, sorted(unused)
