"""Every flow of the catalogue, explored to its last way and walked at random: no dead end, and nothing is lost."""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations import engine, phrases
from conversations.answers import Answers, Words, choice
from conversations.catalogue import FLOWS
from conversations.engine import Heard
from conversations.known import Application, company_and_role
from conversations.question import controls_of
from conversations.script import Ask, Flow, holds
from conversations.script import given as answered
from conversations.session import DONE, STOPPED, Session, Turn
from tests.conversations.chat import (
    ACME,
    LINDT,
    Chat,
    anything,
    catalogued,
    known,
    next_step,
    open_asks,
)

flows = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)

MARA = known(ACME, LINDT, name="Mara")
# Between them, every kind reads at least one of these.
SAMPLES = ["some words", "Ana and Tom", "Bruck, Engineer", "2026-03-01", "1", "2", "one\ntwo", "50000", "yes"]

# Ways the machine has to allow, as it cannot know that one rule holds only where another does.
NEVER_TAKEN = {
    # A better answer is asked for to a question that was picked, and picking comes between.
    "reflection": {("asked", "better")},
}


# Exploring.


def heard_at(flow: Flow, session: Session) -> Iterator[Heard]:
    """What a person may send to the open question: each button, Skip, Done, and each sample typed."""
    ask = flow.ask(session.step)
    yield from (Heard(code=one.code) for one in ask.kind.choices(Answers(session.answers), MARA))
    if phrases.SKIP in controls_of(flow, ask):
        yield Heard(code=phrases.SKIP.code)
    if ask.kind.several:
        yield Heard(code=phrases.DONE.code)
    yield from (Heard(words=sample, message=1) for sample in SAMPLES)


def situation(flow: Flow, session: Session) -> tuple[object, ...]:
    """What tells two moments apart: where one stands, what was dealt with, and which rules hold."""
    answers = Answers(session.answers)
    rules = tuple(holds(line.only_if, answers, MARA) for line in flow.script)
    return (session.step, frozenset(one.step for one in answers), rules)


def explored(flow: Flow) -> list[tuple[Session, Turn]]:
    """Every situation there is, each with the turns that lead on from it."""
    first = engine.begin(flow.name, 1, MARA).session
    seen, waiting = {situation(flow, first)}, deque([first])
    found: list[tuple[Session, Turn]] = []
    while waiting:
        session = waiting.popleft()
        for heard in heard_at(flow, session):
            turn = engine.answer(session, heard, MARA)
            found.append((session, turn))
            if not turn.session.ended and situation(flow, turn.session) not in seen:
                seen.add(situation(flow, turn.session))
                waiting.append(turn.session)
    return found


@pytest.fixture(scope="module", params=FLOWS, ids=lambda flow: flow.name)
def flow(request: pytest.FixtureRequest) -> Flow:
    found: Flow = request.param
    return found


@pytest.fixture(scope="module")
def turns(flow: Flow) -> list[tuple[Session, Turn]]:
    return explored(flow)


def test_every_question_is_reached(flow: Flow, turns: list[tuple[Session, Turn]]) -> None:
    reached = {turn.session.step for _before, turn in turns} | {flow.asks[0].name}

    assert reached == {*(ask.name for ask in flow.asks), DONE}


def test_every_way_between_two_questions_is_taken(flow: Flow, turns: list[tuple[Session, Turn]]) -> None:
    allowed = {(ask.name, way.name if way else DONE) for ask in flow.asks for way in flow.onward(ask.name)}

    taken: set[tuple[str, str]] = set()
    for _before, turn in turns:
        names = [ask.name for ask in open_asks(flow, turn.session, MARA)]
        if turn.session.ended:
            taken |= set(pairwise([*names, DONE]))
        else:
            taken |= set(pairwise(names[: names.index(turn.session.step) + 1]))

    assert allowed - taken == NEVER_TAKEN.get(flow.name, set())


def test_answer_leads_to_the_first_question_still_open(flow: Flow, turns: list[tuple[Session, Turn]]) -> None:
    for before, turn in turns:
        where_one_may_be = {
            before.step,
            *flow.ask(before.step).jumps.values(),
            next_step(flow, turn.session, MARA),
        }
        assert turn.session.step in where_one_may_be


