"""The thank-you after an interview: thanks, one concrete point, goodwill; well under 150 words.

Contents after TopResume and OfficeTeam's advice (COACHING C1): thanks for the time, interest in the role, one point of
this conversation, an offer to supply more; one note a person, no two alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.known import Language, _


@dataclass(frozen=True, slots=True)
class ThankYou:
    """What a note can be made of; only the recipients must be there.

    `day` is when it was, in words ("today"); `question` one they asked, `thought` what the person would answer now.
    """

    recipients: tuple[str, ...]
    sender: str
    role: str = ""
    company: str = ""
    day: str = ""
    question: str = ""
    thought: str = ""


def written(note: ThankYou, language: Language) -> str:
    """The note as plain text."""
    say = language.say
    greeting = _filled(say(_("Dear {names},")), names=language.join(note.recipients))
    offer = say(_("If anything else would help you decide, I'll gladly send it."))
    body = [_thanks(note, language), *_point(note, language), offer]
    regards = (
        _filled(say(_("Kind regards,\n{name}")), name=note.sender) if note.sender else say(_("Kind regards"))
    )
    return "\n\n".join([greeting, " ".join(body), regards])


def _thanks(note: ThankYou, language: Language) -> str:
    say = language.say
    thanks = say(_("thank you for your time {day}.")) if note.day else say(_("thank you for your time."))
    if note.role and note.company:
        about = say(
            _("I enjoyed talking about the work as {role} at {company}, and would like to be part of it.")
        )
    elif note.company:
        about = say(_("I enjoyed our talk, and would like to be part of {company}."))
    else:
        about = say(_("I enjoyed our talk, and am keen on the role."))
    return f"{_filled(thanks, day=note.day)} {_filled(about, role=note.role, company=note.company)}"


def _point(note: ThankYou, language: Language) -> list[str]:
    if note.question and note.thought:
        sentence = _("One question has stayed with me: “{question}”. What I would add today: {thought}.")
    elif note.question:
        sentence = _("What we said about “{question}” has stayed with me.")
    else:
        return []
    thought = note.thought.rstrip(" .")
    return [_filled(language.say(sentence), question=note.question.rstrip(" .?"), thought=thought)]


def _filled(sentence: str, **values: str) -> str:
    """The sentence with its values in one pass: what a person wrote is never read for placeholders."""
    parts = sentence.split("{")
    filled = [
        values.get(name, "") + rest for name, _brace, rest in (part.partition("}") for part in parts[1:])
    ]
    return parts[0] + "".join(filled)


def one_each(notes: ThankYou, questions: Sequence[str], thought_on: int | None) -> tuple[ThankYou, ...]:
    """A note for each recipient, each about another question as far as there are some.

    `thought_on` is the number of the question (from 0) that has a better answer; it goes to the first.
    """
    first = thought_on if thought_on is not None else 0
    order = [*questions[first : first + 1], *questions[:first], *questions[first + 1 :]]
    made: list[ThankYou] = []
    for place, name in enumerate(notes.recipients):
        question = order[place] if place < len(order) else ""
        thought = notes.thought if place == 0 and thought_on is not None else ""
        made.append(replace(notes, recipients=(name,), question=question, thought=thought))
    return tuple(made)
