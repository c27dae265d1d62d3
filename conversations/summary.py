"""Everything a person said, as one document value: finished or not, in the order it was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from conversations.catalogue import flow_named
from conversations.engine import Given, given
from conversations.known import Known, _
from conversations.session import DONE, Session


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation to be written out: which application, what was said, and what was known beside it, its day too."""

    where: str
    session: Session
    known: Known


@dataclass(frozen=True, slots=True)
class Remark:
    """A note or a file: the day, the words, and who wrote them first where that was somebody else."""

    day: date
    text: str
    where: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A question, or a word before a remark, and what was answered."""

    label: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    subtitle: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    subtitle: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is kept beside the conversations, each in the order it came; `history` says where applications stood."""

    history: Sequence[Remark] = ()
    actions: Sequence[Remark] = ()
    letters: Sequence[Remark] = ()
    notes: Sequence[Remark] = ()
    files: Sequence[Remark] = ()


def everything(talks: Sequence[Talk], beside: Beside, known: Known) -> Document:
    """All of it: each conversation, then what is kept beside them."""
    say = known.language.say
    sections = [section_of(talk) for talk in talks]
    sections += _remarks(say(_("How it went on")), beside.history, known)
    sections += _remarks(say(_("Planned")), beside.actions, known)
    sections += _remarks(say(_("Letters")), beside.letters, known)
    sections += _remarks(say(_("Notes")), beside.notes, known)
    sections += _remarks(say(_("Files, kept by Telegram")), beside.files, known)
    title = say(_("Debrief for {name}")).replace("{name}", known.name)
    return Document(title, _day(known.today, known), tuple(sections))


def section_of(talk: Talk) -> Section:
    """One conversation, question by question."""
    flow, known = flow_named(talk.session.flow), talk.known
    entries = [
        Entry(_question(one), one.answers or (known.language.say(_("skipped")),))
        for one in given(flow, talk.session, known)
        if one.answers or not one.spot.ask.preset
    ]
    open_still = "" if talk.session.step == DONE else " · " + known.language.say(_("not finished"))
    title = known.language.say(flow.title)
    return Section(talk.where or title, f"{title} · {_day(known.begun, known)}{open_still}", tuple(entries))


def _question(one: Given) -> str:
    return " ".join(_plain(phrase.text, dict(phrase.values)) for phrase in one.question)


def _plain(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def _remarks(title: str, remarks: Sequence[Remark], known: Known) -> list[Section]:
    if not remarks:
        return []
    entries = tuple(
        Entry(" · ".join(part for part in (_day(one.day, known), one.where, one.origin) if part), (one.text,))
        for one in remarks
    )
    return [Section(title, "", entries)]


def _day(day: date, known: Known) -> str:
    return day.isoformat()
