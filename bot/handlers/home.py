"""At home: hello, help, privacy, and the commands that begin, pause and stop a conversation."""

from bot.coach import keep, sentences, talk
from bot.coach.desk import Desk
from bot.commands import COMMANDS
from bot.handlers import door
from bot.incoming import Incoming
from conversations.catalogue import FLOWS, flow_named
from conversations.session import Button, Phrase, Reply


def start(desk: Desk, incoming: Incoming) -> None:
    """Hello to the new, the state of things to the returning; `/start reflect` goes straight there."""
    if desk.person.role == "owner" and door.is_code(incoming.words):
        desk.say(sentences.WELCOME_OWNER)
    flow = next((flow for flow in FLOWS if flow.command == incoming.words), None)
    if flow is not None:
        begin(desk, flow.name)
        return
    open_one = desk.open_conversation
    if open_one is not None:
        desk.say(sentences.HELLO_AGAIN, name=desk.person.name)
        talk.ask_again(desk, open_one, sentences.IN_THE_MIDDLE)
    elif desk.records.conversations.of(desk.person):
        hello_again(desk)
    else:
        hello(desk)


def hello(desk: Desk) -> None:
    """Who is just let in has been told already who speaks here."""
    if not desk.is_new:
        introduce(desk)
    desk.say(sentences.WHERE_NOW, buttons=menu(desk))


def introduce(desk: Desk) -> None:
    """Said before anything else to whoever is let in, however they begin: what this is, and who keeps what they say."""
    desk.say(sentences.HELLO, sentences.ONE_AT_A_TIME, sentences.PREPARED, name=desk.person.name)


def hello_again(desk: Desk) -> None:
    """What is paused, and what one can do."""
    paused = desk.records.conversations.paused(desk.person)
    lines = [desk.phrase(sentences.HELLO_AGAIN, name=desk.person.name)]
    lines += [
        desk.phrase(
            sentences.ONE_PAUSED,
            title=desk.language.say(flow_named(one.flow).title),
            where=keep.label(keep.where(desk, one)) or "–",
            day=desk.language.day(desk.day_of(one.moved_at), desk.day_of(desk.now)),
        )
        for one in paused[:3]
    ] or [desk.phrase(sentences.NOTHING_OPEN)]
    rows = [(talk.going_on(desk, one),) for one in paused[:3]]
    desk.send(Reply((*lines, Phrase(""), desk.phrase(sentences.WHERE_NOW)), (*rows, *menu(desk))))


def menu(desk: Desk) -> tuple[tuple[Button, ...], ...]:
    had = desk.button(sentences.HAD_INTERVIEW, "home:reflection")
    return ((had, desk.button(sentences.LOOKING_AROUND, "home:help")),)


def begin(desk: Desk, flow: str) -> None:
    """Begin a flow; one of the same kind that is open or paused is offered first."""
    open_one = desk.open_conversation
    if open_one is not None and open_one.flow == flow:
        talk.ask_again(desk, open_one, sentences.IN_THE_MIDDLE)
        return
    paused = [one for one in desk.records.conversations.paused(desk.person) if one.flow == flow]
    if not paused:
        talk.begin(desk, flow)
        return
    rows = [(talk.going_on(desk, one),) for one in paused[:3]]
    desk.say(sentences.PAUSED_ONE, buttons=(*rows, (desk.button(sentences.START_NEW, f"new:{flow}"),)))


def reflect(desk: Desk, incoming: Incoming) -> None:
    begin(desk, "reflection")


def pause(desk: Desk, incoming: Incoming) -> None:
    open_one = desk.open_conversation
    if open_one is None:
        desk.say(sentences.NOT_OPEN)
    else:
        talk.pause(desk, open_one)


def stop(desk: Desk, incoming: Incoming) -> None:
    open_one = desk.open_conversation
    if open_one is None:
        desk.say(sentences.NOT_OPEN)
    else:
        talk.stop(desk, open_one)


def help_(desk: Desk, incoming: Incoming) -> None:
    """How it works, and every command the person may use."""
    owner = desk.person.role == "owner"
    listed = [
        Phrase("/{name} {description}", {"name": one.name, "description": desk.language.say(one.description)})
        for one in COMMANDS
        if owner or not one.owner
    ]
    told = (
        sentences.HELP,
        sentences.HELP_ANSWERS,
        sentences.HELP_CHANGE,
        sentences.HELP_LIMITS,
        sentences.HELP_COMMANDS,
    )
    paragraphs = [line for sentence in told for line in (desk.phrase(sentence), Phrase(""))][:-1]
    desk.send(Reply((*paragraphs, *listed)))
    and_back(desk)


def privacy(desk: Desk, incoming: Incoming) -> None:
    desk.say(
        sentences.PRIVACY,
        sentences.PRIVACY_WHERE,
        sentences.PRIVACY_TELEGRAM,
        sentences.PRIVACY_NOBODY,
        sentences.PRIVACY_OUT,
    )
    and_back(desk)


def and_back(desk: Desk) -> None:
    """After an interruption: back to the open question."""
    open_one = desk.open_conversation
    if open_one is not None:
        talk.ask_again(desk, open_one)
