"""The answers of a conversation, and the kinds of answer: what to tap, and how each is read from what people type.

Every kind keeps one canonical text, and reading that text again gives the same.
"""

from conversations.answers.choosing import OneGiven, OneOf, choice
from conversations.answers.days import Day
from conversations.answers.kind import Kind
from conversations.answers.reading import Choice, Unreadable, clean, one_line, shortened
from conversations.answers.record import Answers, NotGiven
from conversations.answers.wording import Names, Several, Where, Words

__all__ = [
    "Answers",
    "Choice",
    "Day",
    "Kind",
    "Names",
    "NotGiven",
    "OneGiven",
    "OneOf",
    "Several",
    "Unreadable",
    "Where",
    "Words",
    "choice",
    "clean",
    "one_line",
    "shortened",
]
