"""The README's table of settings is the settings: the same names, in the same order, with the same defaults."""

import re
from pathlib import Path

from pydantic import SecretStr

from bot.settings import Settings

README = Path(__file__).parents[2] / "README.md"


def rows() -> dict[str, str]:
    """The default of each setting, from rows such as | `BOT_TOKEN` | none | the bot's token |."""
    found = re.findall(r"^\| `([A-Z][A-Z_]+)` \| (.*?) \|", README.read_text(), re.MULTILINE)
    return dict(found)


def shown(default: object) -> str:
    value = default.get_secret_value() if isinstance(default, SecretStr) else default
    return "none" if value is None else f"`{value}`"


def test_lists_each_setting_once_and_in_order() -> None:
    names = list(rows())

    assert names == [name.upper() for name in Settings.model_fields]


def test_gives_each_setting_its_default() -> None:
    defaults = rows()

    assert defaults == {name.upper(): shown(field.default) for name, field in Settings.model_fields.items()}


def test_shows_pictures_that_are_there_and_not_blank() -> None:
    named = re.findall(r'src="(docs/pictures/[^"]+)"', README.read_text("utf-8"))

    assert len(named) >= 3
    for name in named:
        # A blank picture of this size compresses to next to nothing.
        assert len((README.parent / name).read_bytes()) > 10_000
