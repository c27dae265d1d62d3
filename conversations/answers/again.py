"""Kinds of answer for what may be on record already: words of the last time, a day that was named."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from conversations.answers.dates import ISO
from conversations.answers.days import Day
from conversations.answers.reading import Choice, Unreadable, pick
from conversations.answers.record import Answers
from conversations.answers.wording import Line
from conversations.known import Known, _

# A day that is named lies nearer than this, ahead or past.
HALF_A_YEAR = 183


@dataclass(frozen=True, slots=True)
class LineOrLast(Line):
    """Any words; those of the last time stay with a tap."""

    last: Callable[[Known], tuple[str, ...]]

    def choices(self, answers: Answers, known: Known) -> tuple[Choice, ...]:
        label = known.language.say(_("That still holds"))
        return tuple(Choice("stays", label, words) for words in self.last(known))

    def read(self, text: str, answers: Answers, known: Known) -> str:
        chosen = pick(text, self.choices(answers, known))
        return chosen.value if chosen else Line.read(self, text, answers, known)


@dataclass(frozen=True, slots=True)
class DayNamed(Day):
    """A day somebody named for something: mostly ahead, and kept where it has passed. The canonical text is ISO 8601."""

    past: ClassVar[Day] = Day("past")
    either: ClassVar[Day] = Day("any")

    def read(self, text: str, answers: Answers, known: Known) -> str:
        if ISO.fullmatch(text):
            # What is kept stays what it is, however long it waits.
            return self.either.read(text, answers, known)
        try:
            ahead = Day.read(self, text, answers, known)
        except Unreadable as refused:
            passed = self._passed(text, answers, known)
            if passed:
                return passed
            raise refused from None
        far = (date.fromisoformat(ahead) - known.today).days > HALF_A_YEAR
        # "6 March", said on the 9th, is no day of next year.
        return (far and self._passed(text, answers, known)) or ahead

    def _passed(self, text: str, answers: Answers, known: Known) -> str:
        """The day the text means looking back; nothing where it means none, or one that is long past."""
        try:
            day = self.past.read(text, answers, known)
        except Unreadable:
            return ""
        return day if (known.today - date.fromisoformat(day)).days <= HALF_A_YEAR else ""
