"""An interview that is coming up: the command, what is forwarded, and invitations."""

from dataclasses import replace

from bot.coach import coming, keep, sentences, talk
from bot.coach.desk import Desk
from bot.documents import invitations
from bot.fetching import Fetched
from bot.handlers import home, own
from bot.incoming import Incoming, Sent
from conversations.answers import clean, folded
from conversations.appointments import appointment
from conversations.engine import Heard
from storage.tables import Application

CALENDAR = frozenset({"application/ics", "text/calendar"})


def interview(desk: Desk, incoming: Incoming) -> None:
    """/interview, perhaps with a text that says when, or with whom."""
    words = clean(incoming.words)
    if not words:
        home.begin(desk, coming.FLOW)
    elif offers(desk, incoming):
        home.and_back(desk)
    elif (named := _named(desk, words)) is not None:
        talk.begin(desk, coming.FLOW, named)
    else:
        keep.note(desk, words, message_id=incoming.message_id)
        home.begin(desk, coming.FLOW)


def _named(desk: Desk, words: str) -> Application | None:
    """The only application of that name."""
    found = [
        one
        for one in desk.records.applications.of(desk.person)
        if folded(words) in {folded(one.company), folded(keep.label(one))}
    ]
    return found[0] if len(found) == 1 else None


def forwarded(desk: Desk, incoming: Incoming) -> None:
    """Somebody else's words: where they name one day and time to come, that may be an interview."""
    conversation = desk.open_conversation
    if conversation is not None and talk.lets_go(conversation):
        talk.hear(desk, conversation, Heard(message=incoming.message_id, told_by=incoming.origin or "…"))
        return
    if incoming.sent is not None and is_invitation(incoming.sent):
        invitation(desk, incoming, incoming.sent)
    elif incoming.sent is None and offers(desk, incoming):
        home.and_back(desk)
    else:
        own.forwarded(desk, incoming)


def offers(desk: Desk, incoming: Incoming) -> bool:
    """Whether the words name one day and time; then they are kept, and the question is asked."""
    words, written = clean(incoming.words), incoming.written
    found = appointment(words, desk.known(), desk.day_of(written) if written else None) if words else None
    if found is None:
        return False
    note = desk.records.notes.add(
        desk.person,
        words,
        desk.now,
        application=keep.at_hand(desk),
        conversation=desk.open_conversation,
        origin=incoming.origin,
        message_id=incoming.message_id,
    )
    coming.offer(desk, note, found)
    return True


def file(desk: Desk, incoming: Incoming) -> None:
    """An invitation is looked into; any other file is what it was."""
    if incoming.sent is not None and is_invitation(incoming.sent):
        invitation(desk, incoming, incoming.sent)
    else:
        own.file(desk, incoming)


def is_invitation(sent: Sent) -> bool:
    named = sent.mime.partition(";")[0].strip().lower() in CALENDAR or sent.name.lower().endswith(".ics")
    return sent.kind == "document" and named


def wanted(incoming: Incoming) -> Sent | None:
    """The file that has to be fetched before this can be handled."""
    sent = incoming.sent
    if incoming.kind not in {"file", "forward"} or sent is None or sent.fetched or not is_invitation(sent):
        return None
    return sent if sent.size <= invitations.LARGEST else None


def with_file(incoming: Incoming, fetched: Fetched) -> Incoming:
    """The same, with what came of its file."""
    if incoming.sent is None:
        return incoming
    return replace(incoming, sent=replace(incoming.sent, fetched=True, content=fetched.content))


def invitation(desk: Desk, incoming: Incoming, sent: Sent) -> None:
    """Keep it, and offer what it says."""
    kept = keep.attach(desk, own.file_of(incoming, sent))
    if sent.size > invitations.LARGEST:
        desk.say(sentences.INVITATION_HUGE)
    else:
        coming.invited(desk, kept, sent.content)
    home.and_back(desk)


def take(desk: Desk, incoming: Incoming, data: str) -> str:
    """A button under the question whether that is an interview."""
    tapped = coming.tapped(desk, data)
    if tapped is None:
        return talk.late(desk, incoming.message_id)
    application = desk.records.applications.get(desk.person, desk.number(tapped.choice))
    if application is None and tapped.choice not in {"new", "no"}:
        return talk.late(desk, incoming.message_id)
    desk.take_buttons(message_id=incoming.message_id)
    if tapped.choice == "no":
        coming.leave_it(desk, tapped.kept)
        home.and_back(desk)
    elif coming.over(desk, tapped.found):
        desk.say(sentences.INVITATION_PAST)
        home.and_back(desk)
    else:
        coming.begin(desk, tapped.kept, application, tapped.found)
    return ""
