"""What the bot knows about itself, by name: keys, when it last heard from Telegram, what it waits for."""

import hmac
import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import dialects
from storage.tables import Base, Fact

_TABLE = Base.metadata.tables["fact"]
HASH_KEY = "hash_key"


class Facts:
    """With the `hash_key` the store knows already, nothing has to be looked up to hash."""

    def __init__(self, session: Session, hash_key: bytes | None = None) -> None:
        self._session = session
        self._hash_key = hash_key

    def get(self, name: str) -> str | None:
        return self._session.scalar(select(Fact.value).where(Fact.name == name))

    def set(self, name: str, value: str) -> None:
        dialects.put(self._session, _TABLE, {"name": name, "value": value})

    def hash_key(self) -> bytes:
        """The random key of this database, made when it is first asked for."""
        if self._hash_key is None:
            row = {"name": HASH_KEY, "value": secrets.token_hex(32)}
            dialects.insert_new(self._session, _TABLE, [row])
            self._hash_key = bytes.fromhex(self.get(HASH_KEY) or "")
        return self._hash_key

    def digest(self, text: str) -> str:
        """A keyed hash: tells whether two texts are the same, and nothing without this database's key."""
        return hmac.new(self.hash_key(), text.encode("utf-8", "surrogatepass"), "sha256").hexdigest()
