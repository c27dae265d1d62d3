"""Nudges: something useful said later, at a time the person picked."""

from bot.coach.desk import Desk
from storage.tables import Conversation


def plan(desk: Desk, conversation: Conversation, about: str) -> None:
    """Say it later, at the time the person picked."""


def settle(desk: Desk, conversation: Conversation) -> None:
    """It was done elsewhere: nothing is said about it any more."""


def answer(desk: Desk, number: int, choice: str) -> str:
    """What a button on a nudge says, as an untranslated sentence; nothing where there is none."""
    return ""
