"""Letters: drafted from what was answered, shown as blocks to copy, changed as wished, sent by the person alone."""

import json
from dataclasses import asdict, replace

from babel import Locale

from bot.coach import keep, sentences
from bot.coach.desk import Desk
from conversations import letters
from conversations.answers import Answers
from conversations.known import Known, Language, Manner
from conversations.letters import Material
from conversations.question import pairs
from conversations.session import Answer, Button, Phrase, Reply
from storage.tables import Application, Conversation, Letter

THANK_YOU = "thank_you"
# Fewer words than these are no letter.
FEW = 4


def write(desk: Desk, conversation: Conversation, kind: str) -> None:
    """Draft the letters of a kind that are not there yet, and show those that were not sent."""
    if not any(one.kind == kind for one in desk.records.letters.of(desk.person, conversation)):
        draft(desk, conversation, kind)
    show(desk, conversation)


def draft(desk: Desk, conversation: Conversation, kind: str) -> None:
    """A letter of that kind to each who gets one."""
    for one in letters.each(kind, material(desk, conversation, kind)):
        _put_down(desk, conversation, kind, one)


def show(desk: Desk, conversation: Conversation) -> None:
    """Each letter that was not sent yet as a message of its own."""
    unsent = _unsent(desk, conversation)
    for letter in unsent:
        put_up(desk, letter)
    if not unsent:
        desk.say(sentences.LETTERS_NONE_OPEN)


def put_up(desk: Desk, letter: Letter, *above: Phrase) -> None:
    """Show a letter as a new message, up to date; where it was shown before, nothing can be tapped any more."""
    if letter.sent_at is None:
        redraft(desk, letter)
        take_down(desk, letter)
    reply = message(desk, letter)
    letter.shown_by = desk.send(replace(reply, lines=(*above, *reply.lines))).id


def put_in_place(desk: Desk, letter: Letter, message_id: int | None, reply: Reply) -> None:
    """Show it anew in the message that was tapped, where that is the one that shows it."""
    shown = desk.records.outbox.get(letter.shown_by) if letter.shown_by else None
    if shown is not None and shown.message_id is not None and shown.message_id == message_id:
        desk.rewrite(shown, reply)
        return
    desk.take_buttons(message_id=message_id)
    take_down(desk, letter)
    letter.shown_by = desk.send(reply).id


def take_down(desk: Desk, letter: Letter) -> None:
    """Take the buttons from the message that shows it."""
    shown = desk.records.outbox.get(letter.shown_by) if letter.shown_by else None
    if shown is not None:
        desk.take_buttons(of=shown)


def message(desk: Desk, letter: Letter, *, aloud: bool = False) -> Reply:
    """A letter to copy, with what can be done with it; `aloud`: and what to say on the phone instead."""
    block = Phrase("```{letter}```", {"letter": letter.text})
    if letter.sent_at is not None:
        day = desk.language.on_day(desk.day_of(letter.sent_at), desk.day_of(desk.now))
        return Reply((desk.phrase(sentences.LETTER_WAS_SENT, name=letter.recipient, day=day), block))
    line = spoken(desk, letter)
    said = (desk.phrase(sentences.LETTER_ALOUD, line=line),) if aloud else ()
    head = desk.phrase(sentences.LETTER_TO, name=letter.recipient)
    return Reply((head, block, *said), tuple(pairs(_buttons(desk, letter, aloud=bool(line) and not aloud))))


def _buttons(desk: Desk, letter: Letter, *, aloud: bool) -> list[Button]:
    """Words that are the person's own are never put into another tone or language."""

    def does(label: str, choice: str) -> Button:
        return desk.button(label, f"letter:{letter.id}:{choice}")

    found = [does(sentences.LETTER_SENT, "sent")]
    found += [] if letter.edited else [does(sentences.LETTER_TONE, "tone")]
    found += [does(sentences.LETTER_SAY, "say")] if aloud else []
    found += [] if letter.edited else _languages(desk, letter)
    return [*found, *([does(sentences.LETTER_TOGETHER, "all")] if _several(desk, letter) else [])]


def _languages(desk: Desk, letter: Letter) -> list[Button]:
    """The other languages, by the name they have in the person's own."""
    label = desk.language.say(sentences.LETTER_IN)
    names = {code: Locale(code).get_display_name(desk.language.code) or code for code in desk.house.languages}
    return [
        Button(label.replace("{language}", names[code]), f"letter:{letter.id}:in-{code}")
        for code in names
        if code != language_of(desk, letter).code
    ]


def tones(desk: Desk, letter: Letter) -> Reply:
    """The letter with the other tones to choose from."""
    others = [
        desk.button(name, f"letter:{letter.id}:tone-{tone}")
        for tone, name in letters.TONES.items()
        if tone != letter.tone
    ]
    back = desk.button(sentences.LETTER_TONE_STAYS, f"letter:{letter.id}:back")
    return replace(message(desk, letter), buttons=tuple(pairs([*others, back])))


