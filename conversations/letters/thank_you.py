"""The thank-you after an interview: thanks, one concrete point, goodwill; well under 150 words.

Contents after TopResume and OfficeTeam's advice (COACHING C1): thanks for the time, interest in the role, one point of
this conversation, an offer to supply more; one note a person, no two alike.
"""

from conversations.known import _
from conversations.letters.template import Point, Template

THANKS: Point = {
    "warm": (_("Thank you for the good conversation {day}."), _("Thank you for the good conversation.")),
    "plain": (_("Thank you for your time {day}."), _("Thank you for your time.")),
    "formal": (
        _("Thank you for the interview {day}, and for your time."),
        _("Thank you for the interview, and for your time."),
    ),
}
INTEREST: Point = {
    "warm": (
        _("I came away even keener on the work as {role} at {company}."),
        _("I came away even keener on the work as {role}."),
        _("I came away even keener on working at {company}."),
        _("I came away even keener on the role."),
    ),
    "plain": (
        _("I enjoyed talking about the work as {role} at {company}, and would like to be part of it."),
        _("I enjoyed talking about the work as {role}, and would like to be part of it."),
        _("I enjoyed our talk, and would like to be part of {company}."),
        _("I enjoyed our talk, and am keen on the role."),
    ),
    "formal": (
        _(
            "I was glad to learn more about the position of {role} at {company}, and remain very interested in it."
        ),
        _("I was glad to learn more about the position of {role}, and remain very interested in it."),
        _("I was glad to learn more about {company}, and would be pleased to work with you."),
        _("I was glad to learn more about the position, and remain very interested in it."),
    ),
}
POINT: Point = {
    "warm": (
        _("The question “{question}” is still on my mind. My answer today would be: {thought}."),
        _("What we said about “{question}” is still on my mind."),
    ),
    "plain": (
        _("The question “{question}” has stayed with me. What I would add today: {thought}."),
        _("What we said about “{question}” has stayed with me."),
    ),
    "formal": (
        _("I have given further thought to the question “{question}”. I would like to add: {thought}."),
        _("I have given further thought to what we discussed on “{question}”."),
    ),
}
OFFER: Point = {
    "warm": (_("If there is anything else you would like to see or to ask, I'm happy to help."),),
    "plain": (_("If anything else would help you decide, I'll gladly send it."),),
    "formal": (_("Should you need any further information, I would gladly provide it."),),
}

TEMPLATE = Template(_("Thank-you"), ((THANKS, INTEREST), (POINT, OFFER)), to_each=True)