def test_question_asks_at_most_once_a_turn_and_whenever_there_is_more(
    flow: Flow, turns: list[tuple[Session, Turn]]
) -> None:
    for _before, turn in turns:
        asking = [reply for reply in turn.replies if reply.asks]
        assert len(asking) == (0 if turn.session.ended else 1)


def test_every_line_said_has_all_its_words(flow: Flow, turns: list[tuple[Session, Turn]]) -> None:
    for _before, turn in turns:
        for line in (line for reply in turn.replies for line in reply.lines):
            assert line.text.format_map(line.values) or not line.text


def test_back_leads_to_the_question_before_from_everywhere(
    flow: Flow, turns: list[tuple[Session, Turn]]
) -> None:
    for session in moments(turns):
        asked = [
            ask.name
            for ask in open_asks(flow, session, MARA)
            if ask.preset is None or ask.name == session.step
        ]
        before = asked[max(asked.index(session.step) - 1, 0)]

        turn = engine.answer(session, Heard(code=phrases.BACK.code), MARA)

        assert turn.session.step == before
        assert turn.session.answers == session.answers


def test_why_resume_and_pause_move_nothing_anywhere(flow: Flow, turns: list[tuple[Session, Turn]]) -> None:
    for session in moments(turns):
        for turn in (
            engine.answer(session, Heard(code=phrases.WHY.code), MARA),
            engine.resume(session, MARA),
            engine.pause(session, MARA),
        ):
            assert (turn.session.step, turn.session.answers) == (session.step, session.answers)


def test_stop_ends_it_anywhere_and_keeps_every_answer(flow: Flow, turns: list[tuple[Session, Turn]]) -> None:
    for session in moments(turns):
        turn = engine.stop(session, MARA)

        assert turn.session.step == STOPPED
        assert turn.session.answers == session.answers


def test_skip_and_done_lead_to_the_end_from_everywhere(flow: Flow, turns: list[tuple[Session, Turn]]) -> None:
    for session in moments(turns):
        chat = Chat(flow, MARA)
        chat.turn = Turn(session)
        chat.comes_back()

        chat.finishes()

        assert chat.step == DONE


def moments(turns: list[tuple[Session, Turn]]) -> list[Session]:
    """Each moment one may stand in, once."""
    sessions = [before for before, _turn in turns]
    return [one for at, one in enumerate(sessions) if at == 0 or one is not sessions[at - 1]]


# Walking at random.

DOES = st.tuples(
    st.sampled_from(
        ["taps", "taps", "taps", "types", "types", "sends", "edits", "comes back", "another day"]
    ),
    st.integers(0, 30),
    st.sampled_from([*SAMPLES, "skip", "back", "why", "done", "Good", "rough", "none"]) | anything,
)
walks = st.lists(DOES, max_size=25)


class Walk:
    """A person who does this and that, and is held to nothing; the conversation is held to all of it."""

    def __init__(self, flow: Flow) -> None:
        self.chat = Chat(flow, MARA)

    def does(self, what: str, which: int, text: str) -> None:
        before = self.chat.session
        may_change = self._moved(what, which, text)
        after = self.chat.session
        assert not changed(before, after) - self._with_dependents(may_change)
        assert before.revision <= after.revision
        if not after.ended:
            assert all(one.data.endswith(f":{after.revision}") for one in self.chat.open.buttons)
        self._is_known_now()

    def _moved(self, what: str, which: int, text: str) -> set[str]:
        """Make the move; returns the steps it may change."""
        chat = self.chat
        if what == "edits":
            return self._edited(1 + which % (chat.sent + 1), text)
        if chat.session.ended:
            return set()
        here = {chat.step}
        match what:
            case "taps":
                labels = chat.open.labels
                chat.taps(labels[which % len(labels)])
                if chat.session.revision and "goes on from here" in "".join(chat.says):
                    chat.comes_back()
            case "types":
                chat.types(text)
            case "sends":
                chat.sends("Voice message", text)
            case "another day":
                chat.comes_back(about=replace(chat.known, today=chat.known.today + timedelta(days=which)))
            case _:
                chat.comes_back("There you are.")
        return here

    def _edited(self, message: int, text: str) -> set[str]:
        steps = {one.step for one in self.chat.session.answers if one.message == message}
        ended = self.chat.step if self.chat.session.ended else ""
        self.chat.edits(message, text)
        assert not ended or self.chat.step == ended
        return steps

    def _with_dependents(self, steps: set[str]) -> set[str]:
        found = set(steps)
        for ask in self.chat.flow.asks:
            if found & set(ask.depends):
                found.add(ask.name)
        return found

    def _is_known_now(self) -> None:
        """The company just named stands among the applications, as the coach puts it there."""
        chat = self.chat
        for label in chat.answers.get(chat.flow.about, []):
            if label not in {one.label for one in chat.known.applications}:
                company, role = company_and_role(label)
                new = Application(100 + len(chat.known.applications), company, role)
                chat.known = replace(chat.known, applications=(new, *chat.known.applications))


