"""Letters: drafted from what was answered, shown as blocks to copy, sent by the person alone."""

from bot.coach import sentences
from bot.coach.desk import Desk
from conversations import letters
from conversations.known import Manner
from conversations.session import Phrase, Reply
from storage.tables import Conversation, Letter

THANK_YOU = "thank_you"


def write(desk: Desk, conversation: Conversation, kind: str) -> None:
    """Draft the letters of a kind that are not there yet, and show those that were not sent."""
    if not any(one.kind == kind for one in desk.records.letters.of(desk.person, conversation)):
        for recipient, text in drafts(desk, conversation, kind):
            desk.records.letters.add(desk.person, conversation, kind, recipient, text, desk.now)
    show(desk, conversation)


def show(desk: Desk, conversation: Conversation) -> None:
    """Each letter that was not sent yet as a message of its own."""
    unsent = [one for one in desk.records.letters.of(desk.person, conversation) if one.sent_at is None]
    for place, letter in enumerate(unsent):
        together = len(unsent) > 1 and place == 0
        desk.send(message(desk, letter, together=together))
    if not unsent:
        desk.say(sentences.LETTERS_NONE_OPEN)


def message(desk: Desk, letter: Letter, *, together: bool) -> Reply:
    """A letter to copy; `together`: with the offer to write one to all instead."""
    head = desk.phrase(sentences.LETTER_TO, name=letter.recipient)
    buttons = [desk.button(sentences.LETTER_SENT, f"letter:{letter.id}:sent")]
    buttons += [desk.button(sentences.LETTER_TOGETHER, f"letter:{letter.id}:all")] if together else []
    return Reply((head, Phrase("```{letter}```", {"letter": letter.text})), (tuple(buttons),))


def drafts(desk: Desk, conversation: Conversation, kind: str) -> list[tuple[str, str]]:
    """A letter of that kind to each who gets one: recipient and text."""
    return [_drafted(desk, kind, one) for one in letters.each(kind, material(desk, conversation, kind))]


def _drafted(desk: Desk, kind: str, material: letters.Material) -> tuple[str, str]:
    manner = desk.manners.get(desk.language.code, Manner())
    text = letters.written(kind, material, letters.PLAIN, desk.language, manner)
    names = desk.language.join(material.recipients) or material.company
    return names or desk.language.say(sentences.LETTER_TEAM), text


def one_for_all(desk: Desk, conversation: Conversation) -> None:
    """One note to everybody met, in place of those to each that were not sent."""
    for letter in desk.records.letters.of(desk.person, conversation):
        if letter.sent_at is None:
            desk.records.letters.remove(letter)
    names, text = _drafted(desk, THANK_YOU, material(desk, conversation, THANK_YOU))
    desk.records.letters.add(desk.person, conversation, THANK_YOU, names, text, desk.now)
    show(desk, conversation)


def material(desk: Desk, conversation: Conversation, kind: str) -> letters.Material:
    """What a letter of that kind can be made of."""
    return letters.material_of(kind, desk.answers(conversation), desk.known(conversation))


def sent(desk: Desk, letter: Letter) -> None:
    """The person says that they sent it."""
    letter.sent_at = desk.now
