"""Every flow of the catalogue, explored to its last way and walked at random: no dead end, and nothing is lost."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations import engine, phrases
from conversations.answers import Answers, Line, choice
from conversations.catalogue import FLOWS
from conversations.engine import Heard
from conversations.engine.changes import dependents
from conversations.known import Application, Known, company_and_role
from conversations.question import controls_of, extras_of
from conversations.script import Ask, Flow, Spot, holds
from conversations.script import Line as Spoken
from conversations.script import given as answered
from conversations.session import DONE, STOPPED, Answer, Session, Turn
from tests.conversations.chat import ACME, LINDT, Chat, anything, known, next_spot, open_spots

flows = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)

MARA = known(ACME, LINDT, name="Mara")
AT_HOME = replace(MARA, zone="Europe/Madrid")


def quick(feeling: str) -> tuple[Answer, ...]:
    """A quick reflection of the day before."""
    asked = [Answer("asked", place, value=text) for place, text in enumerate(["why leave now", "sql, joins"])]
    return (Answer("feeling", value=feeling), Answer("application", value=ACME.label), *asked)


CLOSER = (Answer("rating", 0, value="strong"), Answer("rating", 1, value="rough"))
PLANNED = (Answer("no_evening", value="call Leo"), Answer("no_person", value="Leo"))
TOLD_NO = (Answer("words", value="more experience"), Answer("source", value="Ana"))

# Whom each flow is explored with: what is known decides where it leads.
PEOPLE: dict[str, tuple[Known, ...]] = {
    "closer_look": (
        MARA,
        replace(AT_HOME, before={"reflection": quick("mixed")}),
        replace(MARA, before={"reflection": quick("rough")}),
    ),
    "second_look": (MARA, replace(MARA, before={"reflection": quick("mixed"), "closer_look": CLOSER})),
    "interview": (
        MARA,
        replace(
            AT_HOME,
            before={"reflection": quick("mixed"), "interview": (Answer("application", value=ACME.label),)},
        ),
    ),
    "waiting": (
        MARA,
        replace(AT_HOME, before={"waiting": PLANNED, "reflection": (Answer("day", value="2026-03-03"),)}),
        replace(MARA, before={"reflection": (Answer("promised_day", value="2026-03-09"),)}),
    ),
    "lessons": (
        MARA,
        replace(AT_HOME, before={"rejected": TOLD_NO, "reflection": quick("mixed"), "closer_look": CLOSER}),
    ),
    "silence": (MARA, replace(AT_HOME, before={"waiting": PLANNED})),
    "rejected": (
        MARA,
        replace(
            AT_HOME, rounds=2, before={"waiting": PLANNED, "reflection": (Answer("met", value="Ana, Tom"),)}
        ),
    ),
}

# Ways the machine has to allow, as it cannot know that one rule holds only where another does.
NEVER_TAKEN: dict[str, set[tuple[str, str]]] = {
    # A better answer is asked for to a question that was picked, and picking comes between.
    "reflection": {("asked", "better")},
    "closer_look": {
        # What was poured out is sorted only where something was poured out.
        ("way", "which"),
        # Who has questions to look at has rated them, picks some, and only then looks closer.
        ("asked", "deep"),
        ("prompted", "deep"),
        ("prompted", "answered"),
        ("rating", "answered"),
        ("rating", "stop_questions"),
        # A part that comes later only comes where those before it came.
        ("stop_questions", "well"),
        ("stop_questions", "fix"),
        ("stop_people", "fix"),
        # The zone is asked for a second look only, and first its hour.
        ("card", "zone"),
    },
    "waiting": {
        # The day is asked for once it is said that they were asked.
        ("promised_day", "sent_day"),
        ("promised", "sent_day"),
    },
    "lessons": {
        # A part that comes later only comes where those before it came.
        ("stop_said", "actions"),
        # Its day is asked once there is something to do, and a second thing only after a first.
        ("stop_said", "act_day"),
        ("stop_way", "act_day"),
        ("act_obstacle", "act_day"),
        ("actions", "actions"),
    },
    "rejected": {
        # Their words are asked for once they said something concrete, and then who said it.
        ("far", "words"),
        ("far_after", "words"),
        ("words", "card"),
    },
}


# Exploring.


@dataclass(frozen=True)
class Moment:
    """Where one may stand, and with whom."""

    flow: Flow
    session: Session
    known: Known

    @property
    def here(self) -> tuple[str, int]:
        return (self.session.step, self.session.place)

    @property
    def spots(self) -> list[Spot]:
        return open_spots(self.flow, self.session, self.known)

    @property
    def path(self) -> list[tuple[str, int]]:
        """The questions that lead here, and this one."""
        names = [(spot.ask.name, spot.place) for spot in self.spots]
        return [*names, (DONE, 0)] if self.session.ended else names[: names.index(self.here) + 1]

    def heard(self) -> Iterator[Heard]:
        """What a person may send to the open question: each button and control, and something typed."""
        ask = self.flow.ask(self.session.step)
        answers = self.flow.live(Answers(self.session.answers), self.known)
        view = self.flow.line(ask.name).view(answers, self.known, self.session.place)
        yield from (Heard(code=one.code) for one in ask.kind.choices(view, self.known)[:6])
        controls = {*extras_of(ask), *controls_of(self.flow, ask)} & {
            phrases.SKIP,
            phrases.DONE,
            phrases.UNKNOWN,
        }
        yield from (Heard(code=control.code) for control in controls)
        yield from (Heard(words=sample, message=1) for sample in ("2026-03-20", "Ana, lead\nMadrid", "1"))

    def situation(self) -> tuple[object, ...]:
        """What tells two moments apart: where one stands, what can be tapped, and what decides on the lines that may come yet."""
        answers = self.flow.live(Answers(self.session.answers), self.known)
        here = self.flow.line(self.session.step)
        view = here.view(answers, self.known, self.session.place)
        offered = [one.code for one in self.flow.ask(self.session.step).kind.choices(view, self.known)]
        ahead = [line for line in self.flow.lines[self.flow.lines.index(here) :] if line is not here]
        rules = dict.fromkeys(rule for line in ahead for rule in line.rules)
        items = dict.fromkeys(line.each for line in (here, *ahead) if line.each)
        decided = [holds(rule, answers, self.known) for rule in rules]
        dealt_with = any((one.step, one.place) == self.here for one in answers)
        return (
            *self.here,
            dealt_with,
            *offered,
            *decided,
            *(min(len(each.items(answers, self.known)), 2) for each in items),
        )


@dataclass(frozen=True)
class Explored:
    """Every situation there is in a flow, each with the turns that lead on from it."""

    flow: Flow
    moments: list[Moment] = field(default_factory=list)
    turns: list[tuple[Moment, Turn]] = field(default_factory=list)

    def explore(self, person: Known) -> None:
        first = Moment(self.flow, engine.begin(self.flow, 1, person).session, person)
        seen, waiting = {first.situation()}, deque([first])
        while waiting:
            moment = waiting.popleft()
            self.moments.append(moment)
            for heard in moment.heard():
                turn = engine.answer(self.flow, moment.session, heard, person)
                self.turns.append((moment, turn))
                after = Moment(self.flow, turn.session, person)
                if not turn.session.ended and after.situation() not in seen:
                    seen.add(after.situation())
                    waiting.append(after)


@pytest.fixture(scope="module", params=FLOWS, ids=lambda flow: flow.name)
def flow(request: pytest.FixtureRequest) -> Flow:
    found: Flow = request.param
    return found


@pytest.fixture(scope="module")
def explored(flow: Flow) -> Explored:
    found = Explored(flow)
    for person in PEOPLE.get(flow.name, (MARA, AT_HOME)):
        found.explore(person)
    return found


def test_every_question_is_reached(explored: Explored) -> None:
    reached = {turn.session.step for _before, turn in explored.turns}
    reached |= {moment.session.step for moment in explored.moments}

    assert reached >= {*(ask.name for ask in explored.flow.asks if ask.preset is None), DONE}


def test_every_way_between_two_questions_is_taken(explored: Explored) -> None:
    flow = explored.flow
    allowed = {
        (ask.name, way.name if way else DONE)
        for ask in flow.asks
        for way in flow.onward(ask.name)
        if not passes_by_what_must_be_asked(flow, ask, way)
    }

    taken: set[tuple[str, str]] = set()
    for before, turn in explored.turns:
        path = Moment(flow, turn.session, before.known).path
        taken |= {(one, other) for (one, _at), (other, _there) in pairwise(path)}

    assert allowed - taken == NEVER_TAKEN.get(flow.name, set())


def passes_by_what_must_be_asked(flow: Flow, ask: Ask, way: Ask | None) -> bool:
    """Whether a line between the two is spoken whenever both of them are."""
    here, there = flow.line(ask.name), flow.line(way.name) if way else None
    lines = [line for line in flow.lines if isinstance(line.said, Ask)]
    start, end = lines.index(here) + 1, lines.index(there) if there else len(lines)
    between = lines[start:end]
    if end < start:
        # On to the next item: the rest of this one, and what stands before it in the next.
        between = [line for line in lines[start:] if line.each is here.each]
        between += [line for line in lines[:end] if line.each is here.each]
    certain = {*here.rules, *(there.rules if there else ())}
    return any(set(line.rules) <= certain and _one_is_there(line, here, there) for line in between)


def _one_is_there(line: Spoken, here: Spoken, there: Spoken | None) -> bool:
    """Whether there is an item to ask the question about."""
    return line.each in {None, here.each, there.each if there else None}


def test_answer_leads_to_the_first_question_still_open(explored: Explored) -> None:
    for before, turn in explored.turns:
        jumps = before.flow.ask(before.session.step).jumps.values()
        ahead = next_spot(before.flow, turn.session, before.known)
        assert (turn.session.step, turn.session.place) in {before.here, ahead, *((step, 0) for step in jumps)}


def test_question_asks_at_most_once_a_turn_and_whenever_there_is_more(explored: Explored) -> None:
    for before, turn in explored.turns:
        asking = [reply for reply in turn.replies if reply.asks]
        silent = turn.session.step == before.session.step and before.flow.ask(turn.session.step).kind.silent
        assert len(asking) == (0 if turn.session.ended or (silent and not turn.replies) else 1)


def test_every_line_said_has_all_its_words(explored: Explored) -> None:
    for _before, turn in explored.turns:
        for line in (line for reply in turn.replies for line in reply.lines):
            assert line.text.format_map(line.values)


def test_callback_data_fits_telegram_and_is_told_apart(explored: Explored) -> None:
    for _before, turn in explored.turns:
        for reply in turn.replies:
            found = [button.data for row in reply.buttons for button in row]
            assert all(len(data.encode()) <= 64 for data in found)
            # A month has several empty cells, which all turn to the month itself.
            assert len(set(found)) == len(found) or any(":m2" in data for data in found)


def test_back_leads_to_the_question_before_from_everywhere(explored: Explored) -> None:
    for moment in explored.moments:
        asked = [
            (spot.ask.name, spot.place)
            for spot in moment.spots
            if spot.ask.preset is None or (spot.ask.name, spot.place) == moment.here
        ]
        before = asked[max(asked.index(moment.here) - 1, 0)]

        turn = engine.answer(moment.flow, moment.session, Heard(code=phrases.BACK.code), moment.known)

        if moment.flow.ask(moment.here[0]).preset is None:
            assert (turn.session.step, turn.session.place) == before
        else:
            # Whoever went to change an answer given in advance goes back to where they came from.
            assert turn.session.step != moment.here[0]
        assert turn.session.answers == moment.session.answers


def test_why_resume_and_pause_move_nothing_anywhere(explored: Explored) -> None:
    for moment in explored.moments:
        for turn in (
            engine.answer(moment.flow, moment.session, Heard(code=phrases.WHY.code), moment.known),
            engine.resume(moment.flow, moment.session, moment.known),
            engine.pause(moment.flow, moment.session, moment.known),
        ):
            after = Moment(moment.flow, turn.session, moment.known)
            assert (after.here, after.session.answers) == (moment.here, moment.session.answers)


def test_stop_ends_it_anywhere_and_keeps_every_answer(explored: Explored) -> None:
    for moment in explored.moments:
        turn = engine.stop(moment.flow, moment.session, moment.known)

        assert turn.session.step == STOPPED
        assert turn.session.answers == moment.session.answers


def test_skip_and_done_lead_to_the_end_from_everywhere(explored: Explored) -> None:
    for moment in explored.moments[::5]:
        chat = Chat(moment.flow, moment.known)
        chat.turn = Turn(moment.session)
        chat.comes_back()

        chat.finishes()

        assert chat.step == DONE


def kept_on_the_way_to(spot: Spot, moment: Moment) -> list[Answer]:
    """The answers that stay: the choice on the card is made anew, unless what is changed hangs on it."""
    flow, answers = moment.flow, moment.session.answers
    gives_way = spot not in moment.spots
    if gives_way or flow.asks.index(spot.ask) > flow.asks.index(flow.card):
        return [*answers]
    return [one for one in answers if one.step != flow.card.name]


def test_every_answer_can_be_changed_from_everywhere_and_the_end_is_near(explored: Explored) -> None:
    for moment in explored.moments[::5]:
        for one in engine.given(moment.flow, moment.session, moment.known):
            turn = engine.edit(moment.flow, moment.session, one.spot, moment.known)

            asked = [reply for reply in turn.replies if reply.asks]
            assert len(asked) == 1
            assert (turn.session.step, turn.session.place) in {
                (one.spot.ask.name, one.spot.place),
                moment.here,
            }
            assert [*turn.session.answers] == kept_on_the_way_to(one.spot, moment)


# Walking at random.

SAMPLES = [
    "some words",
    "Ana and Tom",
    "Bruck, Engineer",
    "2026-03-01",
    "1",
    "1, 2",
    "one\ntwo",
    "Madrid",
    "yes",
]
DOES = st.tuples(
    st.sampled_from(
        [
            *("taps", "taps", "taps", "taps", "types", "types", "sends", "edits"),
            *("comes back", "another day", "goes to", "pauses"),
        ]
    ),
    st.integers(0, 30),
    st.sampled_from([*SAMPLES, "skip", "back", "why", "done", "Good", "rough", "none", "don't know"])
    | anything,
)
walks = st.lists(DOES, max_size=20)
Where = tuple[str, int]


class Walk:
    """A person who does this and that, and is held to nothing; the conversation is held to all of it."""

    def __init__(self, flow: Flow, person: Known) -> None:
        self.chat = Chat(flow, person)

    def does(self, what: str, which: int, text: str) -> None:
        before = self.chat.session
        may_change = self._moved(what, which, text)
        after = self.chat.session
        assert not changed(self.chat.flow, before, after) - self._with_dependents(may_change)
        assert before.revision <= after.revision
        if not after.ended:
            here = f"{after.number}:{after.step}:{after.place}:"
            for one in self.chat.open.buttons:
                assert one.data.startswith(here)
                assert one.data.endswith(f":{after.revision}")
                assert len(one.data.encode()) <= 64
        self._is_known_now()

    def _moved(self, what: str, which: int, text: str) -> set[Where]:
        """Make the move; returns where it may change an answer."""
        chat = self.chat
        if what == "edits":
            return self._edited(1 + which % (chat.sent + 1), text)
        if what == "goes to":
            return self._goes_to(which)
        if chat.session.ended:
            return set()
        here = {(chat.step, chat.session.place)}
        match what:
            case "taps":
                labels = chat.open.labels
                chat.taps(labels[which % len(labels)])
                if not chat.session.ended and not any(reply.asks for reply in chat.turn.replies):
                    chat.comes_back()
            case "types":
                chat.types(text)
            case "sends":
                chat.sends("Voice message", text)
            case "another day":
                chat.comes_back(about=replace(chat.known, today=chat.known.today + timedelta(days=which)))
            case "pauses":
                chat.pauses()
                chat.comes_back("There you are.")
            case _:
                chat.comes_back()
        # A jump from the card takes the card's answer back.
        return {*here, (chat.flow.card.name, 0)}

    def _goes_to(self, which: int) -> set[Where]:
        chat = self.chat
        found = engine.given(chat.flow, chat.session, chat.known)
        if found:
            spot = found[which % len(found)].spot
            chat.goes_to(spot.ask.name, spot.place)
        return {(chat.flow.card.name, 0)}

    def _edited(self, message: int, text: str) -> set[Where]:
        found = {(one.step, one.place) for one in self.chat.session.answers if one.message == message}
        ended = self.chat.step if self.chat.session.ended else ""
        self.chat.edits(message, text)
        assert not ended or self.chat.step == ended
        return found

    def _with_dependents(self, changed: set[Where]) -> set[Where]:
        """What hangs on an answer may go with it; within an item, that of the item alone."""
        flow, found = self.chat.flow, set(changed)
        for step, place in changed:
            each = flow.line(step).each
            for other in dependents(flow, step):
                beside = each is not None and other in each.steps
                found |= {(other, place)} if beside else {(other, at) for at in range(200)}
            if flow.ask(step).kind.several:
                found |= {(step, at) for at in range(200)}
        return found

    def _is_known_now(self) -> None:
        """The company just named stands among the applications, as the coach puts it there."""
        chat = self.chat
        for label in chat.answers.get(chat.flow.about, []):
            if label not in {one.label for one in chat.known.applications}:
                company, role = company_and_role(label)
                new = Application(100 + len(chat.known.applications), company, role)
                chat.known = replace(chat.known, applications=(new, *chat.known.applications))


def changed(flow: Flow, before: Session, after: Session) -> set[Where]:
    """Where answers are gone or others now."""
    was = {(one.step, one.place): one for one in before.answers if flow.has(one.step)}
    now = {(one.step, one.place): one for one in after.answers}
    return {where for where, one in was.items() if now.get(where) != one}


def people(flow: Flow) -> st.SearchStrategy[Known]:
    return st.sampled_from(PEOPLE.get(flow.name, (MARA, AT_HOME)))


@flows
@given(data=st.data(), walk=walks)
@settings(deadline=None, max_examples=40)
def test_whatever_a_person_does_nothing_is_lost_and_the_end_is_near(
    flow: Flow, data: st.DataObject, walk: list[tuple[str, int, str]]
) -> None:
    person = Walk(flow, data.draw(people(flow)))

    for what, which, text in walk:
        person.does(what, which, text)

    if not person.chat.session.ended:
        person.chat.finishes()
    assert person.chat.step == DONE


@flows
@given(data=st.data(), walk=walks)
@settings(deadline=None, max_examples=20)
def test_stop_is_possible_whatever_a_person_did(
    flow: Flow, data: st.DataObject, walk: list[tuple[str, int, str]]
) -> None:
    person = Walk(flow, data.draw(people(flow)))
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
    Ask("place", "Where?", Line(), ""),
    Ask("people", "Who?", Line(), ""),
    Ask("wish", "And a wish?", Line(), ""),
    Ask("last", "Anything else?", Line(), ""),
)
REASON = Ask("reason", "What was rough?", Line(), "", only_if=answered("feeling", "rough"))


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
@settings(deadline=None, max_examples=60)
def test_upgrade_at_any_moment_loses_nothing_and_goes_on(
    earlier: Flow, later: Flow, texts: list[str], *, comes_back: bool
) -> None:
    chat = Chat(earlier)
    for text in texts:
        if not chat.session.ended:
            chat.types(text)
    if chat.session.ended:
        return
    before = chat.session

    chat.flow = later
    if comes_back or not later.has(before.step):
        chat.comes_back()
        assert (chat.step, 0) == next_spot(later, before, chat.known, stand=(before.step, 0))
        assert chat.session.answers == before.answers
    if not chat.session.ended:
        chat.finishes()

    assert chat.step == DONE
    assert not changed(later, before, chat.session) - {(before.step, 0)}
