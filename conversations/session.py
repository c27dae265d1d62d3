"""The values that pass between the layers: what was answered, where the person stands, what to say next."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Self

START = "start"
DONE = "done"
STOPPED = "stopped"

AnswerState = Literal["answered", "skipped", "unknown"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it is kept; a repeated question has several, told apart by their place.

    `value` is the canonical text, `raw` what the person typed or the label they tapped, `message` the id of the
    Telegram message it came from (none for a tap).
    """

    step: str
    place: int = 0
    state: AnswerState = "answered"
    value: str = ""
    raw: str = ""
    message: int | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """Where one conversation stands: its own number, the open question, and every answer so far.

    `place` says for which of several items the question is asked. `revision` grows with every move, so that a button of an earlier moment can be told from one of now.
    """

    number: int
    flow: str
    step: str
    revision: int = 0
    answers: tuple[Answer, ...] = ()
    place: int = 0

    @property
    def ended(self) -> bool:
        return self.step in {DONE, STOPPED}

    def moved(self, step: str) -> Self:
        return replace(self, step=step, revision=self.revision + 1)

    def with_answers(self, answers: tuple[Answer, ...]) -> Self:
        return replace(self, answers=answers)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line to say: our words with `**bold**` and `` `code` `` marks, and the person's words as `{values}`.

    The person's words are never read for marks; `bot.outgoing` escapes both.
    """

    text: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Button:
    """A label to tap and the callback data behind it (at most 64 bytes, never words)."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One message, line by line.

    With `asks`, it shows the open question. With `in_place`, it takes the place of the message that showed the open
    question before: as that question with its answer (and no buttons), or as the next one.
    """

    lines: tuple[Phrase, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    asks: bool = False
    in_place: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """What one message led to: where the conversation stands now, and what to say.

    `then` names what is to follow a conversation that ended: another flow, letters, a nudge.
    """

    session: Session
    replies: tuple[Reply, ...] = ()
    then: tuple[str, ...] = ()
