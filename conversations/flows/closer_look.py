"""A closer look: the whole interview in four parts, each of which may be the end."""

from datetime import date

from conversations.answers import (
    Answers,
    Day,
    Line,
    People,
    Pouring,
    Several,
    SomeGiven,
    Where,
    Zone,
    choice,
    codes_in,
    some,
)
from conversations.known import Known, _
from conversations.script import Ask, Each, Flow, Part, Phrase, Rule, Say, Text, given
from conversations.sums import recalled


def quick(known: Known) -> Answers:
    """The quick reflection on the same interview."""
    return Answers(known.before.get("reflection", ()))


def not_rough(answers: Answers, known: Known) -> bool:
    """The day did not feel rough: then nothing is taken apart."""
    return not quick(known).is_one_of("feeling", "rough")


def poured_lines(answers: Answers, known: Known) -> tuple[str, ...]:
    """What was poured out, line by line."""
    return answers.items("poured")


def something_poured(answers: Answers, known: Known) -> bool:
    """Something was poured out."""
    return bool(poured_lines(answers, known))


def questions(answers: Answers, known: Known) -> tuple[str, ...]:
    """Every question remembered: those of the quick reflection, those poured out, those recalled."""
    return recalled.questions(quick(known), answers)


def calm_and_asked(answers: Answers, known: Known) -> bool:
    """The day did not feel rough, and there are questions to look at."""
    return not_rough(answers, known) and bool(questions(answers, known))


def picked_questions(answers: Answers, known: Known) -> tuple[str, ...]:
    """The questions picked to look at."""
    # Those of the quick reflection may have been taken back since.
    asked = dict(enumerate(questions(answers, known), start=1))
    codes = map(int, codes_in("".join(answers.items("deep"))))
    return tuple(asked[code] for code in codes if code in asked)


