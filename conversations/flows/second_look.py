"""A second look, a night later: yesterday's view of each answer beside today's."""

from conversations.answers import Answers, Line, Where, choice
from conversations.known import Known, _
from conversations.script import Ask, Each, Flow, Phrase, Say
from conversations.sums import recalled

SAID = {"strong": _("strong"), "okay": _("okay"), "rough": _("rough")}


def then(known: Known) -> tuple[tuple[str, str], ...]:
    """Each question rated in the closer look, and how."""
    quick, closer = (Answers(known.before.get(flow, ())) for flow in ("reflection", "closer_look"))
    return recalled.ratings(quick, closer)


def questions(answers: Answers, known: Known) -> tuple[str, ...]:
    """The questions rated the day before."""
    return tuple(item for item, _rating in then(known))


def nothing_rated(answers: Answers, known: Known) -> bool:
    """No answer was rated the day before."""
    return not then(known)


def now_and_then(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """You called it rough. And today? With the question in front."""
    rating = dict(then(known)).get(answers.item, "okay")
    text = known.language.say(_("“{item}”: you called it {rating}. And today?"))
    return (Phrase(text, {"item": answers.item, "rating": known.language.say(SAID[rating])}),)


def card(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """The summary card: each rating then and now."""
    say, where = (
        known.language.say,
        "".join(answers.items("application")) or known.language.say(_("Interview")),
    )
    lines = [
        Phrase(
            say(_("“{item}”: {before} → {now}")),
            {"item": item, "before": say(SAID[rating]), "now": say(SAID[now])},
        )
        for place, (item, rating) in enumerate(then(known))
        if (now := answers.value("rating", place)) in SAID
    ]
    seen = [Phrase(say(_("Seen today: {answer}")), {"answer": item}) for item in answers.items("seen")]
    return (Phrase("**{where}**", {"where": where}), *lines, *seen)


def same_place(known: Known) -> str | None:
    """The application the closer look was about."""
    return next(iter(Answers(known.before.get("closer_look", ())).items("application")), None)


FLOW = Flow(
    name="second_look",
    command="reflect",
    title=_("A second look, a night later"),
    about="application",
    script=(
        Ask(
            "application",
            _("Who was it with?"),
            Where(),
            why=_("So that everything about one company stays together. For example: Acme, Analyst."),
            preset=same_place,
        ),
        Say(
            _("No answer was rated the day before, so there is nothing to lay beside it."),
            only_if=nothing_rated,
        ),
        Each(
            questions,
            depends=(),
            lines=(
                Ask(
                    "rating",
                    now_and_then,
                    choice(strong=_("Strong"), okay=_("Okay"), rough=_("Rough")),
                    why=_("A night changes the view, mostly for the better. Both views stay on your record."),
                ),
            ),
        ),
        Ask(
            "seen",
            _("What do you see today that you didn't see yesterday?"),
            Line(),
            why=_(
                "Distance shows what the day itself hid. For example: they kept coming back to the budget."
            ),
        ),
        Ask("card", card, choice(done=_("Done")), why="", closes=True),
    ),
    closing=_("Saved, beside the first look."),
    recalls=("reflection", "closer_look"),
)
