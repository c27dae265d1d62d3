"""Sentences of no one flow: the controls, and what is said around any question."""

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.answers import folded
from conversations.known import Known, _
from conversations.session import Phrase


@dataclass(frozen=True, slots=True)
class Control:
    """A button of the bottom row. Its code begins with a dot, which no choice code does."""

    code: str
    label: str


SKIP = Control(".skip", _("Skip"))
BACK = Control(".back", _("Back"))
WHY = Control(".why", _("Why?"))
PAUSE = Control(".pause", _("Pause"))
DONE = Control(".done", _("Done"))

# In conversations that may touch more than a job: leads away from questions, to people.
CARE = Control(".care", _("This is more than the job"))
UNKNOWN = Control(".unknown", _("Don't know"))

SKIPPED = _("Skipped")
NOT_KNOWN = _("Don't know yet")
IN_WORDS = _("I can't read that as an answer here. Typed words will do; the file itself is not lost.")
GONE = _("That button is from an earlier moment. Here is the question again.")
STAYS = _("What stood there before stays.")


def part_of(known: Known, number: int, parts: int, title: str) -> Phrase:
    text = known.language.say(_("Part {number} of {parts} · {title}"))
    return Phrase(text, {"number": str(number), "parts": str(parts), "title": title})


def you_said(known: Known, items: Sequence[str]) -> Phrase:
    return Phrase(known.language.say(_("You said: {answer}")), {"answer": " · ".join(items)})


def so_far(known: Known, items: Sequence[str]) -> Phrase:
    return Phrase(known.language.say(_("So far: {answer}")), {"answer": " · ".join(items)})


def when_done(known: Known) -> Phrase:
    return Phrase(known.language.say(_("Done when that's all.")))


def you_skipped(known: Known) -> Phrase:
    return Phrase(known.language.say(_("You skipped this.")))


def changed(known: Known, items: Sequence[str]) -> Phrase:
    return Phrase(known.language.say(_("Changed. It now says: {answer}")), {"answer": " · ".join(items)})


def paused(known: Known, command: str) -> Phrase:
    text = known.language.say(_("Kept as it is. Whenever you like: /{command} goes on from here."))
    return Phrase(text, {"command": command})


def cared_for(known: Known) -> tuple[Phrase, ...]:
    """Then no question matters now. Who can be there, in the order one may reach them."""
    say = known.language.say
    return (
        Phrase(say(_("Then the questions can wait. Nothing here is urgent, and nothing is lost."))),
        Phrase(
            say(
                _(
                    "I'm a program, and this deserves a person: somebody you trust, your doctor, or, if it is urgent, "
                    "your local emergency number."
                )
            )
        ),
    )


def stopped(known: Known) -> Phrase:
    return Phrase(known.language.say(_("Stopped here. What you told me is kept.")))


def control_typed(words: str, controls: Sequence[Control], known: Known) -> str:
    """The code of the control whose label was typed, accents or not, or nothing."""
    typed = folded(words.strip().rstrip("?.!").lstrip("¿¡"))
    for control in controls:
        if typed == folded(known.language.say(control.label).strip("¿?")):
            return control.code
    return ""
