"""Kinds of answer where what can be tapped depends on what was said: some of several labels, a name or a label."""

from collections.abc import Callable
from dataclasses import dataclass

from conversations.answers.choosing import OneOf
from conversations.answers.kind import Kind
from conversations.answers.reading import Choice, clean, one_line, pick, refusal, shortened
from conversations.answers.record import Answers
from conversations.answers.wording import NAME_LIMIT
from conversations.known import Known, _

# Beside three labels of their own, no more names than fit one look.
NAMES = 3


@dataclass(frozen=True, slots=True)
class OneOffered(OneOf):
    """A choice among those of the fixed labels that are offered now, by code."""

    offered: Callable[[Answers, Known], tuple[str, ...]]

    def choices(self, answers: Answers, known: Known) -> tuple[Choice, ...]:
        codes = self.offered(answers, known)
        return tuple(one for one in OneOf.choices(self, answers, known) if one.code in codes)


@dataclass(frozen=True, slots=True)
class OneNamed(Kind):
    """A name: one of those given before, one of a few labels for whoever has none, or another that is typed.

    The canonical text is the name, or the code of the label.
    """

    names: Callable[[Answers, Known], tuple[str, ...]]
    labels: tuple[tuple[str, str], ...]

    def choices(self, answers: Answers, known: Known) -> tuple[Choice, ...]:
        named = enumerate(self.names(answers, known)[:NAMES], start=1)
        people = [Choice(f"n{number}", shortened(one_line(name)), name) for number, name in named]
        return (*people, *(Choice(code, known.language.say(label), code) for code, label in self.labels))

    def read(self, text: str, answers: Answers, known: Known) -> str:
        chosen = pick(text, self.choices(answers, known))
        if chosen is not None:
            return chosen.value
        name = one_line(clean(text))
        if not name or len(name) > NAME_LIMIT:
            raise refusal(name, _("A name will do, for example: Ana."), known.language)
        return name

    def show(self, value: str, answers: Answers, known: Known) -> str:
        return known.language.say(dict(self.labels).get(value, "")) or value
