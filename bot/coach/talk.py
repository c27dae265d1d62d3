"""Conversations: begin, hear, tap, correct, pause, go on, stop. Load, let the engine move, save, say."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.coach import afterwards, keep, places, sentences
from bot.coach.desk import Desk
from conversations import engine, phrases
from conversations.catalogue import FLOWS, flow_named
from conversations.engine import Heard
from conversations.known import Known
from conversations.script import Spot
from conversations.session import Button, Phrase, Reply, Turn
from storage.tables import Application, Conversation, OutboxRow

# Within this time of a question, a second tap on the one before is a double tap, and the question is in sight.
IN_SIGHT = timedelta(minutes=1)


def begin(desk: Desk, flow: str, application: Application | None = None) -> None:
    """Open a conversation, about an application where it takes one further; one that is open is kept for later."""
    put_aside(desk)
    conversation = desk.records.conversations.begin(desk.person, flow, application, desk.now)
    desk.moves("begin")
    number, where = conversation.id, keep.label(application)
    _apply(desk, conversation, lambda known: engine.begin(flow_named(flow), number, known, where))


def put_aside(desk: Desk) -> None:
    """Pause the open conversation, if there is one, without a word."""
    conversation = desk.open_conversation
    if conversation is None:
        return
    _take_question(desk, conversation)
    desk.records.conversations.close(conversation, "paused", desk.now)


def hear(desk: Desk, conversation: Conversation, heard: Heard) -> None:
    """Take typed words, or a file in their place, for the open question."""
    session, known = desk.records.conversations.session(conversation), desk.known(conversation)
    flow = flow_named(session.flow)
    asked = flow.ask(session.step) if flow.has(session.step) else None
    if asked and _leaves(desk, conversation, engine.control_of(heard, flow, asked, known)):
        return
    turn = engine.answer(flow, session, heard, known)
    if turn.session == session and heard.words and asked and asked.closes:
        # Words at the card are no choice of it; what somebody adds there is worth keeping.
        keep.note(desk, heard.words, message_id=heard.message)
        ask_again(desk, conversation)
        return
    _apply(desk, conversation, lambda known: engine.answer(flow, session, heard, known))


def _leaves(desk: Desk, conversation: Conversation, control: str) -> bool:
    """Whether a control leads out of the conversation; then it has."""
    if control == phrases.PAUSE.code:
        pause(desk, conversation)
    elif control == phrases.CARE.code:
        care(desk, conversation)
    return control in {phrases.PAUSE.code, phrases.CARE.code}


@dataclass(frozen=True, slots=True)
class Press:
    """What the button of a question carries: whose, which step and item, which choice, at which revision."""

    number: int
    step: str
    place: int
    code: str
    revision: int


def pressed(data: str) -> Press | None:
    """Read callback data; none where a question's button never carried that."""
    parts = data.split(":")
    if len(parts) != 5 or not parts[4].isdecimal():  # noqa: PLR2004 -- as question.py writes it
        return None
    return Press(Desk.number(parts[0]), parts[1], Desk.number(parts[2]), parts[3], Desk.number(parts[4]))


def is_silent(conversation: Conversation) -> bool:
    """Whether what comes is kept without a word until Done."""
    flow = flow_named(conversation.flow)
    return flow.has(conversation.step) and flow.ask(conversation.step).kind.silent


def lets_go(conversation: Conversation) -> bool:
    """Whether what comes is not kept."""
    flow = flow_named(conversation.flow)
    return flow.has(conversation.step) and flow.ask(conversation.step).kind.unkept


def is_flow(name: str) -> bool:
    return any(flow.name == name for flow in FLOWS)


def takes_files(desk: Desk, conversation: Conversation) -> bool:
    """Whether the open question asks for a story, which a voice message, photo or file may tell."""
    flow = flow_named(conversation.flow)
    return flow.has(conversation.step) and flow.ask(conversation.step).kind.takes_files


def tap(desk: Desk, press: Press, message_id: int | None) -> str:
    """Take a button of the open question; a late one changes nothing. Returns what to say at the button."""
    conversation = desk.records.conversations.get(desk.person, press.number)
    if conversation is None or not _is_open(conversation, press):
        return late(desk, message_id)
    if _leaves(desk, conversation, press.code):
        return ""
    session = desk.records.conversations.session(conversation)
    flow, heard = flow_named(session.flow), Heard(code=press.code)
    _apply(desk, conversation, lambda known: engine.answer(flow, session, heard, known))
    return ""


