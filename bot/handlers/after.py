"""After an interview: waiting for an answer, and a no."""

from bot.coach import keep, sentences, talk
from bot.coach.desk import Desk
from bot.handlers.home import begin
from bot.incoming import Incoming
from conversations.session import Button
from storage.tables import Application

LESSONS = "lessons"
MOST = 3


def waiting(desk: Desk, incoming: Incoming) -> None:
    begin(desk, "waiting")


def rejected(desk: Desk, incoming: Incoming) -> None:
    """A new no; or, where one was told of before, a closer look at that, for whoever wants it now."""
    before = _not_looked_at(desk)
    if not before or desk.open_conversation or desk.records.conversations.paused(desk.person):
        begin(desk, "rejected")
        return
    rows = [(Button(_closely(desk, one), f"look:{one.id}"),) for one in before[:MOST]]
    desk.say(sentences.REJECTED_WHICH, buttons=((desk.button(sentences.NEW_NO, "new:rejected"),), *rows))


def look_closely(desk: Desk, incoming: Incoming, number: str) -> str:
    """A button of an application that was rejected."""
    application = desk.records.applications.get(desk.person, desk.number(number))
    if application is None:
        return talk.late(desk, incoming.message_id)
    desk.take_buttons(message_id=incoming.message_id)
    talk.begin(desk, LESSONS, application)
    return ""


def _not_looked_at(desk: Desk) -> list[Application]:
    records, person = desk.records, desk.person
    closed = [one for one in records.applications.of(person) if one.stage == "rejected"]
    return [one for one in closed if records.conversations.latest(person, one, LESSONS) is None]


def _closely(desk: Desk, application: Application) -> str:
    words = desk.language.say(sentences.LOOK_CLOSELY)
    return words.replace("{where}", keep.label(application))[:40]
