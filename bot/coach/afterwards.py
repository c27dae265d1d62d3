"""What follows a conversation that ended: letters now, a nudge later."""

from bot.coach import later, letters
from bot.coach.desk import Desk
from storage.tables import Conversation


def follow(desk: Desk, conversation: Conversation, then: tuple[str, ...]) -> None:
    """Do what the answers asked for. Another flow is begun by `talk`."""
    for what in then:
        kind, _colon, about = what.partition(":")
        if kind == "letters":
            letters.write(desk, conversation, about)
        elif kind == "nudge":
            later.plan(desk, conversation, about)
