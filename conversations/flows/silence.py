"""No answer at all: the same care as after a no, and an end that the person sets; it may end after three messages."""

from conversations.answers import Answers, Where, choice
from conversations.answers.offering import OneOffered
from conversations.known import Application, Known, _, company_and_role
from conversations.script import Ask, Flow, Phrase, Say
from conversations.sums import standing, worded

FELT = {
    "sting": _("That makes sense."),
    "tired": _("Waiting takes more than it shows."),
    "fine": _("Good to know. If it comes later, that is all right too."),
}
# More names than this are no comfort any more.
NAMED = 3


def planned(answers: Answers, known: Known) -> bool:
    """A plan for a no was made while waiting."""
    return bool(standing.plan(known))


def how_are_you(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """How are you with it right now; before it what was put in: You put two interviews into this."""
    question = known.language.say(_("How are you with it right now?"))
    put_in = worded.put_in(standing.effort(known), known)
    return (Phrase(f"{put_in} {question}" if put_in else question),)


def heard(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """That makes sense. Silence says something about how they hire. It says nothing about you."""
    say = known.language.say
    felt = [say(FELT[one]) for one in answers.items("feeling")]
    silence = say(_("Silence says something about how they hire. It says nothing about you."))
    return (Phrase(" ".join([*felt, silence])),)


def how_long(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """They named Friday, March 6; that was 6 days ago. Or, where no day was named, when the interview was."""
    label = "".join(answers.items("application"))
    promised = standing.promised(known, label)
    if promised is None:
        return _since_the_interview(known)
    day, ago = known.language.long_day(promised), (known.today - promised).days
    if ago < 0:
        return (Phrase(known.language.say(_("They named {day}, and that is still ahead.")), {"day": day}),)
    if ago == 0:
        return (Phrase(known.language.say(_("They named today, and today isn't over."))),)
    counted = known.language.count(
        "They named {day}; that was {number} day ago.", "They named {day}; that was {number} days ago.", ago
    )
    return (Phrase(counted, {"day": day, "number": str(ago)}),)


def _since_the_interview(known: Known) -> tuple[Phrase, ...]:
    there = standing.interviewed(known)
    ago = (known.today - there).days if there else 0
    if ago < 1:
        return ()
    counted = known.language.count(
        "You were there {number} day ago.", "You were there {number} days ago.", ago
    )
    return (Phrase(counted, {"number": str(ago)}),)


def own_words(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """You wrote on 2 March in case it came to nothing, and the plan they made, in their words."""
    language, plan = known.language, standing.plan(known)
    head = language.say(_("You wrote in case it came to nothing:"))
    if plan.day:
        written = language.on_day(plan.day, known.today)
        head = language.say(_("You wrote {day} in case it came to nothing:")).replace("{day}", written)
    return worded.in_their_words(plan, head, known)


def asked_twice(known: Known) -> bool:
    """Two follow-ups went out, as far as was told while waiting: those were enough."""
    return Answers(known.before.get("waiting", ())).is_one_of("sent", "twice")


def what_now(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """What would you like to do with it; and whether a last line fits."""
    fits = _("What would you like to do with it? A last line fits if you wrote to them once, or not at all.")
    enough = _("You asked them twice, and that was enough. What would you like to do with it?")
    return (Phrase(known.language.say(enough if asked_twice(known) else fits)),)


def offered(answers: Answers, known: Known) -> tuple[str, ...]:
    """Two follow-ups are the most; after them no last line is offered."""
    return ("close", "open") if asked_twice(known) else ("close", "line", "open")


def ending(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """Acme is closed on your side; nothing more is asked of you. Should they answer after all, it goes on from there."""
    label, chosen = "".join(answers.items("application")), "".join(answers.items("card"))
    where = company_and_role(label)[0]
    closed = _(
        "{where} is closed on your side; nothing more is asked of you. Should they answer after all, it goes on from there."
    )
    if not where:
        closed = _(
            "It is closed on your side; nothing more is asked of you. Should they answer after all, it goes on from there."
        )
    endings = {
        "close": closed,
        "line": _("The line is below, ready to copy. After it, nothing more is owed from your side."),
    }
    said = endings.get(chosen, _("It stays open, and nothing is asked of you."))
    return (Phrase(known.language.say(said), {"where": where}), *_others(label, known))


def _others(label: str, known: Known) -> list[Phrase]:
    """The other applications that go on, by name."""
    company, going = company_and_role(label)[0], standing.others(known, label)
    names = [_name(one, company) for one in going if one.stage != "on_hold"][:NAMED]
    if not names:
        return []
    text = known.language.count("{names} goes on.", "{names} go on.", len(names))
    return [Phrase(text, {"names": known.language.join(names)})]


def _name(one: Application, company: str) -> str:
    return one.label if one.company == company else one.company


FLOW = Flow(
    name="silence",
    command="waiting",
    title=_("They never answered"),
    about="application",
    script=(
        Ask(
            "application",
            _("I'm sorry they left you waiting. Which one is it?"),
            Where(),
            why=_("So that everything about one company stays together. For example: Acme, Analyst."),
        ),
        Ask(
            "feeling",
            how_are_you,
            choice(sting=_("It stings"), tired=_("Tired of waiting"), fine=_("I'm all right")),
            why=_("It is no grade, and nobody counts it. Any of these is a way to be today."),
        ),
        Say(heard),
        Say(how_long),
        Say(own_words, only_if=planned),
        Ask(
            "card",
            what_now,
            OneOffered(
                (("close", _("Close it")), ("line", _("One last line")), ("open", _("Leave it open"))),
                offered,
            ),
            why="",
            then={"close": "stage:go_silent", "line": "letters:follow_up_second"},
            closes=True,
        ),
    ),
    closing=ending,
    recalls=("waiting", "reflection", "closer_look"),
    care=True,
)
