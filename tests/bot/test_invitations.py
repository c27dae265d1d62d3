"""Invitations as calendars write them: the one appointment they name, or why they name none."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.documents.invitations import LARGEST, MOST_LINES, Invitation, NoInvitation, read

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MADRID = ZoneInfo("Europe/Madrid")
LONG = "Interview with the whole team of " + "Acme " * 20


def event(*lines: str) -> list[str]:
    return ["BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT"]


def ics(*lines: str) -> bytes:
    """A calendar with these lines."""
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//a//b//EN", *lines, "END:VCALENDAR", ""]
    ).encode()


def of(*lines: str, zone: ZoneInfo | None = MADRID) -> Invitation:
    return read(ics(*event(*lines)), zone, NOW)


HALF_PAST_TWO = "DTSTART;TZID=Europe/Madrid:20261201T143000"


@pytest.mark.parametrize(
    ("lines", "begin", "minutes"),
    [
        ((HALF_PAST_TWO, "DTEND;TZID=Europe/Madrid:20261201T151500"), (14, 30), 45),
        ((HALF_PAST_TWO, "DURATION:PT1H30M"), (14, 30), 90),
        ((HALF_PAST_TWO,), (14, 30), None),
        (("DTSTART:20261201T133000Z", "DTEND:20261201T140000Z"), (14, 30), 30),
        # By nobody's clock in particular.
        (("DTSTART:20261201T143000", "DTEND:20261201T150000"), (14, 30), 30),
        (("DTSTART;TZID=America/New_York:20261201T083000",), (14, 30), None),
        # Ends before it begins, on another kind of day, or by another kind of clock.
        ((HALF_PAST_TWO, "DTEND;TZID=Europe/Madrid:20261201T133000"), (14, 30), None),
        ((HALF_PAST_TWO, "DTEND;VALUE=DATE:20261202"), (14, 30), None),
        ((HALF_PAST_TWO, "DTEND:20261201T151500"), (14, 30), None),
    ],
)
def test_reads_when_it_is_by_the_persons_clock(
    lines: tuple[str, ...], begin: tuple[int, int], minutes: int | None
) -> None:
    found = of(*lines)

    assert found.day == date(2026, 12, 1)
    assert found.begin == datetime(2026, 12, 1, *begin)  # noqa: DTZ001 -- by the person's own clock
    assert found.minutes == minutes


def test_reads_a_whole_day() -> None:
    assert of("DTSTART;VALUE=DATE:20261201") == Invitation(date(2026, 12, 1), None, None, "", ())


def test_takes_a_time_as_written_where_the_persons_clock_is_unknown() -> None:
    found = of(HALF_PAST_TWO, zone=None)

    assert found.begin == datetime(2026, 12, 1, 14, 30)  # noqa: DTZ001 -- by the clock of the invitation


def test_takes_the_clock_of_the_calendar_where_the_time_is_in_utc() -> None:
    found = read(ics("X-WR-TIMEZONE:Europe/Madrid", *event("DTSTART:20261201T133000Z")), None, NOW)

    assert found.begin == datetime(2026, 12, 1, 14, 30)  # noqa: DTZ001 -- by that calendar's clock


def test_reads_what_it_is_about_and_who_is_there() -> None:
    found = of(
        HALF_PAST_TWO,
        f"SUMMARY:{LONG}",
        "ORGANIZER;CN=Ana Ruiz:mailto:ana@acme.example",
        'ATTENDEE;CN="Tom · CTO":mailto:tom@acme.example',
        "ATTENDEE;CN=Ana Ruiz:mailto:ana@acme.example",
        "ATTENDEE;CN=eva@acme.example:mailto:eva@acme.example",
        "ATTENDEE;CUTYPE=ROOM;CN=Room 4:mailto:room@acme.example",
        "ATTENDEE:mailto:leo@acme.example",
    )

    assert found.summary == " ".join(LONG.split())[:80]
    assert found.people == ("Ana Ruiz", "Tom CTO")


def test_reads_past_what_is_not_needed() -> None:
    found = of(
        HALF_PAST_TWO,
        "DESCRIPTION:a long text",
        "  that goes on",
        "SUMMARY:Acme",
        " , second talk",
        "X-ODD:1",
    )

    assert found.summary == "Acme, second talk"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "unreadable"),
        (b"\x00\xff\xfe", "unreadable"),
        (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", "unreadable"),
        (ics(), "unreadable"),
        (ics(*event("SUMMARY:when?")), "unreadable"),
        (ics(*event("DTSTART:soon")), "unreadable"),
        (ics(*event(*["SUMMARY:x"] * (MOST_LINES + 1))), "unreadable"),
        (ics(*event("X-LONG:" + "x" * LARGEST)), "unreadable"),
        (ics(*event(HALF_PAST_TWO), *event(HALF_PAST_TWO)), "several"),
        (ics(*event(HALF_PAST_TWO, "RRULE:FREQ=WEEKLY")), "recurring"),
        (ics(*event(HALF_PAST_TWO, "RDATE:20261208T143000")), "recurring"),
        (ics("METHOD:CANCEL", *event(HALF_PAST_TWO)), "called_off"),
        (ics(*event(HALF_PAST_TWO, "STATUS:CANCELLED")), "called_off"),
        (ics(*event("DTSTART;TZID=Europe/Madrid:20261124T120000")), "past"),
        (ics(*event("DTSTART:20261123T143000")), "past"),
        (ics(*event("DTSTART;VALUE=DATE:20261123")), "past"),
    ],
)
def test_says_why_there_is_none_to_take_in(content: bytes, why: str) -> None:
    with pytest.raises(NoInvitation) as refused:
        read(content, MADRID, NOW)

    assert refused.value.why == why


def test_does_not_guess_whose_clock_a_time_in_utc_is_meant_for() -> None:
    with pytest.raises(NoInvitation) as refused:
        of("DTSTART:20261201T133000Z", zone=None)

    assert refused.value.why == "whose_clock"
