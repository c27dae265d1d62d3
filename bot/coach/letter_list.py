"""All letters of a person, by application; and a new one, wherever there is something to make it of."""

from bot.coach import keep, letters, sentences
from bot.coach.desk import Desk
from conversations import process
from conversations.letters import KINDS
from conversations.question import pairs
from conversations.session import Button, Phrase, Reply
from storage.tables import Application, Conversation, Letter

MOST, MOST_PLACES, LABEL = 12, 8, 40


def overview(desk: Desk) -> Reply:
    """Every letter by application, the open ones first; each can be shown."""
    listed = _listed(desk)
    if not listed:
        return Reply((desk.phrase(sentences.LETTERS_NONE),), _writing(desk))
    lines: list[Phrase] = []
    where = None
    for number, letter in enumerate(listed[:MOST], start=1):
        if where != (where := _place(desk, letter)):
            lines.append(Phrase("**{where}**", {"where": where}))
        lines.append(_line(desk, number, letter))
    label = desk.language.say(sentences.LETTERS_SHOW)
    shows = [
        Button(label.replace("{number}", str(number)), f"letter:{letter.id}:show")
        for number, letter in enumerate(listed[:MOST], start=1)
    ]
    head = desk.phrase(sentences.LETTERS)
    return Reply((head, *lines, *_rest(desk, len(listed) - MOST)), (*pairs(shows), *_writing(desk)))


def _listed(desk: Desk) -> list[Letter]:
    """Applications that have a letter to send come first, then those still open; in each, letters not sent first."""
    kept = desk.records.letters.of(desk.person)
    applications = {one.id: one for one in desk.records.applications.of(desk.person)}
    to_send = {one.application_id for one in kept if one.sent_at is None}

    def order(letter: Letter) -> tuple[bool, bool, int, bool, int]:
        application = applications.get(letter.application_id or 0)
        over = application is None or application.stage in process.ENDED
        place = -(letter.application_id or 0)
        return letter.application_id not in to_send, over, place, letter.sent_at is not None, -letter.id

    return sorted(kept, key=order)


def _place(desk: Desk, letter: Letter) -> str:
    application = desk.records.applications.get(desk.person, letter.application_id or 0)
    return keep.label(application) or desk.language.say(sentences.LETTERS_ELSEWHERE)


def _line(desk: Desk, number: int, letter: Letter) -> Phrase:
    values = {
        "number": str(number),
        "kind": desk.language.say(KINDS.get(letter.kind, sentences.LETTER)),
        "name": letter.recipient,
    }
    if letter.sent_at is None:
        return desk.phrase(sentences.LETTERS_OPEN, **values)
    day = desk.language.on_day(desk.day_of(letter.sent_at), desk.day_of(desk.now))
    return desk.phrase(sentences.LETTERS_SENT, day=day, **values)


def _rest(desk: Desk, number: int) -> tuple[Phrase, ...]:
    if number <= 0:
        return ()
    text = desk.language.count(
        "{number} more is kept, and /export has it.", "{number} more are kept, and /export has them.", number
    )
    return (Phrase(text, {"number": str(number)}),)


def _writing(desk: Desk) -> tuple[tuple[Button, ...], ...]:
    return ((desk.button(sentences.LETTERS_NEW, "letter:new"),),) if _places(desk) else ()


def _places(desk: Desk) -> list[Application]:
    """Where a letter has something to be made of."""
    of = desk.records.applications.of(desk.person)
    return [one for one in of if _latest(desk, one)][:MOST_PLACES]


def _latest(desk: Desk, application: Application) -> Conversation | None:
    """The latest finished conversation about it."""
    about = desk.records.conversations.about(desk.person, application)
    return next((one for one in about if one.status == "done"), None)


def ask_where(desk: Desk) -> Reply:
    buttons = [Button(keep.label(one)[:LABEL], f"letter:for:{one.id}") for one in _places(desk)]
    sentence = sentences.LETTERS_WHERE if buttons else sentences.LETTERS_NONE
    return Reply((desk.phrase(sentence),), tuple(pairs(buttons)))


def ask_kind(desk: Desk, application: Application) -> Reply:
    buttons = [desk.button(title, f"letter:write:{application.id}-{kind}") for kind, title in KINDS.items()]
    head = desk.phrase(sentences.LETTERS_KIND, where=keep.label(application))
    return Reply((head,), tuple(pairs(buttons)))


def write(desk: Desk, application: Application, kind: str) -> bool:
    """Draft and show one, or show the one of that kind that is open there; whether there is anything to make it of."""
    conversation = _latest(desk, application)
    if conversation is None or kind not in KINDS:
        return False
    mine = desk.records.letters.of(desk.person)
    there = [one for one in mine if (one.application_id, one.kind) == (application.id, kind)]
    unsent = [one for one in there if one.sent_at is None]
    if not unsent:
        letters.draft(desk, conversation, kind)
        before = {one.id for one in mine}
        unsent = [one for one in desk.records.letters.of(desk.person, conversation) if one.id not in before]
    for letter in unsent:
        letters.put_up(desk, letter)
    return True
