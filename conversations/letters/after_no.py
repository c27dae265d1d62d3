"""The thank-you after a no: with one question that may stay unanswered, or with none."""

from conversations.known import _
from conversations.letters.template import Point, Template, Ways

TOLD: Point = {
    "warm": (
        _("Thank you for telling me, and for the time you and {other} took. It meant something to me."),
        _("Thank you for telling me, and for your time and that of {others}. It meant something to me."),
        _("Thank you for telling me. Please give my thanks to {absent} too."),
        _("Thank you for telling me, and for the time you took. It meant something to me."),
    ),
    "plain": (
        _("Thank you for letting me know, and for the time you and {other} gave me."),
        _("Thank you for letting me know, and for your time and that of {others}."),
        _("Thank you for letting me know. Please pass my thanks on to {absent}."),
        _("Thank you for letting me know, and for the time you gave me."),
    ),
    "formal": (
        _("Thank you for informing me of your decision, and for your time and that of {others}."),
        _("Thank you for informing me of the decision. Please convey my thanks to {absent}."),
        _("Thank you for informing me of your decision, and for your time."),
    ),
}
ENJOYED: Point = {
    "warm": (
        _("I really enjoyed talking about {enjoyed}."),
        _("I really enjoyed talking about the work as {role}."),
        _("I really enjoyed getting to know {company}."),
        _("I really enjoyed our conversation."),
    ),
    "plain": (
        _("I enjoyed talking about {enjoyed}."),
        _("I enjoyed talking about the work as {role}."),
        _("I enjoyed getting to know {company}."),
        _("I enjoyed our conversation."),
    ),
    "formal": (
        _("I appreciated our conversation about {enjoyed}."),
        _("I appreciated our conversation about the position of {role}."),
        _("I appreciated the insight into {company}."),
        _("I appreciated our conversation."),
    ),
}
QUESTION: Point = {
    "warm": (
        _(
            "If you are free to say: what one thing would you work on in my place? If you can't, I fully understand."
        ),
    ),
    "plain": (
        _("If you may say: what one thing would you work on in my place? If you can't, I understand."),
    ),
    "formal": (
        _(
            "If you are able to say, which one point would you advise me to work on? I understand if you cannot share this."
        ),
    ),
}
ANOTHER: Point = {
    "warm": (_("Should another role fit, I'd be very glad to hear from you."),),
    "plain": (_("Should another role fit, I'd be glad to hear from you."),),
    "formal": (_("Should another suitable position arise, I would be glad to be considered."),),
}
ON_THE_PHONE: Ways = (
    _("Thank you for telling me, {names}. May I ask one thing: what would you work on in my place?"),
    _("Thank you for telling me. May I ask one thing: what would you work on in my place?"),
)
ONLY_THANKS: Ways = (
    _("Thank you for telling me, {names}. Should another role fit, I'd be glad to hear from you."),
    _("Thank you for telling me. Should another role fit, I'd be glad to hear from you."),
)

FEEDBACK = Template(_("Thanks, and one question"), ((TOLD, ENJOYED), (QUESTION, ANOTHER)), ON_THE_PHONE)
THANKS = Template(_("Thanks after a no"), ((TOLD, ENJOYED), (ANOTHER,)), ONLY_THANKS)
