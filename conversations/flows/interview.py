"""An interview that is coming up: when, how long, with whom; read back in one glance, and a look back asked for later."""

from datetime import date, datetime, time, timedelta

from conversations.answers import Answers, Day, Hour, Length, People, Where, Zone, choice
from conversations.answers.plain import capitalized
from conversations.known import Known, _
from conversations.script import Ask, Flow, Phrase, given
from conversations.sums import coming

SOURCES = {
    "advert": _("An advert"),
    "recruiter": _("A recruiter"),
    "acquaintance": _("Somebody I know"),
    "letter": _("My own letter"),
    "other": _("Another way"),
}
WAYS = {
    "site": _("In person"),
    "video": _("By video"),
    "phone": _("By phone"),
    "task": _("A task or a day there"),
}


def first_one_there(answers: Answers, known: Known) -> bool:
    """No interview with them was entered before this one."""
    entered = known.days.get("interview", known.begun) <= known.begun
    return not (known.before.get("interview") and entered)


def without_zone(answers: Answers, known: Known) -> bool:
    """A reminder was chosen, and nobody knows yet what time it is for them."""
    return answers.is_one_of("card", "remind") and not known.zone


def card(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """All of it in one glance: where, the day with its weekday, the time; with whom, and the better answer kept before."""
    say = known.language.say
    where = "".join(answers.items("application")) or say(_("Interview"))
    ways = [say(WAYS[one]) for one in answers.items("how")]
    people = [person.split(" · ")[0] for person in answers.items("met")]
    lines = [
        (_("With: {answer}"), people),
        (_("Next time: {answer}"), [f"“{text}”" for text in better(known)]),
    ]
    kept = [Phrase(say(text), {"answer": " · ".join(items)}) for text, items in lines if items]
    return (
        Phrase("**{where}**", {"where": where}),
        Phrase("**{when}**", {"when": " · ".join([*_when(answers, known), *ways])}),
        *kept,
    )


def _when(answers: Answers, known: Known) -> list[str]:
    """Tuesday, 1 December · 14:30-15:15; what is not known yet is said to be open."""
    language = known.language
    days = [capitalized(language.long_day(date.fromisoformat(day))) for day in answers.items("day")]
    times = [time.fromisoformat(one) for one in answers.items("time")]
    if not times:
        return [*(days or [language.say(_("Day still open"))]), language.say(_("time still open"))]
    begin = datetime.combine(known.today, times[0])
    ends = [begin + timedelta(minutes=int(one)) for one in answers.items("length")]
    clock = "\u2013".join(f"{one.hour}:{one.minute:02}" for one in (begin, *ends))
    return [*(days or [language.say(_("Day still open"))]), clock]


def better(known: Known) -> tuple[str, ...]:
    """What they wanted to say next time, from the look back at the interview before."""
    quick, closer = (Answers(known.before.get(flow, ())) for flow in ("reflection", "closer_look"))
    looked_closer = [one.value for one in closer if one.step == "instead" and one.state == "answered"]
    return tuple(dict.fromkeys([*quick.items("better"), *looked_closer]))


def ending(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """Saved. I'll ask on 1 December at 16:15 how it went, and not before."""
    say = known.language.say
    if not answers.is_one_of("card", "remind"):
        return (Phrase(say(_("Saved. It stands with the others in /applications."))),)
    if not answers.items("day"):
        return (Phrase(say(_("Saved. Without a day I can't bring it up; /interview adds it."))),)
    moment = coming.afterwards(answers)
    if known.now is not None and moment <= known.now.replace(tzinfo=None):
        return (Phrase(say(_("Saved. That is over by now, so I'll ask about it soon."))),)
    values = {
        "day": known.language.on_day(moment.date(), known.today),
        "time": f"{moment.hour}:{moment.minute:02}",
    }
    return (Phrase(say(_("Saved. I'll ask {day} at {time} how it went, and not before.")), values),)


FLOW = Flow(
    name="interview",
    command="interview",
    title=_("An interview that is coming up"),
    about="application",
    script=(
        Ask(
            "application",
            _("Who is it with?"),
            Where(),
            why=_("So that everything about one company stays together. For example: Acme, Analyst."),
        ),
        Ask(
            "day",
            _("Which day?"),
            Day("future"),
            why=_("It then stands on your first page until it is over. For example: Tuesday, or 12 March."),
        ),
        Ask(
            "time",
            _("At what time?"),
            Hour(),
            why=_(
                "I never write during an interview I know of. If they haven't named a time, skip it. For example: 14:30."
            ),
        ),
        Ask(
            "length",
            _("How long will it take?"),
            Length(),
            why=_("So that nothing comes before you are out. For example: 45, or 1 h 30."),
            only_if=given("time"),
        ),
        Ask(
            "how",
            _("How do you meet?"),
            choice(**WAYS),
            why=_("The same question goes differently on the phone and across a table."),
        ),
        Ask(
            "source",
            _("How did you find this one?"),
            choice(**SOURCES),
            why=_("After some applications it shows which ways lead to interviews for you."),
            only_if=first_one_there,
        ),
        Ask(
            "met",
            _("Who will be there, as far as you know? Name and role, one person per message."),
            People(),
            why=_("You'll have the names at hand on the day. For example: Ana, team lead."),
        ),
        Ask(
            "card",
            card,
            choice(remind=_("Remind me afterwards"), done=_("Done")),
            why="",
            then={"remind": "nudge:debrief:after"},
            closes=True,
        ),
        Ask(
            "zone",
            _("What time is it for you? Or name a city near you."),
            Zone(),
            why=_("So that it comes at your time, and nothing ever at night. For example: Madrid, or 18:40."),
            only_if=without_zone,
        ),
    ),
    closing=ending,
    begun="interview",
    recalls=("reflection", "closer_look", "interview"),
)
