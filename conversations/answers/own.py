"""A kind of answer that offers, and takes the person's own words as well."""

from collections.abc import Callable
from dataclasses import dataclass

from conversations.answers.choosing import numbered
from conversations.answers.reading import Choice, pick
from conversations.answers.record import Answers
from conversations.answers.wording import Line
from conversations.known import Known


@dataclass(frozen=True, slots=True)
class LineOrOffered(Line):
    """Any words, or one of those offered. The canonical text is the words."""

    offered: Callable[[Answers, Known], tuple[str, ...]]

    def choices(self, answers: Answers, known: Known) -> tuple[Choice, ...]:
        offered = self.offered(answers, known)
        labels = numbered(offered)
        return tuple(Choice(one.code, one.label, words) for one, words in zip(labels, offered, strict=True))

    def read(self, text: str, answers: Answers, known: Known) -> str:
        chosen = pick(text, self.choices(answers, known))
        return chosen.value if chosen else Line.read(self, text, answers, known)
