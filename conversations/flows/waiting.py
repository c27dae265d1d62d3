"""Waiting: when it is fair to ask, a plan for a no and one for a yes while it is calm, and a step elsewhere."""

from collections.abc import Callable
from datetime import timedelta

from conversations.answers import Answers, Day, Where, Zone, choice
from conversations.answers.again import DayNamed, LineOrLast
from conversations.answers.offering import OneOffered
from conversations.known import Known, _
from conversations.script import Ask, Flow, Phrase, Say, given
from conversations.sums import asking, standing
from conversations.sums.business_days import business_days_between, next_rung

# More names than this are no plan any more.
NAMED = 3
# Longer ago, nobody counts the days any more.
COUNTED = timedelta(days=31)


def last_time(step: str) -> Callable[[Known], tuple[str, ...]]:
    """What was said to a step when waiting for the same answer before."""

    def words(known: Known) -> tuple[str, ...]:
        return Answers(known.before.get("waiting", ())).items(step)

    return words


def they_wrote(step: str) -> Callable[[Answers, Known], tuple[Phrase, ...]]:
    """You wrote: and their words of the last time, where there are any."""

    def text(answers: Answers, known: Known) -> tuple[Phrase, ...]:
        said = known.language.say(_("You wrote: “{answer}”"))
        return tuple(Phrase(said, {"answer": words}) for words in last_time(step)(known))

    return text


def no_day_known(answers: Answers, known: Known) -> bool:
    """Nobody said yet which day they named."""
    return asking.named(answers, known) is None


def may_have_asked(answers: Answers, known: Known) -> bool:
    """A day on which it was fair to ask has come."""
    return asking.due(answers, known, 0).day <= known.today


def fair_now(answers: Answers, known: Known) -> bool:
    """What is due next is fair today."""
    return asking.fair_day(answers, known) <= known.today