def _is_open(conversation: Conversation, press: Press) -> bool:
    now = (conversation.status, conversation.step, conversation.place, conversation.revision)
    return now == ("active", press.step, press.place, press.revision)


def late(desk: Desk, message_id: int | None) -> str:
    """A button of an earlier moment, or of somebody else: its buttons go, and the open question comes again."""
    conversation = desk.open_conversation
    shown = _question(desk, conversation)
    in_sight = shown is not None and desk.now - shown.made_at < IN_SIGHT
    if message_id is not None and (shown is None or shown.message_id != message_id):
        desk.take_buttons(message_id=message_id)
    if conversation is None:
        return desk.language.say(sentences.BUTTON_PAST)
    if not in_sight:
        ask_again(desk, conversation)
    return desk.language.say(sentences.BUTTON_BEFORE)


def correct(desk: Desk, conversation: Conversation, heard: Heard) -> None:
    """An answer's message was edited: the answer changes, and what follows from it."""
    session = desk.records.conversations.session(conversation)
    aside = conversation.status == "paused"

    def corrected(known: Known) -> Turn:
        turn = engine.correct(flow_named(session.flow), session, heard, known)
        # Nothing is asked in a conversation that was put aside; where it stands is found when it goes on.
        return Turn(session.with_answers(turn.session.answers), turn.replies[:1]) if aside else turn

    _apply(desk, conversation, corrected)


def ask_again(desk: Desk, conversation: Conversation, lead: str = "", *, silent: bool = False) -> None:
    """The open question as a new message, with fresh buttons; `lead` is said before it."""
    session = desk.records.conversations.session(conversation)
    flow, said = flow_named(session.flow), desk.language.say(lead)
    _apply(desk, conversation, lambda known: engine.resume(flow, session, known, said), silent=silent)


def go_on(desk: Desk, conversation: Conversation) -> None:
    """Take a paused conversation up again."""
    if conversation.status == "paused":
        put_aside(desk)
        desk.records.conversations.close(conversation, "active", desk.now)
        desk.moves("begin")
    ask_again(desk, conversation)


def put_away(desk: Desk, conversation: Conversation) -> None:
    """End a paused conversation where it stands; what was answered stays."""
    if conversation.status == "active":
        stop(desk, conversation)
    else:
        desk.records.conversations.close(conversation, "stopped", desk.now)


def can_change(conversation: Conversation, step: str) -> bool:
    return flow_named(conversation.flow).has(step)


def change(desk: Desk, conversation: Conversation, step: str, place: int) -> None:
    """Ask a question again to change its answer; a conversation that had ended is open until it is answered."""
    if conversation.status != "active":
        put_aside(desk)
        desk.records.conversations.close(conversation, "active", desk.now)
        desk.moves("begin")
    session, flow = desk.records.conversations.session(conversation), flow_named(conversation.flow)
    spot = Spot(flow.ask(step), place)
    _apply(desk, conversation, lambda known: engine.edit(flow, session, spot, known))


def card(desk: Desk, conversation: Conversation) -> tuple[Phrase, ...]:
    """The card at the end of a conversation, as its answers are now."""
    session, flow = desk.records.conversations.session(conversation), flow_named(conversation.flow)
    return engine.card(flow, session, desk.known(conversation))


def answers_so_far(desk: Desk, conversation: Conversation) -> tuple[Phrase, ...]:
    """What was answered, one question a line."""
    session, flow = desk.records.conversations.session(conversation), flow_named(conversation.flow)
    given = engine.given(flow, session, desk.known(conversation))
    return tuple(
        Phrase("{number}. {answer}", {"number": str(number), "answer": " · ".join(one.answers)})
        for number, one in enumerate((one for one in given if one.answers), start=1)
    ) or (desk.phrase(sentences.EDIT_NOTHING),)


def pause(desk: Desk, conversation: Conversation) -> None:
    """Keep it for later, with a button to go on; its question can no longer be tapped."""
    session = desk.records.conversations.session(conversation)
    _puts_aside(desk, conversation, engine.pause(flow_named(session.flow), session, desk.known(conversation)))


