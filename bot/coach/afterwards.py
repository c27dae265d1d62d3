"""What follows a conversation that ended: letters now, a nudge later, actions kept, a step of the application."""

from bot.coach import actions, later, letters, places
from bot.coach.desk import Desk
from conversations import process
from storage.tables import Conversation


def follow(desk: Desk, conversation: Conversation, then: tuple[str, ...]) -> None:
    """Do what the answers asked for. Another flow is begun by `talk`."""
    for what in then:
        kind, _colon, about = what.partition(":")
        if kind == "letters":
            letters.write(desk, conversation, about)
        elif kind == "nudge":
            later.plan(desk, conversation, about)
        elif kind == "plan":
            actions.decide(desk, conversation, remind_of=about == "actions")
        elif kind == "stage":
            _take(desk, conversation, about)


def _take(desk: Desk, conversation: Conversation, step: str) -> None:
    application = places.of(desk, conversation)
    if application is not None and process.is_step(step):
        places.takes(desk, application, step, conversation)
