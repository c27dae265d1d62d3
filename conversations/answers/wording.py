"""Kinds of answer that are typed: a story, several, names, a company and role."""

import re
from dataclasses import dataclass
from typing import ClassVar

from babel import Locale

from conversations.answers.kind import Kind
from conversations.answers.reading import Choice, Unreadable, clean, one_line, pick, refusal, shortened
from conversations.answers.record import Answers
from conversations.known import Application, Known, _

NAME_LIMIT = 80
# Stands for words that were let go.
UNKEPT = "…"


@dataclass(frozen=True, slots=True)
class Line(Kind):
    """Any words in one message, or a voice message, photo or file."""

    takes_files: ClassVar[bool] = True

    def read(self, text: str, answers: Answers, known: Known) -> str:
        words = clean(text)
        if not words:
            raise refusal("", _("Any words will do, a voice message too."), known.language)
        return words


@dataclass(frozen=True, slots=True)
class Words(Line):
    """A story in any number of messages, until Done; read as one text."""

    several: ClassVar[bool] = True
    joined: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Several(Line):
    """Several things, one a message or one a line, until Done. A canonical text is one of them."""

    several: ClassVar[bool] = True

    def read_all(self, text: str, answers: Answers, known: Known) -> tuple[str, ...]:
        """The lines of one message, without the bullets and numbers people put before them."""
        lines = (re.sub(r"^\s*(?:[-–—•*]|\d{1,2}[.)])\s+", "", line) for line in text.splitlines())
        return tuple(line for line in map(clean, lines) if line) or (self.read(text, answers, known),)


@dataclass(frozen=True, slots=True)
class Pouring(Several):
    """Everything as it comes, in any number of messages; kept without a word until Done."""

    silent: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Names(Kind):
    """First names, as people write them: "Ana and Tom". The canonical text parts them by commas."""

    def read(self, text: str, answers: Answers, known: Known) -> str:
        ands = "|".join(ands_of(known.language.code))
        parts = re.split(rf"[,;&+/\n]|(?:^|(?<=[\s,;&+/]))(?:{ands})(?=\s)", clean(text), flags=re.IGNORECASE)
        names = [name for name in (one_line(part).strip(" .") for part in parts) if clean(name)]
        if not names or any(len(name) > NAME_LIMIT for name in names):
            raise refusal(clean(text), _("Names will do, for example: Ana and Tom."), known.language)
        return ", ".join(names)


@dataclass(frozen=True, slots=True)
class Unkept(Pouring):
    """What a person writes to be rid of it: taken without a word until Done, and not kept."""

    unkept: ClassVar[bool] = True

    def read_all(self, text: str, answers: Answers, known: Known) -> tuple[str, ...]:
        """That something was written is all that stays."""
        return (UNKEPT,)


def and_of(code: str) -> str:
    """The word a language puts before the last item of a list, from CLDR."""
    pattern = str(Locale.parse(code).list_patterns["standard"]["2"])
    return pattern.replace("{0}", "").replace("{1}", "").strip()


def ands_of(code: str) -> set[str]:
    """Patterns of the words for "and": the language's own, English, and the Spanish "e" before an i."""
    return {re.escape(and_of(code)), "and", *({r"(?-i:e)(?=\s+h?[iíIÍ])"} if code == "es" else ())}


@dataclass(frozen=True, slots=True)
class Where(Kind):
    """A company and a role: one of the person's applications, or a new one typed as "Acme, Analyst".

    The canonical text is `Acme · Analyst`, or `Acme` without a role.
    """

    def choices(self, answers: Answers, known: Known) -> tuple[Choice, ...]:
        if not known.applications:
            return ()
        recent = (Choice(f"a{one.number}", shortened(one.label), one.label) for one in known.applications[:5])
        return (*recent, Choice("new", known.language.say(_("Someone new"))))

    def read(self, text: str, answers: Answers, known: Known) -> str:
        labels = {one.label.casefold(): one.label for one in known.applications}
        if one_line(text).casefold() in labels:
            return labels[one_line(text).casefold()]
        chosen = pick(text, self.choices(answers, known))
        if chosen is not None and chosen.code == "new":
            raise Unreadable(
                known.language.say(_("Then type the company, and the role if you like: Acme, Analyst."))
            )
        if chosen is not None:
            return chosen.value
        parts = [one_line(part) for part in re.split(r"\s*[,;·\n]\s*|\s+[-–—|/]\s+", clean(text), maxsplit=1)]
        company, role = parts[0], (parts[1].replace("·", "-") if parts[1:] else "")
        if not clean(company) or max(len(company), len(role)) > NAME_LIMIT:
            raise refusal(
                clean(text), _("A company and a role will do, for example: Acme, Analyst."), known.language
            )
        # A company alone may be one that is there already: read on its own it must give the same.
        return (
            Application(0, company, role).label
            if role or company == text
            else self.read(company, answers, known)
        )