def care(desk: Desk, conversation: Conversation | None) -> None:
    """It is more than the job: an open conversation waits, and people are named. Nothing notes that it was so."""
    lines = (*phrases.cared_for(desk.known()), *_help_lines(desk))
    if conversation is None:
        desk.send(Reply(lines))
        return
    session = desk.records.conversations.session(conversation)
    turn = engine.care(flow_named(session.flow), session, desk.known(conversation))
    _puts_aside(desk, conversation, replace(turn, replies=(Reply(lines),)))


def _help_lines(desk: Desk) -> tuple[Phrase, ...]:
    return tuple(
        Phrase("{line}", {"line": line}) for line in desk.house.help_lines.splitlines() if line.strip()
    )


def _puts_aside(desk: Desk, conversation: Conversation, turn: Turn) -> None:
    buttons = ((going_on(desk, conversation),),)
    desk.records.conversations.close(conversation, "paused", desk.now)
    left = replace(turn, replies=tuple(replace(one, buttons=buttons) for one in turn.replies))
    _apply(desk, conversation, lambda _known: left)
    desk.moves("leave")


def going_on(desk: Desk, conversation: Conversation) -> Button:
    """The button that takes a paused conversation up again."""
    where = keep.label(keep.where(desk, conversation))
    return Button(
        desk.language.say(sentences.GO_ON).replace("{where}", where or "…")[:40], f"talk:{conversation.id}"
    )


def stop(desk: Desk, conversation: Conversation) -> None:
    session = desk.records.conversations.session(conversation)
    flow = flow_named(session.flow)
    _apply(desk, conversation, lambda known: engine.stop(flow, session, known))


def _apply(
    desk: Desk, conversation: Conversation, move: Callable[[Known], Turn], *, silent: bool = False
) -> None:
    """Move; save where the conversation stands, and say what the turn says."""
    was_open, belonged = conversation.status == "active", conversation.application_id
    turn = move(desk.known(conversation))
    places.belongs_where_it_says(desk, conversation, turn.session)
    if conversation.application_id != belonged:
        # It has just said what it is about: what is known about that belongs into what is said now.
        turn = move(desk.known(conversation))
    desk.records.conversations.save(conversation, turn.session, desk.now)
    places.stands_where_it_led(desk, conversation)
    places.lives_where_it_says(desk, turn.session)
    places.remembers_its_days(desk, conversation, turn.session)
    _say(desk, conversation, turn.replies, silent=silent)
    if conversation.status == "active":
        desk.moves("pour" if is_silent(conversation) else "begin")
    elif was_open:
        desk.moves("leave")
        afterwards.follow(desk, conversation, turn.then)
        for then in turn.then:
            if then.startswith("flow:"):
                begin(desk, then.removeprefix("flow:"), places.of(desk, conversation))


def _say(desk: Desk, conversation: Conversation, replies: tuple[Reply, ...], *, silent: bool) -> None:
    """Each reply in its place. Never more than one message with the buttons of a question."""
    shown = _question(desk, conversation)
    out_of_reach = shown is not None and shown.made_at < last_outage_end(desk)
    settled = False
    for reply in replies:
        if shown is not None and reply.in_place and not (reply.asks and out_of_reach):
            desk.rewrite(shown, reply)
            settled = True
            continue
        if reply.asks and shown is not None and not settled:
            desk.take_buttons(of=shown)
        row = desk.send(reply, silent=silent)
        if reply.asks:
            conversation.asked_by, shown, settled = row.id, row, True
    if not settled and shown is not None and conversation.status != "active":
        desk.take_buttons(of=shown)


def _take_question(desk: Desk, conversation: Conversation) -> None:
    shown = _question(desk, conversation)
    if shown is not None:
        desk.take_buttons(of=shown)


def _question(desk: Desk, conversation: Conversation | None) -> OutboxRow | None:
    """The row of the message that shows the open question."""
    if conversation is None or conversation.asked_by is None:
        return None
    return desk.records.outbox.get(conversation.asked_by)


def last_outage_end(desk: Desk) -> datetime:
    """When the bot last came back from an outage; the beginning of time if it never was away."""
    outage = json.loads(desk.records.facts.get("outage") or "{}")
    return datetime.fromtimestamp(outage.get("to", 0) / 1000, UTC)
