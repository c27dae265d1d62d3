"""Everything answered so far in one conversation, as a value."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from conversations.session import Answer


class NotGiven(Exception):
    """A rule asked for an answer that was skipped, is unknown or was never asked."""


@dataclass(frozen=True, slots=True)
class Focus:
    """One item of several that the same questions are asked about: those questions, its place, its text."""

    steps: frozenset[str]
    place: int
    item: str


@dataclass(frozen=True)
class Answers:
    """Everything answered so far, by step. A new answer makes a new value. With `focus`, as seen about one item."""

    kept: tuple[Answer, ...] = ()
    focus: Focus | None = None

    def __iter__(self) -> Iterator[Answer]:
        return iter(self.kept)

    def about(self, steps: frozenset[str], place: int, item: str) -> "Answers":
        """The same, where the answers to these steps are those about this item."""
        return replace(self, focus=Focus(steps, place, item))

    @property
    def item(self) -> str:
        """The item the question is about. Raises NotGiven outside of `Each`."""
        if self.focus is None:
            raise NotGiven
        return self.focus.item

    def of(self, step: str) -> tuple[Answer, ...]:
        found = self._by_step.get(step, ())
        if self.focus is None or step not in self.focus.steps:
            return found
        return tuple(one for one in found if one.place == self.focus.place)

    @cached_property
    def _by_step(self) -> dict[str, tuple[Answer, ...]]:
        found: dict[str, tuple[Answer, ...]] = {}
        for one in self.kept:
            found[one.step] = (*found.get(one.step, ()), one)
        return found

    def has(self, step: str) -> bool:
        """Whether the step was dealt with: answered, skipped or unknown."""
        return bool(self.of(step))

    def value(self, step: str, place: int) -> str:
        """The canonical text about the item in that place; empty where there is none."""
        return next((one.value for one in self.kept if (one.step, one.place) == (step, place)), "")

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
        return replace(self, kept=(*others, answer))

    def without(self, steps: Iterable[str]) -> "Answers":
        gone = set(steps)
        return replace(self, kept=tuple(one for one in self.kept if one.step not in gone))

    def with_items(self, step: str, items: Sequence[Answer]) -> "Answers":
        """The same with these as all items of a repeated question, numbered in order."""
        numbered = tuple(replace(item, step=step, place=place) for place, item in enumerate(items))
        return replace(self, kept=(*self.without([step]), *numbered))
