"""An interview that is coming up: offered from a forwarded text or an invitation, and begun with what these say."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Literal

from bot.coach import keep, sentences, talk
from bot.coach.desk import Desk
from bot.documents import invitations
from bot.documents.invitations import Invitation, NoInvitation
from conversations import process
from conversations.answers import folded
from conversations.appointments import Appointment
from conversations.session import Answer, Button, Phrase, Reply
from storage.tables import Application, Attachment, Note

FLOW = "interview"
# As many as fit one look; whoever has more begins with "somebody new" and finds the rest there.
MOST = 3
LABEL = 40
# In what is kept of an invitation, a line with this before it names somebody who will be there.
PERSON = "– "
# A day, a time, minutes: "202612011430-45", "20261201".
CODE = re.compile(r"(\d{8})(?:(\d{4})(?:-(\d{1,4}))?)?", re.ASCII)

WHY_NOT: dict[invitations.Why, str] = {
    "unreadable": sentences.INVITATION_UNREADABLE,
    "several": sentences.INVITATION_SEVERAL,
    "recurring": sentences.INVITATION_RECURRING,
    "past": sentences.INVITATION_PAST,
    "called_off": sentences.INVITATION_CALLED_OFF,
    "whose_clock": sentences.INVITATION_WHOSE_CLOCK,
}

Kind = Literal["n", "f"]


@dataclass(frozen=True, slots=True)
class Tapped:
    """What a button of the offer carries: what it was found in, which application is meant, and when it is."""

    kept: Note | Attachment
    choice: str
    found: Appointment


def offer(desk: Desk, kept: Note | Attachment, found: Appointment) -> None:
    """Ask whether that is an interview, and with whom; what was sent is kept already."""
    kind: Kind = "n" if isinstance(kept, Note) else "f"
    text = kept.text if isinstance(kept, Note) else kept.caption
    code = code_of(found)
    likely = _likely(desk, text)
    rows = [(Button(_with(desk, one)[:LABEL], f"coming:{kind}{kept.id}:{one.id}:{code}"),) for one in likely]
    new = sentences.COMING_WITH_NEW if rows else sentences.COMING_YES
    no = sentences.COMING_NO if kind == "n" else sentences.COMING_NO_FILE
    rows += [
        (desk.button(label, f"coming:{kind}{kept.id}:{what}:{code}"),)
        for label, what in ((new, "new"), (no, "no"))
    ]
    desk.send(Reply((_question(desk, found),), tuple(rows)))


def _question(desk: Desk, found: Appointment) -> Phrase:
    day = desk.language.long_day(found.day)
    if found.at is None:
        return desk.phrase(sentences.COMING_DAY, day=day)
    return desk.phrase(sentences.COMING_MOMENT, day=day, time=f"{found.at.hour}:{found.at.minute:02}")


def _likely(desk: Desk, text: str) -> list[Application]:
    """The open applications, those that the text names first."""
    live = [one for one in desk.records.applications.of(desk.person) if one.stage in process.OPEN]
    return sorted(live, key=lambda one: folded(one.company) not in folded(text))[:MOST]


def _with(desk: Desk, application: Application) -> str:
    return desk.language.say(sentences.COMING_WITH).replace("{where}", keep.label(application))


def code_of(found: Appointment) -> str:
    """The moment as a button carries it."""
    if found.at is None:
        return f"{found.day:%Y%m%d}"
    return f"{found.day:%Y%m%d}{found.at:%H%M}" + (f"-{found.minutes}" if found.minutes else "")


def moment_of(code: str) -> Appointment | None:
    """What a button's code says; none where no button carried that."""
    read = CODE.fullmatch(code)
    if read is None:
        return None
    try:
        day = date.fromisoformat(read[1])
        at = time.fromisoformat(read[2]) if read[2] else None
    except ValueError:
        return None
    return Appointment(day, at, int(read[3]) if read[3] else None)


def tapped(desk: Desk, data: str) -> Tapped | None:
    """Read a button of the offer; none where it is nobody's, somebody else's, or about something that is gone."""
    where, _colon, rest = data.partition(":")
    choice, _colon, code = rest.partition(":")
    number = desk.number(where[1:])
    kept: Note | Attachment | None = None
    if where[:1] == "n":
        kept = desk.records.notes.get(desk.person, number)
    elif where[:1] == "f":
        kept = desk.records.attachments.get(desk.person, number)
    found = moment_of(code)
    return None if kept is None or found is None else Tapped(kept, choice, found)


