"""Everything answered so far in one conversation, as a value."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from conversations.session import Answer


class NotGiven(Exception):
    """A rule asked for an answer that was skipped, is unknown or was never asked."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything answered so far, by step. A new answer makes a new value."""

    kept: tuple[Answer, ...] = ()

    def __iter__(self) -> Iterator[Answer]:
        return iter(self.kept)

    def of(self, step: str) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.kept if answer.step == step)

    def has(self, step: str) -> bool:
        """Whether the step was dealt with: answered, skipped or unknown."""
        return any(answer.step == step for answer in self.kept)

    def items(self, step: str) -> tuple[str, ...]:
        """The canonical texts of a repeated question; none if it was skipped."""
        return tuple(answer.value for answer in self.of(step) if answer.state == "answered")

    def text(self, step: str) -> str:
        """The canonical text. Raises NotGiven unless the step was answered."""
        for item in self.items(step):
            return item
        raise NotGiven(step)

    def is_one_of(self, step: str, *values: str) -> bool:
        return any(item in values for item in self.items(step))

    def with_one(self, answer: Answer) -> "Answers":
        """The same with this answer in its step and place."""
        where = (answer.step, answer.place)
        others = tuple(one for one in self.kept if (one.step, one.place) != where)
        return Answers((*others, answer))

    def without(self, steps: Iterable[str]) -> "Answers":
        gone = set(steps)
        return Answers(tuple(one for one in self.kept if one.step not in gone))

    def with_items(self, step: str, items: Sequence[Answer]) -> "Answers":
        """The same with these as all items of a repeated question, numbered in order."""
        numbered = tuple(replace(item, step=step, place=place) for place, item in enumerate(items))
        return Answers((*self.without([step]), *numbered))
