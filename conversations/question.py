"""A question as a message: its lines, its answer, its buttons and the row of controls."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from conversations import phrases
from conversations.answers import Answers, Unreadable, codes_in
from conversations.answers.choosing import CHOSEN
from conversations.answers.reading import Rows
from conversations.known import Known
from conversations.script import Ask, Flow, Line, Spot, Text
from conversations.session import Button, Phrase, Reply

# Two such labels still stand side by side on a 360 px phone.
SHORT_LABEL = 18
# An item longer than this is shortened where it is only listed.
LISTED = 160


@dataclass(frozen=True, slots=True)
class Question:
    """One question of one conversation at one revision; `number` is the conversation's own."""

    flow: Flow
    spot: Spot
    answers: Answers
    known: Known
    number: int
    revision: int

    @property
    def ask(self) -> Ask:
        return self.spot.ask

    @property
    def line(self) -> Line:
        return self.flow.line(self.ask.name)

    @property
    def view(self) -> Answers:
        """The answers as this question sees them."""
        return self.line.view(self.answers, self.known, self.spot.place)

    def asked(
        self,
        before: Sequence[Phrase] = (),
        *,
        hint: str = "",
        rows: Rows = (),
        explained: bool = False,
        in_place: bool = False,
    ) -> Reply:
        """Ask it, with what is to be said before it, and its answer where it has one; `rows` instead of its choices."""
        lines = [*self._part(), *([Phrase("{hint}", {"hint": hint})] if hint else []), *before, *self.bold()]
        lines += self._answer_so_far()
        if explained and self.ask.why:
            lines += [Phrase(""), Phrase(self.known.language.say(self.ask.why))]
        return Reply(tuple(lines), self.buttons(rows), asks=True, in_place=in_place)

    def closed(self, before: Sequence[Phrase] = ()) -> Reply:
        """The same message once answered: the chosen answer in it, nothing left to tap."""
        answer = () if self.ask.closes else self._answer_line()
        return Reply((*self._part(), *before, *self.bold(), *answer), in_place=True)

    def said(self, lines: Iterable[Line]) -> list[Phrase]:
        """What is said before the question, of those lines whose rules hold."""
        views = [(line, line.view(self.answers, self.known, self.spot.place)) for line in lines]
        spoken = [(line, view) for line, view in views if line.spoken(view, self.known)]
        return [phrase for line, view in spoken for phrase in worded(line.said.text, view, self.known)]

    def worded(self) -> tuple[Phrase, ...]:
        return worded(self.ask.text, self.view, self.known)

    def bold(self) -> tuple[Phrase, ...]:
        words = self.worded()
        return words if self.ask.closes else tuple(Phrase(f"**{one.text}**", one.values) for one in words)

    def _part(self) -> list[Phrase]:
        """Which part of how many, where the flow has parts."""
        if not self.line.part:
            return []
        title = self.known.language.say(self.flow.parts[self.line.part - 1].title)
        return [phrases.part_of(self.known, self.line.part, len(self.flow.parts), title)]

    def _answer_so_far(self) -> list[Phrase]:
        given = self.view.of(self.ask.name)
        if not given or self.ask.closes or self.ask.kind.toggles:
            return []
        if given[0].state == "skipped":
            return [] if self.ask.preset else [phrases.you_skipped(self.known)]
        if self.ask.kind.several and given[0].state == "answered":
            return [*self._listed(), phrases.when_done(self.known)]
        said = phrases.so_far if self.ask.preset else phrases.you_said
        return [said(self.known, self.shown())]

    def _answer_line(self) -> tuple[Phrase, ...]:
        if self.ask.kind.several and self.view.items(self.ask.name):
            return tuple(self._listed())
        nothing = self.known.language.say(phrases.SKIPPED)
        return (Phrase("→ {answer}", {"answer": ", ".join(self.shown()) or nothing}),)

    def _listed(self) -> list[Phrase]:
        if self.ask.kind.unkept:
            return []
        items = [short(item) for item in self.view.items(self.ask.name)]
        if self.ask.kind.joined:
            return [Phrase("{item}", {"item": item}) for item in items]
        numbered = enumerate(items, start=1)
        return [
            Phrase("{number}. {item}", {"number": str(number), "item": item}) for number, item in numbered
        ]

    def shown(self) -> list[str]:
        """The answers in words; none where it was skipped."""
        kind, items = self.ask.kind, self.view.items(self.ask.name)
        if any(one.state == "unknown" for one in self.view.of(self.ask.name)):
            return [self.known.language.say(phrases.NOT_KNOWN)]
        try:
            shown = [kind.show(item, self.view, self.known) for item in items]
        except (LookupError, ValueError, Unreadable):
            # The flow changed since: the answer is kept, and said as it was kept.
            shown = list(items)
        return ["\n".join(shown)] if kind.joined and shown else shown

    def buttons(self, instead: Rows = ()) -> tuple[tuple[Button, ...], ...]:
        """Rows of two for answers, long labels alone, or other rows `instead`; the controls in the bottom row."""
        chosen = codes_in(next(iter(self.view.items(self.ask.name)), "")) if self.ask.kind.toggles else []
        offered = self.ask.kind.choices(self.view, self.known)
        rows = [tuple(self._button(one.code, one.label) for one in row) for row in instead] or pairs(
            [self._button(one.code, (CHOSEN if one.code in chosen else "") + one.label) for one in offered]
        )
        extras = extras_of(self.ask)
        rows += [tuple(self._control(control) for control in extras)] if extras else []
        rows += [(self._control(control),) for control in care_of(self.flow)]
        controls = tuple(self._control(control) for control in controls_of(self.flow, self.ask))
        return (*rows, controls) if controls else tuple(rows)

    def _control(self, control: phrases.Control) -> Button:
        return self._button(control.code, self.known.language.say(control.label))

    def _button(self, code: str, label: str) -> Button:
        return Button(label, f"{self.number}:{self.ask.name}:{self.spot.place}:{code}:{self.revision}")


def extras_of(ask: Ask) -> tuple[phrases.Control, ...]:
    """Controls of some questions: Done where it stays open until then, Don't know where that is an answer."""
    done = (phrases.DONE,) if ask.kind.until_done else ()
    return (*done, phrases.UNKNOWN) if ask.may_not_know else done


def care_of(flow: Flow) -> tuple[phrases.Control, ...]:
    """A way to people, where a conversation may touch more than a job."""
    return (phrases.CARE,) if flow.care else ()


def controls_of(flow: Flow, ask: Ask) -> tuple[phrases.Control, ...]:
    """Which controls a question has: no way back from the first, and nothing to skip on the last card."""
    first = next((at for at, one in enumerate(flow.asks) if one.preset is None), 0)
    # The first question about an item has the item before it to go back to.
    back = () if ask in flow.asks[: first + 1] and flow.line(ask.name).each is None else (phrases.BACK,)
    return back if ask.closes else (phrases.SKIP, *back, phrases.WHY, phrases.PAUSE)


def worded(text: Text, answers: Answers, known: Known) -> tuple[Phrase, ...]:
    return text(answers, known) if callable(text) else (Phrase(known.language.say(text)),)


def short(item: str) -> str:
    return item if len(item) <= LISTED else item[: LISTED - 1].rstrip() + "…"


def pairs(buttons: Sequence[Button]) -> list[tuple[Button, ...]]:
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        small = len(button.label) <= SHORT_LABEL
        if small and rows and len(rows[-1]) == 1 and len(rows[-1][0].label) <= SHORT_LABEL:
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
    return rows
