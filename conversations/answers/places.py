"""Cities and countries by name, and the time zones they keep, from CLDR and the IANA names."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global

from conversations.answers.plain import plain

Index = Mapping[str, frozenset[str]]


@cache
def keys() -> Mapping[str, str]:
    """Every IANA key that names a place or a distance from UTC, by its lower case."""
    return {key.casefold(): key for key in available_timezones() if "/" in key or key == "UTC"}


@cache
def today_names() -> Mapping[str, str]:
    """The key of today for each one of the past: Asia/Kolkata for Asia/Calcutta."""
    return {old: new for old, new in get_global("zone_aliases").items() if new in keys().values()}


def city_of(key: str, code: str) -> str:
    """The city, in a language."""
    key = today_names().get(key, key)
    named = Locale.parse(code).time_zones.get(key, {}).get("city")
    return str(named or key.rsplit("/", 1)[-1].replace("_", " "))


@cache
def cities(code: str) -> Index:
    """The zones by the names of their cities, in a language, in English, and as IANA writes them."""
    found: dict[str, set[str]] = {}
    lasting = [key for key in keys().values() if not key.startswith(("Etc/", "US/", "Canada/", "SystemV/"))]
    for key in lasting:
        today = today_names().get(key, key)
        last = key.rsplit("/", 1)[-1]
        for name in (last, city_of(key, code), city_of(key, "en")):
            found.setdefault(bare(name), set()).add(today)
    return {name: frozenset(zones) for name, zones in found.items()}


@cache
def countries(code: str) -> Index:
    """The zones by the names of countries, in a language and in English."""
    zones = get_global("territory_zones")
    return {
        bare(name): frozenset(key for key in zones[territory] if key in keys().values())
        for language in ("en", code)
        for territory, name in Locale.parse(language).territories.items()
        if territory in zones
    }


def bare(name: str) -> str:
    """A name without what people leave out: accents, dots, hyphens."""
    return re.sub(r"[\W_]+", " ", plain(name)).strip()


def alike(zones: frozenset[str], year: int) -> bool:
    """Whether clocks show the same in all of these, summer and winter."""
    moments = [datetime(year, month, 1, 12, tzinfo=UTC) for month in (1, 7)]
    shown = {tuple(moment.astimezone(ZoneInfo(key)).utcoffset() for moment in moments) for key in zones}
    return len(shown) == 1
