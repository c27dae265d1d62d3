"""Read an invitation, an .ics file, as far as it names one appointment: when, how long, what about, and with whom."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from icalendar import Calendar, Component

# Bytes; an invitation has a few thousand.
LARGEST = 1024 * 1024
# What is read of it; pictures, descriptions and alarms are not.
NEEDED = re.compile(
    rb"(?:BEGIN|END|METHOD|X-WR-TIMEZONE|SUMMARY|STATUS|DTSTART|DTEND|DURATION|RRULE|RDATE|ORGANIZER|ATTENDEE|TZ\w+)[:;]",
    re.IGNORECASE,
)
# Lines; more of them are no invitation to one person.
MOST_LINES = 5000
MOST_PEOPLE = 8
NAME_LIMIT = 80
MINUTE = timedelta(minutes=1)

Why = Literal["unreadable", "several", "recurring", "past", "called_off", "whose_clock"]


class NoInvitation(Exception):
    """The file names no one appointment that is to come; `why` says what it is instead."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Invitation:
    """`begin` and `minutes` by the person's own clock; a whole day has neither time nor minutes."""

    day: date
    begin: datetime | None
    minutes: int | None
    summary: str
    people: tuple[str, ...]


def read(content: bytes, zone: ZoneInfo | None, now: datetime) -> Invitation:
    """The appointment in the file, seen from `zone`; none where the person's clock is unknown. Raises NoInvitation."""
    try:
        return _read(_parsed(content), zone, now)
    except NoInvitation:
        raise
    except Exception as error:
        # A file from anywhere: whatever the library finds wrong with it, it is not ours to fail.
        raise NoInvitation("unreadable") from error


def _read(calendar: "Calendar", zone: ZoneInfo | None, now: datetime) -> Invitation:
    event = _only(calendar)
    begin, end = _span(event)
    if not isinstance(begin, datetime):
        if begin < now.astimezone(zone or UTC).date():
            raise NoInvitation("past")
        return Invitation(begin, None, None, _summary(event), _people(event))
    local = _seen_from(begin, zone or _zone_of(calendar))
    if (local if local.tzinfo else local.replace(tzinfo=zone or UTC)) <= now:
        raise NoInvitation("past")
    minutes = (end - begin) // MINUTE if isinstance(end, datetime) else 0
    fits = 0 < minutes <= 24 * 60
    return Invitation(
        local.date(), local.replace(tzinfo=None), minutes if fits else None, _summary(event), _people(event)
    )


def _parsed(content: bytes) -> "Calendar":
    """The file as the library reads it, without what is not needed. Raises NoInvitation, and what the library raises."""
    # Loaded only now: it takes longer than the bot's own start.
    from icalendar import Calendar  # noqa: PLC0415

    lines = _needed(content)
    if not lines or len(lines) > MOST_LINES:
        raise NoInvitation("unreadable")
    calendar = Calendar.from_ical(b"\r\n".join(lines) + b"\r\n")
    if not isinstance(calendar, Calendar):
        raise NoInvitation("unreadable")
    return calendar


def _needed(content: bytes) -> list[bytes]:
    """The lines that count, each with those that continue it."""
    if len(content) > LARGEST or b"BEGIN:VCALENDAR" not in content[:2000].upper():
        return []
    kept: list[bytes] = []
    keeping = False
    for line in content.removeprefix(b"\xef\xbb\xbf").splitlines():
        if not line.startswith((b" ", b"\t")):
            keeping = NEEDED.match(line) is not None
        if keeping:
            kept.append(line)
    return kept


def _only(calendar: "Calendar") -> "Component":
    events = calendar.walk("VEVENT")
    if not events:
        raise NoInvitation("unreadable")
    if any(event.get("RRULE") or event.get("RDATE") for event in events):
        raise NoInvitation("recurring")
    if len(events) > 1:
        raise NoInvitation("several")
    event = events[0]
    method, status = str(calendar.get("METHOD", "")), str(event.get("STATUS", ""))
    if method.upper() == "CANCEL" or status.upper() == "CANCELLED":
        raise NoInvitation("called_off")
    return event


def _span(event: "Component") -> tuple[date | datetime, date | datetime | None]:
    """From when until when; without an end where the file names none that makes sense."""
    begin = _moment(event, "DTSTART")
    if begin is None:
        raise NoInvitation("unreadable")
    end = _moment(event, "DTEND")
    duration = getattr(event.get("DURATION"), "dt", None)
    if end is None and isinstance(duration, timedelta):
        end = begin + duration
    alike = isinstance(end, datetime) == isinstance(begin, datetime)
    if isinstance(begin, datetime) and isinstance(end, datetime):
        alike = (begin.tzinfo is None) == (end.tzinfo is None)
    return begin, end if alike else None


def _moment(event: "Component", name: str) -> date | datetime | None:
    found = getattr(event.get(name), "dt", None)
    return found if isinstance(found, date) else None


def _seen_from(moment: datetime, zone: ZoneInfo | None) -> datetime:
    """The moment by that clock. One that floats, or names its own zone where theirs is unknown, is taken as written."""
    if moment.tzinfo is None:
        return moment
    if zone is not None:
        return moment.astimezone(zone)
    if moment.tzinfo is UTC or str(moment.tzinfo) in {"UTC", "Etc/UTC", "GMT", "Z"}:
        raise NoInvitation("whose_clock")
    return moment


def _zone_of(calendar: "Calendar") -> ZoneInfo | None:
    """The zone of the calendar it was taken from, where it says so."""
    try:
        return ZoneInfo(str(calendar.get("X-WR-TIMEZONE", "")))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _summary(event: "Component") -> str:
    return " ".join(str(event.get("SUMMARY", "")).split())[:NAME_LIMIT]


def _people(event: "Component") -> tuple[str, ...]:
    """Those who invite and are invited, by the names the file has for them; addresses alone are no names."""
    named = []
    for key in ("ORGANIZER", "ATTENDEE"):
        found = event.get(key, [])
        for one in found if isinstance(found, list) else [found]:
            params = getattr(one, "params", {})
            room = str(params.get("CUTYPE", "")).upper() in {"ROOM", "RESOURCE", "GROUP"}
            name = " ".join(str(params.get("CN", "")).replace("·", " ").split())
            if name and "@" not in name and not room and len(name) <= NAME_LIMIT:
                named.append(name)
    return tuple(dict.fromkeys(named))[:MOST_PEOPLE]
