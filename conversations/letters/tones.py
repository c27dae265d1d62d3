"""The tones a letter can have: how it is called, how it greets, how it takes leave."""

from collections.abc import Mapping

from conversations.known import Language, Manner, _
from conversations.letters.template import Point, said

TONES: Mapping[str, str] = {"warm": _("Warm"), "plain": _("Plain"), "formal": _("Formal")}

GREETING: Point = {
    "warm": (_("Hello {names},"), _("Hello everyone at {team},"), _("Hello,")),
    "plain": (_("Dear {names},"), _("Dear {team} team,"), _("Hello,")),
    "formal": (_("Dear {names}:"), _("Dear hiring team at {team}:"), _("Dear hiring team:")),
}
REGARDS: Point = {
    "warm": (_("Warm regards,\n{sender}"), _("Warm regards")),
    "plain": (_("Kind regards,\n{sender}"), _("Kind regards")),
    "formal": (_("Sincerely,\n{sender}"), _("Sincerely")),
}


def greeting(tone: str, values: Mapping[str, str], language: Language, manner: Manner) -> str:
    """The person's own greeting where they have one that fits, else ours."""
    names = values.get("names", "")
    if manner.greeting and (names or "{names}" not in manner.greeting):
        return manner.greeting.replace("{names}", names)
    return said(GREETING[tone], values, language)


def regards(tone: str, values: Mapping[str, str], language: Language, manner: Manner) -> str:
    return manner.regards or said(REGARDS[tone], values, language)
