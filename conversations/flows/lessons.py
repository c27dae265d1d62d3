"""What to take from a no, once somebody wants to: their words, the whole way, and one or two things to do."""

from collections.abc import Callable
from datetime import date

from conversations.answers import Answers, Day, Line, OneGiven, Several, Where, Zone, choice, codes_in
from conversations.answers.offering import OneOffered
from conversations.answers.own import LineOrOffered
from conversations.known import Known, _
from conversations.script import Ask, Each, Flow, Part, Phrase, Say, Text, given
from conversations.sums import recalled, repeated

# Who told them, as the conversation after a no has it, and what was missing, as the closer look has it.
WHO = {"recruiter": _("A recruiter"), "mail": _("An automatic mail"), "other": _("Somebody there")}
FAULTS = {
    "long": _("Too long"),
    "example": _("No example"),
    "result": _("No result or number"),
    "misread": _("Misunderstood it"),
    "lost": _("Lost the thread"),
    "we": _("“We”, not “I”"),
    "unready": _("Not prepared"),
    "negative": _("Too negative"),
    "gap": _("Didn't know it"),
}
WAY = {
    "papers": _("CV and letter"),
    "research": _("What you knew of them"),
    "preparation": _("The preparation"),
    "interview": _("The interview itself"),
}
HELD = choice(held=_("Held"), better=_("Could be better"), unsure=_("Can't say"))
WHOLE_WAY = _("Looking at the whole way keeps one hour from standing for all of it. A first thought will do.")
# So many of their own words are offered as something to do.
OFFERED = 2
ONE, OTHER = "first", "second"


def before(flow: str, known: Known) -> Answers:
    """What a conversation about the same application left."""
    return Answers(known.before.get(flow, ()))


# What they said.


def things(answers: Answers, known: Known) -> tuple[str, ...]:
    """What they said, one thing each: the words kept after the no, and what came since."""
    return (*before("rejected", known).items("words"), *answers.items("feedback"))


def something_said(answers: Answers, known: Known) -> bool:
    """They said something."""
    return bool(things(answers, known))


