"""The record: applications, search, and the list of answers to change."""

import json
from dataclasses import replace

from bot.coach import finding, keep, page, places, sentences, talk, today
from bot.coach.desk import Desk
from bot.handlers.home import and_back
from bot.incoming import Incoming
from conversations import process
from conversations.answers import Answers, Unreadable, Where
from conversations.known import company_and_role
from conversations.question import pairs
from conversations.session import Button, Phrase, Reply
from storage.tables import Application, Event

SHOWN = 200
MOST = 20
# What happened, where a conversation leads there.
FLOWS = {"reject": "rejected", "go_silent": "silence", "interview": "interview"}


def applications(desk: Desk, incoming: Incoming) -> None:
    """Every application and where it stands, the open ones first; a tap shows it."""
    found = today.today(desk)
    if not found.applications:
        desk.say(sentences.APPLICATIONS_NONE)
        and_back(desk)
        return
    live = [found.applications[one.number] for one in found.live][:MOST]
    over = [one for one in found.applications.values() if one.stage in process.ENDED][: MOST - len(live)]
    states = {one.number: one for one in found.agenda.live}
    lines = [today.line(desk, one, states[one.id]) for one in live]
    lines += [desk.phrase(sentences.APPLICATIONS_ENDED)] if over else []
    lines += [today.line(desk, one, states[one.id]) for one in over]
    buttons = [Button(keep.label(one)[:40], f"app:{one.id}") for one in (*live, *over)]
    desk.send(Reply((desk.phrase(sentences.APPLICATIONS), *lines), tuple(pairs(buttons))))
    and_back(desk)


def application(desk: Desk, incoming: Incoming, number: str) -> str:
    """One application: all that is kept about it on one page, and what can be done with it."""
    found = _of(desk, number)
    if found is None:
        return talk.late(desk, incoming.message_id)
    desk.send(Reply(page.lines(desk, found), page.buttons(desk, found)))
    and_back(desk)
    return ""


def said(desk: Desk, incoming: Incoming, number: str) -> str:
    """The card of each conversation about an application."""
    found = _of(desk, number)
    if found is None:
        return talk.late(desk, incoming.message_id)
    about = desk.records.conversations.about(desk.person, found)
    for one in reversed(about):
        day = desk.language.day(desk.day_of(one.begun_at), desk.day_of(desk.now))
        desk.send(Reply((*talk.card(desk, one), desk.phrase(sentences.LOOKED_BACK, day=day))))
    if not about:
        desk.say(sentences.NOTHING_SAID, where=keep.label(found))
    and_back(desk)
    return ""


def history(desk: Desk, incoming: Incoming, number: str) -> str:
    """Every change of where an application stood, with its day."""
    found = _of(desk, number)
    if found is None:
        return talk.late(desk, incoming.message_id)
    desk.send(Reply(page.history(desk, found)))
    and_back(desk)
    return ""


def steps(desk: Desk, incoming: Incoming, number: str) -> str:
    """[What happened?]: every step that leads elsewhere from where it stands."""
    found = _of(desk, number)
    if found is None:
        return talk.late(desk, incoming.message_id)
    buttons = [
        desk.button(process.TOLD[one], f"step:{found.id}:{one}") for one in process.open_steps(found.stage)
    ]
    where = desk.phrase(sentences.STEPS_WHICH, where=keep.label(found))
    desk.send(Reply((where,), tuple(pairs(buttons))))
    return ""


def step(desk: Desk, incoming: Incoming, rest: str) -> str:
    """One of these: a conversation where there is one for it, else it is noted at once, and can be put back."""
    number, _colon, stride = rest.partition(":")
    found = _of(desk, number)
    if found is None or not process.is_step(stride) or stride not in process.open_steps(found.stage):
        return talk.late(desk, incoming.message_id)
    desk.take_buttons(message_id=incoming.message_id)
    flow = FLOWS.get(stride, "")
    if talk.is_flow(flow):
        talk.begin(desk, flow, found)
        return ""
    places.takes(desk, found, stride)
    last = desk.records.applications.history(found)[-1]
    slip = desk.button(sentences.SLIP, f"slip:{found.id}:{last.id}")
    lines = [desk.phrase(sentences.HAPPENED[stride], where=keep.label(found))]
    lines += page.credit(desk, found) if stride == "accept" else []
    desk.send(Reply(tuple(lines), ((slip,),)))
    and_back(desk)
    return ""


def slip(desk: Desk, incoming: Incoming, rest: str) -> str:
    """[That was a slip]: back to where it was, as one more line of its history; only what came last can be."""
    number, _colon, event = rest.partition(":")
    found = _of(desk, number)
    last = _last(desk, found) if found else None
    if found is None or last is None or last.id != desk.number(event):
        return talk.late(desk, incoming.message_id)
    desk.take_buttons(message_id=incoming.message_id)
    desk.records.applications.take(desk.person, found, None, places.TAKEN_BACK, last.before, desk.now)
    desk.say(sentences.SLIPPED, where=keep.label(found))
    and_back(desk)
    return ""


