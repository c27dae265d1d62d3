"""A question as a message: its lines, its answer, its buttons and the row of controls."""

from collections.abc import Sequence
from dataclasses import dataclass

from conversations import phrases
from conversations.answers import Answers, Choice, Unreadable
from conversations.known import Known
from conversations.script import Ask, Flow, Say, Text, holds
from conversations.session import Button, Phrase, Reply

# Two such labels still stand side by side on a 360 px phone.
SHORT_LABEL = 18


@dataclass(frozen=True, slots=True)
class Question:
    """One question of one conversation at one revision; `number` is the conversation's own."""

    flow: Flow
    ask: Ask
    answers: Answers
    known: Known
    number: int
    revision: int

    def asked(
        self, leads: Sequence[Say] = (), *, hint: str = "", explained: bool = False, in_place: bool = False
    ) -> Reply:
        """Ask it, with what is to be said before it, and its answer where it has one."""
        lines = [*([Phrase("{hint}", {"hint": hint})] if hint else []), *self._said(leads), *self._wording()]
        lines += self._answer_so_far()
        if explained:
            lines += [Phrase(""), Phrase(self.known.language.say(self.ask.why))]
        return Reply(tuple(lines), self.buttons(), asks=True, in_place=in_place)

    def closed(self, leads: Sequence[Say] = ()) -> Reply:
        """The same message once answered: the chosen answer in it, nothing left to tap."""
        answer = () if self.ask.closes else self._answer_line()
        return Reply((*self._said(leads), *self._wording(), *answer), in_place=True)

    def _said(self, leads: Sequence[Say]) -> list[Phrase]:
        spoken = [say for say in leads if holds(say.only_if, self.answers, self.known)]
        return [phrase for say in spoken for phrase in worded(say.text, self.answers, self.known)]

    def _wording(self) -> tuple[Phrase, ...]:
        words = worded(self.ask.text, self.answers, self.known)
        return tuple(Phrase(f"**{one.text}**", one.values) for one in words) if not self.ask.closes else words

    def _answer_so_far(self) -> list[Phrase]:
        given = self.answers.of(self.ask.name)
        if not given or self.ask.closes:
            return []
        if self.ask.kind.several:
            return self._numbered()
        if self.ask.preset:
            return [phrases.so_far(self.known, self.shown())]
        if given[0].state != "answered":
            return [phrases.you_skipped(self.known)]
        return [phrases.you_said(self.known, self.shown())]

    def _answer_line(self) -> tuple[Phrase, ...]:
        if self.ask.kind.several and self.answers.items(self.ask.name):
            return tuple(self._numbered())
        shown = self.shown() or [self.known.language.say(phrases.SKIPPED)]
        return (Phrase("→ {answer}", {"answer": ", ".join(shown)}),)

    def _numbered(self) -> list[Phrase]:
        items = enumerate(self.answers.items(self.ask.name), start=1)
        return [Phrase("{number}. {item}", {"number": str(number), "item": item}) for number, item in items]

    def shown(self) -> list[str]:
        """The answers in words."""
        kind, items = self.ask.kind, self.answers.items(self.ask.name)
        try:
            return [kind.show(item, self.answers, self.known) for item in items]
        except (KeyError, IndexError, ValueError, Unreadable):
            # The flow changed since: the answer is kept, and said as it was kept.
            return list(items)

    def buttons(self) -> tuple[tuple[Button, ...], ...]:
        """Rows of two for answers, long labels alone, and the controls in the bottom row."""
        rows = pairs([self._button(one.code, one.label) for one in self._choices()])
        if self.ask.kind.several:
            rows.append((self._control(phrases.DONE),))
        return (*rows, tuple(self._control(control) for control in controls_of(self.flow, self.ask)))

    def _choices(self) -> tuple[Choice, ...]:
        return self.ask.kind.choices(self.answers, self.known)

    def _control(self, control: phrases.Control) -> Button:
        return self._button(control.code, self.known.language.say(control.label))

    def _button(self, code: str, label: str) -> Button:
        place = len(self.answers.items(self.ask.name)) if self.ask.kind.several else 0
        return Button(label, f"{self.number}:{self.ask.name}:{place}:{code}:{self.revision}")


def controls_of(flow: Flow, ask: Ask) -> tuple[phrases.Control, ...]:
    """Which controls a question has: no way back from the first, and nothing to skip on the last card."""
    back = () if ask == flow.asks[0] else (phrases.BACK,)
    return back if ask.closes else (phrases.SKIP, *back, phrases.WHY, phrases.PAUSE)


def worded(text: Text, answers: Answers, known: Known) -> tuple[Phrase, ...]:
    return text(answers, known) if callable(text) else (Phrase(known.language.say(text)),)


def pairs(buttons: Sequence[Button]) -> list[tuple[Button, ...]]:
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        short = len(button.label) <= SHORT_LABEL
        if short and rows and len(rows[-1]) == 1 and len(rows[-1][0].label) <= SHORT_LABEL:
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
    return rows
