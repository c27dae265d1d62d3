"""A time zone as an answer: from a city, a country, or the time on the person's clock."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from conversations.answers.clock import told
from conversations.answers.kind import Kind
from conversations.answers.places import alike, bare, cities, city_of, countries, keys
from conversations.answers.plain import asked_again, can_be, plain
from conversations.answers.reading import Choice, clean, refusal
from conversations.answers.record import Answers
from conversations.known import Known, _

WHICH = _("Which city are you in? A large one nearby will do, or the time on your clock: Madrid, or 15:40.")
CITY = _("Which city are you in? For example: Madrid.")
SEVERAL = _("That has several time zones.")
ODD = _("That is no whole hour from UTC.")
# Whole hours from UTC that clocks keep somewhere.
OFFSETS = range(-12, 15)
# A clock may be a little off, and typing takes a moment.
MINUTES_OFF = 7
DAY = 24 * 60
FROM_UTC = re.compile(r"(?:utc|gmt) ?([+-]) ?(\d{1,2})(?::?(\d{2}))?", re.ASCII)
ETC = re.compile(r"Etc/GMT(?:([+-])(\d{1,2}))?", re.ASCII)
CODE_LIMIT = 16
NAMED = 8


@dataclass(frozen=True, slots=True)
class Zone(Kind):
    """A time zone: a city, a country that has only one, or the time it is there now. The canonical text is the IANA name."""

    def offers(self, code: str, answers: Answers, known: Known) -> bool:
        return code.casefold() in keys()

    def read(self, text: str, answers: Answers, known: Known) -> str:
        key = keys().get(plain(text).replace(" ", "_"))
        if key is not None:
            return key
        return self._from_utc(text, known) or self._from_clock(text, known) or self._from_place(text, known)

    def _from_utc(self, text: str, known: Known) -> str:
        """What "UTC+2" means, or nothing."""
        found = FROM_UTC.fullmatch(plain(text))
        if not found:
            return ""
        if int(found[3] or 0) or int(found[1] + found[2]) not in OFFSETS:
            raise asked_again(text, known.language, known.language.say(ODD), known.language.say(CITY))
        return fixed(int(found[1] + found[2]))

    def _from_clock(self, text: str, known: Known) -> str:
        """The zone where it is that time now, or nothing where the text is no time."""
        # 9:40 may be the evening's: half a day off would wake people at night.
        time_told = told(text, known.language.code, clear_from=13)
        if time_told is None or time_told.rest:
            return ""
        if known.now is None:
            raise asked_again(text, known.language, known.language.say(CITY))
        offsets = [offset for one in time_told.times for offset in offsets_at(one, known.now)]
        if not offsets:
            raise asked_again(text, known.language, known.language.say(ODD), known.language.say(CITY))
        return self._one(text, tuple(map(fixed, sorted(set(offsets)))), known)

    def _from_place(self, text: str, known: Known) -> str:
        code = known.language.code
        for name in (bare(text), bare(re.split(r"[,(]", text)[0])):
            if name in cities(code):
                return self._one(text, tuple(sorted(cities(code)[name])), known)
            if name in countries(code):
                return self._country(text, countries(code)[name], known)
        raise refusal(clean(text), WHICH, known.language)

    def _country(self, text: str, zones: frozenset[str], known: Known) -> str:
        if alike(zones, known.today.year):
            return min(zones)
        if len(zones) > NAMED:
            raise asked_again(text, known.language, known.language.say(SEVERAL), known.language.say(CITY))
        return self._one(text, tuple(sorted(zones)), known)

    def _one(self, text: str, zones: tuple[str, ...], known: Known) -> str:
        """The only zone there is; of several, each is named and offered."""
        if len(zones) == 1:
            return zones[0]
        labels = [self.show(key, Answers(), known) for key in zones]
        rows = tuple((Choice(key, label, key),) for key, label in zip(zones, labels, strict=True))
        fits = all(len(key) <= CODE_LIMIT for key in zones)
        language = known.language
        raise asked_again(
            text, language, can_be(language, labels), language.say(CITY), rows=rows if fits else ()
        )

    def show(self, value: str, answers: Answers, known: Known) -> str:
        """The city and the time there now. Raises LookupError or ValueError for a zone there is not."""
        zone, etc = ZoneInfo(value), ETC.fullmatch(value)
        if etc is None:
            place = city_of(value, known.language.code)
        else:
            # IANA counts these the other way round: Etc/GMT-2 is two hours ahead of UTC.
            place = "UTC" + ({"+": "-", "-": "+"}[etc[1]] + etc[2] if etc[1] else "")
        return place if known.now is None else f"{place}, {known.now.astimezone(zone):%H:%M}"


def fixed(offset: int) -> str:
    """The zone that many hours ahead of UTC, all the year."""
    return f"Etc/GMT{-offset:+d}" if offset else "Etc/GMT"


def offsets_at(local: time, now: datetime) -> list[int]:
    """The whole hours from UTC at which it is that time now."""
    utc = now.astimezone(UTC)
    ahead = (local.hour * 60 + local.minute - utc.hour * 60 - utc.minute) % DAY
    hours = round(ahead / 60)
    if abs(ahead - hours * 60) > MINUTES_OFF:
        return []
    return [offset for offset in (hours - 24, hours) if offset in OFFSETS]
