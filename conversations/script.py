"""The words a flow is written in: Flow, Part, Ask, Say, Each, given. Read from top to bottom, checked when imported."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from conversations.answers import Answers, Kind, NotGiven, OneOf
from conversations.known import Known
from conversations.session import DONE, START, STOPPED
from conversations.session import Phrase as Phrase  # noqa: PLC0414 -- flows find every word they need here

Text = str | Callable[[Answers, Known], tuple[Phrase, ...]]
Rule = Callable[[Answers, Known], bool]
# A step of `process`, which knows `transitions` and is not for flows.
Stride = Literal[
    "interview", "look_back", "wait", "hold", "offer", "negotiate", "accept", "decline", "reject", "withdraw",
    "go_silent", "rescind", "reopen",
]  # fmt: skip
Items = Callable[[Answers, Known], tuple[str, ...]]

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
    is asked again. With `in_place`, a tap on the question before turns that message into this one. With
    `may_not_know`, not knowing is an answer of its own, not the same as skipping. `preset` answers in advance from
    what is known (None: skipped); such a question is only asked when the person goes to change it. `jumps` are codes
    that lead back to an earlier step instead of answering; `then` says for a code what is to follow the conversation,
    by name. `closes`: the card at the end, without Skip.
    """

    name: str
    text: Text
    kind: Kind
    why: str
    only_if: Rule | None = None
    depends: tuple[str, ...] = ()
    in_place: bool = False
    may_not_know: bool = False
    preset: Callable[[Known], str | None] | None = None
    jumps: Mapping[str, str] = field(default_factory=dict)
    then: Mapping[str, str] = field(default_factory=dict)
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Say:
    """Something said with the next question, in the same message."""

    text: Text
    only_if: Rule | None = None


@dataclass(frozen=True, eq=False)
class Each:
    """These lines for every item of earlier answers, item by item. `depends` names the steps the items come from."""

    items: Items
    depends: tuple[str, ...]
    lines: tuple[Ask | Say, ...]
    only_if: Rule | None = None

    @cached_property
    def steps(self) -> frozenset[str]:
        return frozenset(line.name for line in self.lines if isinstance(line, Ask))


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a longer flow, counted aloud: "Part 2 of 4"."""

    title: str
    lines: tuple[Ask | Say | Each, ...]
    only_if: Rule | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a flow where it stands: in which part (from 1; 0: none), for each of which items, under which rules."""

    said: Ask | Say
    part: int = 0
    each: Each | None = None
    rules: tuple[Rule, ...] = ()

    def spoken(self, answers: Answers, known: Known) -> bool:
        """Whether every rule holds. A rule over an answer that was skipped or is unknown does not."""
        return all(holds(rule, answers, known) for rule in self.rules)

    def view(self, answers: Answers, known: Known, place: int) -> Answers:
        """The answers as this line sees them: within `Each`, those about one item."""
        if self.each is None:
            return answers
        items = self.each.items(answers, known)
        return answers.about(self.each.steps, place, items[place] if place < len(items) else "")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one stands in a flow: a question, and for which item it is asked."""

    ask: Ask
    place: int = 0


@dataclass(frozen=True, eq=False)
class Flow:
    """A conversation: its lasting name, the command that begins it, its title, what is said, and the last sentence.

    `about` names the step that tells which application it belongs to; `begun` and `done` are the steps that the
    application itself takes then (`process`), where it takes any. `recalls` names the flows whose latest answers
    about the same application are to lie beside it (`Known.before`), `compares` those whose answers about every
    application are (`Known.others`). With `care`, "This is more than the job" is one tap away from every question.
    """

    name: str
    command: str
    title: str
    about: str
    script: tuple[Ask | Say | Each | Part, ...]
    closing: Text
    begun: Stride | None = None
    done: Stride | None = None
    recalls: tuple[str, ...] = ()
    compares: tuple[str, ...] = ()
    care: bool = False

    def __post_init__(self) -> None:
        check(self)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line in the order spoken, with all that holds for it."""
        return tuple(_lines(self.script, Line(Say(""))))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return tuple(line for line in self.script if isinstance(line, Part))

    @cached_property
    def asks(self) -> tuple[Ask, ...]:
        return tuple(line.said for line in self.lines if isinstance(line.said, Ask))

    @cached_property
    def card(self) -> Ask:
        """The card at the end, or the last question where there is none."""
        return next((ask for ask in self.asks if ask.closes), self.asks[-1])

    @cached_property
    def _places(self) -> dict[str, int]:
        return {line.said.name: at for at, line in enumerate(self.lines) if isinstance(line.said, Ask)}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {ask.name: number for number, ask in enumerate(self.asks)}

    def has(self, step: str) -> bool:
        return step in self._numbers

    def line(self, step: str) -> Line:
        """The line of that question. Raises KeyError where the flow has none (any more)."""
        return self.lines[self._places[step]]

    def ask(self, step: str) -> Ask:
        """The question of that name. Raises KeyError where the flow has none (any more)."""
        return self.asks[self._numbers[step]]

    def onward(self, step: str | None) -> tuple[Ask | None, ...]:
        """Where one may go from a step (None: the start): each question that may be next, and None for the end.

        Within `Each` that is the rest of the item, the next item, and what follows the last.
        """
        start = self._numbers[step] + 1 if step else 0
        each = self.line(step).each if step else None
        again = [ask for ask in self.asks if each and ask.name in each.steps]
        ways: list[Ask | None] = []
        for ask in self.asks[start:]:
            if again and ask not in again:
                ways += [one for one in again if one not in ways]
                again = []
            ways.append(ask)
            line = self.line(ask.name)
            if not line.rules and line.each is None:
                return tuple(ways)
        return (*ways, *(one for one in again if one not in ways), None)

    def after(self, spot: Spot | None, answers: Answers, known: Known) -> Iterator[Spot]:
        """Every place that lies ahead, in order, whether or not its rules hold; items that are there now."""
        start = self._numbers[spot.ask.name] + 1 if spot else 0
        each = self.line(spot.ask.name).each if spot else None
        if spot and each:
            rest = [ask for ask in self.asks[start:] if ask.name in each.steps]
            yield from (Spot(ask, spot.place) for ask in rest)
            yield from self._of(each, range(spot.place + 1, len(each.items(answers, known))))
            start += len(rest)
        done: set[str] = set()
        for ask in self.asks[start:]:
            each = self.line(ask.name).each
            if each is None:
                yield Spot(ask)
            elif ask.name not in done:
                done |= each.steps
                yield from self._of(each, range(len(each.items(answers, known))))

    def _of(self, each: Each, places: range) -> Iterator[Spot]:
        asks = [ask for ask in self.asks if ask.name in each.steps]
        return (Spot(ask, place) for place in places for ask in asks)

    def live(self, answers: Answers, known: Known) -> Answers:
        """The answers that count: those of questions that are asked, as the answers before them lead."""
        seen, met = Answers(), set[str]()
        for ask in self.asks:
            each = self.line(ask.name).each
            if each is None:
                seen = self._counting(Spot(ask), answers, seen, known)
            elif ask.name not in met:
                met |= each.steps
                for spot in self._of(each, range(len(each.items(seen, known)))):
                    seen = self._counting(spot, answers, seen, known)
        return seen

    def _counting(self, spot: Spot, answers: Answers, seen: Answers, known: Known) -> Answers:
        line = self.line(spot.ask.name)
        if not line.spoken(line.view(seen, known, spot.place), known):
            return seen
        kept = [one for one in answers.of(spot.ask.name) if line.each is None or one.place == spot.place]
        return Answers((*seen.kept, *kept))

    def between(self, before: str | None, upto: str) -> tuple[Line, ...]:
        """What stands between two questions to be said; on the way to the next item, what stands before its first."""
        to = self._places[upto]
        start = self._places[before] + 1 if before else 0
        if start > to:
            start = max(
                (at + 1 for at in range(to) if self.lines[at].each is not self.lines[to].each), default=0
            )
        return tuple(line for line in self.lines[start:to] if isinstance(line.said, Say))