def kept_so_far(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """Kept so far: why leave now · a project that failed · sql, joins."""
    asked = questions(answers, known)
    if not asked:
        return ()
    return (Phrase(known.language.say(_("Kept so far: {questions}")), {"questions": " · ".join(asked)}),)


def about_item(sentence: str) -> Text:
    """A sentence about the item at hand, quoted in it as {item}."""

    def text(answers: Answers, known: Known) -> tuple[Phrase, ...]:
        return (Phrase(known.language.say(sentence), {"item": answers.item}),)

    text.__doc__ = sentence
    return text


def first_harvest(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """Five questions are on your record. One has a better answer. Go on with the people, or is that enough for today."""
    say, number = known.language, len(questions(answers, known))
    better = sum(one.step == "instead" and one.state == "answered" for one in answers)
    kept = say.count("{number} question is on your record.", "{number} questions are on your record.", number)
    lines = [Phrase(kept, {"number": str(number)})]
    if better:
        with_better = say.count("{number} has a better answer.", "{number} have a better answer.", better)
        lines.append(Phrase(with_better, {"number": str(better)}))
    return (*lines, Phrase(say.say(_("Go on with the people, or is that enough for today?"))))


def goes_on(*stop_points: str) -> Rule:
    """At none of these they said that it was enough."""

    def rule(answers: Answers, known: Known) -> bool:
        return not any(answers.is_one_of(step, "enough") for step in stop_points)

    rule.__doc__ = f"it was not enough at {', '.join(stop_points)}"
    return rule


def nothing_went_well(answers: Answers, known: Known) -> bool:
    """What went well was passed over."""
    return answers.has("well") and not answers.items("well")


def card(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """The summary card: what was kept."""
    say, where = (
        known.language.say,
        "".join(answers.items("application")) or known.language.say(_("Interview")),
    )
    ratings = [(item, answers.value("rating", place)) for place, item in enumerate(questions(answers, known))]
    better = [one.value for one in answers if one.step == "instead" and one.state == "answered"]
    lines = [
        (_("Strong: {answer}"), [item for item, rating in ratings if rating == "strong"]),
        (_("Rough: {answer}"), [item for item, rating in ratings if rating == "rough"]),
        (_("Next time: {answer}"), [f"“{text}”" for text in better]),
        (_("Went well: {answer}"), [*answers.items("well"), *answers.items("well_one")]),
        (_("Met: {answer}"), [person.split(" · ")[0] for person in answers.items("met")]),
        (_("Said aloud: {answer}"), answers.items("said")),
        (
            _("They answer by: {answer}"),
            [known.language.long_day(date.fromisoformat(day)) for day in answers.items("promised_day")],
        ),
        (_("To do: {answer}"), answers.items("fix")),
    ]
    kept = [Phrase(say(text), {"answer": " · ".join(items)}) for text, items in lines if items]
    return (Phrase("**{where}**", {"where": where}), *kept)


def second_without_zone(answers: Answers, known: Known) -> bool:
    """A second look was chosen, and nobody knows yet what time it is for them."""
    return answers.is_one_of("card", "second") and not known.zone


def ending(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """Saved, all of it. Nothing else needs doing today."""
    endings = {
        "notes": _("Saved, all of it. The notes are below."),
        "second": _("Saved, all of it. Tomorrow you'll see it with other eyes."),
    }
    chosen = "".join(answers.items("card"))
    return (
        Phrase(
            known.language.say(endings.get(chosen, _("Saved, all of it. Nothing else needs doing today.")))
        ),
    )


def same_place(known: Known) -> str | None:
    return next(iter(quick(known).items("application")), None)


FAULTS = some(
    long=_("Too long"),
    example=_("No example"),
    result=_("No result or number"),
    misread=_("Misunderstood it"),
    lost=_("Lost the thread"),
    we=_("“We”, not “I”"),
    unready=_("Not prepared"),
    negative=_("Too negative"),
    gap=_("Didn't know it"),
)


def stop_point(name: str, text: Text) -> Ask:
    """The end of a part: what came of it, and whether to go on."""
    return Ask(
        name,
        text,
        choice(on=_("Go on"), enough=_("Enough for today")),
        why=_(
            "Each part stands by itself. What you have is kept either way, and you can come back for the rest."
        ),
    )


FLOW = Flow(
    name="closer_look",
    command="reflect",
    title=_("A closer look at an interview"),
    about="application",
    script=(
        Part(
            _("What they asked"),
            (
                Ask(
                    "application",
                    _("Who was it with?"),
                    Where(),
                    why=_("So that everything about one company stays together. For example: Acme, Analyst."),
                    preset=same_place,
                ),
                Ask(
                    "way",
                    _("Pour it all out first, or shall I ask?"),
                    choice(pour=_("Pour it out"), ask=_("You ask")),
                    why=_(
                        "Some remember best by talking freely, others by being asked. Both end at the same place."
                    ),
                ),
                Ask(
                    "poured",
                    _("Write, talk, send pictures, just as it comes. I'll be quiet until you tap Done."),
                    Pouring(),
                    why=_(
                        "Nobody sorts it yet. For example: they were late, asked why I leave, then a case about pricing."
                    ),
                    only_if=given("way", "pour"),
                ),
                Ask(
                    "which",
                    _("Which of these did they ask?"),
                    SomeGiven(poured_lines),
                    why=_("Questions are worth keeping apart: they come back in other interviews."),
                    only_if=something_poured,
                    depends=("poured",),
                ),
                Say(kept_so_far),
                Ask(
                    "asked",
                    _("What else did they ask? Anything you remember, one per message."),
                    Several(),
                    why=_(
                        "Free recall first: what comes by itself is mostly what mattered. For example: why leave now?"
                    ),
                ),
                Ask(
                    "prompted",
                    _(
                        "Often there is more: why you, why them · a conflict, a failure, a time you led · a case · your "
                        "field · a task · how you work with others · weak spots · pay and dates. Did any of these come up?"
                    ),
                    Several(),
                    why=_(
                        "A list brings back what free recall passed over. Add the question as they put it."
                    ),
                    only_if=not_rough,
                ),
                Each(
                    questions,
                    depends=("poured", "which", "asked", "prompted"),
                    lines=(
                        Ask(
                            "rating",
                            about_item(_("“{item}”: how was your answer?")),
                            choice(strong=_("Strong"), okay=_("Okay"), rough=_("Rough")),
                            why=_("Your own view, for tomorrow's eyes. Nobody grades it."),
                        ),
                    ),
                    only_if=not_rough,
                ),
                Ask(
                    "deep",
                    _("Which would you like to look at more closely? Tap one or two, or go on."),
                    SomeGiven(questions),
                    why=_("One better answer is worth more than a list of mistakes."),
                    only_if=calm_and_asked,
                    depends=("poured", "which", "asked", "prompted"),
                ),
                Each(
                    picked_questions,
                    depends=("deep",),
                    lines=(
                        Ask(
                            "answered",
                            about_item(_("“{item}”: what did you say, roughly?")),
                            Line(),
                            why=_("What was really said is the best start for what to say next time."),
                        ),
                        Ask(
                            "missing",
                            _("What was missing? Tap what fits."),
                            FAULTS,
                            why=_("A name for it makes it easier to change. None may fit: go on."),
                        ),
                        Ask(
                            "instead",
                            about_item(_("“{item}”: what would you say now? One line is enough.")),
                            Line(),
                            why=_(
                                "You'll find it again before the next round. For example: give the number, say what I changed."
                            ),
                        ),
                    ),
                    only_if=not_rough,
                ),
                stop_point("stop_questions", first_harvest),
            ),
        ),
        Part(
            _("The people"),
            (
                Ask(
                    "format",
                    _("How did you meet?"),
                    choice(
                        site=_("In person"),
                        video=_("By video"),
                        phone=_("By phone"),
                        task=_("A task or a day there"),
                    ),
                    why=_("The same question goes differently on the phone and across a table."),
                ),
                Ask(
                    "met",
                    _("Who was there? Name and role, one person per message."),
                    People(),
                    why=_("For the thank-you, and for the next round. For example: Ana, team lead."),
                ),
                Ask(
                    "noticed",
                    _("What did you notice? Facts only: what they said or did, one per message."),
                    Several(),
                    why=_("Facts keep, impressions change. For example: they asked about my notice period."),
                ),
                stop_point(
                    "stop_people", _("The people are kept. Go on with what it tells you, or is that enough?")
                ),
            ),
            only_if=goes_on("stop_questions"),
        ),
        Part(
            _("What it tells you"),
            (
                Ask(
                    "well",
                    _("What went well? One thing per message."),
                    Several(),
                    why=_(
                        "What worked is worth repeating, and easily forgotten. For example: my first two minutes."
                    ),
                ),
                Ask(
                    "well_one",
                    _("One small thing that held, perhaps? Being on time counts."),
                    Line(),
                    why=_("After a hard hour the good parts hide. If there is none, skip it."),
                    only_if=nothing_went_well,
                ),
                Ask(
                    "surprise",
                    _("What surprised you?"),
                    Line(),
                    why=_(
                        "A surprise shows where the preparation can go next. For example: they wanted a live exercise."
                    ),
                ),
                Ask(
                    "promised",
                    _("Did they say when you'll hear?"),
                    choice(day=_("They named a day"), none=_("No day")),
                    why=_("Waiting is easier with a date. Without one, five business days are a fair time."),
                ),
                Ask(
                    "promised_day",
                    _("Which day?"),
                    Day("future"),
                    why=_("So that you need not carry it in your head. For example: Friday, or 12 March."),
                    only_if=given("promised", "day"),
                ),
                Ask(
                    "said",
                    _("Any numbers or promises said aloud? In their words, one per message."),
                    Several(),
                    why=_(
                        "What was said can later be laid beside what is written. For example: two days from home."
                    ),
                ),
                Ask(
                    "odds",
                    _("Your own guess: how likely is a yes?"),
                    choice(p10="10 %", p30="30 %", p50="50 %", p70="70 %", p90="90 %"),
                    why=_("Only for you: after some interviews you can see how well your guesses hold."),
                    only_if=not_rough,
                ),
                stop_point(
                    "stop_meaning", _("Kept. One more: what to do with it. Go on, or is that enough?")
                ),
            ),
            only_if=goes_on("stop_questions", "stop_people"),
        ),
        Part(
            _("What now"),
            (
                Ask(
                    "fix",
                    _("One or two things to do before the next one?"),
                    Several(),
                    why=_(
                        "One or two get done, ten don't. For example: tell the project story in two minutes, aloud."
                    ),
                ),
            ),
            only_if=goes_on("stop_questions", "stop_people", "stop_meaning"),
        ),
        Ask(
            "card",
            card,
            choice(notes=_("Write the notes"), second=_("Look again tomorrow"), done=_("Done")),
            why="",
            then={"notes": "letters:thank_you", "second": "nudge:second_look"},
            closes=True,
        ),
        Ask(
            "second",
            _("When tomorrow?"),
            choice(h9="9:00", h12="12:30", h19="19:00"),
            why=_("A night changes the view. You'll see today's ratings beside tomorrow's."),
            only_if=given("card", "second"),
        ),
        Ask(
            "zone",
            _("What time is it for you? Or name a city near you."),
            Zone(),
            why=_("So that it comes at your time, and nothing ever at night. For example: Madrid, or 18:40."),
            only_if=second_without_zone,
        ),
    ),
    closing=ending,
    recalls=("reflection",),
)
