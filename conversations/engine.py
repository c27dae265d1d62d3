"""Move a conversation by one message: one `transitions` machine per flow, a model that lives for one message. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from transitions import EventData, Machine

from conversations import phrases
from conversations.answers import Answers, Several, Unreadable, clean
from conversations.catalogue import flow_named
from conversations.known import Known
from conversations.question import Question
from conversations.script import Ask, Flow, Say, holds
from conversations.session import DONE, STOPPED, Answer, Phrase, Reply, Session, Turn

START = "start"


@dataclass(frozen=True, slots=True)
class Heard:
    """What the person sent: typed words and the id of their message, or the code of a button.

    `told_by` names, in the person's language, a voice message, photo or file that tells the story instead of words.
    """

    words: str = ""
    message: int | None = None
    code: str = ""
    told_by: str = ""


def control_of(heard: Heard, ask: Ask, known: Known) -> str:
    """The code that was tapped, or that of the control whose label was typed."""
    return heard.code or phrases.control_typed(heard.words, known, several=ask.kind.several)


class _Talk:
    """One conversation for the length of one message; `transitions` calls this the model and drives it by its names."""

    state: str
    trigger: Callable[..., bool]

    def __init__(self, flow: Flow, session: Session, known: Known, heard: Heard, stand: str = "") -> None:
        self.flow, self.session, self.known, self.heard = flow, session, known, heard
        self.answers = Answers(session.answers)
        # A replay of the answers passes over what was answered, and stops here at the latest.
        self.stand = stand
        self.replies: list[Reply] = []
        self.read: tuple[Answer, ...] = ()
        self.hint = ""
        self.wanted = ""
        self.leads_here: tuple[Say, ...] = ()

    @property
    def ask(self) -> Ask:
        return self.flow.ask(self.state)

    @property
    def question(self) -> Question:
        return Question(
            self.flow, self.ask, self.answers, self.known, self.session.number, self.session.revision
        )

    def path(self) -> list[Ask]:
        """The questions from the start to here, as the answers lead."""
        asked: list[Ask] = []
        step: str | None = None
        while ask := next((way for way in self.flow.onward(step) if way is None or self._open(way)), None):
            if ask.name == self.state:
                break
            asked.append(ask)
            step = ask.name
        return asked

    def _open(self, ask: Ask) -> bool:
        return holds(ask.only_if, self.answers, self.known)

    # What a machine asks of its model, by name.

    def hear(self, event: EventData) -> None:
        """Read what came; what cannot be read leaves a hint, and nothing else changes."""
        code = control_of(self.heard, self.ask, self.known)
        self.hint, self.read = "", ()
        skipped = Answer(self.state, state="skipped", raw=self.heard.words, message=self.heard.message)
        if code in {phrases.SKIP.code, phrases.DONE.code}:
            # Skip after some items is Done: what was given is not taken away.
            self.read = (self.answers.of(self.state) if self.ask.kind.several else ()) or (skipped,)
        else:
            try:
                self.read = self.answers_read()
            except Unreadable as refused:
                self.hint = str(refused)
                return
        if not self.one_more(event) and not self.goes_back_to_change(event):
            # Kept before the rules are asked: they decide by the new answer where to go.
            self.leads_here = self.leads()
            self.answers = kept_with(self.flow, self.answers, self.read)

    def answers_read(self) -> tuple[Answer, ...]:
        """What came, read by the question's kind. Raises Unreadable."""
        heard, kind = self.heard, self.ask.kind
        if heard.told_by and not kind.takes_files:
            raise Unreadable(self.known.language.say(phrases.IN_WORDS))
        if heard.told_by:
            told = f"{heard.told_by}: {clean(heard.words)}" if clean(heard.words) else heard.told_by
            return (Answer(self.state, value=told, raw=heard.words, message=heard.message),)
        if heard.code and heard.code not in {one.code for one in kind.choices(self.answers, self.known)}:
            raise Unreadable(self.known.language.say(phrases.GONE))
        text = heard.code or heard.words
        if isinstance(kind, Several):
            items = kind.items(text) or [kind.read(text, self.answers, self.known)]
            return tuple(Answer(self.state, value=item, raw=text, message=heard.message) for item in items)
        value = kind.read(text, self.answers, self.known)
        raw = kind.show(value, self.answers, self.known) if heard.code else heard.words
        return (Answer(self.state, value=value, raw=raw, message=heard.message),)

    def understood(self, _event: EventData) -> bool:
        return not self.hint

    def one_more(self, _event: EventData) -> bool:
        """An item of a repeated question came: the question stays open until Done or Skip."""
        code = control_of(self.heard, self.ask, self.known)
        return self.ask.kind.several and code not in {phrases.DONE.code, phrases.SKIP.code}

    def goes_back_to_change(self, _event: EventData) -> bool:
        return bool(self.read) and self.read[0].value in self.ask.jumps

    def ask_again(self, _event: EventData) -> None:
        self.replies.append(self.question.asked(hint=self.hint, in_place=bool(self.heard.code)))

    def add_item(self, _event: EventData) -> None:
        items = (*(item for item in self.answers.of(self.state) if item.state == "answered"), *self.read)
        self.answers = self.answers.with_items(self.state, items)
        self.replies.append(self.question.asked(in_place=True))

    def change(self, _event: EventData) -> None:
        self.replies.append(self.question.closed())
        self.wanted = self.ask.jumps[self.read[0].value]
        self.trigger("edit")

    def close(self, _event: EventData) -> None:
        """Show the tapped answer in the message of its question."""
        self.stand = ""
        if self.heard.code:
            self.replies.append(self.question.closed(self.leads_here))

    def arrive(self, event: EventData) -> None:
        """Ask, unless it is answered already and nobody wants to change it."""
        sought = event.event.name in {"back", "edit"}
        if not sought and self.state != self.stand:
            if not self.answers.has(self.state) and self.ask.preset is not None:
                self.answers = self.answers.with_one(preset_answer(self.ask, self.known))
            if fits(self.ask, self.answers, self.known):
                self.trigger("pass_over")
                return
        in_place = bool(self.heard.code) and (sought or self.ask.in_place)
        if in_place:
            # The message that would have shown the answer becomes this question.
            self.replies = [reply for reply in self.replies if not reply.in_place]
        self.session = replace(self.session, revision=self.session.revision + 1)
        leads = () if sought else self.leads()
        self.replies.append(self.question.asked(leads, in_place=in_place, hint=self.hint))

    def leads(self) -> tuple[Say, ...]:
        """What stands between the question before this one and this one."""
        path = self.path()
        return self.flow.between(path[-1].name if path else None, self.state)

    def give_reason(self, _event: EventData) -> None:
        self.replies.append(self.question.asked(explained=True, in_place=bool(self.heard.code)))

    def finish(self, _event: EventData) -> None:
        self.replies.append(Reply((Phrase(self.known.language.say(self.flow.closing)),)))

    def turn(self) -> Turn:
        step = self.state
        revision = self.session.revision + (step in {DONE, STOPPED})
        return Turn(
            replace(self.session, step=step, revision=revision, answers=self.answers.kept),
            tuple(self.replies),
        )


