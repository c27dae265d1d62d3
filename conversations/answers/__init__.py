"""The answers of a conversation, and the kinds of answer: what to tap, and how each is read from what people type.

Every kind keeps one canonical text, and reading that text again gives the same.
"""

from conversations.answers.amounts import Money, amount_of
from conversations.answers.choosing import OneGiven, OneOf, SomeGiven, SomeOf, choice, codes_in, some
from conversations.answers.counts import Number, Percent, Scale
from conversations.answers.days import Day
from conversations.answers.hours import Hour, Length
from conversations.answers.kind import Kind
from conversations.answers.moments import Moment
from conversations.answers.pay import Amount
from conversations.answers.people import People
from conversations.answers.reading import Choice, Rows, Unreadable, clean, folded, one_line, shortened
from conversations.answers.record import Answers, NotGiven
from conversations.answers.wording import Line, Names, Pouring, Several, Unkept, Where, Words
from conversations.answers.zones import Zone

__all__ = [
    "Amount",
    "Answers",
    "Choice",
    "Day",
    "Hour",
    "Kind",
    "Length",
    "Line",
    "Moment",
    "Money",
    "Names",
    "NotGiven",
    "Number",
    "OneGiven",
    "OneOf",
    "People",
    "Percent",
    "Pouring",
    "Rows",
    "Scale",
    "Several",
    "SomeGiven",
    "SomeOf",
    "Unkept",
    "Unreadable",
    "Where",
    "Words",
    "Zone",
    "amount_of",
    "choice",
    "clean",
    "codes_in",
    "folded",
    "one_line",
    "shortened",
    "some",
]
