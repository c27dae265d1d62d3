"""What is known beside a conversation: the day, the person's language and name, their applications."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from gettext import NullTranslations

from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from conversations.session import Answer


def _(sentence: str) -> str:
    """Mark a sentence for translation where it is written; a `Language` says it."""
    return sentence


SPOKEN_I = re.compile(r"[ií]|hi(?![aeáé])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Language:
    """A language to speak: its code, and the catalogue of our sentences in it (none: English, as written)."""

    code: str = "en"
    catalogue: NullTranslations = field(default_factory=NullTranslations, compare=False)

    def say(self, sentence: str) -> str:
        # An empty message id is the header of a gettext catalogue.
        return self.catalogue.gettext(sentence) if sentence else ""

    def count(self, one: str, many: str, number: int) -> str:
        return self.catalogue.ngettext(one, many, number)

    def join(self, items: Sequence[str]) -> str:
        """Write "Ana, Tom and Eve" the way this language does."""
        joined = format_list(list(items), locale=self.code)
        if self.code == "es" and len(items) > 1 and SPOKEN_I.match(items[-1]):
            # CLDR's pattern knows no neighbours: "y" before the sound of an i is "e" in Spanish.
            return joined.removesuffix(f"y {items[-1]}") + f"e {items[-1]}"
        return joined

    def on_day(self, day: date, today: date) -> str:
        """Write "today", "yesterday", "on 12 March": as it stands within a sentence."""
        said = self.day(day, today)
        if abs((today - day).days) <= 1:
            return said
        return self.say(_("on {day}")).replace("{day}", said)

    def long_day(self, day: date) -> str:
        """Write "Friday, 27 November" the way this language does."""
        weekday = format_date(day, "EEEE", locale=self.code)
        return f"{weekday}, {format_skeleton('MMMMd', day, locale=self.code)}"

    def day(self, day: date, today: date) -> str:
        """Write "today", "yesterday", "tomorrow", "12 March", or with its year when that is another."""
        match (today - day).days:
            case 0:
                return self.say(_("today"))
            case 1:
                return self.say(_("yesterday"))
            case -1:
                return self.say(_("tomorrow"))
        if day.year != today.year:
            return format_date(day, "long", locale=self.code)
        return format_skeleton("MMMMd", day, locale=self.code)


@dataclass(frozen=True, slots=True)
class Application:
    """A company and a role that the person is, or was, talking with; the role may be empty.

    `stage` is that of `process`; `next_at` the moment of the next interview there, aware, in the person's zone;
    `promised_on` the day by which they said they would answer.
    """

    number: int
    company: str
    role: str = ""
    stage: str = "interviewing"
    next_at: datetime | None = None
    promised_on: date | None = None

    @property
    def label(self) -> str:
        return f"{self.company} · {self.role}" if self.role else self.company


def company_and_role(label: str) -> tuple[str, str]:
    """Read an application's label back."""
    company, _dot, role = label.partition(" · ")
    return company, role


@dataclass(frozen=True, slots=True)
class Manner:
    """How a person begins and ends their letters, once they corrected ours: `{names}` stands for whom it is to.

    Empty where they never did.
    """

    greeting: str = ""
    regards: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the coach lays beside a conversation. `today` and `begun` are days in the person's own time zone.

    `before` holds the answers of the latest finished conversation about the same application, of each flow that is
    recalled, and `days` the day on which it began; `others` those of every finished conversation of each flow that is
    compared, about whichever application, the newest first. `rounds` counts the interviews there that were looked back
    on. `zone` is the person's time zone, an IANA name, or nothing as long as they named none. `now` is the moment,
    aware, in that zone; a kind of answer that needs it asks where it is not known. `manners` is how they write
    letters, by language. `country` is where they live, as two letters (ISO 3166), for holidays.
    """

    today: date
    begun: date
    language: Language = field(default_factory=Language)
    name: str = ""
    applications: tuple[Application, ...] = ()
    before: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)
    zone: str = ""
    now: datetime | None = None
    days: Mapping[str, date] = field(default_factory=dict)
    others: Mapping[str, tuple[tuple[Answer, ...], ...]] = field(default_factory=dict)
    rounds: int = 0
    manners: Mapping[str, Manner] = field(default_factory=dict)
    country: str = ""

    def application(self, label: str) -> Application | None:
        """The application of that label, where there is one."""
        return next((one for one in self.applications if one.label == label), None)
