"""The environment and `.env` as one frozen value, read once; nothing else reads them."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

Access = Literal["invite", "open"] | frozenset[int]

LONGEST_ID = 16
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{16,}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_FILE = re.compile(r"sqlite\+aiosqlite:///(?!:memory:).+", re.DOTALL)
_SERVER = re.compile(r"postgresql\+asyncpg://.+", re.DOTALL)


class WrongSettings(Exception):
    """Settings that nothing can start with: one line each, naming the setting and never its value."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class Settings(BaseSettings):
    """Each field is one environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        str_strip_whitespace=True,
    )

    bot_token: SecretStr | None = Field(
        default=None,
        description="The bot's token, from @BotFather. Without one, the bot opens on a page of this machine.",
    )
    telegram_api_url: str = Field(
        default="https://api.telegram.org",
        description="Scheme and host of the Bot API server; change it only for a server of your own.",
    )
    database_url: SecretStr = Field(
        default=SecretStr("sqlite+aiosqlite:///debrief.db"),
        description="Where everything is kept: `sqlite+aiosqlite:///FILE` or "
        "`postgresql+asyncpg://USER:PASSWORD@HOST/NAME`.",
    )
    access: Annotated[Access, NoDecode] = Field(
        default="invite",
        description="Who may talk to the bot: `invite` (the first start prints a one-time link for its owner), "
        "`open` (anybody), or Telegram ids with commas between.",
    )
    log_format: Literal["console", "json"] = Field(
        default="console", description="`console` for people, `json` for machines: one object a line."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="The least that is logged: `DEBUG`, `INFO`, `WARNING` or `ERROR`."
    )
    messages_per_second: float = Field(
        default=25,
        ge=0,
        le=1000,
        description="How many messages leave in one second, to all chats together; `0` for no limit at all.",
    )
    default_zone: str = Field(
        default="UTC",
        description="The time zone of people who have not said theirs, such as `Europe/Berlin`.",
    )
    default_country: str = Field(
        default="",
        description="Whose holidays count where nobody has said a time zone yet: two letters, such as `DE`; empty "
        "for weekends only.",
    )
    help_lines: str = Field(
        default="",
        description="A text file with help lines near your people, a line each, shown to whoever taps “This is more "
        "than the job”.",
    )
    default_language: str = Field(
        default="en", description="The language of people whose own is not spoken here, as two letters."
    )

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Self:
        """From the environment and `.env`, or from these variables alone; raises `WrongSettings`."""
        try:
            if environment is None:
                return cls()
            fields = {
                name: environment[name.upper()] for name in cls.model_fields if environment.get(name.upper())
            }
            return cls.model_validate(fields)
        except ValidationError as error:
            raise WrongSettings(_lines(error)) from None

    @property
    def on_sqlite(self) -> bool:
        return self.database_url.get_secret_value().startswith("sqlite")

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError(
                "this is no token; @BotFather gives one like 123456789:AA… (digits, a colon, letters)"
            )
        return value

    @field_validator("telegram_api_url")
    @classmethod
    def _server(cls, value: str) -> str:
        wanted = "give scheme and host of a Bot API server, such as https://api.telegram.org"
        try:
            parts = urlsplit(value.rstrip("/"))
            alone = not (parts.path or parts.query or parts.fragment or parts.username)
            host, _ = parts.hostname, parts.port
        except ValueError:
            raise ValueError(wanted) from None
        if parts.scheme not in {"http", "https"} or not host or not alone:
            raise ValueError(wanted)
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: SecretStr) -> SecretStr:
        url = value.get_secret_value()
        if not _FILE.fullmatch(url) and not _SERVER.fullmatch(url):
            raise ValueError("use sqlite+aiosqlite:///FILE or postgresql+asyncpg://USER:PASSWORD@HOST/NAME")
        return value

    @field_validator("access", mode="before")
    @classmethod
    def _access(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        word = value.strip().lower()
        if word in {"invite", "open"}:
            return word
        ids = [part.strip() for part in word.split(",") if part.strip()]
        if not ids or not all(part.isascii() and part.isdigit() and len(part) <= LONGEST_ID for part in ids):
            raise ValueError("use invite, open, or Telegram ids (numbers) with commas between")
        return frozenset(map(int, ids))

    @field_validator("log_format", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.strip().lower() if isinstance(value, str) else value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.strip().upper() if isinstance(value, str) else value

    @field_validator("default_zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("no such time zone; use a name such as Europe/Berlin or UTC")
        return value

    @field_validator("default_country")
    @classmethod
    def _country(cls, value: str) -> str:
        if value and not _COUNTRY.fullmatch(value.upper()):
            raise ValueError("use the two letters of a country, such as DE")
        return value.upper()

    @field_validator("help_lines")
    @classmethod
    def _help_lines(cls, value: str) -> str:
        try:
            if value and not Path(value).read_text("utf-8").strip():
                raise ValueError("the file is empty; write a help line into each of its lines")
        except (OSError, UnicodeDecodeError):
            raise ValueError("give a text file that can be read, a help line in each of its lines") from None
        return value

    @field_validator("default_language")
    @classmethod
    def _language(cls, value: str) -> str:
        if not _LANGUAGE.fullmatch(value):
            raise ValueError("use the letters of a language, such as en")
        return value


def _lines(error: ValidationError) -> tuple[str, ...]:
    """One for each wrong setting. pydantic's own sentence stands where no rule of ours does; it holds no value."""
    found: dict[str, str] = {}
    for each in error.errors(include_url=False, include_input=False):
        name = str(each["loc"][0]).upper()
        found.setdefault(name, f"{name}: {each['msg'].removeprefix('Value error, ')}")
    return tuple(found.values())
