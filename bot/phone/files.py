"""Files that went up or may be fetched down, by the ids Telegram gives them."""

import hashlib
import mimetypes
import re
import secrets
from dataclasses import dataclass
from typing import Any

from bot.phone.errors import Refused, bad_request, deviation
from bot.phone.requests import Upload

Raw = dict[str, Any]

LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024
_FOLDERS = {"photo": "photos", "voice": "voice", "document": "documents", "sticker": "stickers"}
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")
_PNG_SIZE = slice(16, 24)


@dataclass(frozen=True)
class Kept:
    """One file on Telegram's side."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    data: bytes
    mime_type: str
    path: str


class Files:
    """Every file of one bot account."""

    def __init__(self) -> None:
        self._by_id: dict[str, Kept] = {}

    def keep(self, kind: str, name: str, data: bytes, mime_type: str = "") -> Kept:
        """Take a file in and give it its ids."""
        ending = re.sub(r"\W", "", name.rpartition(".")[2]) or "bin"
        folder = _FOLDERS.get(kind, "documents")
        kept = Kept(
            file_id=f"BQACAgIAAxkB{secrets.token_urlsafe(24)}",
            unique_id=f"AgAD{hashlib.sha256(data).hexdigest()[:12]}",
            kind=kind,
            name=name,
            data=data,
            mime_type=mime_type or mimetypes.guess_type(name)[0] or "application/octet-stream",
            path=f"{folder}/file_{len(self._by_id)}.{ending}",
        )
        self._by_id[kept.file_id] = kept
        return kept

    def sent(self, kind: str, given: Any) -> Kept:
        """The file a request sends: uploaded now, or known already by its id."""
        if isinstance(given, Upload):
            _refuse_unusable(kind, given)
            return self.keep(kind, given.name, given.data, "" if _vague(given) else given.content_type)
        known = self._by_id.get(given) if isinstance(given, str) else None
        if known is None:
            reason = (
                "failed to get HTTP URL content" if str(given).startswith("http") else "wrong file identifier"
            )
            raise bad_request(f"{reason}/HTTP URL specified" if reason.startswith("wrong") else reason)
        if known.kind != kind:
            raise bad_request(f"can't use file of type {known.kind.capitalize()} as {kind.capitalize()}")
        return known

    def downloadable(self, file_id: str) -> Kept:
        """The file getFile speaks of."""
        kept = self._by_id.get(file_id)
        if kept is None:
            raise bad_request("invalid file_id")
        if len(kept.data) > LARGEST_DOWNLOAD:
            raise bad_request("file is too big")
        return kept

    def at(self, path: str) -> Kept | None:
        """The file under this path of the download address."""
        return next((kept for kept in self._by_id.values() if kept.path == path), None)

    @property
    def all(self) -> list[Kept]:
        """Every file, in the order they came."""
        return list(self._by_id.values())

    def put_back(self, files: list[Kept]) -> None:
        """These and no others."""
        self._by_id = {kept.file_id: kept for kept in files}

    def known(self, file_id: str) -> Kept | None:
        """The file with this id, without a word about it."""
        return self._by_id.get(file_id)


def described(kept: Kept) -> Raw:
    """What Telegram tells of every file."""
    return {"file_id": kept.file_id, "file_unique_id": kept.unique_id, "file_size": len(kept.data)}


def content(kept: Kept, duration: int = 1) -> Raw:
    """The part of a message that carries this file."""
    if kept.kind == "photo":
        width, height = _size(kept.data)
        return {"photo": [{**described(kept), "width": width, "height": height}]}
    if kept.kind == "voice":
        return {"voice": {**described(kept), "duration": duration, "mime_type": "audio/ogg"}}
    named = {"file_name": kept.name} if kept.name else {}
    return {"document": {**named, "mime_type": kept.mime_type, **described(kept)}}


def usable_photo(data: bytes) -> bool:
    """Whether it is a picture of a kind that is shown."""
    return data.startswith(_IMAGES)


def _vague(given: Upload) -> bool:
    return given.content_type == "application/octet-stream"


def _refuse_unusable(kind: str, given: Upload) -> None:
    if not given.data:
        raise deviation("file must be non-empty")
    if len(given.data) > LARGEST_UPLOAD:
        raise Refused(413, "Request Entity Too Large", deviates=True)
    if kind == "photo" and not usable_photo(given.data):
        raise deviation("IMAGE_PROCESS_FAILED")


def _size(data: bytes) -> tuple[int, int]:
    if not data.startswith(_IMAGES[0]):
        return 90, 90
    both = data[_PNG_SIZE]
    return int.from_bytes(both[:4], "big"), int.from_bytes(both[4:], "big")
