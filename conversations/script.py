"""The words a flow is written in: Flow, Ask, Say, given. A flow is read from top to bottom, and checked when imported."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from conversations.answers import Answers, Kind, NotGiven, OneOf
from conversations.known import Known
from conversations.session import DONE, STOPPED
from conversations.session import Phrase as Phrase  # noqa: PLC0414 -- flows find every word they need here

Text = str | Callable[[Answers, Known], tuple[Phrase, ...]]
Rule = Callable[[Answers, Known], bool]

# Callback data holds 64 bytes: the conversation's number, the step, its place, the code and the revision.
STEP_LIMIT = 20
CODE_LIMIT = 16


class FlowError(Exception):
    """A flow is written so that it cannot work; the message names the flow and the line."""


@dataclass(frozen=True, slots=True)
class given:  # noqa: N801  # read as a word in a flow: only_if=given("feeling", "rough")
    """The step was answered, with one of these codes where there are any."""

    step: str
    codes: tuple[str, ...]

    def __init__(self, step: str, *codes: str) -> None:
        object.__setattr__(self, "step", step)
        object.__setattr__(self, "codes", codes)

    def __call__(self, answers: Answers, known: Known) -> bool:
        return answers.is_one_of(self.step, *self.codes) if self.codes else bool(answers.items(self.step))

    @property
    def __name__(self) -> str:
        return f"{self.step} is {' or '.join(self.codes)}" if self.codes else f"{self.step} was answered"


@dataclass(frozen=True, slots=True)
class Ask:
    """A question.

    `why` is said on [Why?]: the reason, and an example. `depends` names earlier steps; when one of them changes, this
    is asked again. With `in_place`, a tap on the question before turns that message into this one. `preset` answers
    in advance from what is known (None: skipped); such a question is only asked when the person goes to change it.
    `jumps` are codes that lead back to an earlier step instead of answering. `closes`: the last word, without Skip.
    """

    name: str
    text: Text
    kind: Kind
    why: str
    only_if: Rule | None = None
    depends: tuple[str, ...] = ()
    in_place: bool = False
    preset: Callable[[Known], str | None] | None = None
    jumps: Mapping[str, str] = field(default_factory=dict)
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Say:
    """Something said with the next question, in the same message."""

    text: Text
    only_if: Rule | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """A conversation: its lasting name, the command that begins it, its title, what is said, and the last sentence.

    `about` names the step that tells which application it belongs to.
    """

    name: str
    command: str
    title: str
    about: str
    script: tuple[Ask | Say, ...]
    closing: str

    def __post_init__(self) -> None:
        check(self)

    @property
    def asks(self) -> tuple[Ask, ...]:
        return tuple(line for line in self.script if isinstance(line, Ask))

    def ask(self, name: str) -> Ask:
        """The question of that name. Raises KeyError where the flow has none (any more)."""
        for ask in self.asks:
            if ask.name == name:
                return ask
        raise KeyError(name)

    def onward(self, step: str | None) -> tuple[Ask | None, ...]:
        """Where one may go from a step (None: the start): each later question up to the first without a condition."""
        names = [ask.name for ask in self.asks]
        later = self.asks[names.index(step) + 1 :] if step else self.asks
        ways: list[Ask | None] = []
        for ask in later:
            ways.append(ask)
            if ask.only_if is None:
                return tuple(ways)
        return (*ways, None)

    def between(self, step: str | None, upto: str) -> tuple[Say, ...]:
        """What stands between two questions to be said."""
        lines = list(self.script)
        start = lines.index(self.ask(step)) if step else -1
        return tuple(line for line in lines[start + 1 : lines.index(self.ask(upto))] if isinstance(line, Say))


def holds(rule: Rule | None, answers: Answers, known: Known) -> bool:
    """Whether a line is spoken. A rule over an answer that was skipped or is unknown does not hold."""
    try:
        return rule is None or rule(answers, known)
    except NotGiven:
        return False


def check(flow: Flow) -> None:
    """Raise FlowError where the flow cannot work."""
    seen: dict[str, Ask] = {}
    for line in flow.script:
        if isinstance(line.only_if, given):
            _check_given(flow, line.only_if, seen)
        if isinstance(line, Ask):
            _check_ask(flow, line, seen)
            seen[line.name] = line
    if flow.about not in seen:
        raise FlowError(f"{flow.name}: no question tells the application: '{flow.about}'")


def _check_given(flow: Flow, rule: given, seen: Mapping[str, Ask]) -> None:
    asked = seen.get(rule.step)
    kind = asked.kind if asked else None
    codes = dict(kind.labels) if isinstance(kind, OneOf) else None
    if asked is None or (codes is not None and not set(rule.codes) <= set(codes)):
        raise FlowError(f"{flow.name}: '{rule.__name__}' can never hold")


def _check_ask(flow: Flow, ask: Ask, seen: Mapping[str, Ask]) -> None:
    codes = [code for code, _label in ask.kind.labels] if isinstance(ask.kind, OneOf) else []
    if ask.name in seen or ask.name in {DONE, STOPPED}:
        raise FlowError(f"{flow.name}: two steps are called '{ask.name}'")
    if len(ask.name.encode()) > STEP_LIMIT or any(len(code.encode()) > CODE_LIMIT for code in codes):
        raise FlowError(f"{flow.name}: '{ask.name}' or one of its codes is too long for a button")
    unknown = {*ask.depends, *ask.jumps.values()} - set(seen)
    if unknown or not set(ask.jumps) <= set(codes):
        raise FlowError(f"{flow.name}: '{ask.name}' names {sorted(unknown or ask.jumps)}, which it cannot")
