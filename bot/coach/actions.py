"""What a person decided to do: kept when the conversation ends, brought up on its day, until it is done or dropped."""

from datetime import date

from bot.coach import later, sentences
from bot.coach.desk import Desk
from conversations import nudges
from conversations.answers import Answers
from conversations.session import Answer, Reply
from storage.tables import Action, ActionState, Conversation

# The step of a flow that says what is to be done, one item each.
CHOSEN = "actions"
# One repeat, two days later: then "keep, or drop?" (COACHING D4).
REPEAT = 2 * nudges.DAY


def decide(desk: Desk, conversation: Conversation, *, remind_of: bool) -> None:
    """Keep what was chosen; with `remind_of`, bring each up on its day.

    After a correction what is still open gives way to what is said now; what was done or dropped stays so.
    """
    settled: set[str] = set()
    for action in desk.records.actions.of(desk.person, conversation):
        if action.state == "open":
            desk.records.actions.remove(action)
        else:
            settled.add(action.text)
    answers = desk.answers(conversation)
    for chosen in answers.of(CHOSEN):
        if chosen.state == "answered" and chosen.value not in settled:
            action = _kept(desk, conversation, answers, chosen)
            if remind_of:
                remind(desk, conversation, action)


def _kept(desk: Desk, conversation: Conversation, answers: Answers, chosen: Answer) -> Action:
    return desk.records.actions.add(
        desk.person,
        conversation,
        chosen.value,
        desk.now,
        day=answers.value("act_day", chosen.place),
        place=answers.value("act_place", chosen.place),
        obstacle=answers.value("act_obstacle", chosen.place),
    )


def remind(desk: Desk, conversation: Conversation, action: Action) -> None:
    """In the morning of its day, or of tomorrow where it has none; and once more."""
    day = date.fromisoformat(action.day) if action.day else desk.day_of(desk.now) + nudges.DAY
    first = later.on_day(desk, day)
    key = f"action:{action.id}"
    later.put(desk, conversation, later.ACTION, key, first, action)
    again = nudges.moved(first + REPEAT, desk.zone)
    later.put(desk, conversation, later.ACTION_AGAIN, f"{key}:again", again, action)


def card(desk: Desk, action: Action) -> Reply:
    """What was planned, in the person's own words."""
    lines = [desk.phrase(sentences.ACTION_WAS, text=action.text)]
    if action.place:
        lines.append(desk.phrase(sentences.ACTION_AT, place=action.place))
    if action.obstacle:
        lines.append(desk.phrase(sentences.ACTION_IF, obstacle=action.obstacle))
    done = desk.button(sentences.NUDGE_DONE, f"act:{action.id}:done")
    drop = desk.button(sentences.DROP, f"act:{action.id}:dropped")
    return Reply(tuple(lines), ((done, drop),))


def ends(desk: Desk, number: int, state: ActionState) -> str:
    """It is done, or let go. Returns the sentence to show at the button."""
    action = desk.records.actions.get(desk.person, number)
    if action is None or action.state != "open":
        return sentences.BUTTON_PAST
    action.state, action.ended_at = state, desk.now
    return sentences.NUDGE_WELL_DONE if state == "done" else sentences.NUDGE_DROPPED
