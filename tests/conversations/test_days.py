"""Days as people type them, in their language; what is unclear is refused, never guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.answers import Answers, Day, Unreadable
from conversations.known import Known, Language
from tests.conversations.chat import LANGUAGES, TODAY, known

THURSDAY = date(2026, 3, 12)
NOTHING = Answers()

languages = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)


def read(text: str, about: Known | None = None) -> date:
    return date.fromisoformat(Day().read(text, NOTHING, about or known(today=THURSDAY)))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 3, 12)),
        ("Today.", date(2026, 3, 12)),
        ("tod", date(2026, 3, 12)),
        ("yesterday", date(2026, 3, 11)),
        ("1", date(2026, 3, 12)),
        ("4", date(2026, 3, 9)),
        ("Tuesday", date(2026, 3, 10)),
        ("on tuesday", date(2026, 3, 10)),
        ("Tue", date(2026, 3, 10)),
        ("Thursday", date(2026, 3, 12)),
        ("Friday", date(2026, 3, 6)),
        ("2026-03-01", date(2026, 3, 1)),
        ("1 March", date(2026, 3, 1)),
        ("March 2", date(2026, 3, 2)),
        ("1st of March", date(2026, 3, 1)),
        ("Mar 1, 2025", date(2025, 3, 1)),
        ("1 mar. 2025", date(2025, 3, 1)),
        ("13 March", date(2025, 3, 13)),
        ("24 December", date(2025, 12, 24)),
        ("29 February 2024", date(2024, 2, 29)),
    ],
)
def test_day_is_read_as_people_type_it(text: str, day: date) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "03/04",
        "3.4.",
        "March",
        "some day in March",
        "32 March",
        "31 February",
        "1 March or 2 April",
        "13 March 2026",
        "2026-03-13",
        "2026-13-01",
        "0000-00-00",
        "tomorrow",
        "in two days",
        "12",
        "١٢ March",
    ],
)
def test_day_that_is_unclear_or_yet_to_come_is_asked_for(text: str) -> None:
    with pytest.raises(Unreadable, match="For example: yesterday, Tuesday, or 12 March"):
        read(text)


@pytest.mark.xfail(strict=True, reason="the first two digits of a year are read as the day")
@pytest.mark.parametrize("text", ["March 2025", "112 March", "12 or 11 March", "March 12 26"])
def test_digits_that_name_no_day_are_not_guessed_at(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)


@pytest.mark.xfail(strict=True, reason="taken for the first letters of the button 'March 10'")
def test_day_typed_in_full_is_not_the_beginning_of_another() -> None:
    assert read("March 1") == date(2026, 3, 1)


@pytest.mark.xfail(strict=True, reason="the first two digits of a year are read as the day")
def test_year_may_come_first() -> None:
    assert read("2025 March 12") == date(2025, 3, 12)


@languages
@given(back=st.integers(0, 800))
@settings(deadline=None)
def test_day_as_we_write_it_is_read_back(language: Language, back: int) -> None:
    about = known(today=THURSDAY, language=language)
    day = THURSDAY - timedelta(days=back)

    shown = Day().show(day.isoformat(), NOTHING, about)

    assert read(shown, about) == day


@pytest.mark.parametrize("code", ["de", "fr", "es", "it", "pt", "nl", "pl", "en"])
def test_day_is_written_and_read_in_many_languages(code: str) -> None:
    about = known(today=THURSDAY, language=Language(code))

    for back in range(0, 400, 7):
        day = THURSDAY - timedelta(days=back)
        assert read(Day().show(day.isoformat(), NOTHING, about), about) == day


@languages
def test_weekday_is_the_latest_one(language: Language) -> None:
    for today in (TODAY + timedelta(days=ahead) for ahead in range(7)):
        monday = read("2026-03-02", known(today=today, language=language))
        assert monday == date(2026, 3, 2)
        assert 0 <= (today - read("Monday", known(today=today))).days < 7
        assert read("Monday", known(today=today)).weekday() == 0


def test_last_four_days_can_be_tapped() -> None:
    offered = Day().choices(NOTHING, known(today=THURSDAY))

    assert [one.label for one in offered] == ["Today", "Yesterday", "March 10", "March 9"]
    assert [one.code for one in offered] == ["2026-03-12", "2026-03-11", "2026-03-10", "2026-03-09"]


def test_day_of_another_year_is_shown_with_its_year() -> None:
    assert "2025" in Day().show("2025-12-31", NOTHING, known(today=THURSDAY))
    assert "2026" not in Day().show("2026-01-01", NOTHING, known(today=THURSDAY))


def test_day_keeps_its_text_when_today_moves_on() -> None:
    later = known(today=THURSDAY + timedelta(days=500))

    assert read("2026-03-10", later) == date(2026, 3, 10)
