"""What belongs to the person: notes, files, everything as a file, and erasing it."""

import json

from bot.coach import actions, keep, nudging, sentences, talk
from bot.coach.desk import Desk
from bot.handlers.home import and_back
from bot.incoming import Incoming, Sent
from conversations.answers import clean
from conversations.engine import Heard
from storage.notes import File
from storage.tables import Attachment, Note


def note(desk: Desk, incoming: Incoming) -> None:
    if text := clean(incoming.words):
        keep.note(desk, text, message_id=incoming.message_id)
    else:
        desk.say(sentences.NOTE_HOW)
    and_back(desk)


def forwarded(desk: Desk, incoming: Incoming) -> None:
    """Somebody else's words, or a file of theirs, are kept beside the conversation, never as an answer."""
    if incoming.sent is not None:
        kept_file(desk, incoming, incoming.sent)
    elif text := clean(incoming.words):
        keep.note(desk, text, message_id=incoming.message_id, origin=incoming.origin)
    else:
        desk.say(sentences.OTHER)
    and_back(desk)


def file(desk: Desk, incoming: Incoming) -> None:
    """A voice message, photo or file: an answer where a story is asked, else kept beside the conversation."""
    conversation = desk.open_conversation
    sent = incoming.sent
    if sent is None:
        return
    if conversation is None or not talk.takes_files(desk, conversation):
        kept_file(desk, incoming, sent)
        and_back(desk)
        return
    if not talk.lets_go(conversation):
        keep.attach(desk, file_of(incoming, sent), step=conversation.step)
    told = keep.told(desk, sent.kind, sent.name, "")
    talk.hear(desk, conversation, Heard(incoming.words, incoming.message_id, told_by=told))


def kept_file(desk: Desk, incoming: Incoming, sent: Sent) -> None:
    kept = keep.attach(desk, file_of(incoming, sent))
    application = keep.at_hand(desk)
    desk.say(
        sentences.FILE_KEPT_WITH if application else sentences.FILE_KEPT,
        buttons=keep.elsewhere(desk, f"file:{kept.id}", application),
        where=keep.label(application),
        kind=keep.told(desk, sent.kind, "", ""),
    )


def file_of(incoming: Incoming, sent: Sent) -> File:
    return File(
        kind=sent.kind,
        file_id=sent.file_id,
        file_unique_id=sent.unique_id,
        message_id=incoming.message_id or 0,
        name=sent.name,
        caption=incoming.words,
    )


def put_note(desk: Desk, incoming: Incoming, rest: str) -> str:
    """A button under a kept note."""
    number, _colon, choice = rest.partition(":")
    return put(desk, incoming, desk.records.notes.get(desk.person, desk.number(number)), choice)


def put_file(desk: Desk, incoming: Incoming, rest: str) -> str:
    """A button under a kept file."""
    number, _colon, choice = rest.partition(":")
    return put(desk, incoming, desk.records.attachments.get(desk.person, desk.number(number)), choice)


def put(desk: Desk, incoming: Incoming, kept: Note | Attachment | None, choice: str) -> str:
    """A button under a kept note or file."""
    if kept is None:
        return desk.language.say(sentences.BUTTON_PAST)
    said = keep.put_elsewhere(desk, kept, choice)
    desk.records.session.flush()
    desk.take_buttons(message_id=incoming.message_id)
    application_id = None if choice == "drop" else kept.application_id
    application = desk.records.applications.get(desk.person, application_id) if application_id else None
    return desk.language.say(said).replace("{where}", keep.label(application))


def nudge(desk: Desk, incoming: Incoming, rest: str) -> str:
    """A button on a nudge."""
    number, _colon, choice = rest.partition(":")
    desk.take_buttons(message_id=incoming.message_id)
    return desk.language.say(nudging.answer(desk, desk.number(number), choice))


def act(desk: Desk, incoming: Incoming, rest: str) -> str:
    """A button under something the person planned."""
    number, _colon, state = rest.partition(":")
    desk.take_buttons(message_id=incoming.message_id)
    if state not in {"done", "dropped"}:
        return desk.language.say(sentences.BUTTON_PAST)
    return desk.language.say(
        actions.ends(desk, desk.number(number), "done" if state == "done" else "dropped")
    )


def export(desk: Desk, incoming: Incoming) -> None:
    keep.export(desk)
    and_back(desk)


def export_now(desk: Desk, incoming: Incoming, rest: str) -> str:
    """[Send me a copy first]."""
    export(desk, incoming)
    return ""


def delete(desk: Desk, incoming: Incoming) -> None:
    keep.ask_to_erase(desk)


def may_confirm(incoming: Incoming) -> bool:
    """Whether it leaves the question open whether to erase: its own buttons do, a copy among them, and corrections."""
    return incoming.kind == "edit" or incoming.data.partition(":")[0] in {"erase", "export"}


def erase(desk: Desk, incoming: Incoming, word: str) -> str:
    """A button of the question whether to erase: only the last one asked counts."""
    asked = json.loads(desk.person.about or "{}").get("erase")
    if desk.person.journey == "confirming" and word == asked:
        keep.erase(desk, incoming.message_id)
        return ""
    if word != "no":
        talk.late(desk, incoming.message_id)
        return desk.language.say(sentences.ERASE_LATE)
    desk.take_buttons(message_id=incoming.message_id)
    desk.person.about = ""
    desk.moves("settle")
    desk.say(sentences.ERASE_KEPT)
    and_back(desk)
    return ""
