"""What is worked out, in the words that more than one conversation has for it."""

from conversations.known import Known, _
from conversations.script import Phrase
from conversations.sums.standing import Effort, Plan

INTERVIEWS = {
    1: _("an interview"),
    2: _("two interviews"),
    3: _("three interviews"),
    4: _("four interviews"),
    5: _("five interviews"),
}


def put_in(effort: Effort, known: Known) -> str:
    """You put two interviews and a task into this. Empty where nothing is on record."""
    say, number = known.language.say, effort.interviews
    if not effort:
        return ""
    counted = known.language.count("{number} interview", "{number} interviews", number)
    interviews = say(INTERVIEWS[number]) if number in INTERVIEWS else counted.replace("{number}", str(number))
    parts = [*([interviews] if number else []), *([say(_("a task"))] if effort.task else [])]
    return say(_("You put {effort} into this.")).replace("{effort}", known.language.join(parts))


def in_their_words(plan: Plan, head: str, known: Known) -> tuple[Phrase, ...]:
    """The plan as they wrote it, after a sentence of ours, already in their language, that ends in a colon."""
    first = Phrase(f"{head} “{{answer}}”", {"answer": plan.evening}) if plan.evening else Phrase(head)
    more = [(_("To call: “{answer}”"), plan.person), (_("Within two days: “{answer}”"), plan.after)]
    return (first, *(Phrase(known.language.say(text), {"answer": words}) for text, words in more if words))
