"""Settings: read once, and a wrong one named in one line that never holds its value."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings, WrongSettings

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


def test_needs_nothing() -> None:
    settings = Settings.read({})

    assert settings.bot_token is None
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.database_url.get_secret_value() == "sqlite+aiosqlite:///debrief.db"
    assert settings.access == "invite"
    assert settings.messages_per_second == 25
    assert settings.on_sqlite


def test_reads_each_setting() -> None:
    settings = Settings.read(
        {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": "http://127.0.0.1:8081/",
            "DATABASE_URL": "postgresql+asyncpg://debrief:secret@db/debrief",
            "ACCESS": " 12, 34 ,",
            "LOG_FORMAT": "JSON",
            "LOG_LEVEL": "debug",
            "MESSAGES_PER_SECOND": "0",
            "DEFAULT_ZONE": "Europe/Berlin",
            "DEFAULT_LANGUAGE": "en",
        }
    )

    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.telegram_api_url == "http://127.0.0.1:8081"
    assert settings.access == frozenset({12, 34})
    assert (settings.log_format, settings.log_level) == ("json", "DEBUG")
    assert settings.messages_per_second == 0
    assert settings.default_zone == "Europe/Berlin"
    assert not settings.on_sqlite


def test_takes_an_empty_setting_for_none() -> None:
    settings = Settings.read({"BOT_TOKEN": "", "ACCESS": ""})

    assert settings.bot_token is None
    assert settings.access == "invite"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "hunter2"),
        ("BOT_TOKEN", f"{TOKEN} {TOKEN}"),
        ("TELEGRAM_API_URL", "my.own.server"),
        ("TELEGRAM_API_URL", "ftp://api.telegram.org"),
        ("TELEGRAM_API_URL", "https://api.telegram.org/bot"),
        ("TELEGRAM_API_URL", "https://host:port"),
        ("TELEGRAM_API_URL", "https://user:secret@host"),
        ("DATABASE_URL", "sqlite:///debrief.db"),
        ("DATABASE_URL", "sqlite+aiosqlite:///:memory:"),
        ("DATABASE_URL", "postgresql://debrief:secret@db/debrief"),
        ("ACCESS", "everybody"),
        ("ACCESS", "12,Ada"),
        ("ACCESS", "-12"),
        ("ACCESS", " , ,"),
        ("ACCESS", "12345678901234567890"),
        ("LOG_FORMAT", "xml"),
        ("LOG_LEVEL", "TRACE"),
        ("MESSAGES_PER_SECOND", "-1"),
        ("MESSAGES_PER_SECOND", "many"),
        ("MESSAGES_PER_SECOND", "nan"),
        ("DEFAULT_ZONE", "Mars/Olympus"),
        ("DEFAULT_ZONE", "../../etc/passwd"),
        ("DEFAULT_LANGUAGE", "English"),
    ],
)
def test_names_a_wrong_setting_in_one_line_without_its_value(name: str, value: str) -> None:
    with pytest.raises(WrongSettings) as caught:
        Settings.read({name: value})

    [line] = caught.value.lines
    assert line.startswith(f"{name}: ")
    assert "\n" not in line
    assert value not in line


def test_wants_a_file_behind_the_name_of_a_database() -> None:
    with pytest.raises(WrongSettings, match="DATABASE_URL: "):
        Settings.read({"DATABASE_URL": "sqlite+aiosqlite:///"})


def test_names_every_wrong_setting() -> None:
    with pytest.raises(WrongSettings) as caught:
        Settings.read({"ACCESS": "everybody", "DEFAULT_ZONE": "Mars/Olympus"})

    assert [line.partition(":")[0] for line in caught.value.lines] == ["ACCESS", "DEFAULT_ZONE"]


def test_cannot_be_changed() -> None:
    settings = Settings.read({})

    with pytest.raises(ValidationError):
        settings.access = "open"


def test_shows_no_secret_when_printed() -> None:
    settings = Settings.read({"BOT_TOKEN": TOKEN, "DATABASE_URL": "postgresql+asyncpg://a:hunter2@db/x"})

    assert TOKEN not in repr(settings)
    assert "hunter2" not in f"{settings!r} {settings}"


def test_reads_the_environment_before_the_file_in_this_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("ACCESS=open\nDEFAULT_ZONE=Europe/Paris\nSOMETHING_ELSE=1\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEFAULT_ZONE", "Asia/Tokyo")

    settings = Settings.read()

    assert settings.access == "open"
    assert settings.default_zone == "Asia/Tokyo"


def test_says_what_each_setting_means() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert "|" not in field.description.replace("`", ""), "it stands in a table of Markdown"
