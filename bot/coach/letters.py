"""Letters: drafted from what was answered, shown as blocks to copy, sent by the person alone."""

from datetime import date

from bot.coach import sentences
from bot.coach.desk import Desk
from conversations.known import company_and_role
from conversations.letters import thank_you
from conversations.letters.thank_you import ThankYou
from conversations.session import Phrase, Reply
from storage.tables import Conversation, Letter

THANK_YOU = "thank_you"


def write(desk: Desk, conversation: Conversation, kind: str) -> None:
    """Draft the letters of a kind that are not there yet, and show those that were not sent."""
    if not desk.records.letters.of(desk.person, conversation):
        for recipient, text in drafts(desk, conversation):
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


def drafts(desk: Desk, conversation: Conversation) -> list[tuple[str, str]]:
    """A thank-you for each person met, or one to the company where no name is known: recipient and text."""
    note, questions, thought_on = material(desk, conversation)
    notes = thank_you.one_each(note, questions, thought_on)
    return [(one.recipients[0], thank_you.written(one, desk.language)) for one in notes]


def one_for_all(desk: Desk, conversation: Conversation) -> None:
    """One note to everybody met, in place of those to each that were not sent."""
    for letter in desk.records.letters.of(desk.person, conversation):
        if letter.sent_at is None:
            desk.records.letters.remove(letter)
    note, questions, thought_on = material(desk, conversation)
    about = questions[thought_on] if thought_on is not None else next(iter(questions), "")
    from_all = ThankYou(
        note.recipients,
        note.sender,
        note.role,
        note.company,
        note.day,
        about,
        note.thought if thought_on is not None else "",
    )
    names = desk.language.join(note.recipients)
    text = thank_you.written(from_all, desk.language)
    desk.records.letters.add(desk.person, conversation, THANK_YOU, names, text, desk.now)
    show(desk, conversation)


def material(desk: Desk, conversation: Conversation) -> tuple[ThankYou, tuple[str, ...], int | None]:
    """What a thank-you can be made of, the questions asked, and which of them (from 0) has a better answer."""
    answers = desk.answers(conversation)
    company, role = company_and_role("".join(answers.items("application")))
    day = [date.fromisoformat(one) for one in answers.items("day")]
    picked = [int(one) - 1 for one in answers.items("again") if one.isdigit()]
    better = "".join(answers.items("better"))
    met = tuple(name for names in answers.items("met") for name in names.split(", "))
    note = ThankYou(
        recipients=met or (company or desk.language.say(sentences.LETTER_TEAM),),
        sender=desk.person.name,
        role=role,
        company=company,
        day=desk.language.on_day(day[0], desk.day_of(desk.now)) if day else "",
        thought=better,
    )
    return note, answers.items("asked"), picked[0] if picked and better else None


def sent(desk: Desk, letter: Letter) -> None:
    """The person says that they sent it."""
    letter.sent_at = desk.now
