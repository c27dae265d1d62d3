"""A no: care first, then two short questions for whoever wants them, and a letter; it may end after two messages."""

from babel.dates import format_date

from conversations import letters
from conversations.answers import Answers, Line, Unkept, Where, Zone, choice
from conversations.answers.offering import OneNamed, OneOffered
from conversations.known import Application, Known, Manner, _, company_and_role
from conversations.script import Ask, Flow, Phrase, Say, given
from conversations.sums import standing, worded

FELT = {
    "sting": _("That makes sense."),
    "expected": _("Half expecting it and hearing it are still two things."),
    "fine": _("Good to know. If it comes later, that is all right too."),
}
LETTER = "feedback_request"
COMING_BACK = {"two_days": 2, "week": 7}
# Within so many days, a day is told by its name.
NAMED = 6


def planned(answers: Answers, known: Known) -> bool:
    """A plan for a no was made while waiting."""
    return bool(standing.plan(known))


def goes_on(answers: Answers, known: Known) -> bool:
    """They chose the two questions."""
    return answers.is_one_of("far", "two") or answers.is_one_of("far_after", "two")


def people_met(answers: Answers, known: Known) -> tuple[str, ...]:
    """Who was met there."""
    return standing.met(known)


def reminder_without_zone(answers: Answers, known: Known) -> bool:
    """A reminder was chosen, and nobody knows yet what time it is for them."""
    return answers.is_one_of("card", "tomorrow", *COMING_BACK) and not known.zone


