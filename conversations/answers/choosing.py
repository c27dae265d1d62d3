"""Kinds of answer that are tapped: among fixed labels, or among what was given before; one of them, or several."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from conversations.answers.kind import Kind
from conversations.answers.reading import Choice, one_line, pick, refusal, shortened
from conversations.answers.record import Answers
from conversations.known import Known, _

CHOSEN = "✓ "


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
    """A choice among items given before, or none of them.

    The canonical text is the number of the item, from 1, or "none".
    """

    items: Callable[[Answers, Known], tuple[str, ...]]
    none: str

    def choices(self, answers: Answers, known: Known) -> tuple[Choice, ...]:
        return (*numbered(self.items(answers, known)), Choice("none", known.language.say(self.none), "none"))

    def read(self, text: str, answers: Answers, known: Known) -> str:
        chosen = pick(text, self.choices(answers, known))
        if chosen is None:
            raise refusal(text, _("Tap one of these, or type its number."), known.language)
        return chosen.value

    def show(self, value: str, answers: Answers, known: Known) -> str:
        if value == "none":
            return known.language.say(self.none)
        return self.items(answers, known)[int(value) - 1]


class Toggles(Kind):
    """Several choices, switched on and off. The canonical text is their codes in the order of the choices."""

    toggles: ClassVar[bool] = True

    def read(self, text: str, answers: Answers, known: Known) -> str:
        """Codes, labels or numbers with commas between; every one of them must be meant."""
        offered = self.choices(answers, known)
        parts = [part for part in re.split(r"\s*[,;\n]\s*", text.strip()) if part]
        meant = (
            [pick(part, offered) for part in parts] if pick(text, offered) is None else [pick(text, offered)]
        )
        if not meant or None in meant:
            raise refusal(text, _("Tap those that fit, or type their numbers: 1, 3."), known.language)
        codes = {one.code for one in meant if one}
        return ", ".join(one.code for one in offered if one.code in codes)

    def toggled(self, value: str, code: str, answers: Answers, known: Known) -> str:
        codes = set(codes_in(value)) ^ {code}
        return ", ".join(one.code for one in self.choices(answers, known) if one.code in codes)

    def show(self, value: str, answers: Answers, known: Known) -> str:
        labels = {one.code: one.label for one in self.choices(answers, known)}
        return known.language.join([labels[code] for code in codes_in(value)])


@dataclass(frozen=True, slots=True)
class SomeOf(Toggles):
    """Several of fixed labels, by code."""

    labels: tuple[tuple[str, str], ...]

    def choices(self, answers: Answers, known: Known) -> tuple[Choice, ...]:
        return tuple(Choice(code, known.language.say(label), code) for code, label in self.labels)


def some(**labels: str) -> SomeOf:
    """Several choices written as `some(long=_("Too long"), lost=_("Lost the thread"))`."""
    return SomeOf(tuple(labels.items()))


@dataclass(frozen=True, slots=True)
class SomeGiven(Toggles):
    """Several of the items given before, by number, from 1."""

    items: Callable[[Answers, Known], tuple[str, ...]]

    def choices(self, answers: Answers, known: Known) -> tuple[Choice, ...]:
        return numbered(self.items(answers, known))


def numbered(items: tuple[str, ...]) -> tuple[Choice, ...]:
    """Items given before as choices by number, from 1."""
    return tuple(
        Choice(str(number), shortened(one_line(item)), str(number))
        for number, item in enumerate(items, start=1)
    )


def codes_in(value: str) -> list[str]:
    """The codes of several choices."""
    return [code for code in value.split(", ") if code]
