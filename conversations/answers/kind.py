"""What every kind of answer can do."""

from abc import ABC, abstractmethod
from typing import ClassVar

from conversations.answers.reading import Choice
from conversations.answers.record import Answers
from conversations.known import Known


class Kind(ABC):
    """A kind of answer. `takes_files`: a story may also be told by voice, photo or file. `several`: items until Done."""

    takes_files: ClassVar[bool] = False
    several: ClassVar[bool] = False

    def choices(self, answers: Answers, known: Known) -> tuple[Choice, ...]:
        """What can be tapped."""
        return ()

    @abstractmethod
    def read(self, text: str, answers: Answers, known: Known) -> str:
        """The canonical text of what was typed, or of a tapped code. Raises Unreadable."""

    def show(self, value: str, answers: Answers, known: Known) -> str:
        """A canonical text in words for the person. Raises LookupError or ValueError for one that fits no more."""
        return value
