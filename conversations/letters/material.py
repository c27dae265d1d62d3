"""What a letter can be made of, gathered from what was answered; whatever is not known stays empty."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from conversations.answers import Answers, clean
from conversations.known import Known, Language, company_and_role
from conversations.session import Answer

# Latest first: what was said last about the application counts.
FLOWS = ("rejected", "silence", "waiting", "closer_look", "reflection", "interview")
AFTER_A_NO = ("feedback_request", "thanks_after_no")
# Who told them, where it was nobody with a name.
NAMELESS = ("recruiter", "other")
MAIL = "mail"
NAME_LIMIT, QUOTE_LIMIT = 80, 160
# Signs that turn the text around them; lone ones would turn the rest of the letter.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@dataclass(frozen=True, slots=True)
class Material:
    """All of it may be empty. `others` were there too, beside the recipients.

    `day` is that of the interview, told from `today`; `promised` the day by which they meant to answer, told once it is
    past. `questions` are what they asked, first the one that `thought`, a better answer, belongs to. `enjoyed` is what
    was good to talk about.
    """

    recipients: tuple[str, ...] = ()
    sender: str = ""
    role: str = ""
    company: str = ""
    day: date | None = None
    today: date = date.min
    promised: date | None = None
    questions: tuple[str, ...] = ()
    thought: str = ""
    enjoyed: str = ""
    others: tuple[str, ...] = ()

    @property
    def question(self) -> str:
        return next(iter(self.questions), "")

    def values(self, language: Language) -> dict[str, str]:
        """What is known, in words, by the name it has in sentences. What would not fit into a letter is left out."""
        to = list(filter(None, map(name, self.recipients)))
        others = list(filter(None, map(name, self.others)))
        question = quote(self.question)
        found = {
            "names": language.join(to) if to else "",
            "team": name(self.company) if not to and not others else "",
            "sender": name(self.sender),
            "role": name(self.role),
            "company": name(self.company),
            "day": language.on_day(self.day, self.today) if self.day else "",
            "promised": language.long_day(self.promised)
            if self.promised and self.promised < self.today
            else "",
            "question": question,
            "thought": quote(self.thought) if question else "",
            "enjoyed": quote(self.enjoyed),
            "other": others[0] if to and len(others) == 1 else "",
            "others": language.join(others) if to and others else "",
            "absent": language.join(others) if others and not to else "",
        }
        return {key: value for key, value in found.items() if value}


def name(text: str) -> str:
    """A name as one line; nothing where it is longer than any name."""
    line = seen(text)
    return line if len(line) <= NAME_LIMIT else ""


def quote(text: str) -> str:
    """Words to quote as one line without their full stop; nothing where there are none, or too many for a letter."""
    line = seen(text)
    words = line if line.endswith("...") else line.rstrip(" .")
    return words if len(words) <= QUOTE_LIMIT and any(map(str.isalnum, words)) else ""


def seen(text: str) -> str:
    """What can be seen of a text, on one line."""
    plain = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    return clean(" ".join("".join(sign for sign in plain if sign not in TURNING).split()))


def material_of(kind: str, answers: Answers, known: Known) -> Material:
    """What there is for a letter of that kind: from the answers it follows, and those that were given before."""
    record = _Record(answers, known)
    material = record.material()
    source = record.first("source", "rejected") if kind in AFTER_A_NO else ""
    if not source or source == MAIL:
        return material
    # After a no one writes to whoever told them, and thanks the others.
    to = () if source in NAMELESS else (source,)
    others = tuple(one for one in material.recipients if one not in to)
    return replace(material, recipients=to, others=others)


class _Record:
    """What was answered, here and before, about one application."""

    def __init__(self, answers: Answers, known: Known) -> None:
        self.known = known
        self.here = answers
        self.before = {flow: Answers(known.before.get(flow, ())) for flow in FLOWS}

    def each(self, *flows: str) -> Iterator[Answers]:
        yield self.here
        yield from (self.before[flow] for flow in flows or FLOWS)

    def first(self, step: str, *flows: str) -> str:
        return next((text for one in self.each(*flows) for text in one.items(step)), "")

    def day(self, step: str, *flows: str) -> date | None:
        text = self.first(step, *flows)
        return date.fromisoformat(text) if text else None

    def material(self) -> Material:
        label = self.first("application")
        application = self.known.application(label)
        company, role = company_and_role(label)
        return Material(
            recipients=self._met(),
            sender=self.known.name,
            role=application.role if application else role,
            company=application.company if application else company,
            day=self.day("day", "reflection"),
            today=self.known.today,
            promised=self.day("promised_day") or (application.promised_on if application else None),
            questions=self._questions(),
            thought=self._better()[1],
            enjoyed=self.first("enjoyed", "rejected"),
        )

    def _met(self) -> tuple[str, ...]:
        met = [one for answers in self.each("reflection", "closer_look") for one in answers.items("met")]
        # A quick look back keeps "Ana, Tom", a closer one "Ana · team lead · ana@acme.example".
        names = [person.split(" · ")[0] for one in met for person in re.split(r", ", one.split(" · ")[0])]
        return tuple(dict.fromkeys(filter(None, names)))

    def _questions(self) -> tuple[str, ...]:
        asked = [
            words(one) for answers in self.each("reflection", "closer_look") for one in answers.of("asked")
        ]
        return tuple(dict.fromkeys(filter(None, [self._better()[0], *asked])))

    def _better(self) -> tuple[str, str]:
        """The question that has a better answer, and that answer."""
        for answers in self.each("reflection"):
            asked = answers.of("asked")
            picked = [int(one) for one in answers.items("again") if one.isdigit()]
            better = "".join(words(one) for one in answers.of("better"))
            place = next(iter(picked), 0)
            question = words(asked[place - 1]) if 0 < place <= len(asked) else ""
            if question and better:
                return question, better
        return "", ""


def words(answer: Answer) -> str:
    """What was said in words: of a voice message or a file, only what was written under it."""
    if answer.state != "answered":
        return ""
    typed = clean(answer.raw)
    told = answer.message is not None and (not typed or answer.value.endswith(f": {typed}"))
    return typed if told else answer.value
