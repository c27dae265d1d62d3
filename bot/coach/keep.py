"""What a person keeps beside the conversations, takes out, and erases."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime

from babel.lists import format_list

from bot import outgoing
from bot.coach import sentences
from bot.coach.desk import Desk
from bot.documents import markdown
from conversations import process
from conversations.known import Known
from conversations.session import Button
from conversations.summary import Beside, Document, Remark, Talk, everything
from storage.notes import File
from storage.tables import Action, Application, Attachment, Conversation, Note

CONFIRMATION_BYTES = 9


def note(desk: Desk, text: str, *, message_id: int | None, origin: str = "") -> None:
    """Keep a remark with the application at hand, and offer to take it back or to put it elsewhere."""
    application = at_hand(desk)
    conversation = desk.open_conversation
    kept = desk.records.notes.add(
        desk.person,
        text,
        desk.now,
        application=application,
        conversation=conversation,
        origin=origin,
        message_id=message_id,
    )
    sentence = (
        sentences.NOTED_FROM
        if origin and application
        else sentences.NOTED_WITH
        if application
        else sentences.NOTED
    )
    buttons = elsewhere(desk, f"note:{kept.id}", application)
    desk.say(sentence, buttons=buttons, where=label(application), origin=origin)


def attach(desk: Desk, file: File, *, step: str | None = None) -> Attachment:
    """Keep where a file is, with the application at hand and the question it answers."""
    return desk.records.attachments.add(
        desk.person,
        file,
        desk.now,
        application=at_hand(desk),
        conversation=desk.open_conversation,
        step=step,
    )


def at_hand(desk: Desk) -> Application | None:
    """The application of the open conversation; without one, the only application there is."""
    conversation = desk.open_conversation
    if conversation is not None:
        return where(desk, conversation)
    known = desk.records.applications.of(desk.person)
    return known[0] if len(known) == 1 else None


def where(desk: Desk, conversation: Conversation) -> Application | None:
    number = conversation.application_id
    return None if number is None else desk.records.applications.get(desk.person, number)


def label(application: Application | None) -> str:
    if application is None:
        return ""
    return f"{application.company} · {application.role}" if application.role else application.company


def with_(desk: Desk, application: Application) -> str:
    return desk.language.say(sentences.PUT_WITH).replace("{where}", label(application))


def elsewhere(desk: Desk, about: str, at: Application | None) -> tuple[tuple[Button, ...], ...]:
    """Buttons to put a note or file with another application, or not to keep it."""
    others = [one for one in desk.records.applications.of(desk.person)[:4] if at is None or one.id != at.id]
    rows = [(Button(with_(desk, one)[:40], f"{about}:{one.id}"),) for one in others]
    return (*rows, (desk.button(sentences.DONT_KEEP, f"{about}:drop"),))


def put_elsewhere(desk: Desk, kept: Note | Attachment, choice: str) -> str:
    """Follow a button under a note or file: another application, or away with it. Returns what to say."""
    if choice == "drop":
        desk.records.session.delete(kept)
        return sentences.NOTE_DROPPED if isinstance(kept, Note) else sentences.FILE_DROPPED
    application = desk.records.applications.get(desk.person, desk.number(choice))
    if application is None:
        return sentences.BUTTON_PAST
    kept.application_id = application.id
    return sentences.NOTE_MOVED


def export(desk: Desk) -> None:
    """Everything as one Markdown file."""
    document = document_of(desk)
    if not document.sections:
        desk.say(sentences.EXPORT_NOTHING)
        return
    name = f"debrief-{desk.day_of(desk.now).isoformat()}.md"
    desk.send_file(name, markdown.written(document), desk.phrase(sentences.EXPORT))


def document_of(desk: Desk) -> Document:
    """Everything this person has here, as a document."""
    records, person = desk.records, desk.person
    known: Known = desk.known()
    labels = {one.id: label(one) for one in records.applications.of(person)}
    talks = [
        Talk(labels.get(one.application_id or 0, ""), records.conversations.session(one), desk.known(one))
        for one in reversed(records.conversations.of(person))
    ]
    return everything(talks, _beside(desk, labels), known)


def _beside(desk: Desk, labels: Mapping[int, str]) -> Beside:
    """What is kept beside the conversations."""
    records, person = desk.records, desk.person

    def remark(at: datetime, text: str, application: int | None, origin: str = "") -> Remark:
        return Remark(desk.day_of(at), text, labels.get(application or 0, ""), origin)

    return Beside(
        history=[
            remark(event.at, desk.language.say(process.SAID[event.after]), one.id)
            for one in reversed(records.applications.of(person))
            for event in records.applications.history(one)
        ],
        actions=[
            remark(one.made_at, _planned(desk, one), one.application_id) for one in records.actions.of(person)
        ],
        letters=[
            remark(one.made_at, one.text, one.application_id, one.recipient)
            for one in records.letters.of(person)
        ],
        notes=[remark(one.at, one.text, one.application_id, one.origin) for one in records.notes.of(person)],
        files=[
            remark(one.at, told(desk, one.kind, one.name, one.caption), one.application_id)
            for one in records.attachments.of(person)
        ],
    )


def _planned(desk: Desk, action: Action) -> str:
    """An action as a line: what, when, where, and what became of it."""
    state = desk.language.say(sentences.ACTION_STATES[action.state])
    return " · ".join(
        part for part in (action.text, action.day, action.place, action.obstacle, state) if part
    )


def told(desk: Desk, kind: str, name: str, caption: str) -> str:
    """A file in words: what it is, its name, what was written under it."""
    said = desk.language.say(sentences.FILE_KINDS.get(kind, sentences.FILE_KINDS["document"]))
    return ": ".join(part for part in (said, name, caption) if part)


def ask_to_erase(desk: Desk) -> None:
    """Say what would go, and ask. The button works for this question alone."""
    word = secrets.token_urlsafe(CONFIRMATION_BYTES)
    desk.moves("confirm")
    desk.person.about = json.dumps({"erase": word})
    desk.say(
        sentences.ERASE_WHAT,
        sentences.ERASE_FINAL,
        counts=in_words(desk, desk.records.people.counts(desk.person)),
        buttons=(
            (desk.button(sentences.ERASE_COPY, "export"),),
            (desk.button(sentences.ERASE_YES, f"erase:{word}"), desk.button(sentences.ERASE_NO, "erase:no")),
        ),
    )


def erase(desk: Desk, question: int | None) -> None:
    """Take the buttons of the question, then erase everything about the person; the receipt is a message that belongs to nobody and is forgotten once sent."""
    chat_id, language = desk.person.chat_id, desk.language
    counts = desk.records.people.erase(desk.person, desk.now)
    text = language.say(sentences.ERASED).replace("{counts}", in_words(desk, counts))
    bare = outgoing.without_buttons(chat_id)
    desk.records.outbox.put(chat_id, bare.method, bare.params, desk.now, message_id=question, forget=True)
    desk.records.outbox.put(chat_id, "sendMessage", {"chat_id": chat_id, "text": text}, desk.now, forget=True)


def in_words(desk: Desk, counts: dict[str, int]) -> str:
    """Counts as a person would say them: "2 conversations and 14 answers"."""
    count = desk.language.count
    said = {
        "conversations": count(
            "{number} conversation", "{number} conversations", counts.get("conversations", 0)
        ),
        "answers": count("{number} answer", "{number} answers", counts.get("answers", 0)),
        "applications": count("{number} application", "{number} applications", counts.get("applications", 0)),
        "letters": count("{number} letter", "{number} letters", counts.get("letters", 0)),
        "actions": count("{number} plan", "{number} plans", counts.get("actions", 0)),
        "notes": count("{number} note", "{number} notes", counts.get("notes", 0)),
        "reminders": count("{number} reminder", "{number} reminders", counts.get("reminders", 0)),
        "files": count("{number} file", "{number} files", counts.get("files", 0)),
        "messages": count("{number} waiting message", "{number} waiting messages", counts.get("messages", 0)),
    }
    parts = [
        said[kind].replace("{number}", str(number))
        for kind, number in counts.items()
        if number and kind in said
    ]
    return format_list(parts, locale=desk.language.code) or desk.language.say(sentences.NOTHING_BUT_NAME)