def _talk(event: EventData) -> _Talk:
    talk: Any = event.model
    return talk  # type: ignore[no-any-return]  # transitions types its model as object


@dataclass(frozen=True)
class _Rule:
    """A condition under the name the flow gives it, so that a diagram can show it."""

    ask: Ask

    def __call__(self, event: EventData) -> bool:
        return holds(self.ask.only_if, _talk(event).answers, _talk(event).known)

    @property
    def __name__(self) -> str:
        return getattr(self.ask.only_if, "__name__", "")


@dataclass(frozen=True)
class _Earlier:
    """The question was asked on the way here."""

    ask: Ask

    def __call__(self, event: EventData) -> bool:
        return self.ask.preset is None and self.ask in _talk(event).path()


@dataclass(frozen=True)
class _Wanted:
    """The question is the one the person goes to change."""

    ask: Ask

    def __call__(self, event: EventData) -> bool:
        return _talk(event).wanted == self.ask.name


def ways(flow: Flow, step: str | None) -> list[dict[str, Any]]:
    """The ways onward from a step: of several, the first whose rule holds is taken."""
    return [
        {"dest": ask.name if ask else DONE, "conditions": [_Rule(ask)] if ask and ask.only_if else []}
        for ask in flow.onward(step)
    ]


def transitions_of(flow: Flow) -> list[dict[str, Any]]:
    """Every move the flow allows."""
    moves: list[dict[str, Any]] = [{"trigger": "begin", "source": START, **way} for way in ways(flow, None)]
    names = [ask.name for ask in flow.asks]
    for position, ask in enumerate(flow.asks):
        here: dict[str, Any] = {"trigger": "answer", "source": ask.name}
        moves.append({**here, "dest": None, "prepare": "hear", "unless": "understood", "after": "ask_again"})
        if ask.kind.several:
            moves.append({**here, "dest": None, "conditions": "one_more", "after": "add_item"})
        if ask.jumps:
            moves.append({**here, "dest": None, "conditions": "goes_back_to_change", "after": "change"})
        moves += [{**here, **way, "before": "close"} for way in ways(flow, ask.name)]
        moves += [{"trigger": "pass_over", "source": ask.name, **way} for way in ways(flow, ask.name)]
        for earlier in reversed(flow.asks[:position]):
            moves.append(
                {
                    "trigger": "back",
                    "source": ask.name,
                    "dest": earlier.name,
                    "conditions": [_Earlier(earlier)],
                }
            )
        moves.append({"trigger": "back", "source": ask.name, "dest": None, "after": "ask_again"})
        moves.append({"trigger": "explain", "source": ask.name, "dest": None, "after": "give_reason"})
        moves.append({"trigger": "edit", "source": names, "dest": ask.name, "conditions": [_Wanted(ask)]})
    moves.append({"trigger": "stop", "source": names, "dest": STOPPED})
    return moves


