"""Asking how things stand while waiting: once, and about a week later once more, shorter and from a new side.

Contents after COACHING C2: role and day, still interested, a question about timing, something useful. Never only
"checking in". Two are the usual ceiling.
"""

from conversations.known import _
from conversations.letters.template import Point, Template, Ways

AGAIN: Point = {
    "warm": (
        _(
            "It was good to talk with you {day} about the role of {role}, and I'm as keen on it as I was then."
        ),
        _("It was good to talk with you about the role of {role}, and I'm as keen on it as I was then."),
        _("It was good to talk with you {day}, and I'm as keen on the role as I was then."),
        _("It was good to talk with you, and I'm as keen on the role as I was then."),
    ),
    "plain": (
        _("Thank you again for our talk {day} about the role of {role}. I'm still interested in it."),
        _("Thank you again for our talk about the role of {role}. I'm still interested in it."),
        _("Thank you again for our talk {day}. I'm still interested in the role."),
        _("Thank you again for our talk. I'm still interested in the role."),
    ),
    "formal": (
        _(
            "I am writing about the position of {role}, for which you interviewed me {day}. I remain very interested in it."
        ),
        _(
            "I am writing about the position of {role}, for which you interviewed me. I remain very interested in it."
        ),
        _(
            "I am writing about the position for which you interviewed me {day}. I remain very interested in it."
        ),
        _("I am writing about the position for which you interviewed me. I remain very interested in it."),
    ),
}
TIMING: Point = {
    "warm": (
        _(
            "You mentioned an answer by {promised}, and I know that such things often take longer. How does it look now?"
        ),
        _("I know that such things take their time. Can you say roughly when you expect to decide?"),
    ),
    "plain": (
        _("You mentioned an answer by {promised}. When do you expect to decide now?"),
        _("Could you tell me roughly when you expect to decide?"),
    ),
    "formal": (
        _("You mentioned a decision by {promised}. May I ask whether there is a new date?"),
        _("May I ask by when you expect to reach a decision?"),
    ),
}
USEFUL: Point = {
    "warm": (_("If an example of my work or another talk would help you, I'd gladly arrange it."),),
    "plain": (_("If it helps, I can send an example of my work, or answer whatever is still open."),),
    "formal": (
        _(
            "If references, examples of my work or a further conversation would be useful, I would gladly provide them."
        ),
    ),
}
ON_THE_PHONE: Ways = (
    _(
        "Hello, this is {sender}. We spoke {day} about the role of {role}, and I'd like to ask when you expect to decide."
    ),
    _(
        "Hello, this is {sender}. We spoke about the role of {role}, and I'd like to ask when you expect to decide."
    ),
    _(
        "Hello, this is {sender}. We spoke {day} about a role with you, and I'd like to ask when you expect to decide."
    ),
    _(
        "Hello, this is {sender}. We spoke about a role with you, and I'd like to ask when you expect to decide."
    ),
    _("Hello. We spoke {day} about a role with you, and I'd like to ask when you expect to decide."),
    _("Hello. We spoke about a role with you, and I'd like to ask when you expect to decide."),
)

STILL: Point = {
    "warm": (
        _("I wrote to you after our talk {day}, and I'd still love to do the work as {role}."),
        _("I wrote to you after our talk, and I'd still love to do the work as {role}."),
        _("I wrote to you after our talk {day}, and I'd still love to join you."),
        _("I wrote to you after our talk, and I'd still love to join you."),
    ),
    "plain": (
        _("I wrote after our talk {day}, and the role of {role} still interests me."),
        _("I wrote after our talk, and the role of {role} still interests me."),
        _("I wrote after our talk {day}, and the role still interests me."),
        _("I wrote after our talk, and the role still interests me."),
    ),
    "formal": (
        _("I wrote to you after my interview {day}, and remain interested in the position of {role}."),
        _("I wrote to you after my interview, and remain interested in the position of {role}."),
        _("I wrote to you after my interview {day}, and remain interested in the position."),
        _("I wrote to you after my interview, and remain interested in the position."),
    ),
}
NEW_SIDE: Point = {
    "warm": (
        _("I have thought more about “{question}” since, and would enjoy going on from there."),
        _("If your plans have changed, I'm glad to talk about another role too."),
    ),
    "plain": (
        _("I have thought more about “{question}” since, and would gladly go on from there."),
        _("If your plans have changed, I'd gladly talk about another role too."),
    ),
    "formal": (
        _("I have since thought further about “{question}”, and would gladly discuss it."),
        _("If your plans have changed, I would gladly discuss another position."),
    ),
}
ONE_LINE: Point = {
    "warm": (_("Is there a date by now? A no would help me too, and one line is enough."),),
    "plain": (_("Is there a date by now? A no would help me too."),),
    "formal": (_("May I ask for a short word on the timing, or on your decision?"),),
}
ON_THE_PHONE_AGAIN: Ways = (
    _(
        "Hello, this is {sender}. I wrote about the role of {role} and would like to know if it is still open, and until when."
    ),
    _(
        "Hello, this is {sender}. I wrote about a role with you and would like to know if it is still open, and until when."
    ),
    _("Hello. I wrote about a role with you and would like to know if it is still open, and until when."),
)

FIRST = Template(_("Asking how things stand"), ((AGAIN, TIMING), (USEFUL,)), ON_THE_PHONE)
SECOND = Template(_("Asking once more"), ((STILL, NEW_SIDE, ONE_LINE),), ON_THE_PHONE_AGAIN)
