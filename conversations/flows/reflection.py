"""Reflection: write down an interview while it is fresh, and keep one better answer for the next."""

from datetime import date

from conversations.answers import Answers, Day, Line, Names, OneGiven, Several, Where, Zone, choice
from conversations.known import Known, _
from conversations.script import Ask, Flow, Phrase, Say, given


def not_rough(answers: Answers, known: Known) -> bool:
    """The day did not feel rough."""
    return not answers.is_one_of("feeling", "rough")


def questions(answers: Answers, known: Known) -> tuple[str, ...]:
    """The questions they asked."""
    return answers.items("asked")


def calm_and_asked(answers: Answers, known: Known) -> bool:
    """The day did not feel rough, and there is a question to look at."""
    return not_rough(answers, known) and bool(answers.items("asked"))


def would_answer_differently(answers: Answers, known: Known) -> bool:
    """One of the questions was picked."""
    return answers.text("again") != "none"


def better_kept(answers: Answers, known: Known) -> bool:
    """A better answer was written down."""
    return bool(answers.items("better"))


def while_fresh(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """Mixed. Let's keep what you remember while it's fresh."""
    say = known.language.say
    fresh = say(_("Let's keep what you remember while it's fresh."))
    if answers.is_one_of("feeling", "good", "mixed"):
        felt = {"good": _("Good."), "mixed": _("Mixed.")}[answers.text("feeling")]
        return (Phrase(f"{say(felt)} {fresh}"),)
    return (Phrase(fresh),)


def counted(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """Three, kept."""
    number = len(answers.items("asked"))
    words = {1: _("One, kept."), 2: _("Two, kept."), 3: _("Three, kept.")}
    return (
        Phrase(
            known.language.say(words.get(number, _("{number} questions, kept."))), {"number": str(number)}
        ),
    )


def quoted(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """“a project that failed”. What would you say now? One line is enough."""
    picked = answers.items("asked")[int(answers.text("again")) - 1]
    text = known.language.say(_("“{question}”. What would you say now? One line is enough."))
    return (Phrase(text, {"question": picked}),)


def card(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """The summary card: what was kept, and what is still open."""
    return (_headline(answers, known), *_kept_lines(answers, known), *_open_line(answers, known))


def _headline(answers: Answers, known: Known) -> Phrase:
    day = (
        known.language.day(date.fromisoformat(answers.text("day")), known.today)
        if answers.items("day")
        else ""
    )
    where = (
        answers.text("application") if answers.items("application") else known.language.say(_("Interview"))
    )
    return Phrase("**{where} · {day}**" if day else "**{where}**", {"where": where, "day": day})


def _kept_lines(answers: Answers, known: Known) -> list[Phrase]:
    say = known.language.say
    felt = {"good": _("good"), "mixed": _("mixed"), "rough": _("rough"), "unsure": _("can't tell yet")}
    feeling = [say(felt[one]) for one in answers.items("feeling")]
    people = [name for names in answers.items("met") for name in names.split(", ")]
    days = [date.fromisoformat(day) for day in answers.items("promised_day")]
    lines = [
        (_("Felt: {answer}"), ", ".join(feeling)),
        (_("Asked: {answer}"), " · ".join(answers.items("asked"))),
        (_("Next time: “{answer}”"), " ".join(answers.items("better"))),
        (_("Met: {answer}"), ", ".join(people)),
        (_("They answer by: {answer}"), " ".join(map(known.language.long_day, days))),
    ]
    return [Phrase(say(text), {"answer": answer}) for text, answer in lines if answer]


def _open_line(answers: Answers, known: Known) -> list[Phrase]:
    people = answers.text("met").split(", ") if answers.items("met") else []
    if not people or answers.is_one_of("card", "no_notes"):
        return []
    sentence = known.language.count(
        "Open: a thank-you note. Today or tomorrow is usual.",
        "Open: a thank-you to each. Today or tomorrow is usual.",
        len(people),
    )
    return [Phrase(sentence)]


def evening_without_zone(answers: Answers, known: Known) -> bool:
    """A reminder was chosen, and nobody knows yet when it is evening for them."""
    return answers.is_one_of("card", "evening") and not known.zone


def ending(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """Saved. Nothing else needs doing until then."""
    endings = {
        "notes": _("Saved. The notes are below."),
        "evening": _("Saved. Nothing else needs doing until then."),
        "more": _("Saved. Then a closer look: four parts, and each may be the end."),
    }
    chosen = "".join(answers.items("card"))
    return (Phrase(known.language.say(endings.get(chosen, _("Saved. Nothing else needs doing today.")))),)


def begun_on(known: Known) -> str:
    return known.begun.isoformat()


def nothing_yet(known: Known) -> None:
    """No answer in advance: the step is left out until the person goes to it."""


FLOW = Flow(
    name="reflection",
    command="reflect",
    title=_("Look back on an interview"),
    about="application",
    script=(
        Ask(
            "feeling",
            _("You're out. How did it feel?"),
            choice(good=_("Good"), mixed=_("Mixed"), rough=_("Rough"), unsure=_("Can't tell yet")),
            why=_(
                "It sets the pace: after a rough one we only write things down. It is no grade, and nobody counts it."
            ),
        ),
        Say(_("Then let's only get it down. Taking it apart can wait."), only_if=given("feeling", "rough")),
        Say(while_fresh, only_if=not_rough),
        Ask(
            "application",
            _("Who was it with?"),
            Where(),
            why=_("So that everything about one company stays together. For example: Acme, Analyst."),
        ),
        Ask(
            "day",
            _("Which day was it?"),
            Day("past"),
            why=_(
                "The day goes on your record, and a thank-you is counted from it. For example: yesterday, or 12 March."
            ),
            preset=begun_on,
        ),
        Ask(
            "asked",
            _("What did they ask? Up to three, in any words, one per message."),
            Several(),
            why=_(
                "Questions come back in other interviews, and memory of them fades within hours. For example: why leave now?"
            ),
        ),
        Say(counted, only_if=calm_and_asked),
        Ask(
            "again",
            _("Which would you answer differently?"),
            OneGiven(questions, none=_("None of them")),
            why=_("One better answer is worth more than a list of mistakes. None is an answer too."),
            only_if=calm_and_asked,
            depends=("asked",),
        ),
        Ask(
            "better",
            quoted,
            Line(),
            why=_(
                "You'll find it again before the next round. For example: give the number, say what I changed."
            ),
            only_if=would_answer_differently,
            depends=("again",),
            in_place=True,
        ),
        Say(_("Kept, beside the question. Last one:"), only_if=better_kept),
        Ask(
            "met",
            _("Who did you talk to? First names will do."),
            Names(),
            why=_("For the thank-you, and for the next round. For example: Ana and Tom."),
        ),
        Ask(
            "promised_day",
            _("Which day did they name?"),
            Day("future"),
            why=_("So that you need not carry it in your head. For example: Friday, or 12 March."),
            preset=nothing_yet,
        ),
        Ask(
            "card",
            card,
            choice(
                notes=_("Write the notes"),
                evening=_("This evening"),
                no_notes=_("No notes"),
                date=_("They named a date"),
                more=_("Add more"),
                done=_("Done"),
            ),
            why="",
            jumps={"date": "promised_day"},
            then={"notes": "letters:thank_you", "evening": "nudge:thank_you", "more": "flow:closer_look"},
            closes=True,
        ),
        Ask(
            "zone",
            _("What time is it for you? Or name a city near you."),
            Zone(),
            why=_(
                "So that the reminder comes in your evening, and nothing ever at night. For example: Madrid, or 18:40."
            ),
            only_if=evening_without_zone,
        ),
    ),
    closing=ending,
    begun="interview",
    done="look_back",
)