def states_of(flow: Flow) -> list[dict[str, Any]]:
    return [
        {"name": START},
        *({"name": ask.name, "on_enter": "arrive"} for ask in flow.asks),
        {"name": DONE, "final": True, "on_enter": "finish"},
        {"name": STOPPED, "final": True},
    ]


@cache
def machine_of(flow_name: str) -> Machine:
    """The one machine that all conversations of a flow share."""
    flow = flow_named(flow_name)
    return Machine(
        model=None,
        states=states_of(flow),
        transitions=transitions_of(flow),
        initial=START,
        auto_transitions=False,
        send_event=True,
    )


def _run(talk: _Talk, state: str, trigger: str) -> Turn:
    machine = machine_of(talk.flow.name)
    machine.add_model(talk, initial=state)
    try:
        talk.trigger(trigger)
    finally:
        machine.remove_model(talk)
    return talk.turn()


def begin(flow_name: str, number: int, known: Known) -> Turn:
    """Open a conversation at its first question."""
    flow = flow_named(flow_name)
    return _run(_Talk(flow, Session(number, flow.name, START), known, Heard()), START, "begin")


def resume(session: Session, known: Known, lead: str = "") -> Turn:
    """Ask the open question again, found by replaying the answers: the flow may have changed since."""
    talk = _Talk(flow_named(session.flow), session, known, Heard(), stand=session.step)
    talk.hint = lead
    return _run(talk, START, "begin")


CONTROLS = {phrases.BACK.code: "back", phrases.WHY.code: "explain"}


