"""Move a conversation by one message: one `transitions` machine per flow, a model that lives for one message. Pure."""

from dataclasses import dataclass, replace

from conversations import phrases
from conversations.answers import Answers, NotGiven, Unreadable
from conversations.engine.changes import corrected
from conversations.engine.machine import machine_of
from conversations.engine.model import Heard, Talk, control_of
from conversations.known import Known
from conversations.question import Question
from conversations.script import Flow, Spot
from conversations.session import DONE, START, Answer, Phrase, Reply, Session, Turn

CONTROLS = {phrases.BACK.code: "back", phrases.WHY.code: "explain"}


def begin(flow: Flow, number: int, known: Known, where: str = "") -> Turn:
    """Open a conversation at its first question; `where` names the application it is about, where that is known."""
    about = (Answer(flow.about, value=where, raw=where),) if where else ()
    return _run(Talk(flow, Session(number, flow.name, START, answers=about), known), START, "begin")


def resume(flow: Flow, session: Session, known: Known, lead: str = "") -> Turn:
    """Ask the open question again, found by replaying the answers: the flow may have changed since."""
    talk = Talk(flow, session, known)
    talk.stand = (session.step, session.place)
    talk.hint = lead
    return _run(talk, START, "begin")


def answer(flow: Flow, session: Session, heard: Heard, known: Known) -> Turn:
    """Take what the person typed or tapped as the answer to the open question, or as one of its controls."""
    if not flow.has(session.step):
        return resume(flow, session, known)
    ask = flow.ask(session.step)
    trigger = CONTROLS.get(control_of(heard, flow, ask, known), "answer")
    if trigger == "back" and ask.preset is not None:
        # Whoever went to change an answer given in advance goes back to where they came from.
        trigger = "pass_over"
    return _run(Talk(flow, session, known, heard), session.step, trigger)


def edit(flow: Flow, session: Session, spot: Spot, known: Known) -> Turn:
    """Ask a question again whose answer the person wants to change, also after the end.

    One that is not asked any more, as the answers lead now, gives way to the open one.
    """
    talk = Talk(flow, session, known)
    if not talk.asks(spot):
        return (
            resume(flow, session, known)
            if not session.ended
            else Turn(session, _card_again(flow, session, known))
        )
    talk.wanted = spot
    return _run(talk, session.step if flow.has(session.step) or session.ended else flow.asks[0].name, "edit")


def pause(flow: Flow, session: Session, known: Known) -> Turn:
    """Leave the question open and the conversation for later."""
    return Turn(session.moved(session.step), (Reply((phrases.paused(known, flow.command),)),))


def care(flow: Flow, session: Session, known: Known) -> Turn:
    """Leave the questions for what matters more: the conversation waits, and nothing is noted of why."""
    return Turn(session.moved(session.step), (Reply(phrases.cared_for(known)),))


def stop(flow: Flow, session: Session, known: Known) -> Turn:
    """End the conversation early; what was answered stays."""
    at = session.step if flow.has(session.step) else flow.asks[0].name
    return replace(_run(Talk(flow, session, known), at, "stop"), replies=(Reply((phrases.stopped(known),)),))


def correct(flow: Flow, session: Session, heard: Heard, known: Known) -> Turn:
    """Take an edited message as the new wording of what it answered; choices and the open question follow."""
    before = Answers(session.answers)
    old = next((one for one in before if one.message == heard.message and flow.has(one.step)), None)
    if old is None:
        return Turn(session)
    talk = Talk(flow, replace(session, place=old.place), known, heard)
    talk.state = old.step
    try:
        read = talk.answers_read()
    except Unreadable as refused:
        hint = Phrase("{hint}", {"hint": str(refused)})
        return Turn(session, (Reply((hint, Phrase(known.language.say(phrases.STAYS)))),))
    new = corrected(flow, before, read, old, heard.message)
    mark = Reply((phrases.changed(known, talk.in_words(read)),))
    settled = session.with_answers(new.kept)
    if session.ended:
        return Turn(settled, (mark, *_card_again(flow, settled, known)))
    again = resume(flow, settled, known)
    asked = tuple(replace(reply, in_place=True) for reply in again.replies)
    return replace(again, replies=(mark, *asked))


def card(flow: Flow, session: Session, known: Known) -> tuple[Phrase, ...]:
    """The card at the end of a conversation, as its answers are now."""
    return _card(flow, session, known).worded()


def _card(flow: Flow, session: Session, known: Known) -> Question:
    answers = flow.live(Answers(session.answers), known)
    return Question(flow, Spot(flow.card), answers, known, session.number, session.revision)


def _card_again(flow: Flow, session: Session, known: Known) -> tuple[Reply, ...]:
    """The card of a conversation that came to its end."""
    return (_card(flow, session, known).closed(),) if session.step == DONE else ()


@dataclass(frozen=True, slots=True)
class Given:
    """One question that was dealt with, in words: what was asked and answered, and where that stands in the flow."""

    spot: Spot
    question: tuple[Phrase, ...]
    answers: tuple[str, ...]


def given(flow: Flow, session: Session, known: Known) -> tuple[Given, ...]:
    """Everything answered so far, in the order of the flow; what was skipped has no answers in words."""
    answers = Answers(session.answers)
    found: list[Given] = []
    for spot in flow.after(None, answers, known):
        question = Question(flow, spot, answers, known, session.number, session.revision)
        if question.view.has(spot.ask.name) and not spot.ask.closes and not spot.ask.kind.unkept:
            found.append(Given(spot, _words(question), tuple(question.shown())))
    return tuple(found)


def _words(question: Question) -> tuple[Phrase, ...]:
    try:
        return question.worded()
    except (NotGiven, LookupError, ValueError):
        # What the question quotes is not there any more: the answer still stands, under the step's name.
        return (Phrase("{step}", {"step": question.ask.name}),)


def _run(talk: Talk, state: str, trigger: str) -> Turn:
    machine = machine_of(talk.flow)
    machine.add_model(talk, initial=state)
    try:
        talk.trigger(trigger)
    finally:
        machine.remove_model(talk)
    return talk.turn()


__all__ = [
    "Given",
    "Heard",
    "answer",
    "begin",
    "card",
    "care",
    "control_of",
    "correct",
    "edit",
    "given",
    "pause",
    "resume",
    "stop",
]