def how_are_you(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """How are you with it right now; before it what was put in: You put two interviews into this."""
    question = known.language.say(_("How are you with it right now?"))
    put_in = worded.put_in(standing.effort(known), known)
    return (Phrase(f"{put_in} {question}" if put_in else question),)


def heard(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """That makes sense. One person gets the job, and others who could have done it well hear no. What decided it, we don't know."""
    say = known.language.say
    felt = [say(FELT[one]) for one in answers.items("feeling")]
    fair = say(
        _(
            "One person gets the job, and others who could have done it well hear no. What decided it, we don't know."
        )
    )
    return (Phrase(" ".join([*felt, fair])),)


def own_words(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """You wrote on 2 March for an evening like this, and the plan they made, in their words."""
    language, plan = known.language, standing.plan(known)
    head = language.say(_("You wrote for an evening like this:"))
    if plan.day:
        written = language.on_day(plan.day, known.today)
        head = language.say(_("You wrote {day} for an evening like this:")).replace("{day}", written)
    return worded.in_their_words(plan, head, known)


def card(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """That's all for today; or, after the two questions, a short thank-you with one question."""
    say = known.language.say
    if goes_on(answers, known):
        offer = say(
            _(
                "A short thank-you, with one question. Many companies don't allow an answer, so silence would say "
                "nothing about you."
            )
        )
        return (Phrase(offer), Phrase("```{letter}```", {"letter": letter(answers, known)}))
    company = _company(answers)
    if not company:
        return (Phrase(say(_("Then that's all for today. I won't bring it up unless you ask me to."))),)
    closed = _(
        "Then that's all for today. {company} is closed, and I won't bring it up unless you ask me to."
    )
    return (Phrase(say(closed), {"company": company}),)


def letter(answers: Answers, known: Known) -> str:
    """The short thank-you with one question, as the person writes letters in their language."""
    material = letters.material_of(LETTER, answers, known)
    manner = known.manners.get(known.language.code, Manner())
    return letters.written(LETTER, material, letters.PLAIN, known.language, manner)


def _company(answers: Answers) -> str:
    return company_and_role("".join(answers.items("application")))[0]


def offered(answers: Answers, known: Known) -> tuple[str, ...]:
    """What to do with the letter after the two questions; without them, when to come back."""
    return (
        ("tomorrow", "now", "change", "none") if goes_on(answers, known) else ("two_days", "week", "myself")
    )


def ending(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """I'll bring it tomorrow at 9:00. Lindt on Thursday stands as it was."""
    chosen = "".join(answers.items("card"))
    endings = {
        "now": _("The letter is below, ready to copy."),
        "change": _("The letter is below. Reply to it with your own words, and those are kept."),
        "none": _("No letter, then. Nothing depends on one."),
    }
    otherwise = _("Then the next word is yours.")
    said = _moment_named(chosen, answers, known) or Phrase(known.language.say(endings.get(chosen, otherwise)))
    return (said, *_another(answers, known))


def _moment_named(chosen: str, answers: Answers, known: Known) -> Phrase | None:
    """When it is brought up again, where that was chosen."""
    language = known.language
    if chosen in COMING_BACK:
        day, _today = standing.morning(COMING_BACK[chosen], answers, known)
        back = language.say(_("I'll be back on {day}, at 9:00. Nothing comes before that."))
        return Phrase(back, {"day": language.long_day(day)})
    if chosen != "tomorrow":
        return None
    _day, today = standing.morning(1, answers, known)
    this_morning, tomorrow = _("I'll bring it this morning at 9:00."), _("I'll bring it tomorrow at 9:00.")
    return Phrase(language.say(this_morning if today else tomorrow))


def _another(answers: Answers, known: Known) -> list[Phrase]:
    """Another application that goes on, as it stands."""
    label = "".join(answers.items("application"))
    for one in standing.others(known, label)[:1]:
        name = one.label if one.company == _company(answers) else one.company
        text, day = _standing(one, known)
        return [Phrase(known.language.say(text), {"where": name, "day": day})]
    return []


def _standing(one: Application, known: Known) -> tuple[str, str]:
    ahead, promised = standing.next_day(one, known), standing.promised_day(one, known)
    if ahead:
        on_day = known.language.on_day(ahead, known.today)
        if 1 < (ahead - known.today).days <= NAMED:
            name = format_date(ahead, "EEEE", locale=known.language.code)
            on_day = known.language.say(_("on {day}")).replace("{day}", name)
        return _("{where} {day} stands as it was."), on_day
    if one.stage in standing.DECIDING:
        return _("The offer from {where} stands as it was."), ""
    if promised:
        return _("{where} stands as it was: they named {day}."), known.language.long_day(promised)
    return _("{where} stands as it was."), ""


HOW_FAR = _("Stop here, or two short questions?")
KEEPS = _("Both are fine. Whatever there is to learn from a no keeps, and need not be learned today.")

FLOW = Flow(
    name="rejected",
    command="rejected",
    title=_("After a no"),
    about="application",
    script=(
        Ask(
            "application",
            _("I'm sorry. Which one?"),
            Where(),
            why=_("So that everything about one company stays together. For example: Acme, Analyst."),
        ),
        Ask(
            "feeling",
            how_are_you,
            choice(sting=_("It stings"), expected=_("Half expected it"), fine=_("I'm all right")),
            why=_("It is no grade, and nobody counts it. Any of these is a way to be today."),
        ),
        Say(heard),
        Say(own_words, only_if=planned),
        Ask(
            "far",
            HOW_FAR,
            choice(enough=_("Enough for today"), two=_("Two questions"), out=_("Let it out")),
            why=KEEPS,
        ),
        Ask(
            "out",
            _("Write or talk as it comes, and tap Done when it is out. I keep none of it."),
            Unkept(),
            why=_("Putting it into words can take some of the weight. There is no right way to do it."),
            only_if=given("far", "out"),
        ),
        Say(_("Wiped. The chat keeps it until you delete it there."), only_if=given("out")),
        Ask(
            "far_after",
            HOW_FAR,
            choice(enough=_("Enough for today"), two=_("Two questions")),
            why=KEEPS,
            only_if=given("far", "out"),
        ),
        Ask(
            "reason",
            _("Did they say why?"),
            choice(concrete=_("Something concrete"), phrase=_("A set phrase"), none=_("No")),
            why=_(
                "Most candidates get no feedback of any kind: 60 % in Europe, the Middle East and Africa, 71 % in North America "
                "(Talent Board, 2022). If you got some, it is worth keeping as it was said."
            ),
            only_if=goes_on,
        ),
        Ask(
            "words",
            _("Paste or type it, in their words. We'll leave it whole today."),
            Line(),
            why=_(
                "Memory changes words; theirs are fairer to you. For example: they wanted more stakeholder experience."
            ),
            only_if=given("reason", "concrete"),
        ),
        Say(
            _("Set phrases are written for everybody. Nothing in it is about you."),
            only_if=given("reason", "phrase"),
        ),
        Say(_("Kept, word for word."), only_if=given("words")),
        Ask(
            "source",
            _("Who told you?"),
            OneNamed(
                people_met,
                (
                    ("recruiter", _("A recruiter")),
                    ("mail", _("An automatic mail")),
                    ("other", _("Someone else")),
                ),
            ),
            why=_("A thank-you goes to whoever told you. For example: Ana, or the recruiter."),
            only_if=goes_on,
        ),
        Ask(
            "card",
            card,
            OneOffered(
                (
                    ("two_days", _("In two days")),
                    ("week", _("In a week")),
                    ("myself", _("I'll come back myself")),
                    ("tomorrow", _("Keep it for tomorrow")),
                    ("now", _("I'll send it now")),
                    ("change", _("Change it")),
                    ("none", _("No letter")),
                ),
                offered,
            ),
            why="",
            then={
                "two_days": "nudge:come_back:two_days",
                "week": "nudge:come_back:week",
                "tomorrow": "nudge:letter:tomorrow",
                "now": f"letters:{LETTER}",
                "change": f"letters:{LETTER}",
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
    begun="reject",
    recalls=("waiting", "reflection", "closer_look"),
    care=True,
)
