"""At home: hello, help, privacy, and the commands that begin, pause and stop a conversation."""

from collections.abc import Mapping
from datetime import timedelta

from bot.coach import front, keep, sentences, talk, today
from bot.coach.desk import Desk
from bot.commands import COMMANDS
from bot.handlers import door
from bot.incoming import Incoming
from conversations.catalogue import FLOWS, flow_named
from conversations.question import pairs
from conversations.session import Button, Phrase, Reply
from storage.tables import Conversation

# Within this time one still knows where one was.
LATELY = timedelta(hours=6)
# After this, one is asked whether it is still of use.
LONG_AGO = timedelta(days=14)
# By the flow that each leads to.
WAYS: Mapping[str, str] = {
    "reflection": sentences.HAD_INTERVIEW,
    "interview": sentences.COMING_UP,
    "waiting": sentences.WAITING,
    "rejected": sentences.A_NO,
}


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
    """What is open, the one thing to do first today, what is paused; with nothing open, what one can do."""
    found = today.today(desk)
    head = [desk.phrase(sentences.HELLO_AGAIN, name=desk.person.name)]
    shown = [*front.open_lines(desk, found), *front.paused_lines(desk, found)]
    thing = found.first
    if thing is not None:
        shown += [Phrase(""), today.first_line(desk, found, thing)]
    if found.live:
        desk.send(Reply((*head, *shown), front.buttons(desk, found)))
        return
    shown = shown or [desk.phrase(sentences.NOTHING_OPEN)]
    rows = front.buttons(desk, found)[:-1]
    desk.send(Reply((*head, *shown, Phrase(""), desk.phrase(sentences.WHERE_NOW)), (*rows, *menu(desk))))


def menu(desk: Desk) -> tuple[tuple[Button, ...], ...]:
    """Where somebody may be right now; only what leads somewhere."""
    ways = [desk.button(label, f"home:{flow}") for flow, label in WAYS.items() if talk.is_flow(flow)]
    return tuple(pairs([*ways, desk.button(sentences.LOOKING_AROUND, "home:help")]))


def go_first(desk: Desk, incoming: Incoming, rest: str) -> str:
    """The button of the one thing to do first today."""
    kind, _colon, number = rest.partition(":")
    if not today.go(desk, kind, desk.number(number)):
        return talk.late(desk, incoming.message_id)
    desk.take_buttons(message_id=incoming.message_id)
    return ""


def begin(desk: Desk, flow: str) -> None:
    """Begin a flow; one of the same kind that is open or paused is offered first."""
    open_one = desk.open_conversation
    if open_one is not None and _same_command(open_one, flow):
        talk.ask_again(desk, open_one, sentences.IN_THE_MIDDLE)
        return
    paused = [one for one in desk.records.conversations.paused(desk.person) if _same_command(one, flow)]
    if not paused:
        talk.begin(desk, flow)
        return
    rows = [(talk.going_on(desk, one),) for one in paused[:3]]
    desk.say(sentences.PAUSED_ONE, buttons=(*rows, (desk.button(sentences.START_NEW, f"new:{flow}"),)))


def choose(desk: Desk, incoming: Incoming, what: str) -> str:
    """A button at home: one of the flows, what there is to begin, or help."""
    if what not in {"help", "new"} and not talk.is_flow(what):
        return talk.late(desk, incoming.message_id)
    desk.take_buttons(message_id=incoming.message_id)
    if what == "new":
        desk.say(sentences.WHERE_NOW, buttons=menu(desk))
    elif what == "help":
        help_(desk, incoming)
    else:
        begin(desk, what)
    return ""


def begin_anew(desk: Desk, incoming: Incoming, flow: str) -> str:
    """[Start a new one], where one of the same kind is paused."""
    if not talk.is_flow(flow):
        return talk.late(desk, incoming.message_id)
    desk.take_buttons(message_id=incoming.message_id)
    talk.begin(desk, flow)
    return ""


def take_up(desk: Desk, incoming: Incoming, rest: str) -> str:
    """A button of a paused conversation: go on with it, see it, begin it anew, put it away."""
    number, _colon, choice = rest.partition(":")
    conversation = desk.records.conversations.get(desk.person, desk.number(number))
    if conversation is None or conversation.status not in {"paused", "active"}:
        return talk.late(desk, incoming.message_id)
    desk.take_buttons(message_id=incoming.message_id)
    match choice:
        case "" if desk.now - conversation.moved_at > LATELY:
            where_it_was(desk, conversation)
        case "answers":
            desk.send(Reply(talk.answers_so_far(desk, conversation)))
            where_it_was(desk, conversation)
        case "over":
            talk.put_away(desk, conversation)
            talk.begin(desk, conversation.flow, keep.where(desk, conversation))
        case "drop":
            talk.put_away(desk, conversation)
            desk.say(sentences.DROPPED)
        case _:
            talk.go_on(desk, conversation)
    return ""


def where_it_was(desk: Desk, conversation: Conversation) -> None:
    """After a while away: where the person was, and what they can do with it."""
    flow = flow_named(conversation.flow)
    part = flow.line(conversation.step).part if flow.has(conversation.step) else 0
    was_at = desk.phrase(
        sentences.WAS_AT_PART if part else sentences.WAS_AT,
        title=desk.language.say(flow.title),
        where=keep.label(keep.where(desk, conversation)) or "–",
        day=desk.language.day(desk.day_of(conversation.moved_at), desk.day_of(desk.now)),
        part=str(part),
        parts=str(len(flow.parts)),
    )
    old = [desk.phrase(sentences.STILL_OF_USE)] if desk.now - conversation.moved_at > LONG_AGO else []
    about = f"talk:{conversation.id}"
    rows = (
        (
            desk.button(sentences.CONTINUE, f"{about}:on"),
            desk.button(sentences.SEE_ANSWERS, f"{about}:answers"),
        ),
        (desk.button(sentences.START_OVER, f"{about}:over"), desk.button(sentences.DROP, f"{about}:drop")),
    )
    desk.send(Reply((was_at, *old), rows))


def _same_command(conversation: Conversation, flow: str) -> bool:
    """Whether the same command leads to both: a closer look is taken up where a quick one would begin."""
    return flow_named(conversation.flow).command == flow_named(flow).command


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