def _several(desk: Desk, letter: Letter) -> bool:
    """Whether it is the first of several that one could replace: none of them in the person's own words."""
    conversation = desk.records.conversations.get(desk.person, letter.conversation_id or 0)
    alike = [one for one in _unsent(desk, conversation) if one.kind == letter.kind] if conversation else []
    return len(alike) > 1 and alike[0].id == letter.id and not any(one.edited for one in alike)


def _unsent(desk: Desk, conversation: Conversation) -> list[Letter]:
    return [one for one in desk.records.letters.of(desk.person, conversation) if one.sent_at is None]


def one_for_all(desk: Desk, conversation: Conversation) -> None:
    """One note to everybody met, in place of those to each that were not sent."""
    for letter in _unsent(desk, conversation):
        if letter.kind == THANK_YOU and not letter.edited:
            take_down(desk, letter)
            desk.records.letters.remove(letter)
    _put_down(desk, conversation, THANK_YOU, material(desk, conversation, THANK_YOU))
    show(desk, conversation)


def _put_down(desk: Desk, conversation: Conversation, kind: str, made_of: Material) -> None:
    letter = desk.records.letters.add(
        desk.person, conversation, kind, _recipient(desk, made_of), "", desk.now
    )
    letter.language = desk.language.code
    letter.text = _worded(desk, letter, made_of)


def redraft(desk: Desk, letter: Letter) -> None:
    """Write it again from what is known now, unless the words are the person's own."""
    if not letter.edited:
        letter.text = _worded(desk, letter, made_of(desk, letter))


def _worded(desk: Desk, letter: Letter, made_of: Material) -> str:
    language = language_of(desk, letter)
    manner = desk.manners.get(language.code, Manner())
    return letters.written(letter.kind, made_of, letter.tone, language, manner)


def spoken(desk: Desk, letter: Letter) -> str:
    return letters.spoken(letter.kind, made_of(desk, letter), language_of(desk, letter))


def language_of(desk: Desk, letter: Letter) -> Language:
    return desk.house.languages.get(letter.language, desk.language)


def _recipient(desk: Desk, made_of: Material) -> str:
    names = desk.language.join(made_of.recipients) or made_of.company
    return names or desk.language.say(sentences.LETTER_TEAM)


def material(desk: Desk, conversation: Conversation, kind: str) -> Material:
    """What a letter of that kind can be made of: this conversation, and whatever was said about the application."""
    answers, known = desk.answers(conversation), desk.known(conversation)
    application = desk.records.applications.get(desk.person, conversation.application_id or 0)
    if application is None:
        return letters.material_of(kind, answers, known)
    if not answers.items("application"):
        answers = answers.with_one(Answer("application", value=keep.label(application)))
    return letters.material_of(kind, answers, _with_all(desk, application, known))


def _with_all(desk: Desk, application: Application, known: Known) -> Known:
    """With the answers of the latest finished conversation of each flow, not only those its flow recalls."""
    about = desk.records.conversations.about(desk.person, application)
    latest = {one.flow: one for one in reversed(about) if one.status == "done"}
    return replace(known, before={flow: desk.answers(one).kept for flow, one in latest.items()})


def made_of(desk: Desk, letter: Letter) -> Material:
    """What this very letter is made of: of several, what goes to its recipient."""
    conversation = desk.records.conversations.get(desk.person, letter.conversation_id or 0)
    if conversation is None:
        return letters.material_of(letter.kind, Answers(), desk.known())
    whole = material(desk, conversation, letter.kind)
    each = letters.each(letter.kind, whole)
    return next((one for one in each if _recipient(desk, one) == letter.recipient), whole)


def replaced(desk: Desk, letter: Letter, words: str) -> None:
    """The person's own words, kept and shown; how they begin and end is theirs in later letters, too."""
    if len(words.split()) < FEW:
        desk.say(sentences.LETTER_SHORT)
        return
    language = language_of(desk, letter)
    before = desk.manners.get(language.code, Manner())
    manner = letters.learned(words, made_of(desk, letter), letter.tone, language, before)
    letter.text, letter.edited = words, True
    heads = [desk.phrase(sentences.LETTER_YOURS)]
    if manner != before:
        kept = {code: asdict(one) for code, one in {**desk.manners, language.code: manner}.items()}
        desk.person.manners = json.dumps(kept)
        heads.append(desk.phrase(sentences.LETTER_MANNER))
    put_up(desk, letter, *heads)


def sent(desk: Desk, letter: Letter) -> None:
    """The person says that they sent it."""
    letter.sent_at = desk.now
