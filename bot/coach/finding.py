"""Finding again what a person said: in applications, answers, notes and letters. Only their own."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.coach import keep, page
from bot.coach.desk import Desk
from conversations import process
from conversations.answers import folded
from conversations.catalogue import flow_named
from conversations.engine import Given, given
from storage.tables import Application, Conversation

MOST = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A place where the words stand: with which application, on which day, and the text around them."""

    where: str
    day: str
    text: str


def find(desk: Desk, words: str) -> list[Found]:
    """What holds these words, the newest first; capital letters and accents make no difference."""
    wanted = folded(words)
    return [found for found in _everything(desk) if wanted in folded(f"{found.where} {found.text}")][
        : MOST + 1
    ]


def _everything(desk: Desk) -> Iterator[Found]:
    records, person = desk.records, desk.person
    labels = {one.id: keep.label(one) for one in records.applications.of(person)}
    for application in records.applications.of(person):
        yield _application(desk, application)
    for action in reversed(records.actions.of(person)):
        day = desk.language.day(desk.day_of(action.made_at), desk.day_of(desk.now))
        text = " · ".join(part for part in (action.text, action.place, action.obstacle) if part)
        yield Found(labels.get(action.application_id or 0, ""), day, text)
    for conversation in records.conversations.of(person):
        where = labels.get(conversation.application_id or 0, "")
        day = _day(desk, conversation)
        for one in answers_of(desk, conversation):
            yield from (Found(where, day, text) for text in one.answers if text != where)
    for note in reversed(records.notes.of(person)):
        day = desk.language.day(desk.day_of(note.at), desk.day_of(desk.now))
        yield Found(labels.get(note.application_id or 0, ""), day, f"{note.origin} {note.text}".strip())
    for letter in reversed(records.letters.of(person)):
        day = desk.language.day(desk.day_of(letter.made_at), desk.day_of(desk.now))
        yield Found(labels.get(letter.application_id or 0, ""), day, letter.text)


def _application(desk: Desk, application: Application) -> Found:
    """An application by its company and role, where it was found, and where it stands."""
    day = desk.language.day(desk.day_of(application.created_at), desk.day_of(desk.now))
    stage = desk.language.say(process.SAID[application.stage])
    said = (stage, page.source(desk, application))
    return Found(keep.label(application), day, " · ".join(part for part in said if part))


def answers_of(desk: Desk, conversation: Conversation) -> tuple[Given, ...]:
    """Everything answered in a conversation, in words."""
    session = desk.records.conversations.session(conversation)
    return given(flow_named(session.flow), session, desk.known(conversation))


def _day(desk: Desk, conversation: Conversation) -> str:
    return desk.language.day(desk.day_of(conversation.begun_at), desk.day_of(desk.now))