def answer(session: Session, heard: Heard, known: Known) -> Turn:
    """Take what the person typed or tapped as the answer to the open question, or as one of its controls."""
    flow = flow_named(session.flow)
    if session.step not in {ask.name for ask in flow.asks}:
        return resume(session, known)
    control = control_of(heard, flow.ask(session.step), known)
    return _run(_Talk(flow, session, known, heard), session.step, CONTROLS.get(control, "answer"))


def pause(session: Session, known: Known) -> Turn:
    """Leave the question open and the conversation for later."""
    flow = flow_named(session.flow)
    return Turn(session.moved(session.step), (Reply((phrases.paused(known, flow.command),)),))


def stop(session: Session, known: Known) -> Turn:
    """End the conversation early; what was answered stays."""
    talk = _Talk(flow_named(session.flow), session, known, Heard())
    turn = _run(talk, session.step, "stop")
    return replace(turn, replies=(Reply((phrases.stopped(known),)),))


def correct(session: Session, heard: Heard, known: Known) -> Turn:
    """Take an edited message as the new wording of what it answered; sums, choices and the open question follow."""
    flow = flow_named(session.flow)
    before = Answers(session.answers)
    step = next((one.step for one in before if one.message == heard.message), None)
    if step is None or step not in {ask.name for ask in flow.asks}:
        return Turn(session)
    talk = _Talk(flow, session, known, heard)
    talk.state = step
    try:
        read = talk.answers_read()
    except Unreadable as refused:
        hint = Phrase("{hint}", {"hint": str(refused)})
        return Turn(session, (Reply((hint, Phrase(known.language.say(phrases.STAYS)))),))
    new = _corrected(flow, before, read, heard.message)
    mark = Reply((phrases.changed(known, [one.value for one in read]),))
    settled = replace(session, answers=new.kept)
    if session.ended:
        last = Question(flow, flow.asks[-1], new, known, session.number, session.revision)
        return Turn(settled, (mark, *([last.closed()] if session.step == DONE else [])))
    again = resume(settled, known)
    asked = tuple(replace(reply, in_place=True) for reply in again.replies)
    return replace(again, replies=(mark, *asked))


def _corrected(flow: Flow, before: Answers, read: tuple[Answer, ...], message: int | None) -> Answers:
    """The answers with what a message said replaced by what it says now, in its place."""
    step = read[0].step
    if not flow.ask(step).kind.several:
        return kept_with(flow, before, read)
    old = before.of(step)
    at = next(place for place, one in enumerate(old) if one.message == message)
    others = [one for one in old if one.message != message]
    new = before.with_items(step, [*others[:at], *read, *others[at:]])
    # A choice among the items is kept by number: it holds as long as no number moved.
    return new if len(new.of(step)) == len(old) else new.without(dependents(flow, step))


def kept_with(flow: Flow, answers: Answers, read: tuple[Answer, ...]) -> Answers:
    """The answers with these in their step; those that depend on it go, if it changed."""
    step = read[0].step
    changed = [one.value for one in answers.of(step)] != [one.value for one in read]
    kept = answers.with_items(step, read)
    return kept.without(dependents(flow, step)) if changed else kept


def dependents(flow: Flow, step: str) -> set[str]:
    """Every later step that depends on this one, directly or not."""
    found = {step}
    for ask in flow.asks:
        if found & set(ask.depends):
            found.add(ask.name)
    return found - {step}


def fits(ask: Ask, answers: Answers, known: Known) -> bool:
    """Whether the step was dealt with, by an answer that still means the same."""
    try:
        return answers.has(ask.name) and all(
            item == ask.kind.read(item, answers, known) for item in answers.items(ask.name)
        )
    except Unreadable:
        return False


def preset_answer(ask: Ask, known: Known) -> Answer:
    value = ask.preset(known) if ask.preset else None
    return Answer(ask.name, value=value) if value is not None else Answer(ask.name, state="skipped")