def _last(desk: Desk, application: Application) -> Event | None:
    return next(reversed(desk.records.applications.history(application)), None)


def ask_name(desk: Desk, incoming: Incoming, number: str) -> str:
    """[Rename]: what is typed next is its name; whoever does anything else has left it."""
    found = _of(desk, number)
    if found is None:
        return talk.late(desk, incoming.message_id)
    desk.moves("confirm")
    desk.person.about = json.dumps({"rename": found.id})
    leave = desk.button(sentences.LEAVE_NAME, "unname:")
    desk.say(sentences.RENAME_HOW, buttons=((leave,),), where=keep.label(found))
    return ""


def leave_name(desk: Desk, incoming: Incoming, rest: str) -> str:
    """[Leave it]; that nothing is awaited any more was seen to already."""
    desk.take_buttons(message_id=incoming.message_id)
    desk.say(sentences.NAME_LEFT)
    and_back(desk)
    return ""


def takes_name(desk: Desk, incoming: Incoming) -> bool:
    """Whether this was the name that was asked for; then it has it, unless that cannot be read or is taken."""
    asked = json.loads(desk.person.about or "{}").get("rename")
    found = desk.records.applications.get(desk.person, asked) if asked else None
    if found is None or incoming.kind != "text":
        return False
    try:
        label = Where().read(incoming.words, Answers(), replace(desk.known(), applications=()))
    except Unreadable as refused:
        desk.send(Reply((Phrase("{hint}", {"hint": str(refused)}),)))
        return True
    _rename(desk, found, label)
    desk.person.about = ""
    desk.moves("settle")
    and_back(desk)
    return True


def _rename(desk: Desk, application: Application, label: str) -> None:
    company, role = company_and_role(label)
    other = desk.records.applications.like(desk.person, company, role)
    if other is not None and other.id != application.id:
        desk.say(sentences.RENAME_TAKEN, where=label)
        return
    before = keep.label(application)
    desk.records.applications.rename(application, company, role, (before, label))
    desk.say(sentences.RENAMED, where=label)


def _of(desk: Desk, number: str) -> Application | None:
    return desk.records.applications.get(desk.person, desk.number(number))


def search(desk: Desk, incoming: Incoming) -> None:
    """/search and some words."""
    if not incoming.words:
        desk.say(sentences.SEARCH_HOW)
        and_back(desk)
        return
    found = finding.find(desk, incoming.words)
    head = sentences.SEARCH_FOUND if found else sentences.SEARCH_NOTHING
    lines = [
        Phrase(
            "**{where}** · {day}\n{text}",
            {"where": one.where or "–", "day": one.day, "text": one.text[:SHOWN]},
        )
        for one in found[: finding.MOST]
    ]
    more = [desk.phrase(sentences.SEARCH_MORE)] if len(found) > finding.MOST else []
    desk.send(Reply((desk.phrase(head, words=incoming.words[:SHOWN]), *lines, *more)))
    and_back(desk)


def edit(desk: Desk, incoming: Incoming) -> None:
    """The answers of the open conversation, or of the last one, each with a button to change it."""
    conversation = desk.open_conversation or next(iter(desk.records.conversations.of(desk.person)), None)
    given = finding.answers_of(desk, conversation) if conversation else ()
    if conversation is None or not given:
        desk.say(sentences.EDIT_NOTHING)
        and_back(desk)
        return
    lines: list[Phrase] = []
    buttons: list[Button] = []
    for number, one in enumerate(given[:MOST], start=1):
        answer = " · ".join(one.answers)[:SHOWN] or desk.language.say(sentences.EDIT_OPEN)
        lines.append(Phrase("{number}. {answer}", {"number": str(number), "answer": answer}))
        buttons.append(Button(str(number), f"edit:{conversation.id}:{one.spot.ask.name}:{one.spot.place}"))
    rows = tuple(tuple(buttons[at : at + 5]) for at in range(0, len(buttons), 5))
    desk.send(Reply((desk.phrase(sentences.EDIT_WHICH), *lines), rows))


def edit_one(desk: Desk, incoming: Incoming, rest: str) -> str:
    """A number under the list of answers."""
    number, _colon, spot = rest.partition(":")
    step, _colon, place = spot.partition(":")
    conversation = desk.records.conversations.get(desk.person, desk.number(number))
    if conversation is None or not talk.can_change(conversation, step):
        return talk.late(desk, incoming.message_id)
    desk.take_buttons(message_id=incoming.message_id)
    talk.change(desk, conversation, step, desk.number(place))
    return ""
