"""One conversation for the length of one message: what `transitions` calls the model, driven by its names."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from transitions import EventData

from conversations import phrases
from conversations.answers import Answers, Rows, Unreadable, clean
from conversations.engine.changes import dependents, fits, kept_with
from conversations.known import Known
from conversations.question import Question, care_of, controls_of, extras_of, worded
from conversations.script import Ask, Flow, Spot
from conversations.session import DONE, STOPPED, Answer, Phrase, Reply, Session, Turn


@dataclass(frozen=True, slots=True)
class Heard:
    """What the person sent: typed words and the id of their message, or the code of a button.

    `told_by` names, in the person's language, a voice message, photo or file that tells the story instead of words.
    """

    words: str = ""
    message: int | None = None
    code: str = ""
    told_by: str = ""


def control_of(heard: Heard, flow: Flow, ask: Ask, known: Known) -> str:
    """The code that was tapped, or that of the control of this question whose label was typed."""
    if heard.code or heard.told_by:
        return heard.code
    return phrases.control_typed(
        heard.words, (*extras_of(ask), *care_of(flow), *controls_of(flow, ask)), known
    )


class Talk:
    """Reads what came, keeps it, finds where to go on, and collects what to say."""

    state: str
    trigger: Callable[..., bool]

    def __init__(self, flow: Flow, session: Session, known: Known, heard: Heard | None = None) -> None:
        self.flow, self.session, self.known, self.heard = flow, session, known, heard or Heard()
        self.answers = Answers(session.answers)
        self.place = session.place
        # A replay of the answers passes over what was answered, and stops here at the latest.
        self.stand: tuple[str, int] | None = None
        self.wanted: Spot | None = None
        self.replies: list[Reply] = []
        self.read: tuple[Answer, ...] = ()
        self.closing: list[Phrase] = []
        self.hint = ""
        self.rows: Rows = ()
        self._live: tuple[Answers, Answers] | None = None
        self._asked_next: tuple[Spot | None, Answers, Spot | None] | None = None

    @property
    def spot(self) -> Spot:
        return Spot(self.flow.ask(self.state), self.place)

    @property
    def ask(self) -> Ask:
        return self.flow.ask(self.state)

    @property
    def tapped(self) -> bool:
        return bool(self.heard.code)

    @property
    def question(self) -> Question:
        number, revision = self.session.number, self.session.revision
        return Question(self.flow, self.spot, self.live, self.known, number, revision)

    @property
    def live(self) -> Answers:
        """The answers that count for rules and sentences: what no longer leads anywhere is kept, but not seen."""
        if self._live is None or self._live[0] is not self.answers:
            self._live = (self.answers, self.flow.live(self.answers, self.known))
        return self._live[1]

    def next(self, spot: Spot | None) -> Spot | None:
        """The next question whose rules hold, or none at the end."""
        # Each way out of a question asks this again, about the same answers.
        asked = self._asked_next
        if asked is None or asked[0] != spot or asked[1] is not self.answers:
            self._asked_next = asked = (spot, self.answers, self._next(spot))
        return asked[2]

    def _next(self, spot: Spot | None) -> Spot | None:
        return next(
            (ahead for ahead in self.flow.after(spot, self.live, self.known) if self._open(ahead)), None
        )

    def _open(self, spot: Spot) -> bool:
        line = self.flow.line(spot.ask.name)
        return line.spoken(line.view(self.live, self.known, spot.place), self.known)

    def asks(self, spot: Spot) -> bool:
        """Whether the answers lead past this question, or may yet."""
        there = (spot.ask.name, spot.place)
        spots = self.flow.after(None, self.live, self.known)
        return any((one.ask.name, one.place) == there and self._open(one) for one in spots)

    @property
    def here(self) -> Spot | None:
        return self.spot if self.flow.has(self.state) else None

    def path(self) -> list[Spot]:
        """The questions from the start to here, as the answers lead; here itself may be asked no more."""
        behind = {(spot.ask.name, spot.place) for spot in self.flow.after(self.here, self.live, self.known)}
        asked: list[Spot] = []
        ahead = self.next(None)
        while ahead is not None and ahead != self.here and (ahead.ask.name, ahead.place) not in behind:
            asked.append(ahead)
            ahead = self.next(ahead)
        return asked

    @property
    def previous(self) -> Spot | None:
        """The question asked before this one; those answered in advance were not."""
        return next((spot for spot in reversed(self.path()) if spot.ask.preset is None), None)

    # What the machine asks of its model, by name.

    def hear(self, event: EventData) -> None:
        """Read what came; what cannot be read leaves a hint, and nothing else changes."""
        code = control_of(self.heard, self.flow, self.ask, self.known)
        self.hint, self.rows, self.read = "", (), ()
        if code in {phrases.SKIP.code, phrases.DONE.code, phrases.UNKNOWN.code}:
            self.read = self._without_answer(code)
        else:
            try:
                self.read = self.answers_read()
            except Unreadable as refused:
                self.hint, self.rows = str(refused), refused.rows
                return
        if not self.one_more(event) and not self.goes_back_to_change(event):
            # The message of the question is closed with what stood before it; the rules then see the new answer.
            self.closing = self._before_here()
            self.answers = kept_with(self.flow, self.answers, self.read)

    def _without_answer(self, code: str) -> tuple[Answer, ...]:
        state = "unknown" if code == phrases.UNKNOWN.code else "skipped"
        none = Answer(self.state, self.place, state, raw=self.heard.words, message=self.heard.message)  # type: ignore[arg-type]  # one of the two
        # Skip where there is an answer is going on: what was given is not taken away.
        keeps = self.ask.kind.until_done or code != phrases.UNKNOWN.code
        kept = self.question.view.of(self.state) if keeps else ()
        return tuple(one for one in kept if one.state == "answered") or (none,)

    def answers_read(self) -> tuple[Answer, ...]:
        """What came, read by the question's kind. Raises Unreadable."""
        heard, kind, view = self.heard, self.ask.kind, self.question.view
        if kind.unkept and not heard.code:
            return tuple(
                Answer(self.state, self.place, value=one) for one in kind.read_all("", view, self.known)
            )
        if heard.told_by and not kind.takes_files:
            raise Unreadable(self.known.language.say(phrases.IN_WORDS))
        if heard.told_by:
            told = f"{heard.told_by}: {clean(heard.words)}" if clean(heard.words) else heard.told_by
            return (Answer(self.state, self.place, value=told, raw=heard.words, message=heard.message),)
        if heard.code and not kind.offers(heard.code, view, self.known):
            raise Unreadable(self.known.language.say(phrases.GONE))
        values = kind.read_all(heard.code or heard.words, view, self.known)
        raw = kind.show(values[0], view, self.known) if heard.code else heard.words
        return tuple(
            Answer(self.state, self.place, value=one, raw=raw, message=heard.message) for one in values
        )

    def in_words(self, read: tuple[Answer, ...]) -> list[str]:
        """Answers just read, as the person would say them."""
        return [self.ask.kind.show(one.value, self.question.view, self.known) for one in read]

    def understood(self, _event: EventData) -> bool:
        return not self.hint

    def one_more(self, _event: EventData) -> bool:
        """An item of a repeated question, or one more choice: the question stays open until Done or Skip."""
        code = control_of(self.heard, self.flow, self.ask, self.known)
        ends = {phrases.DONE.code, phrases.SKIP.code, phrases.UNKNOWN.code}
        return self.ask.kind.until_done and code not in ends

    def goes_back_to_change(self, _event: EventData) -> bool:
        return bool(self.read) and self.read[0].value in self.ask.jumps

    def ask_again(self, _event: EventData) -> None:
        before, tapped = self._before_here(), self.tapped
        self.replies.append(self.question.asked(before, hint=self.hint, rows=self.rows, in_place=tapped))

    def add_item(self, _event: EventData) -> None:
        """Keep one more, or switch a choice over."""
        if self.ask.kind.toggles:
            self._toggle()
        else:
            given = () if self.ask.kind.unkept else self.answers.of(self.state)
            items = [one for one in given if one.state == "answered"]
            more = self.answers.with_items(self.state, [*items, *self.read])
            # What hangs on the items goes by their numbers, which may have moved.
            self.answers = more.without(dependents(self.flow, self.state))
        if not self.ask.kind.silent:
            self.replies.append(self.question.asked(self._before_here(), in_place=True))

    def _toggle(self) -> None:
        view, new = self.question.view, self.read[0]
        if self.tapped:
            before = next(iter(view.items(self.state)), "")
            value = self.ask.kind.toggled(before, self.heard.code, view, self.known)
            new = replace(new, value=value, raw=value)
        if new.value:
            self.answers = kept_with(self.flow, self.answers, (new,))
        else:
            self.answers = Answers(
                tuple(one for one in self.answers if (one.step, one.place) != (new.step, new.place))
            )

    def change(self, _event: EventData) -> None:
        self.wanted = Spot(self.flow.ask(self.ask.jumps[self.read[0].value]))
        self.trigger("edit")

    def close(self, _event: EventData) -> None:
        """Show the tapped answer in the message of its question."""
        if self.tapped:
            self.replies.append(self.question.closed(self.closing))

    def go_on(self, _event: EventData) -> None:
        ahead = self.next(self.here)
        self.place = ahead.place if ahead else 0

    def go_back(self, _event: EventData) -> None:
        before = self.previous
        self.place = before.place if before else self.place

    def go_there(self, _event: EventData) -> None:
        """Whoever changes an answer sees the card again: it shows the change, and is chosen from anew."""
        spot, card = self.wanted or self.spot, Spot(self.flow.card)
        self.place = spot.place
        behind = (one.ask.name for one in self.flow.after(card, self.live, self.known))
        # What is asked behind the card hangs on what was chosen there.
        if card.ask.closes and spot.ask.name not in behind:
            self.answers = self.answers.without([card.ask.name])

    def arrive(self, event: EventData) -> None:
        """Ask, unless it is answered already and nobody wants to change it."""
        sought = event.event is not None and event.event.name in {"back", "edit"}
        if not sought and (self.state, self.place) != self.stand:
            self._preset()
            if fits(self.flow, self.spot, self.live, self.known):
                self.trigger("pass_over")
                return
        in_place = self.tapped and (sought or self.ask.in_place)
        if in_place:
            # The message that would have shown the answer becomes this question.
            self.replies = [reply for reply in self.replies if not reply.in_place]
        self.session = replace(self.session, revision=self.session.revision + 1)
        before = [] if sought else self._before_here()
        self.replies.append(self.question.asked(before, in_place=in_place, hint=self.hint))

    def _preset(self) -> None:
        if self.ask.preset is not None and not self.answers.has(self.state):
            value = self.ask.preset(self.known)
            state = Answer(self.state, state="skipped") if value is None else Answer(self.state, value=value)
            self.answers = self.answers.with_one(state)

    def _before_here(self) -> list[Phrase]:
        """What is said between the question before this one and this one."""
        path = self.path()
        lines = self.flow.between(path[-1].ask.name if path else None, self.state)
        return self.question.said(lines)

    def give_reason(self, _event: EventData) -> None:
        self.replies.append(self.question.asked(self._before_here(), explained=True, in_place=self.tapped))

    def finish(self, _event: EventData) -> None:
        self.replies.append(Reply(worded(self.flow.closing, self.live, self.known)))

    def turn(self) -> Turn:
        over = self.state in {DONE, STOPPED}
        session = replace(
            self.session,
            step=self.state,
            place=0 if over else self.place,
            revision=self.session.revision + over,
            answers=self.answers.kept,
        )
        return Turn(session, tuple(self.replies), self._then() if self.state == DONE else ())

    def _then(self) -> tuple[str, ...]:
        """What the answers say is to follow."""
        chosen = [(ask, self.live.items(ask.name)) for ask in self.flow.asks if ask.then]
        return tuple(ask.then[value] for ask, values in chosen for value in values if value in ask.then)