def changed(before: Session, after: Session) -> set[str]:
    """The steps whose answers are gone or others now."""
    steps = {one.step for one in before.answers}
    was, now = Answers(before.answers), Answers(after.answers)
    return {step for step in steps if was.of(step) != now.of(step)}


@flows
@given(walk=walks)
@settings(deadline=None, max_examples=150)
def test_whatever_a_person_does_nothing_is_lost_and_the_end_is_near(
    flow: Flow, walk: list[tuple[str, int, str]]
) -> None:
    person = Walk(flow)

    for what, which, text in walk:
        person.does(what, which, text)

    if not person.chat.session.ended:
        person.chat.finishes()
    assert person.chat.step == DONE


@flows
@given(walk=walks)
@settings(deadline=None, max_examples=50)
def test_stop_is_possible_whatever_a_person_did(flow: Flow, walk: list[tuple[str, int, str]]) -> None:
    person = Walk(flow)
    for what, which, text in walk:
        person.does(what, which, text)
    if person.chat.session.ended:
        return
    before = person.chat.session.answers

    person.chat.stops()

    assert person.chat.step == STOPPED
    assert person.chat.session.answers == before


# An upgrade at any moment.

ASKS = (
    Ask("feeling", "How was it?", choice(good="Good", rough="Rough"), ""),
    Ask("place", "Where?", Words(), ""),
    Ask("people", "Who?", Words(), ""),
    Ask("wish", "And a wish?", Words(), ""),
    Ask("last", "Anything else?", Words(), ""),
)
REASON = Ask("reason", "What was rough?", Words(), "", only_if=answered("feeling", "rough"))


@st.composite
def versions(draw: st.DrawFn) -> Flow:
    """Some of the questions, in any order; the branch behind its question where that is among them."""
    asks = draw(st.lists(st.sampled_from(ASKS), min_size=1, unique_by=lambda ask: ask.name))
    if ASKS[0] in asks:
        asks.append(REASON)
    return Flow("small", "small", "Small", asks[0].name, tuple(asks), "Saved.")


@given(
    earlier=versions(),
    later=versions(),
    texts=st.lists(st.sampled_from(["rough", "good", "skip", "some words"]), max_size=5),
    comes_back=st.booleans(),
)
@settings(deadline=None)
def test_upgrade_at_any_moment_loses_nothing_and_goes_on(
    earlier: Flow, later: Flow, texts: list[str], *, comes_back: bool
) -> None:
    with catalogued(earlier):
        chat = Chat(earlier)
        for text in texts:
            if not chat.session.ended:
                chat.types(text)
    if chat.session.ended:
        return
    before = chat.session

    with catalogued(later):
        chat.flow = later
        if comes_back or before.step not in {ask.name for ask in later.asks}:
            chat.comes_back()
            assert chat.step == next_step(later, before, chat.known, stand=before.step)
            assert chat.session.answers == before.answers
        if not chat.session.ended:
            chat.finishes()

    assert chat.step == DONE
    assert not changed(before, chat.session) - {before.step}