def day_named(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """They named Friday, March 6; 2 business days have passed since. Or that they named none."""
    language, day = known.language, asking.named(answers, known)
    if day is None:
        return (Phrase(language.say(_("They named no day; five business days are a fair time then."))),)
    recent = known.today - day <= COUNTED
    passed = business_days_between(day, known.today, known.country) if recent else 0
    text = language.say(_("They named {day}."))
    if passed:
        text = language.count(
            "They named {day}; {number} business day has passed since.",
            "They named {day}; {number} business days have passed since.",
            passed,
        )
    return (Phrase(text, {"day": language.long_day(day), "number": str(passed)}),)


ASKING = (
    _("If nothing comes, {day} is a fair day to ask, and {again} to ask once more."),
    _("You asked once. If nothing comes, {day} is a fair day to ask a second time."),
    _(
        "You asked twice, and that is enough. If nothing comes by {day}, it may be closed; a late answer would still count."
    ),
)
ASKING_NOW = (
    _("Today is a fair day to ask, and {again} to ask once more."),
    _("You asked once. Today is a fair day to ask a second time."),
    _("You asked twice, and that is enough. It may be closed now; a late answer would still count."),
)
TWO_ARE_ENOUGH = _("After two, silence says something about how they hire, and nothing about you.")


def fair_to_ask(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """If nothing comes, Monday, March 9 is a fair day to ask, and Monday, March 16 to ask once more."""
    language, sent, day = known.language, asking.times_sent(answers), asking.fair_day(answers, known)
    said = ASKING_NOW[sent] if fair_now(answers, known) else ASKING[sent]
    again = next_rung(None, day, known.country, 1, day).day
    values = {"day": language.long_day(day), "again": language.long_day(again)}
    enough = [] if sent == asking.SENT["twice"] else [Phrase(language.say(TWO_ARE_ENOUGH))]
    return (Phrase(language.say(said), values), *enough)


# The plan.


def plan_ahead(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """Two plans, made while it is calm; or those there are from the last time."""
    language, day = known.language, known.days.get("waiting")
    if not any(last_time(step)(known) for step in ("no_evening", "no_person", "no_next", "yes_first")):
        return (
            Phrase(language.say(_("Now two small plans while it is calm: one for a no, one for a yes."))),
        )
    when = language.on_day(day, known.today) if day else ""
    made = _("You made your plans {day}. Tap what still holds, or write it anew.")
    return (
        Phrase(
            language.say(made if when else _("Your plans are here. Tap what still holds, or write it anew.")),
            {"day": when},
        ),
    )


def one_step(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """One small step for this week, with whatever else is open named before it."""
    say, label = known.language.say, "".join(answers.items("application"))
    names = [one.label for one in standing.others(known, label) if one.stage != "on_hold"][:NAMED]
    if not names:
        return (Phrase(say(_("And elsewhere: what is one small step for this week?"))),)
    text = known.language.count(
        "Also open: {names}. What is one small step there this week?",
        "Also open: {names}. What is one small step for one of them this week?",
        len(names),
    )
    return (Phrase(text, {"names": known.language.join(names)}),)


def card(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """The plans in their words, and the day on which it is fair to ask."""
    language, day = known.language, asking.named(answers, known)
    where = "".join(answers.items("application")) or language.say(_("While you wait"))
    fair = (
        _("Fair to ask: {answer}"),
        _("Fair to ask again: {answer}"),
        _("May be closed: {answer}"),
    )[asking.times_sent(answers)]
    days = [(_("They answer by: {answer}"), language.long_day(day))] if day else []
    days.append((fair, language.long_day(asking.fair_day(answers, known))))
    plans = [
        (_("If it's a no, that evening: “{answer}”"), answers.items("no_evening")),
        (_("To call: “{answer}”"), answers.items("no_person")),
        (_("Within two days: “{answer}”"), answers.items("no_next")),
        (_("If it's a yes, first to know: “{answer}”"), answers.items("yes_first")),
        (_("Elsewhere this week: “{answer}”"), answers.items("elsewhere")),
    ]
    lines = [*days, *((text, "".join(words)) for text, words in plans if words)]
    kept = (Phrase(language.say(text), {"answer": words}) for text, words in lines)
    return (Phrase("**{where}**", {"where": where}), *kept)


def offered(answers: Answers, known: Known) -> tuple[str, ...]:
    """A reminder of the fair day; once that has come, the line itself, or an end."""
    if not fair_now(answers, known):
        return ("remind", "day", "done")
    return (("line", "again", "close")[asking.times_sent(answers)], "day", "done")


def reminder_without_zone(answers: Answers, known: Known) -> bool:
    """A reminder was chosen, and nobody knows yet what time it is for them."""
    return answers.is_one_of("card", "remind") and not known.zone


def ending(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """Saved. I'll bring it up on Monday, March 9. Until then it is in their hands."""
    endings = {
        "remind": _("Saved. I'll bring it up on {day}. Until then it is in their hands."),
        "line": _("Saved. The line is below, ready to copy."),
        "again": _("Saved. The line is below, ready to copy."),
        "close": _("Saved. Then a few words to close it."),
    }
    calm = _("Saved. Nothing else needs doing until then.")
    if fair_now(answers, known):
        calm = _("Saved. Nothing else needs doing today.")
    said = endings.get("".join(answers.items("card")), calm)
    return (
        Phrase(known.language.say(said), {"day": known.language.long_day(asking.fair_day(answers, known))}),
    )


FLOW = Flow(
    name="waiting",
    command="waiting",
    title=_("While you wait"),
    about="application",
    script=(
        Ask(
            "application",
            _("Which answer are you waiting for?"),
            Where(),
            why=_("So that everything about one company stays together. For example: Acme, Analyst."),
        ),
        # Before the question whether they named one, which leads here; without it, where the day is on record.
        Ask(
            "promised_day",
            _("Which day did they name?"),
            DayNamed("future"),
            why=_("So that you need not carry it in your head. For example: Friday, or 12 March."),
            depends=("application",),
            preset=asking.named_before,
        ),
        Ask(
            "promised",
            _("Did they say when you'll hear?"),
            choice(day=_("They named a day"), none=_("No day")),
            why=_("Waiting is easier with a date. Without one, five business days are a fair time."),
            only_if=no_day_known,
            depends=("application",),
            jumps={"day": "promised_day"},
        ),
        Say(day_named),
        Ask(
            "sent",
            _("Have you asked them since?"),
            choice(none=_("Not yet"), once=_("Once"), twice=_("Twice")),
            why=_("Once is usual and twice is the most. The next fair day is counted from the last time."),
            only_if=may_have_asked,
            depends=("application", "promised", "promised_day"),
        ),
        Ask(
            "sent_day",
            _("Which day did you ask last?"),
            Day("past"),
            why=_("The next fair day is counted from it. For example: yesterday, or Monday."),
            only_if=given("sent", "once", "twice"),
            depends=("sent",),
        ),
        Say(fair_to_ask),
        Say(plan_ahead),
        Say(they_wrote("no_evening")),
        Ask(
            "no_evening",
            _("If it's a no: what would do you good that first evening?"),
            LineOrLast(last_time("no_evening")),
            why=_(
                "A plan made on a calm day carries on a hard one; I'll show you these words then. "
                "For example: call Leo, no mail until tomorrow."
            ),
        ),
        Say(they_wrote("no_person")),
        Ask(
            "no_person",
            _("And who could you call?"),
            LineOrLast(last_time("no_person")),
            why=_(
                "The phone is easier to pick up when the name is chosen already. For example: Leo, or my sister."
            ),
        ),
        Say(they_wrote("no_next")),
        Ask(
            "no_next",
            _("One small step within two days of it?"),
            LineOrLast(last_time("no_next")),
            why=_(
                "A step that is decided already takes less strength. For example: look through three adverts."
            ),
        ),
        Say(they_wrote("yes_first")),
        Ask(
            "yes_first",
            _(
                "And if it's a yes: what do you need to know before you answer? Nothing is answered on the spot."
            ),
            LineOrLast(last_time("yes_first")),
            why=_(
                "In the first joy questions are easily forgotten. For example: the pay in writing, and the start date."
            ),
        ),
        Say(they_wrote("elsewhere")),
        Ask(
            "elsewhere",
            one_step,
            LineOrLast(last_time("elsewhere")),
            why=_(
                "Waiting weighs less when not everything hangs on one answer. For example: answer one advert on Tuesday."
            ),
        ),
        Ask(
            "card",
            card,
            OneOffered(
                (
                    ("remind", _("Remind me to ask")),
                    ("line", _("Write the line")),
                    ("again", _("Write a second line")),
                    ("close", _("Close it")),
                    ("day", _("They named a date")),
                    ("done", _("Done")),
                ),
                offered,
            ),
            why="",
            jumps={"day": "promised_day"},
            then={
                "remind": "nudge:follow_up:promised",
                "line": "letters:follow_up_first",
                "again": "letters:follow_up_second",
                "close": "flow:silence",
            },
            closes=True,
        ),
        Ask(
            "zone",
            _("What time is it for you? Or name a city near you."),
            Zone(),
            why=_("So that it comes at your time, and nothing ever at night. For example: Madrid, or 18:40."),
            only_if=reminder_without_zone,
        ),
    ),
    closing=ending,
    done="wait",
    recalls=("reflection", "closer_look", "waiting"),
)
