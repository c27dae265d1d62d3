"""The answers of a conversation, and the kinds of answer: what to tap, and how each is read from what people type.

Every kind keeps one canonical text, and reading that text again gives the same.
"""

from conversations.answers.choosing import OneGiven, OneOf, SomeGiven, SomeOf, choice, codes_in, some
from conversations.answers.days import Day
from conversations.answers.kind import Kind
from conversations.answers.people import People
from conversations.answers.reading import Choice, Rows, Unreadable, clean, one_line, shortened
from conversations.answers.record import Answers, NotGiven
from conversations.answers.wording import Line, Names, Pouring, Several, Where, Words
from conversations.answers.zones import Zone

__all__ = [
    "Answers",
    "Choice",
    "Day",
    "Kind",
    "Line",
    "Names",
    "NotGiven",
    "OneGiven",
    "OneOf",
    "People",
    "Pouring",
    "Rows",
    "Several",
    "SomeGiven",
    "SomeOf",
    "Unreadable",
    "Where",
    "Words",
    "Zone",
    "choice",
    "clean",
    "codes_in",
    "one_line",
    "shortened",
    "some",
]
