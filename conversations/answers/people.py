"""People as an answer: their names, what they do, and how to reach them."""

import re
from dataclasses import dataclass
from typing import ClassVar

from conversations.answers.kind import Kind
from conversations.answers.plain import asked_again, plain
from conversations.answers.reading import Unreadable, clean, one_line, refusal
from conversations.answers.record import Answers
from conversations.answers.wording import NAME_LIMIT, and_of
from conversations.known import Known, _

EXAMPLE = _("One person a line will do, for example: Ana, team lead, ana@acme.example.")
BULLET = re.compile(r"^\s*(?:[-–—•*]|\d{1,2}[.)])\s+")
CONTACT = re.compile(
    r"[^\s@,]+@[^\s@,]+\.[^\s@,]+|@\w{3,}|\+?[\d(][\d ()/.-]{5,}|(?:https?://|www\.)\S+|[\w.-]+\.[a-z]{2,}/\S+",
    re.IGNORECASE,
)
# Words that tell what someone does, plain; English and Spanish, as titles are English in many places.
ROLES = re.compile(
    r"\b(?:lead\w*|manag\w*|head|director\w*|engineer\w*|develop\w*|design\w*|recruit\w*|hr|people|talent|founder"
    r"|cofounder|analyst|partner|consultant|assistant|president|vp|officer|owner|chief|c[a-z]o|product|sales|marketing"
    r"|team|senior|junior|colleague|boss|coordinator|architect|scientist|specialist|intern|professor|"
    r"jef[ea]\w*|gerent\w*|recluta\w*|responsable|ingenier\w*|desarroll\w*|disenador\w*|analista|soci[oa]|consultor\w*"
    r"|coordinador\w*|president[ea]|rrhh|compan?er[oa]|encargad[oa]|equipo)\b"
)
NAME, ROLE, REACH = range(3)


@dataclass(frozen=True, slots=True)
class People(Kind):
    """People, one a message or one a line, until Done: "Ana, team lead, ana@acme.example", "Tom (CTO)", "Ana and Tom".

    The canonical text of one is `name · role · contact`; what is empty is left out from the right.
    """

    several: ClassVar[bool] = True

    def read(self, text: str, answers: Answers, known: Known) -> str:
        """One person as kept. Only `read_all` looks for several, and for the words people put between them."""
        return canonical(_dotted(clean(text), known))

    def read_all(self, text: str, answers: Answers, known: Known) -> tuple[str, ...]:
        lines = [line for line in (clean(BULLET.sub("", line)) for line in clean(text).splitlines()) if line]
        people = [person for line in lines for person in _people(line, known)]
        if not people:
            raise refusal("", EXAMPLE, known.language)
        return tuple(map(canonical, people))

    def show(self, value: str, answers: Answers, known: Known) -> str:
        return ", ".join(part for part in map(str.strip, value.split("·")) if part)


Person = tuple[str, str, str]


def canonical(person: Person) -> str:
    return one_line(" · ".join(person)).rstrip(" ·")


def _people(line: str, known: Known) -> list[Person]:
    """Everyone a line names. Raises Unreadable where that is unclear."""
    if "·" in line:
        return [_dotted(line, known)]
    parted = _parted(line, known)
    return [person for one in parted for person in _between_commas(one, known, listed=len(parted) > 1)]


def _dotted(text: str, known: Known) -> Person:
    """Someone as the canonical text has them."""
    parts = [*(one_line(part) for part in text.split("·")), "", ""]
    return _checked((parts[NAME], parts[ROLE], parts[REACH]), text, known, too_many=any(parts[3:]))


def _parted(line: str, known: Known) -> list[str]:
    """The line at each "and" that joins two people: not at that of "head of sales and marketing"."""
    # Spanish says "Ana e Inés".
    words = f"{re.escape(and_of(known.language.code))}|and" + ("|e" if known.language.code == "es" else "")
    pieces = re.split(rf"\s(?:{words})\s|\s*[;&+](?!\d)\s*", line, flags=re.IGNORECASE)
    seams = re.findall(rf"\s(?:{words})\s|\s*[;&+](?!\d)\s*", line, flags=re.IGNORECASE)
    people = pieces[:1]
    for seam, piece in zip(seams, pieces[1:], strict=True):
        inside = people[-1].count("(") > people[-1].count(")")
        # Only a role comes after a comma or a bracket, and goes on in lower case.
        role = re.search(r"[,(:]|\s[-–—]\s", people[-1]) and piece[:1].islower()
        if inside or role:
            people[-1] += seam + piece
        else:
            people.append(piece)
    return [person for person in people if clean(person)]


def _between_commas(text: str, known: Known, *, listed: bool) -> list[Person]:
    """One person with role and contact, or several by name: in a list with an "and", or of more than two."""
    parts = [one_line(part) for part in re.split(r"\s*[,|()<>]\s*|:\s|\s[-–—]\s", text)]
    parts = [part for part in parts if clean(part).strip(".")]
    contacts = [part for part in parts if CONTACT.fullmatch(part)]
    words = [part for part in parts if part not in contacts]
    if text.startswith("(") or not words:
        # What stands in brackets is said of someone.
        words = ["", *words]
    name, rest = words[0], words[1:]
    if rest and not contacts and "(" not in text:
        roles = [part for part in rest if _is_role(part)]
        if not roles and (listed or len(rest) > 1):
            return [_checked((one, "", ""), text, known) for one in words]
        if not roles:
            raise _unclear(text, name, rest[0], known)
    return [_checked((name, ", ".join(rest), " ".join(contacts)), text, known)]


def _is_role(words: str) -> bool:
    return words[:1].islower() or words.isupper() or ROLES.search(plain(words)) is not None


def _unclear(text: str, name: str, other: str, known: Known) -> Unreadable:
    sentence = _("Is that two people, or what one does? Two: {name} and {other}. One: {name} ({other}).")
    said = known.language.say(sentence)
    for place, words in (("{name}", name), ("{other}", other)):
        said = said.replace(place, words)
    return asked_again(text, known.language, said)


def _checked(person: Person, text: str, known: Known, *, too_many: bool = False) -> Person:
    """Someone with a name; nothing longer than a name, a role or a contact is."""
    if not clean(person[NAME]) or CONTACT.fullmatch(person[NAME]) or too_many:
        raise refusal(clean(text), EXAMPLE, known.language)
    if max(map(len, person)) > NAME_LIMIT:
        raise refusal(clean(text), EXAMPLE, known.language)
    return person
