"""Where a conversation belongs, and where its person lives, as their own answers say."""

from bot.coach import later, returning
from bot.coach.desk import Desk
from conversations import process
from conversations.answers import Answers, Zone
from conversations.catalogue import flow_named
from conversations.known import company_and_role
from conversations.script import Stride
from conversations.session import Session
from storage.tables import Application, Attachment, Conversation, Note

# Steps and a flow by their lasting names.
PROMISED_DAY, COMING_UP = "promised_day", "interview"
# What an application's history calls a step that was a mistake.
TAKEN_BACK = "taken_back"


def belongs_where_it_says(desk: Desk, conversation: Conversation, session: Session) -> None:
    """Tie the conversation to the application its answer names: one that is there, the corrected one, or a new one."""
    labels = Answers(session.answers).items(flow_named(session.flow).about)
    before = of(desk, conversation)
    if not labels:
        return
    company, role = company_and_role(labels[0])
    found = desk.records.applications.like(desk.person, company, role)
    if found is None and before is not None and not _used_elsewhere(desk, before, conversation):
        before.company, before.role = company, role
        return
    after = found or desk.records.applications.add(desk.person, company, role, desk.now)
    conversation.application_id = after.id
    if found is None:
        returning.points_out(desk, after)
    if before is not None and before.id != after.id:
        takes_back(desk, before, conversation)
    for one in _noted(desk, before):
        if one.conversation_id == conversation.id and one.application_id == (before.id if before else None):
            one.application_id = after.id
    desk.records.session.flush()
    if before is not None and before.id != after.id and not _used_elsewhere(desk, before, conversation):
        desk.records.applications.remove(before)


def stands_where_it_led(desk: Desk, conversation: Conversation) -> None:
    """The application takes the step that a conversation begun or done means for it."""
    application, flow = of(desk, conversation), flow_named(conversation.flow)
    step = {"active": flow.begun, "done": flow.done}.get(conversation.status)
    if application is not None and step is not None:
        takes(desk, application, step, conversation)


def takes(
    desk: Desk, application: Application, step: Stride, conversation: Conversation | None = None
) -> None:
    """The application takes a step, if it can from where it stands; its history says so."""
    after = process.leads(application.stage, step)
    if after is not None:
        desk.records.applications.take(desk.person, application, conversation, step, after, desk.now)


def takes_back(desk: Desk, application: Application, conversation: Conversation) -> None:
    """The conversation was about another one: where it had led this one is undone, as long as nothing came after."""
    led = desk.records.applications.history(application)
    own = [one for one in led if one.conversation_id == conversation.id]
    if own and led[-1] is own[-1]:
        desk.records.applications.take(
            desk.person, application, conversation, TAKEN_BACK, own[0].before, desk.now
        )


def remembers_its_days(desk: Desk, conversation: Conversation, session: Session) -> None:
    """The day they named, and when the interview is that is coming up, stand with the application, too."""
    application, answers = of(desk, conversation), Answers(session.answers)
    if application is None:
        return
    for day in answers.items(PROMISED_DAY):
        application.promised_on = day
    for source in answers.items("source") if session.flow == COMING_UP else ():
        application.source = source
    if session.flow == COMING_UP and answers.items("day"):
        application.next_at, application.next_until = later.interview_at(desk, answers)


def lives_where_it_says(desk: Desk, session: Session) -> None:
    """Remember the time zone a person named."""
    answers = Answers(session.answers)
    for ask in flow_named(session.flow).asks:
        if isinstance(ask.kind, Zone):
            lives_in(desk, next(iter(answers.items(ask.name)), ""))


def lives_in(desk: Desk, zone: str) -> None:
    """Another time zone moves what is to be said there."""
    if zone and zone != desk.person.zone:
        desk.person.zone = zone
        later.lives_elsewhere(desk)


def of(desk: Desk, conversation: Conversation) -> Application | None:
    if conversation.application_id is None:
        return None
    return desk.records.applications.get(desk.person, conversation.application_id)


def _used_elsewhere(desk: Desk, application: Application, conversation: Conversation) -> bool:
    others = [one for one in desk.records.conversations.of(desk.person) if one.id != conversation.id]
    talked = any(one.application_id == application.id for one in others)
    noted = any(one.conversation_id != conversation.id for one in _noted(desk, application))
    return talked or noted


def _noted(desk: Desk, application: Application | None) -> list[Note | Attachment]:
    """What was kept with it beside the answers; without one, all that was kept beside them."""
    records, person = desk.records, desk.person
    return [*records.notes.of(person, application), *records.attachments.of(person, application)]
