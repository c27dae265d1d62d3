"""In conversation: words, corrections, and what a phone sends beside them."""

from bot.coach import keep, sentences, talk
from bot.coach.desk import Desk
from bot.handlers import home
from bot.incoming import Incoming, without_command
from conversations import phrases
from conversations.answers import clean
from conversations.care import is_worrying
from conversations.engine import Heard

KINDLY = {
    "sticker": sentences.STICKER,
    "contact": sentences.CONTACT,
    "place": sentences.PLACE,
    "poll": sentences.POLL,
    "other": sentences.OTHER,
}


def words(desk: Desk, incoming: Incoming) -> None:
    """Typed words answer the open question; where none is open they are kept as a note.

    Words about more than a job are neither: they are met, and nothing keeps them.
    """
    conversation = desk.open_conversation
    if is_worrying(incoming.words):
        talk.care(desk, conversation)
        return
    if conversation is not None:
        talk.hear(desk, conversation, Heard(incoming.words, incoming.message_id))
        return
    if text := clean(incoming.words):
        keep.note(desk, text, message_id=incoming.message_id)
    else:
        desk.say(sentences.OTHER)
    desk.say(sentences.WHERE_NOW, buttons=home.menu(desk))


def edited(desk: Desk, incoming: Incoming) -> None:
    """An edited message changes the answer, note or caption it once was."""
    message_id = incoming.message_id or 0
    conversation = desk.records.conversations.containing(desk.person, message_id)
    note = desk.records.notes.by_message(desk.person, message_id)
    file = desk.records.attachments.by_message(desk.person, message_id)
    if conversation is not None:
        told = keep.told(desk, incoming.sent.kind, incoming.sent.name, "") if incoming.sent else ""
        talk.correct(desk, conversation, Heard(incoming.words, message_id, told_by=told))
        if file is not None:
            file.caption = incoming.words
    elif note is not None:
        text = clean(without_command(incoming.words, "note"))
        note.text = text or note.text
        desk.say(sentences.NOTE_CHANGED if text else phrases.STAYS)
    elif file is not None:
        file.caption = incoming.words
        desk.say(sentences.NOTE_CHANGED)
    else:
        desk.say(sentences.MESSAGE_CHANGED)


def kindly(desk: Desk, incoming: Incoming) -> None:
    """What can be neither read nor kept gets a sentence, and the open question again."""
    desk.say(KINDLY[incoming.kind])
    home.and_back(desk)
