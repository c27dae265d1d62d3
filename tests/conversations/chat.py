"""A conversation as one person sees it: tap a label, type, edit a message, and look at what stands there."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from bot.languages import languages
from conversations import catalogue, engine, phrases
from conversations.answers import Answers, Unreadable
from conversations.engine import Heard
from conversations.known import Application, Known, Language
from conversations.script import Ask, Flow, holds
from conversations.session import DONE, Button, Phrase, Reply, Session, Turn

TODAY = date(2026, 3, 12)
ENGLISH = Language()
LANGUAGES = tuple(languages().values())
CONTROLS = (phrases.SKIP, phrases.BACK, phrases.WHY, phrases.PAUSE)

# Everything Telegram can carry: no lone surrogates, which no JSON in UTF-8 holds.
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def known(
    *applications: Application,
    today: date = TODAY,
    begun: date | None = None,
    language: Language = ENGLISH,
    name: str = "",
) -> Known:
    return Known(today, begun or today, language, name, applications)


ACME = Application(3, "Acme", "Analyst")
LINDT = Application(4, "Lindt", "Planner")


@contextmanager
def catalogued(*flows: Flow) -> Iterator[None]:
    """These flows stand in the catalogue as well; of one name, the new one alone."""
    before = catalogue.FLOWS
    new = {flow.name for flow in flows}
    catalogue.FLOWS = (*(flow for flow in before if flow.name not in new), *flows)
    engine.machine_of.cache_clear()
    try:
        yield
    finally:
        catalogue.FLOWS = before
        engine.machine_of.cache_clear()


def plain(phrase: Phrase) -> str:
    """One line as it is read: our marks gone, the person's words in their places as they typed them."""
    ours = phrase.text.replace("**", "").replace("`", "")
    return re.sub(r"\{(\w+)\}", lambda found: phrase.values.get(found[1], found[0]), ours)


@dataclass(frozen=True, slots=True)
class Message:
    """A message of ours: its lines, and what can be tapped."""

    lines: tuple[str, ...]
    buttons: tuple[Button, ...] = ()

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.buttons]


def message_of(reply: Reply) -> Message:
    return Message(tuple(map(plain, reply.lines)), tuple(button for row in reply.buttons for button in row))


class Chat:
    """One conversation on one phone. Every turn is held to what a person may rely on."""

    def __init__(self, flow: Flow, about: Known | None = None, *, number: int = 7) -> None:
        self.flow = flow
        self.known = about or known()
        self.sent = 0
        self.messages: list[Message] = []
        self._open: int | None = None
        self.turn = engine.begin(flow.name, number, self.known)
        self._shows(self.turn)

    # What the person does.

    def taps(self, label: str) -> Turn:
        """Tap a button of the open question."""
        button = next(button for button in self.open.buttons if button.label == label)
        number, step, place, code, revision = button.data.split(":")
        now = (str(self.session.number), self.step, str(self.session.revision))
        assert (number, step, revision) == now
        assert place.isdecimal()
        if code == phrases.PAUSE.code:
            return self.pauses()
        return self._goes(engine.answer(self.session, Heard(code=code), self.known))

    def presses(self, code: str) -> Turn:
        """Send a code that may not stand there."""
        return self._goes(engine.answer(self.session, Heard(code=code), self.known))

    def types(self, *texts: str) -> int:
        """Type one message, or several in turn. Returns the id of the last."""
        for text in texts:
            self.sent += 1
            self._goes(engine.answer(self.session, Heard(words=text, message=self.sent), self.known))
        return self.sent

    def sends(self, told_by: str, caption: str = "") -> int:
        """Send a voice message, photo or file."""
        self.sent += 1
        heard = Heard(words=caption, message=self.sent, told_by=told_by)
        self._goes(engine.answer(self.session, heard, self.known))
        return self.sent

    def edits(self, message: int, text: str) -> Turn:
        """Change a message sent before."""
        return self._goes(engine.correct(self.session, Heard(words=text, message=message), self.known))

    def pauses(self) -> Turn:
        return self._goes(engine.pause(self.session, self.known))

    def stops(self) -> Turn:
        return self._goes(engine.stop(self.session, self.known))

    def comes_back(self, lead: str = "", *, about: Known | None = None) -> Turn:
        """Take the conversation up again, on another day perhaps."""
        self.known = about or self.known
        return self._goes(engine.resume(self.session, self.known, lead))

    def finishes(self) -> None:
        """Skip whatever can be skipped, and tap the last button of what cannot, until the end."""
        for _ in range(2 * len(self.flow.asks)):
            if self.session.ended:
                return
            self.taps(self.known.language.say(phrases.SKIP.label) if self._can_skip() else self.buttons[-1])
        assert self.session.ended, f"no end in sight at {self.step}"

    def _can_skip(self) -> bool:
        return any(button.data.split(":")[3] == phrases.SKIP.code for button in self.open.buttons)

    # What the person sees.

    @property
    def session(self) -> Session:
        return self.turn.session

    @property
    def step(self) -> str:
        return self.session.step

    @property
    def says(self) -> list[str]:
        """The lines of the last turn."""
        return [plain(line) for reply in self.turn.replies for line in reply.lines]

    @property
    def open(self) -> Message:
        """The message that shows the open question."""
        assert self._open is not None
        return self.messages[self._open]

    @property
    def buttons(self) -> list[str]:
        """What can be tapped as an answer, without the row of controls."""
        controls = {self.known.language.say(control.label) for control in CONTROLS}
        return [label for label in self.open.labels if label not in controls]

    @property
    def answers(self) -> dict[str, list[str]]:
        """What is kept, by step; nothing of what was skipped."""
        kept: dict[str, list[str]] = {}
        for answer in self.session.answers:
            if answer.state == "answered":
                kept.setdefault(answer.step, []).append(answer.value)
        return kept

    def _goes(self, turn: Turn) -> Turn:
        self.turn = turn
        self._shows(turn)
        return turn

    def _shows(self, turn: Turn) -> None:
        asking = [reply for reply in turn.replies if reply.asks]
        assert len(asking) <= 1, "two questions at once"
        for reply in turn.replies:
            if reply.in_place and self._open is not None:
                self.messages[self._open] = message_of(reply)
                continue
            self.messages.append(message_of(reply))
            if reply.asks:
                self._open = len(self.messages) - 1
        if asking:
            assert turn.session.step == next(iter(_steps(asking[0])))


def _steps(reply: Reply) -> set[str]:
    """The step that the buttons of a question belong to."""
    steps = {button.data.split(":")[1] for row in reply.buttons for button in row}
    assert len(steps) == 1
    return steps


def open_asks(flow: Flow, session: Session, about: Known) -> list[Ask]:
    """The questions these answers lead through, found without the machine."""
    answers = Answers(session.answers)
    return [ask for ask in flow.asks if holds(ask.only_if, answers, about)]


def next_step(flow: Flow, session: Session, about: Known, stand: str = "") -> str:
    """The first question that is open and not dealt with, or where the person stands: found without the machine."""
    answers = Answers(session.answers)
    for ask in open_asks(flow, session, about):
        given = answers.has(ask.name) or ask.preset is not None
        if ask.name == stand or not (given and _reads_the_same(ask, answers, about)):
            return ask.name
    return DONE


def _reads_the_same(ask: Ask, answers: Answers, about: Known) -> bool:
    try:
        return all(item == ask.kind.read(item, answers, about) for item in answers.items(ask.name))
    except Unreadable:
        return False
