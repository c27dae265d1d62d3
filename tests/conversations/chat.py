"""A conversation as one person sees it: tap a label, type, edit a message, and look at what stands there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from hypothesis import strategies as st

from bot.languages import languages
from conversations import engine, phrases
from conversations.answers import Answers, Unreadable
from conversations.engine import Heard
from conversations.known import Application, Known, Language
from conversations.script import Ask, Each, Flow, Part, Rule, Say, Spot, holds
from conversations.session import DONE, Answer, Button, Phrase, Reply, Session, Turn

TODAY = date(2026, 3, 12)
ENGLISH = Language()
LANGUAGES = tuple(languages().values())
# More than anybody lists in a walk.
MOST_ITEMS = 60
CONTROLS = (phrases.SKIP, phrases.BACK, phrases.WHY, phrases.PAUSE, phrases.CARE)

# Everything Telegram can carry: no lone surrogates, which no JSON in UTF-8 holds.
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def known(  # noqa: PLR0913 -- whatever a conversation may know, each by its name
    *applications: Application,
    today: date = TODAY,
    begun: date | None = None,
    language: Language = ENGLISH,
    name: str = "",
    before: Mapping[str, tuple[Answer, ...]] | None = None,
    zone: str = "",
) -> Known:
    return Known(today, begun or today, language, name, applications, before or {}, zone)


ACME = Application(3, "Acme", "Analyst")
LINDT = Application(4, "Lindt", "Planner")


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
        self.turn = engine.begin(flow, number, self.known)
        self._shows(self.turn)

    # What the person does.

    def taps(self, label: str) -> Turn:
        """Tap a button of the open question."""
        button = next(button for button in self.open.buttons if button.label == label)
        number, step, place, code, revision = button.data.split(":")
        session = self.session
        now = (str(session.number), session.step, str(session.place), str(session.revision))
        assert (number, step, place, revision) == now
        if code == phrases.PAUSE.code:
            return self.pauses()
        if code == phrases.CARE.code:
            return self.is_cared_for()
        return self._goes(engine.answer(self.flow, self.session, Heard(code=code), self.known))

    def presses(self, code: str) -> Turn:
        """Send a code that may not stand there."""
        return self._goes(engine.answer(self.flow, self.session, Heard(code=code), self.known))

    def types(self, *texts: str) -> int:
        """Type one message, or several in turn. Returns the id of the last."""
        for text in texts:
            self.sent += 1
            self._goes(
                engine.answer(self.flow, self.session, Heard(words=text, message=self.sent), self.known)
            )
        return self.sent

    def sends(self, told_by: str, caption: str = "") -> int:
        """Send a voice message, photo or file."""
        self.sent += 1
        heard = Heard(words=caption, message=self.sent, told_by=told_by)
        self._goes(engine.answer(self.flow, self.session, heard, self.known))
        return self.sent

    def edits(self, message: int, text: str) -> Turn:
        """Change a message sent before."""
        return self._goes(
            engine.correct(self.flow, self.session, Heard(words=text, message=message), self.known)
        )

    def is_cared_for(self) -> Turn:
        """Leave for people: nothing is answered, and nothing says why."""
        turn = engine.care(self.flow, self.session, self.known)
        assert turn.session.answers == self.session.answers
        return self._goes(turn)

    def pauses(self) -> Turn:
        return self._goes(engine.pause(self.flow, self.session, self.known))

    def stops(self) -> Turn:
        return self._goes(engine.stop(self.flow, self.session, self.known))

    def goes_to(self, step: str, place: int = 0) -> Turn:
        """Go and change an answer given before."""
        return self._goes(engine.edit(self.flow, self.session, Spot(self.flow.ask(step), place), self.known))

    def comes_back(self, lead: str = "", *, about: Known | None = None) -> Turn:
        """Take the conversation up again, on another day perhaps."""
        self.known = about or self.known
        return self._goes(engine.resume(self.flow, self.session, self.known, lead))

    def finishes(self) -> None:
        """Skip whatever can be skipped, and tap the last button of what cannot, until the end."""
        for _ in range(len(self.flow.asks) + len(self.flow.lines) * MOST_ITEMS):
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
        """What can be tapped as an answer, without the controls and the way to people."""
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

    @property
    def given(self) -> tuple[engine.Given, ...]:
        return engine.given(self.flow, self.session, self.known)

    @property
    def card(self) -> list[str]:
        return [plain(line) for line in engine.card(self.flow, self.session, self.known)]

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


@dataclass(frozen=True, slots=True)
class Path:
    """The questions some answers lead through, found without the machine: the script read from top to bottom."""

    flow: Flow
    kept: tuple[Answer, ...]
    known: Known

    @property
    def spots(self) -> list[Spot]:
        return [spot for spot, _view in self.views()]

    def views(self) -> list[tuple[Spot, Answers]]:
        """Each question, with the answers as they are seen there."""
        found: list[tuple[Spot, Answers]] = []
        self._read(self.flow.script, (), None, found, [])
        return found

    def _read(
        self,
        script: tuple[Ask | Say | Each | Part, ...],
        rules: tuple[Rule, ...],
        item: tuple[Each, int, str] | None,
        found: list[tuple[Spot, Answers]],
        seen: list[Answer],
    ) -> None:
        for line in script:
            held = (*rules, *((line.only_if,) if line.only_if else ()))
            if isinstance(line, Part):
                self._read(line.lines, held, item, found, seen)
            elif isinstance(line, Each):
                for place, one in enumerate(line.items(Answers(tuple(seen)), self.known)):
                    self._read(line.lines, held, (line, place, one), found, seen)
            elif isinstance(line, Ask):
                self._ask(line, held, item, found, seen)

    def _ask(
        self,
        ask: Ask,
        rules: tuple[Rule, ...],
        item: tuple[Each, int, str] | None,
        found: list[tuple[Spot, Answers]],
        seen: list[Answer],
    ) -> None:
        view, place = Answers(tuple(seen)), item[1] if item else 0
        if item:
            view = view.about(item[0].steps, place, item[2])
        if all(holds(rule, view, self.known) for rule in rules):
            seen += [one for one in self.kept if one.step == ask.name and (not item or one.place == place)]
            found.append((Spot(ask, place), replace(view, kept=tuple(seen))))


def open_spots(flow: Flow, session: Session, about: Known) -> list[Spot]:
    """The questions these answers lead through, found without the machine."""
    return Path(flow, session.answers, about).spots


def next_spot(
    flow: Flow, session: Session, about: Known, stand: tuple[str, int] = ("", 0)
) -> tuple[str, int]:
    """The first question that is open and not dealt with, or where the person stands: found without the machine."""
    for spot, view in Path(flow, session.answers, about).views():
        given = view.has(spot.ask.name) or spot.ask.preset is not None
        where = (spot.ask.name, spot.place)
        if where == stand or not (given and _reads_the_same(spot.ask, view, about)):
            return where
    return (DONE, 0)


def _reads_the_same(ask: Ask, answers: Answers, about: Known) -> bool:
    try:
        return all(item == ask.kind.read(item, answers, about) for item in answers.items(ask.name))
    except Unreadable:
        return False
