"""The languages the bot speaks: English as it is written, the others from `bot/locales`."""

from functools import cache
from gettext import GNUTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from conversations.known import Language

DOMAIN = "debrief.po"


@cache
def languages() -> dict[str, Language]:
    """Every language by its code, English first."""
    spoken = {"en": Language("en")}
    for folder in sorted(files("bot").joinpath("locales").iterdir(), key=lambda folder: folder.name):
        catalogue = folder.joinpath(DOMAIN)
        if catalogue.is_file():
            compiled = BytesIO()
            write_mo(compiled, read_po(BytesIO(catalogue.read_bytes()), locale=folder.name))
            spoken[folder.name] = Language(folder.name, GNUTranslations(BytesIO(compiled.getvalue())))
    return spoken
