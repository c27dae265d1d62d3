"""Kinds of answer that are tapped: one of fixed labels, or one of what was given before."""

from dataclasses import dataclass

from conversations.answers.kind import Kind
from conversations.answers.reading import Choice, one_line, pick, refusal, shortened
from conversations.answers.record import Answers
from conversations.known import Known, _


@dataclass(frozen=True, slots=True)
class OneOf(Kind):
    """A choice among fixed labels, by code."""

    labels: tuple[tuple[str, str], ...]

    def choices(self, answers: Answers, known: Known) -> tuple[Choice, ...]:
        return tuple(Choice(code, known.language.say(label), code) for code, label in self.labels)

    def read(self, text: str, answers: Answers, known: Known) -> str:
        chosen = pick(text, self.choices(answers, known))
        if chosen is None:
            raise refusal(text, _("Tap one of these, or type its first letters."), known.language)
        return chosen.value

    def show(self, value: str, answers: Answers, known: Known) -> str:
        return known.language.say(dict(self.labels)[value])


def choice(**labels: str) -> OneOf:
    """A choice written as `choice(good=_("Good"), rough=_("Rough"))`."""
    return OneOf(tuple(labels.items()))


@dataclass(frozen=True, slots=True)
class OneGiven(Kind):
    """A choice among the items given to an earlier repeated question, or none of them.

    The canonical text is the number of the item, from 1, or "none".
    """

    step: str
    none: str

    def choices(self, answers: Answers, known: Known) -> tuple[Choice, ...]:
        items = enumerate(answers.items(self.step), start=1)
        offered = tuple(Choice(str(number), shortened(one_line(item)), str(number)) for number, item in items)
        return (*offered, Choice("none", known.language.say(self.none), "none"))

    def read(self, text: str, answers: Answers, known: Known) -> str:
        chosen = pick(text, self.choices(answers, known))
        if chosen is None:
            raise refusal(text, _("Tap one of these, or type its number."), known.language)
        return chosen.value

    def show(self, value: str, answers: Answers, known: Known) -> str:
        if value == "none":
            return known.language.say(self.none)
        return answers.items(self.step)[int(value) - 1]
