"""What the tests of the kinds of answer share: a day, languages, and texts on the border of what is read."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import strategies as st

from conversations.answers import Answers, Kind, Unreadable
from conversations.known import Known, Language

NOTHING = Answers()
# A Thursday.
TODAY = date(2026, 3, 12)
NOW = datetime(2026, 3, 12, 13, 40, tzinfo=UTC)
CODES = ("en", "es", "de", "pt_BR", "ar")

FRAGMENTS = (
    *(
        "today",
        "mañana",
        "next",
        "last",
        "Wed",
        "el martes",
        "in",
        "3",
        "two",
        "days",
        "hace",
        "dentro de",
        "semanas",
    ),
    *(
        "12",
        "31",
        "March",
        "febrero",
        "02",
        "2026",
        "0000",
        "9999",
        ".",
        "/",
        "-",
        ":",
        ",",
        "·",
        " at ",
        " a las ",
    ),
    *(
        "17:30",
        "5pm",
        "24:00",
        "noon",
        "de la tarde",
        "k",
        "lakh",
        "€",
        "$",
        "kr",
        "CHF",
        "'",
        "1.234",
        "5,00,000",
    ),
    *(
        "NaN",
        "Infinity",
        "1e999",
        "1_000",
        "²",
        "½",
        "٥٢",
        "١٢",
        "๑๒",
        "％",
        "%",
        "a year",
        "al mes",
        "/h",
        "and",
        "y",
    ),
    *(
        "Ana",
        "Tom",
        "CTO",
        "(",
        ")",
        "ana@acme.example",
        "Madrid",
        "UTC+2",
        "Etc/GMT-2",
        "España",
        "m2026-03",
        "\n",
        "\0",
    ),
    *("\u200f", "\ufeff", "\u3164", "\u0301", "👩\u200d💻"),
)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
typed = st.lists(st.sampled_from(FRAGMENTS) | anything, max_size=7).map("".join) | st.lists(
    st.sampled_from(FRAGMENTS), max_size=7
).map(" ".join)
codes = st.sampled_from(CODES)
languages = pytest.mark.parametrize("code", ["en", "es"])


def known(
    code: str = "en", *, today: date = TODAY, begun: date | None = None, now: datetime | None = NOW
) -> Known:
    return Known(today, begun or today, Language(code), now=now)


def read(kind: Kind, text: str, about: Known | None = None) -> str:
    return kind.read(text, NOTHING, about or known())


def refused(kind: Kind, text: str, about: Known | None = None) -> Unreadable:
    with pytest.raises(Unreadable) as raised:
        kind.read_all(text, NOTHING, about or known())
    assert str(raised.value)
    return raised.value


def offered(raised: Unreadable) -> list[str]:
    """What can be tapped instead, label by label."""
    return [one.label for row in raised.rows for one in row]


def holds_what_every_kind_promises(kind: Kind, text: str, about: Known) -> None:
    """What is kept reads as itself in every language; what is refused says so; every button is read or leads on."""
    try:
        values = kind.read_all(text, NOTHING, about)
    except Unreadable as refusal:
        buttons_are_short_and_read(kind, refusal, about)
        return
    for value in values:
        assert kind.show(value, NOTHING, about)
        for code in CODES:
            again = Known(about.today, about.begun, Language(code), now=about.now)
            assert kind.read(value, NOTHING, again) == value


def buttons_are_short_and_read(kind: Kind, refusal: Unreadable, about: Known) -> None:
    assert str(refusal)
    for one in (one for row in refusal.rows for one in row):
        assert len(one.code.encode()) <= 16
        assert one.label.strip()
        assert kind.offers(one.code, NOTHING, about)
        if one.value:
            assert kind.read(one.code, NOTHING, about) == one.value