def _lines(script: tuple[Ask | Say | Each | Part, ...], here: Line) -> Iterator[Line]:
    part = here.part
    for said in script:
        rules = (*here.rules, *((said.only_if,) if said.only_if else ()))
        if isinstance(said, Part):
            part += 1
            yield from _lines(said.lines, replace(here, part=part, rules=rules))
        elif isinstance(said, Each):
            yield from _lines(said.lines, replace(here, each=said, rules=rules))
        else:
            yield replace(here, said=said, rules=rules)


def holds(rule: Rule | None, answers: Answers, known: Known) -> bool:
    """Whether a rule holds. One over an answer that was skipped or is unknown does not."""
    try:
        return rule is None or rule(answers, known)
    except NotGiven:
        return False


def check(flow: Flow) -> None:
    """Raise FlowError where the flow cannot work."""
    seen: dict[str, Ask] = {}
    for line in flow.lines:
        for rule in line.rules:
            if isinstance(rule, given):
                _check_given(flow, rule, seen)
        if isinstance(line.said, Ask):
            _check_ask(flow, line, line.said, seen)
            seen[line.said.name] = line.said
    if flow.about not in seen:
        raise FlowError(f"{flow.name}: no question tells the application: '{flow.about}'")


def _check_given(flow: Flow, rule: given, seen: Mapping[str, Ask]) -> None:
    asked = seen.get(rule.step)
    kind = asked.kind if asked else None
    codes = dict(kind.labels) if isinstance(kind, OneOf) else None
    if asked is None or (codes is not None and not set(rule.codes) <= set(codes)):
        raise FlowError(f"{flow.name}: '{rule.__name__}' can never hold")


def _check_ask(flow: Flow, line: Line, ask: Ask, seen: Mapping[str, Ask]) -> None:
    codes = [code for code, _label in ask.kind.labels] if isinstance(ask.kind, OneOf) else []
    if ask.name in seen or ask.name in {START, DONE, STOPPED}:
        raise FlowError(f"{flow.name}: two steps are called '{ask.name}'")
    if ":" in ask.name or any(code.startswith(".") or ":" in code for code in codes):
        raise FlowError(f"{flow.name}: '{ask.name}' or one of its codes reads as another part of a button")
    if len(ask.name.encode()) > STEP_LIMIT or any(len(code.encode()) > CODE_LIMIT for code in codes):
        raise FlowError(f"{flow.name}: '{ask.name}' or one of its codes is too long for a button")
    if line.each and ask.kind.several:
        raise FlowError(f"{flow.name}: '{ask.name}' asks for several answers to each of several items")
    unknown = {*ask.depends, *ask.jumps.values(), *(line.each.depends if line.each else ())} - set(seen)
    foreign = {*ask.jumps, *ask.then} - set(codes)
    if unknown or foreign:
        raise FlowError(f"{flow.name}: '{ask.name}' names {sorted(unknown or foreign)}, which it cannot")
