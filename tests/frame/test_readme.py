"""The README's table of settings is the settings, in the same order and with the same defaults; its pictures show something."""

import re
import zlib
from pathlib import Path

from pydantic import SecretStr

from bot.settings import Settings

README = Path(__file__).parents[2] / "README.md"
SIGNATURE = b"\x89PNG\r\n\x1a\n"


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


def colours(picture: bytes) -> int:
    """How many different bytes a PNG is painted with."""
    data, at = b"", len(SIGNATURE)
    while at < len(picture):
        length = int.from_bytes(picture[at : at + 4])
        if picture[at + 4 : at + 8] == b"IDAT":
            data += picture[at + 8 : at + 8 + length]
        at += length + 12
    return len(set(zlib.decompress(data)))


def test_shows_pictures_that_are_there_and_not_blank() -> None:
    named = re.findall(r'src="(docs/pictures/[^"]+)"', README.read_text("utf-8"))

    pictures = {name: (README.parent / name).read_bytes() for name in named}

    assert len(pictures) >= 3
    assert {name for name, picture in pictures.items() if not picture.startswith(SIGNATURE)} == set()
    # Letters have soft edges, in every shade between paper and ink.
    assert {name for name, picture in pictures.items() if colours(picture) < 100} == set()
    assert sum(map(len, pictures.values())) < 1_000_000


def test_says_what_each_picture_shows() -> None:
    images = re.findall(r"<img [^>]*>", README.read_text("utf-8"))

    assert [image for image in images if not re.search(r'alt="[^"]{20,}"', image)] == []
