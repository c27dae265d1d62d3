"""What every kind of answer can do."""

from abc import ABC, abstractmethod
from typing import ClassVar

from conversations.answers.reading import Choice
from conversations.answers.record import Answers
from conversations.known import Known


class Kind(ABC):
    """A kind of answer.

    `takes_files`: a story may also be told by voice, photo or file. `several`: one answer after the other, until
    Done. `toggles`: choices are switched on and off in one answer, until Done. `silent`: what comes is kept without
    a word. `joined`: several answers read as one text. `unkept`: that there was an answer is kept, its words are not.
    """

    takes_files: ClassVar[bool] = False
    several: ClassVar[bool] = False
    toggles: ClassVar[bool] = False
    silent: ClassVar[bool] = False
    joined: ClassVar[bool] = False
    unkept: ClassVar[bool] = False

    @property
    def until_done(self) -> bool:
        """The question stays open until Done."""
        return self.several or self.toggles

    def choices(self, answers: Answers, known: Known) -> tuple[Choice, ...]:
        """What can be tapped."""
        return ()

    def offers(self, code: str, answers: Answers, known: Known) -> bool:
        """Whether a code may be tapped: that of a choice, or of a row shown instead of the choices."""
        return any(one.code == code for one in self.choices(answers, known))

    @abstractmethod
    def read(self, text: str, answers: Answers, known: Known) -> str:
        """The canonical text of what was typed, or of a tapped code. Raises Unreadable."""

    def read_all(self, text: str, answers: Answers, known: Known) -> tuple[str, ...]:
        """The canonical texts of one message: more than one where `several`. Raises Unreadable."""
        return (self.read(text, answers, known),)

    def toggled(self, value: str, code: str, answers: Answers, known: Known) -> str:
        """A canonical text with one choice switched over; empty when none is left."""
        raise NotImplementedError

    def show(self, value: str, answers: Answers, known: Known) -> str:
        """A canonical text in words for the person. Raises LookupError or ValueError for one that fits no more."""
        return value
