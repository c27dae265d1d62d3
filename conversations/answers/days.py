"""A day as an answer, tapped or typed in the person's language."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from babel import Locale

from conversations.answers.kind import Kind
from conversations.answers.reading import Choice, clean, pick, refusal
from conversations.answers.record import Answers
from conversations.known import Known, _


@dataclass(frozen=True, slots=True)
class Day(Kind):
    """A day that has come: today, yesterday, a weekday, "12 March" or 2026-03-12. The canonical text is ISO 8601."""

    def choices(self, answers: Answers, known: Known) -> tuple[Choice, ...]:
        back = [known.today - timedelta(days=days) for days in range(4)]
        return tuple(
            Choice(day.isoformat(), capitalized(known.language.day(day, known.today)), day.isoformat())
            for day in back
        )

    def read(self, text: str, answers: Answers, known: Known) -> str:
        chosen = pick(text, self.choices(answers, known))
        if chosen is not None:
            return chosen.value
        day = past_day(clean(text), known)
        if day is None:
            sentence = _("Which day is that? For example: yesterday, Tuesday, or 12 March.")
            raise refusal(clean(text), sentence, known.language)
        return day.isoformat()

    def show(self, value: str, answers: Answers, known: Known) -> str:
        return capitalized(known.language.day(date.fromisoformat(value), known.today))


def capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def past_day(text: str, known: Known) -> date | None:
    """Read a day up to today. None where it is unclear: 03/04 is the third of April or the fourth of March."""
    typed = text.casefold().rstrip(".")
    locale = Locale.parse(known.language.code)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", typed, re.ASCII):
        return _day_of(int(typed[:4]), int(typed[5:7]), int(typed[8:]), known.today)
    for names in locale.days["format"].values():
        for number, name in names.items():
            if len(typed) > 1 and typed.removeprefix("on ") in {name.casefold(), name.casefold().rstrip(".")}:
                return known.today - timedelta(days=(known.today.weekday() - number) % 7)
    months = {
        name.casefold().rstrip("."): n
        for width in ("wide", "abbreviated")
        for n, name in locale.months["format"][width].items()
    }
    found = re.search(r"\d{1,2}", typed, re.ASCII)
    year = re.search(r"\b\d{4}\b", typed, re.ASCII)
    named = [months[word] for word in re.findall(r"[^\W\d]+", typed) if word in months]
    if not found or len(named) != 1:
        return None
    if year:
        return _day_of(int(year[0]), named[0], int(found[0]), known.today)
    this_year = _day_of(known.today.year, named[0], int(found[0]), known.today)
    return this_year or _day_of(known.today.year - 1, named[0], int(found[0]), known.today)


def _day_of(year: int, month: int, day: int, today: date) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found <= today else None