def over(desk: Desk, found: Appointment) -> bool:
    """Whether it has begun by now, by the person's clock."""
    here = desk.now.astimezone(desk.zone).replace(tzinfo=None)
    return found.day < here.date() if found.at is None else datetime.combine(found.day, found.at) <= here


def begin(desk: Desk, kept: Note | Attachment, application: Application | None, found: Appointment) -> None:
    """Open the conversation with what is known of it; a second tap finds it open already."""
    answers = _answers(desk, kept, application, found)
    when = {(one.step, one.value) for one in answers if one.step in {"day", "time"}}
    conversation = desk.open_conversation
    if conversation is not None and conversation.flow == FLOW:
        given = desk.records.conversations.session(conversation).answers
        if when <= {(one.step, one.value) for one in given}:
            talk.ask_again(desk, conversation, sentences.IN_THE_MIDDLE)
            return
    talk.put_aside(desk)
    conversation = desk.records.conversations.begin(desk.person, FLOW, application, desk.now)
    session = desk.records.conversations.session(conversation)
    desk.records.conversations.save(conversation, replace(session, answers=answers), desk.now)
    kept.application_id = None if application is None else application.id
    kept.conversation_id = conversation.id
    desk.moves("begin")
    talk.ask_again(desk, conversation)


def leave_it(desk: Desk, kept: Note | Attachment) -> None:
    """It is none: what was sent stays with what it was kept with, or goes where the person wants it."""
    application = desk.records.applications.get(desk.person, kept.application_id or 0)
    where = keep.label(application)
    if isinstance(kept, Note):
        sentence, about = sentences.NOTED_WITH if application else sentences.NOTED, f"note:{kept.id}"
    else:
        sentence, about = sentences.FILE_KEPT_WITH if application else sentences.FILE_KEPT, f"file:{kept.id}"
    kind = keep.told(desk, "document", "", "")
    desk.say(sentence, buttons=keep.elsewhere(desk, about, application), where=where, kind=kind)


def _answers(
    desk: Desk, kept: Note | Attachment, application: Application | None, found: Appointment
) -> tuple[Answer, ...]:
    label = keep.label(application)
    times = f"{found.at:%H:%M}" if found.at else ""
    said = [("application", label), ("day", found.day.isoformat()), ("time", times)]
    said += [("length", str(found.minutes))] if found.minutes else []
    people = people_in(kept.caption) if isinstance(kept, Attachment) else ()
    met = [Answer("met", place, value=name, raw=name) for place, name in enumerate(people)]
    return (*(Answer(step, value=value, raw=value) for step, value in said if value), *met)


def people_in(caption: str) -> tuple[str, ...]:
    """Those named in what is kept of an invitation."""
    return tuple(line.removeprefix(PERSON) for line in caption.splitlines() if line.startswith(PERSON))


def invited(desk: Desk, kept: Attachment, content: bytes | None) -> None:
    """Offer what an invitation says, or say kindly why it can't be taken in; the file is kept either way."""
    if content is None:
        desk.say(sentences.INVITATION_NOT_HAD)
        return
    zone = desk.zone if desk.person.zone else None
    try:
        invitation = invitations.read(content, zone, desk.now)
    except NoInvitation as refused:
        desk.say(WHY_NOT[refused.why])
        return
    kept.caption = _caption(desk, kept, invitation)
    begin = invitation.begin
    at = begin.time().replace(second=0, microsecond=0, tzinfo=None) if begin else None
    offer(desk, kept, Appointment(invitation.day, at, invitation.minutes))


def _caption(desk: Desk, kept: Attachment, invitation: Invitation) -> str:
    """What the invitation is about and who will be there, beside what the person wrote under it. They know themselves."""
    own = folded(desk.person.name)
    others = [name for name in invitation.people if folded(name).split()[0] != own]
    lines = [kept.caption, invitation.summary, *(f"{PERSON}{name}" for name in others)]
    return "\n".join(line for line in lines if line)
