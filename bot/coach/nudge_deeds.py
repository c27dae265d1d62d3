"""What each kind of nudge is about: whether it is still open, and what its buttons do."""

from collections.abc import Callable, Mapping

from bot.coach import actions, ladder, later, letters, sentences, talk
from bot.coach.desk import Desk
from conversations import nudges, process
from storage.tables import Application, Conversation, Letter, Nudge

Open = Callable[[Desk, Nudge, Conversation], bool]
Deed = Callable[[Desk, Nudge, Conversation], str]

# The letter that a draft kept for later is, by the flow that ended with it.
DRAFTED_BY = {"rejected": "feedback_request", "silence": "follow_up_second"}


def is_open(desk: Desk, nudge: Nudge, conversation: Conversation) -> bool:
    """Whether what it is about is still there, and was not done meanwhile."""
    return OPEN[nudge.kind](desk, nudge, conversation)


def do(desk: Desk, nudge: Nudge, conversation: Conversation, choice: str) -> str:
    """Follow a button. Returns the sentence to show at the button, or nothing."""
    return DEEDS[choice](desk, nudge, conversation)


def _letters_open(desk: Desk, nudge: Nudge, conversation: Conversation) -> bool:
    drafted = _letters(desk, nudge, conversation)
    return not drafted or any(letter.sent_at is None for letter in drafted)


def _not_begun(flow: str) -> Open:
    """No conversation of that flow about the same application was begun since."""

    def rule(desk: Desk, nudge: Nudge, conversation: Conversation) -> bool:
        return not any(
            one.flow == flow
            and one.application_id == conversation.application_id
            and one.begun_at >= nudge.planned_at
            for one in desk.records.conversations.of(desk.person)
        )

    return rule


def _still_waiting(desk: Desk, nudge: Nudge, conversation: Conversation) -> bool:
    application = _application(desk, conversation)
    return application is not None and application.stage in {"waiting", "interviewing"}


def _still_closed(desk: Desk, nudge: Nudge, conversation: Conversation) -> bool:
    application = _application(desk, conversation)
    ended = application is None or application.stage in process.ENDED
    return ended and _not_begun("lessons")(desk, nudge, conversation)


def _action_open(desk: Desk, nudge: Nudge, conversation: Conversation) -> bool:
    action = desk.records.actions.get(desk.person, nudge.action_id or 0)
    return action is not None and action.state == "open"


OPEN: Mapping[str, Open] = {
    later.THANK_YOU: _letters_open,
    later.LETTER: _letters_open,
    later.SECOND_LOOK: _not_begun(later.SECOND_LOOK),
    later.COME_BACK: _still_closed,
    later.FOLLOW_UP: _still_waiting,
    later.DEBRIEF: _not_begun("reflection"),
    later.ACTION: _action_open,
    later.ACTION_AGAIN: _action_open,
}


def _show(desk: Desk, nudge: Nudge, conversation: Conversation) -> str:
    return SHOW[nudge.kind](desk, nudge, conversation)


def _show_notes(desk: Desk, nudge: Nudge, conversation: Conversation) -> str:
    letters.write(desk, _drafted_in(desk, nudge, conversation), letters.THANK_YOU)
    return ""


def _show_draft(desk: Desk, nudge: Nudge, conversation: Conversation) -> str:
    letters.write(desk, conversation, DRAFTED_BY.get(conversation.flow, letters.THANK_YOU))
    return ""


def _begins(flow: str) -> Deed:
    """A conversation about the same application."""

    def deed(desk: Desk, nudge: Nudge, conversation: Conversation) -> str:
        talk.begin(desk, flow, _application(desk, conversation))
        return ""

    return deed


def _show_follow_up(desk: Desk, nudge: Nudge, conversation: Conversation) -> str:
    """The letter of this rung; above the last, closing it is offered."""
    due = ladder.rung(desk, conversation).due
    if due == ladder.CLOSE:
        return _begins("silence")(desk, nudge, conversation)
    letters.write(desk, conversation, due)
    return ""


def _show_action(desk: Desk, nudge: Nudge, conversation: Conversation) -> str:
    action = desk.records.actions.get(desk.person, nudge.action_id or 0)
    if action is None:
        return sentences.BUTTON_PAST
    desk.send(actions.card(desk, action))
    return ""


SHOW: Mapping[str, Deed] = {
    later.THANK_YOU: _show_notes,
    later.LETTER: _show_draft,
    later.SECOND_LOOK: _begins(later.SECOND_LOOK),
    later.COME_BACK: _begins("lessons"),
    later.FOLLOW_UP: _show_follow_up,
    later.DEBRIEF: _begins("reflection"),
    later.ACTION: _show_action,
    later.ACTION_AGAIN: _show_action,
}


def _sent(desk: Desk, nudge: Nudge, conversation: Conversation) -> str:
    for letter in _letters(desk, nudge, conversation):
        if letter.sent_at is None:
            letters.sent(desk, letter)
    return _leave(desk, nudge, conversation)


def _leave(desk: Desk, nudge: Nudge, conversation: Conversation) -> str:
    """It was done, or let be: what waits about it goes, too."""
    desk.records.nudges.drop(desk.person, conversation, desk.now, nudge.kind)
    return sentences.NUDGE_ENDED


def _done(desk: Desk, nudge: Nudge, conversation: Conversation) -> str:
    return actions.ends(desk, nudge.action_id or 0, "done")


def _drop(desk: Desk, nudge: Nudge, conversation: Conversation) -> str:
    return actions.ends(desk, nudge.action_id or 0, "dropped")


def _keep(desk: Desk, nudge: Nudge, conversation: Conversation) -> str:
    later.again(desk, nudge, conversation, nudges.due("week", desk.now, desk.zone))
    return sentences.NUDGE_IN_A_WEEK


DEEDS: Mapping[str, Deed] = {
    "show": _show,
    "begin": _show,
    "sent": _sent,
    "leave": _leave,
    "done": _done,
    "drop": _drop,
    "keep": _keep,
}


def _application(desk: Desk, conversation: Conversation) -> Application | None:
    return desk.records.applications.get(desk.person, conversation.application_id or 0)


def _drafted_in(desk: Desk, nudge: Nudge, conversation: Conversation) -> Conversation:
    """The conversation whose letters are open: this one, or a later one about the same application."""
    for letter in _letters(desk, nudge, conversation):
        found = desk.records.conversations.get(desk.person, letter.conversation_id or 0)
        if letter.sent_at is None and found is not None:
            return found
    return conversation


def _letters(desk: Desk, nudge: Nudge, conversation: Conversation) -> list[Letter]:
    """Those of its kind drafted from this conversation, or since it was planned about the same application."""
    kind = nudge.kind if nudge.kind == later.THANK_YOU else DRAFTED_BY.get(conversation.flow)

    def same(letter: Letter) -> bool:
        application = letter.application_id
        since = letter.made_at >= nudge.planned_at
        return letter.conversation_id == conversation.id or (
            since and application is not None and application == conversation.application_id
        )

    return [one for one in desk.records.letters.of(desk.person) if one.kind == kind and same(one)]
