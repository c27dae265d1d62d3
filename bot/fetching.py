"""A file that has to be read before an update can be handled: fetched outside of any transaction, while the update waits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from storage.records import Records


class Heard(Protocol):
    """What an update asks for beside the transaction: a button's spinner to stop, a group to leave."""

    @property
    def callback_id(self) -> str | None: ...
    @property
    def toast(self) -> str | None: ...
    @property
    def leave(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of it: the file's content, or none where it could not be had."""

    content: bytes | None


Update = Mapping[str, object]
HearWith = Callable[[Records, Update, datetime, Fetched], Heard]


class FileWanted(Exception):
    """Handling this update takes a file. Nothing was done yet; `hear` handles the update once it is there.

    The update stays where it is meanwhile: whatever dies on the way, it is handled later, and once.
    """

    def __init__(self, file_id: str, most: int, hear: HearWith) -> None:
        super().__init__()
        self.file_id, self.most, self.hear = file_id, most, hear
