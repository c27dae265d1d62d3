"""A time of day, and how long something takes, as people type them."""

import pytest

from bot.languages import languages
from conversations.answers import Answers, Hour, Length, Unreadable
from tests.conversations.chat import known

NONE = Answers()
MARA = known()
EVA = known(language=languages()["es"])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("14:30", "14:30"), ("2:30 pm", "14:30"), ("9", "09:00"), ("9 am", "09:00"), ("14.30", "14:30"),
        ("at 3", "15:00"), ("3:30", "15:30"), ("noon", "12:00"), ("03:30", "03:30"), ("1430", "14:30"),
        ("0900", "09:00"), ("9 in the evening", "21:00"),
    ],
)  # fmt: skip
def test_reads_a_time_at_which_people_meet(typed: str, kept: str) -> None:
    assert Hour().read(typed, NONE, MARA) == kept
    assert Hour().read(kept, NONE, MARA) == kept


def test_reads_spanish_hours() -> None:
    assert Hour().read("a las 5 de la tarde", NONE, EVA) == "17:00"
    assert Hour().read("a las 10", NONE, EVA) == "10:00"


def test_asks_which_where_both_are_likely_and_offers_both() -> None:
    with pytest.raises(Unreadable) as refused:
        Hour().read("7:30", NONE, MARA)

    offered = [choice for row in refused.value.rows for choice in row]
    assert [one.label for one in offered] == ["7:30", "19:30"]
    assert [Hour().read(one.code, NONE, MARA) for one in offered] == ["07:30", "19:30"]
    assert all(Hour().offers(one.code, NONE, MARA) for one in offered)


@pytest.mark.parametrize("typed", ["", "soon", "25:00", "14:30 on Tuesday", "2460", "x" * 200])
def test_asks_again_for_what_is_no_time(typed: str) -> None:
    with pytest.raises(Unreadable):
        Hour().read(typed, NONE, MARA)


def test_offers_hours_to_tap_and_nothing_else() -> None:
    for one in Hour().choices(NONE, MARA):
        assert Hour().read(one.code, NONE, MARA) == one.value
        assert Hour().show(one.value, NONE, MARA) == one.label
        assert ":" not in one.code
    assert not Hour().offers("2500", NONE, MARA)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("45", "45"), ("45 min", "45"), ("90 minutes", "90"), ("60'", "60"), ("1 h", "60"), ("1h30", "90"),
        ("1 h 30 min", "90"), ("1.5 hours", "90"), ("2 hrs", "120"), ("an hour", "60"), ("half an hour", "30"),
        ("1 hour and 15 minutes", "75"),
    ],
)  # fmt: skip
def test_reads_how_long_it_takes(typed: str, minutes: str) -> None:
    assert Length().read(typed, NONE, MARA) == minutes
    assert Length().read(minutes, NONE, MARA) == minutes


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("una hora", "60"), ("1 hora y 15 minutos", "75"), ("2 horas", "120"), ("1,5 h", "90")],
)
def test_reads_it_in_spanish(typed: str, minutes: str) -> None:
    assert Length().read(typed, NONE, EVA) == minutes


@pytest.mark.parametrize("typed", ["", "long", "5", "13 h", "900"])
def test_asks_again_for_what_no_meeting_takes(typed: str) -> None:
    with pytest.raises(Unreadable):
        Length().read(typed, NONE, MARA)


def test_shows_minutes() -> None:
    assert [one.label for one in Length().choices(NONE, MARA)] == ["30 min", "45 min", "60 min", "90 min"]
    assert Length().show("45", NONE, MARA) == "45 min"
