"""The record: applications, search, and the list of answers to change."""

from bot.coach import finding, keep, sentences, talk
from bot.coach.desk import Desk
from bot.handlers.home import and_back
from bot.incoming import Incoming
from conversations import process
from conversations.session import Button, Phrase, Reply
from storage.tables import Application, Conversation

SHOWN = 200
MOST = 20


def applications(desk: Desk, incoming: Incoming) -> None:
    """Every application with what is kept about it; a tap shows it."""
    found = desk.records.applications.of(desk.person)
    if not found:
        desk.say(sentences.APPLICATIONS_NONE)
        and_back(desk)
        return
    lines = [_summed_up(desk, one) for one in found[:MOST]]
    buttons = [(Button(keep.label(one)[:40], f"app:{one.id}"),) for one in found[:MOST]]
    desk.send(Reply((desk.phrase(sentences.APPLICATIONS), *lines), tuple(buttons)))
    and_back(desk)


def _summed_up(desk: Desk, application: Application) -> Phrase:
    rounds = _looks_at(desk, application)
    notes = len(desk.records.notes.of(desk.person, application))
    count = desk.language.count
    parts = [desk.language.say(process.SAID[application.stage])]
    parts.append(
        count("{number} look back", "{number} looks back", len(rounds)).replace("{number}", str(len(rounds)))
    )
    if notes:
        parts.append(count("{number} note", "{number} notes", notes).replace("{number}", str(notes)))
    return Phrase("**{where}**: {what}", {"where": keep.label(application), "what": ", ".join(parts)})


def _looks_at(desk: Desk, application: Application) -> list[Conversation]:
    everything = desk.records.conversations.of(desk.person)
    return [one for one in everything if one.application_id == application.id]


def application(desk: Desk, incoming: Incoming, number: str) -> str:
    """One application: the card of each conversation about it, and its notes."""
    found = desk.records.applications.get(desk.person, desk.number(number))
    if found is None:
        return talk.late(desk, incoming.message_id)
    for one in reversed(_looks_at(desk, found)):
        desk.send(Reply((*talk.card(desk, one), desk.phrase(sentences.LOOKED_BACK, day=_day(desk, one)))))
    notes = [Phrase("– {text}", {"text": note.text}) for note in desk.records.notes.of(desk.person, found)]
    if notes:
        desk.send(Reply((desk.phrase(sentences.NOTES_WITH, where=keep.label(found)), *notes)))
    and_back(desk)
    return ""


def _day(desk: Desk, conversation: Conversation) -> str:
    return desk.language.day(desk.day_of(conversation.begun_at), desk.day_of(desk.now))


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