def what_they_said(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """Ana said on March 2: and the words, as they were kept."""
    language, told = known.language, before("rejected", known)
    day = known.days.get("rejected")
    text = language.say(_("{who} said {day}: “{words}”") if day else _("{who} said: “{words}”"))
    source = "".join(told.items("source")) or "other"
    values = {
        "who": language.say(WHO[source]) if source in WHO else source,
        "day": language.on_day(day, known.today) if day else "",
    }
    return tuple(Phrase(text, {**values, "words": words}) for words in told.items("words"))


def anything_more(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """Whether there is more of their words."""
    more = _("Has anything been added since? In their words, one thing per message.")
    first = _("Did they say what decided it? In their words, one thing per message.")
    return (Phrase(known.language.say(more if before("rejected", known).items("words") else first)),)


def own_view(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """That day you noted: what was rough, what was missing, what they would say now; beside theirs, not against it."""
    say, quick, closer = known.language.say, before("reflection", known), before("closer_look", known)
    rough = [item for item, rating in recalled.ratings(quick, closer) if rating == "rough"]
    codes = dict.fromkeys(code for value in closer.items("missing") for code in codes_in(value))
    lines = [
        (_("Rough: {answer}"), rough),
        (_("In the answer: {answer}"), [say(FAULTS[code]) for code in codes if code in FAULTS]),
        (_("Next time: {answer}"), [f"“{text}”" for text in better_answers(known)]),
    ]
    noted = [Phrase(say(text), {"answer": " · ".join(items)}) for text, items in lines if items]
    head = Phrase(
        say(_("Beside it, what you noted yourself that day. Both are views, neither is a verdict."))
    )
    return (head, *noted) if noted else ()


def better_answers(known: Known) -> tuple[str, ...]:
    """What they would say now, as noted after the interview there."""
    quick, closer = before("reflection", known), before("closer_look", known)
    return tuple(dict.fromkeys([*quick.items("better"), *closer.items("instead")]))


def sorting(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """Whether one thing they said can be changed."""
    return (Phrase(known.language.say(_("“{item}”: can you change that?")), {"item": answers.item}),)


def seen_again(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """What comes up again across their own looks back, as counts."""
    say, looks = known.language.say, [Answers(one) for one in known.others.get("closer_look", ())]
    text = say(_("In {times} of your {looks} closer looks you noted: “{fault}”."))
    return tuple(
        Phrase(text, {"times": str(one.times), "looks": str(one.looks), "fault": say(FAULTS[one.code])})
        for one in repeated.missing_again(looks)
        if one.code in FAULTS
    )


# The whole way.


def could_be_better(answers: Answers, known: Known) -> tuple[str, ...]:
    """What could be better along the way."""
    return tuple(known.language.say(WAY[step]) for step in WAY if answers.is_one_of(step, "better"))


def several_could(answers: Answers, known: Known) -> bool:
    """More than one thing along the way could be better."""
    return len(could_be_better(answers, known)) > 1


def worth_a_change(answers: Answers, known: Known) -> str:
    """What was picked along the way, or the only thing there is to pick; nothing where that was passed over."""
    found, picked = could_be_better(answers, known), answers.items("worth")
    if len(found) == 1:
        return found[0]
    return found[int(picked[0]) - 1] if picked and picked[0] != "none" else ""


def one_is_worth_it(answers: Answers, known: Known) -> bool:
    """Something along the way is worth a change."""
    return bool(worth_a_change(answers, known))


def what_differently(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """What they would do differently about what was picked."""
    text = known.language.say(_("{part}: what would you do differently? One line is enough."))
    return (Phrase(text, {"part": worth_a_change(answers, known)}),)


def goes_on(*stop_points: str) -> Callable[[Answers, Known], bool]:
    """At none of these they said that it was enough."""

    def rule(answers: Answers, known: Known) -> bool:
        return not any(answers.is_one_of(step, "enough") for step in stop_points)

    rule.__doc__ = f"it was not enough at {', '.join(stop_points)}"
    return rule


# What to do.


def slots(answers: Answers, known: Known) -> tuple[str, ...]:
    """One thing, and perhaps another: two get done."""
    return (ONE, OTHER)


def first_or_wanted(answers: Answers, known: Known) -> bool:
    """It is the first thing to do, or there is a first one."""
    return answers.item == ONE or bool(answers.value("actions", 0))


def ideas(answers: Answers, known: Known) -> tuple[str, ...]:
    """Things to do: from their own words first, then what helps most people; what is chosen already is left out."""
    say = known.language.say
    aloud = say(_("Say it aloud: “{answer}”"))
    own = [
        *answers.items("change"),
        *before("closer_look", known).items("fix"),
        *(aloud.replace("{answer}", text) for text in better_answers(known)),
        *before("waiting", known).items("no_next"),
    ]
    usual = [
        say(_("Rehearse with somebody")),
        say(_("Look for a training")),
        say(_("Read a book on it")),
        say(_("Ask somebody who knows it")),
    ]
    offered = [*dict.fromkeys(own)][:OFFERED] + usual
    # The first stays among its own choices, and is none of the second.
    taken = {answers.value("actions", 0)} - set(answers.items("actions"))
    return tuple(one for one in offered if one not in taken)


def which_thing(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """What to do, or whether to do another thing."""
    one = _("What is one thing to do about it? Tap it, or write your own.")
    other = _("One is enough. If there is a second, which? Otherwise skip.")
    return (Phrase(known.language.say(one if answers.item == ONE else other)),)


def about_it(sentence: str) -> Text:
    """A sentence about the thing to do, quoted in it as {action}."""

    def text(answers: Answers, known: Known) -> tuple[Phrase, ...]:
        return (Phrase(known.language.say(sentence), {"action": "".join(answers.items("actions"))}),)

    text.__doc__ = sentence
    return text


def if_then(place: int, answers: Answers, known: Known) -> list[Phrase]:
    """On Tuesday, March 10, at the desk: and what to do then; if something gets in the way, what they wrote."""
    language, action = known.language, answers.value("actions", place)
    if not action:
        return []
    day, where = answers.value("act_day", place), answers.value("act_place", place)
    said = {
        (True, True): _("On {day}, {where}: {action}"),
        (True, False): _("On {day}: {action}"),
        (False, True): _("{where}: {action}"),
        (False, False): _("To do: {action}"),
    }[bool(day), bool(where)]
    on_day = language.long_day(date.fromisoformat(day)) if day else ""
    lines = [Phrase(language.say(said), {"day": on_day, "where": where, "action": action})]
    return [*lines, *_obstacle(answers.value("act_obstacle", place), known)]


def _obstacle(words: str, known: Known) -> list[Phrase]:
    """Who wrote an "if" has a sentence of their own; others get one around their words."""
    say = known.language.say
    conditional = say(_("if"))
    if words.casefold().startswith(f"{conditional} "):
        return [Phrase("{words}", {"words": words[0].upper() + words[1:]})]
    return [Phrase(say(_("Should it get difficult: “{words}”")), {"words": words})] if words else []


def sorted_as(code: str, answers: Answers, known: Known) -> list[str]:
    """What they said that was sorted so."""
    return [item for place, item in enumerate(things(answers, known)) if answers.value("sort", place) == code]


def card(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """What can be changed, what is worth it along the way, and each thing to do read back as a plan."""
    say = known.language.say
    where = "".join(answers.items("application")) or say(_("What to take from a no"))
    change = answers.items("change")
    worth = change or ((worth_a_change(answers, known),) if one_is_worth_it(answers, known) else ())
    lines = [
        (_("Can change: {answer}"), sorted_as("mine", answers, known)),
        (_("Can influence: {answer}"), sorted_as("partly", answers, known)),
        (_("Not yours: {answer}"), sorted_as("theirs", answers, known)),
        (_("Worth a change: {answer}"), [one for one in worth if one not in answers.items("actions")]),
    ]
    kept = [Phrase(say(text), {"answer": " · ".join(items)}) for text, items in lines if items]
    kept += [phrase for place in (0, 1) for phrase in if_then(place, answers, known)]
    nothing = Phrase(say(_("Nothing was decided, and nothing has to be.")))
    return (Phrase("**{where}**", {"where": where}), *(kept or [nothing]))


def offered(answers: Answers, known: Known) -> tuple[str, ...]:
    """A reminder only of something to do."""
    return ("remind", "done") if answers.value("actions", 0) else ("done",)


def reminder_without_zone(answers: Answers, known: Known) -> bool:
    """A reminder was chosen, and nobody knows yet what time it is for them."""
    return answers.is_one_of("card", "remind") and not known.zone


def ending(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """Saved. I'll bring it up on its day, and until then nothing needs doing."""
    said = _("Saved, all of it. Nothing else needs doing today.")
    if answers.is_one_of("card", "remind"):
        on_its_day = _("Saved. I'll bring it up on its day. Nothing needs doing until then.")
        tomorrow = _("Saved. I'll bring it up tomorrow. Nothing needs doing until then.")
        said = on_its_day if answers.items("act_day") else tomorrow
    return (Phrase(known.language.say(said)),)


def stop_point(name: str, text: Text) -> Ask:
    """The end of a part, and whether to go on."""
    return Ask(
        name,
        text,
        choice(on=_("Go on"), enough=_("Enough for today")),
        why=_(
            "Each part stands by itself. What you have is kept either way, and you can come back for the rest."
        ),
    )


FLOW = Flow(
    name="lessons",
    command="rejected",
    title=_("What to take from a no"),
    about="application",
    script=(
        Part(
            _("What they said"),
            (
                Ask(
                    "application",
                    _("Which one is it about?"),
                    Where(),
                    why=_("So that everything about one company stays together. For example: Acme, Analyst."),
                ),
                Say(what_they_said),
                Ask(
                    "feedback",
                    anything_more,
                    Several(),
                    why=_(
                        "Theirs first and whole, before anything is made of it. "
                        "For example: they wanted more stakeholder experience."
                    ),
                    depends=("application",),
                ),
                Say(own_view, only_if=something_said),
                Each(
                    things,
                    depends=("application", "feedback"),
                    lines=(
                        Ask(
                            "sort",
                            sorting,
                            choice(
                                mine=_("I can change it"),
                                partly=_("I can influence it"),
                                theirs=_("Not mine"),
                            ),
                            why=_(
                                "Only what is yours to change can become a plan. The rest may stay with them."
                            ),
                        ),
                    ),
                ),
                Say(seen_again),
                stop_point("stop_said", _("Go on with the whole way there, or is that enough for today?")),
            ),
        ),
        Part(
            _("The whole way"),
            (
                Ask("papers", _("Your CV and letter: did they hold?"), HELD, why=WHOLE_WAY),
                Ask(
                    "research", _("And what you knew of them beforehand?"), HELD, why=WHOLE_WAY, in_place=True
                ),
                Ask("preparation", _("And how you had prepared?"), HELD, why=WHOLE_WAY, in_place=True),
                Ask("interview", _("And the interview itself?"), HELD, why=WHOLE_WAY, in_place=True),
                Ask(
                    "worth",
                    _("Which of these is worth a change first?"),
                    OneGiven(could_be_better, none=_("None of them")),
                    why=_("One change at a time is the one that happens. None is an answer too."),
                    only_if=several_could,
                    depends=tuple(WAY),
                ),
                Ask(
                    "change",
                    what_differently,
                    Line(),
                    why=_("It can become a plan in a moment. For example: one page less, results first."),
                    only_if=one_is_worth_it,
                    depends=(*WAY, "worth"),
                ),
                stop_point(
                    "stop_way",
                    _("That is the whole way. One thing to do about it, or is that enough for today?"),
                ),
            ),
            only_if=goes_on("stop_said"),
        ),
        Part(
            _("One or two things"),
            (
                Each(
                    slots,
                    depends=(),
                    lines=(
                        Ask(
                            "actions",
                            which_thing,
                            LineOrOffered(ideas),
                            why=_(
                                "One or two get done, ten don't. "
                                "For example: tell the project story in two minutes, aloud."
                            ),
                            only_if=first_or_wanted,
                        ),
                        Ask(
                            "act_day",
                            about_it(_("“{action}”: which day?")),
                            Day("future"),
                            why=_("A plan with a day is the one that happens. For example: Tuesday."),
                            only_if=given("actions"),
                        ),
                        Ask(
                            "act_place",
                            _("Where, or with what?"),
                            Line(),
                            why=_(
                                "When the place is decided, beginning is easier. For example: at the desk, after coffee."
                            ),
                            only_if=given("actions"),
                        ),
                        Ask(
                            "act_obstacle",
                            _("What could get in the way, and what then?"),
                            Line(),
                            why=_(
                                "What is foreseen rarely stops anybody. For example: if I'm tired, only the first two minutes."
                            ),
                            only_if=given("actions"),
                        ),
                    ),
                ),
            ),
            only_if=goes_on("stop_said", "stop_way"),
        ),
        Ask(
            "card",
            card,
            OneOffered((("remind", _("Remind me")), ("done", _("Done"))), offered),
            why="",
            then={"remind": "plan:actions", "done": "plan:kept"},
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
    recalls=("rejected", "reflection", "closer_look", "waiting"),
    compares=("closer_look",),
    care=True,
)
