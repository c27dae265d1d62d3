"""Letters: the list, the buttons under each, and a reply with the person's own words."""

from bot.coach import letter_list, nudging, sentences
from bot.coach import letters as drafts
from bot.coach.desk import Desk
from bot.handlers.home import and_back
from bot.incoming import Incoming
from conversations.answers import clean
from conversations.care import is_worrying
from conversations.letters import TONES
from storage.tables import Application, Letter


def letters(desk: Desk, incoming: Incoming) -> None:
    """/letters: every letter, and a way to a new one."""
    desk.send(letter_list.overview(desk))
    and_back(desk)


def replied(desk: Desk, incoming: Incoming) -> bool:
    """A reply to a letter has the person's own words for it. Whether this was one."""
    letter = desk.records.letters.shown_in(desk.person, incoming.replies_to) if incoming.replies_to else None
    words = clean(incoming.words)
    if letter is None or not words or is_worrying(words):
        return False
    drafts.replaced(desk, letter, words)
    and_back(desk)
    return True


def letter(desk: Desk, incoming: Incoming, rest: str) -> str:
    """A button of the list or under a letter. Returns what comes up at it."""
    about, _colon, choice = rest.partition(":")
    if about in {"new", "for", "write"}:
        desk.take_buttons(message_id=incoming.message_id)
        return _new(desk, about, choice)
    kept = desk.records.letters.get(desk.person, desk.number(about))
    if kept is not None and choice == "show":
        drafts.put_up(desk, kept)
        return ""
    if kept is None or kept.sent_at is not None:
        return _past(desk, incoming)
    return _sent(desk, incoming, kept) if choice == "sent" else _changed(desk, incoming, kept, choice)


def _past(desk: Desk, incoming: Incoming) -> str:
    desk.take_buttons(message_id=incoming.message_id)
    return desk.language.say(sentences.BUTTON_PAST)


def _new(desk: Desk, about: str, choice: str) -> str:
    """Where, which, and there it is."""
    number, _dash, kind = choice.partition("-")
    application = desk.records.applications.get(desk.person, desk.number(number))
    if about == "new":
        desk.send(letter_list.ask_where(desk))
    elif application is None or not _begun(desk, application, kind):
        return desk.language.say(sentences.BUTTON_PAST)
    return ""


def _begun(desk: Desk, application: Application, kind: str) -> bool:
    if not kind:
        desk.send(letter_list.ask_kind(desk, application))
        return True
    return letter_list.write(desk, application, kind)


def _sent(desk: Desk, incoming: Incoming, kept: Letter) -> str:
    """Sent, as the person says: nothing more is said about it."""
    desk.take_buttons(message_id=incoming.message_id)
    drafts.sent(desk, kept)
    conversation = desk.records.conversations.get(desk.person, kept.conversation_id or 0)
    if conversation is not None:
        nudging.settle(desk, conversation)
    return desk.language.say(sentences.LETTER_MARKED)


def _changed(desk: Desk, incoming: Incoming, kept: Letter, choice: str) -> str:
    """Another tone, another language, a line for the phone, or one note for all."""
    what, _dash, which = choice.partition("-")
    if choice == "all":
        return _together(desk, incoming, kept)
    if kept.edited and what in {"tone", "in"}:
        return _past(desk, incoming)
    if what == "tone" and which in TONES:
        kept.tone = which
    elif what == "in" and which in desk.house.languages:
        kept.language = which
    drafts.redraft(desk, kept)
    shown = (
        drafts.tones(desk, kept) if choice == "tone" else drafts.message(desk, kept, aloud=choice == "say")
    )
    drafts.put_in_place(desk, kept, incoming.message_id, shown)
    return ""


def _together(desk: Desk, incoming: Incoming, kept: Letter) -> str:
    conversation = desk.records.conversations.get(desk.person, kept.conversation_id or 0)
    if conversation is None:
        return _past(desk, incoming)
    desk.take_buttons(message_id=incoming.message_id)
    drafts.one_for_all(desk, conversation)
    return ""
