"""After a no, as a person sees it: the tone sample line by line, care before anything else, and an end after two messages."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from conversations.answers import Answers
from conversations.flows.rejected import FLOW
from conversations.known import Application, Known, Language, Manner
from conversations.session import DONE, Answer
from conversations.summary import Talk, section_of
from conversations.sums import standing
from tests.conversations.chat import ACME, LANGUAGES, LINDT, TODAY, Chat, known

MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 3, 12, 18, 20, tzinfo=MADRID)
MET = (Answer("met", value="Ana, Tom"),)
PLAN = (Answer("no_evening", value="Call Leo. No mail until tomorrow."),)
AT_HOME = replace(known(ACME, LINDT, name="Mara", zone="Europe/Madrid"), now=NOW)
ON_THE_WAY = replace(
    AT_HOME,
    applications=(ACME, replace(LINDT, next_at=NOW + timedelta(days=4, hours=-8))),
    rounds=3,
    before={
        "reflection": MET,
        "closer_look": (Answer("format", value="task"),),
        "waiting": PLAN,
    },
    days={"waiting": date(2026, 3, 2), "reflection": date(2026, 2, 26), "closer_look": date(2026, 2, 26)},
)
FAIR = (
    "One person gets the job, and others who could have done it well hear no. What decided it, we don't know."
)


def begun(about: Known = AT_HOME) -> Chat:
    return Chat(FLOW, about)


def shown(chat: Chat) -> tuple[str, ...]:
    return chat.open.lines


def plain_block(chat: Chat) -> str:
    """The letter on the card."""
    return dict(chat.turn.replies[-1].lines[-1].values)["letter"]


def up_to_far(about: Known = AT_HOME) -> Chat:
    chat = begun(about)
    chat.taps("Acme · Analyst")
    chat.taps("It stings")
    return chat


def at_the_letter(about: Known = AT_HOME) -> Chat:
    chat = up_to_far(about)
    chat.types("two questions", "no", "a recruiter")
    return chat


def test_transcript_reads_line_by_line_as_the_tone_sample() -> None:
    chat = begun(ON_THE_WAY)
    assert shown(chat) == ("I'm sorry. Which one?",)

    chat.taps("Acme · Analyst")
    assert shown(chat) == ("You put two interviews and a task into this. How are you with it right now?",)
    assert chat.open.labels[:4] == [
        "It stings",
        "Half expected it",
        "I'm all right",
        "This is more than the job",
    ]

    chat.taps("It stings")
    assert shown(chat) == (
        f"That makes sense. {FAIR}",
        "You wrote on March 2 for an evening like this: “Call Leo. No mail until tomorrow.”",
        "Stop here, or two short questions?",
    )
    assert chat.buttons == ["Enough for today", "Two questions", "Let it out"]

    chat.taps("Two questions")
    assert shown(chat) == ("Did they say why?",)
    assert chat.buttons == ["Something concrete", "A set phrase", "No"]

    chat.taps("Something concrete")
    assert shown(chat) == ("Paste or type it, in their words. We'll leave it whole today.",)

    chat.types("they wanted more stakeholder experience")
    assert shown(chat) == ("Kept, word for word.", "Who told you?")
    assert chat.buttons == ["Ana", "Tom", "A recruiter", "An automatic mail", "Someone else"]

    chat.taps("Ana")
    assert shown(chat)[0] == (
        "A short thank-you, with one question. Many companies don't allow an answer, so silence would say "
        "nothing about you."
    )
    assert plain_block(chat) == (
        "Dear Ana,\n\n"
        "Thank you for letting me know, and for the time you and Tom gave me. I enjoyed talking about the work as Analyst.\n\n"
        "If you may say: what one thing would you work on in my place? If you can't, I understand. Should another role fit, "
        "I'd be glad to hear from you.\n\n"
        "Kind regards,\nMara"
    )
    assert chat.buttons == ["Keep it for tomorrow", "I'll send it now", "Change it", "No letter"]

    chat.taps("Keep it for tomorrow")
    assert chat.says[-2:] == ["I'll bring it tomorrow at 9:00.", "Lindt on Monday stands as it was."]
    assert chat.step == DONE
    assert chat.answers["words"] == ["they wanted more stakeholder experience"]
    assert chat.answers["source"] == ["Ana"]


def test_enough_ends_it_after_two_answers() -> None:
    chat = up_to_far()

    chat.taps("Enough for today")

    assert shown(chat) == (
        "Then that's all for today. Acme is closed, and I won't bring it up unless you ask me to.",
    )
    assert chat.buttons == ["In two days", "In a week", "I'll come back myself"]


@pytest.mark.parametrize("skipped", ["far", "application"])
def test_what_is_skipped_asks_for_nothing_more(skipped: str) -> None:
    chat = begun()

    while chat.step != "card":
        chat.taps("Skip" if chat.step in {skipped, "feeling"} else chat.buttons[0])

    assert chat.buttons == ["In two days", "In a week", "I'll come back myself"]
    assert ("Acme" in shown(chat)[0]) == (skipped != "application")


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("It stings", f"That makes sense. {FAIR}"),
        ("Half expected it", f"Half expecting it and hearing it are still two things. {FAIR}"),
        ("I'm all right", f"Good to know. If it comes later, that is all right too. {FAIR}"),
        ("Skip", FAIR),
    ],
)
def test_whatever_they_feel_is_met_without_advice(label: str, said: str) -> None:
    chat = begun()
    chat.taps("Acme · Analyst")

    chat.taps(label)

    assert shown(chat)[0] == said


# What was put in.


@pytest.mark.parametrize(
    ("rounds", "task", "put_in"),
    [
        (0, False, ""),
        (0, True, "You put a task into this. "),
        (1, False, "You put an interview into this. "),
        (1, True, "You put a task into this. "),
        (2, False, "You put two interviews into this. "),
        (6, True, "You put five interviews and a task into this. "),
        (7, False, "You put 7 interviews into this. "),
    ],
)
def test_effort_is_named_from_the_record_alone(rounds: int, task: bool, put_in: str) -> None:  # noqa: FBT001 -- a case
    looked = (Answer("format", value="task" if task else "video"),)
    chat = begun(replace(AT_HOME, rounds=rounds, before={"closer_look": looked}))

    chat.taps("Acme · Analyst")

    assert shown(chat) == (f"{put_in}How are you with it right now?",)


# The plan made while waiting.


@pytest.mark.parametrize(
    ("steps", "lines"),
    [
        ({"no_evening": "a walk"}, ("You wrote yesterday for an evening like this: “a walk”",)),
        (
            {"no_evening": "a walk", "no_person": "Leo", "no_next": "write to Bruck"},
            (
                "You wrote yesterday for an evening like this: “a walk”",
                "To call: “Leo”",
                "Within two days: “write to Bruck”",
            ),
        ),
        (
            {"no_next": "write to Bruck"},
            ("You wrote yesterday for an evening like this:", "Within two days: “write to Bruck”"),
        ),
        ({}, ()),
    ],
)
def test_plan_comes_back_in_their_own_words(steps: dict[str, str], lines: tuple[str, ...]) -> None:
    waiting = tuple(Answer(step, value=words) for step, words in steps.items())
    about = replace(AT_HOME, before={"waiting": waiting}, days={"waiting": TODAY - timedelta(days=1)})

    chat = up_to_far(about)

    assert shown(chat)[1:-1] == lines


def test_plan_whose_day_is_not_known_comes_back_without_it() -> None:
    chat = up_to_far(replace(AT_HOME, before={"waiting": PLAN}))

    assert shown(chat)[1] == "You wrote for an evening like this: “Call Leo. No mail until tomorrow.”"


def test_plan_stands_as_it_was_typed() -> None:
    theirs = "**call** {answer} <b>Leo</b> `!`"

    chat = up_to_far(replace(AT_HOME, before={"waiting": (Answer("no_evening", value=theirs),)}))

    assert shown(chat)[1] == f"You wrote for an evening like this: “{theirs}”"


# Letting it out.


def test_what_is_let_out_is_wiped_and_said_to_be() -> None:
    chat = up_to_far()
    chat.taps("Let it out")
    assert shown(chat) == ("Write or talk as it comes, and tap Done when it is out. I keep none of it.",)

    chat.types("they never even read it", "I am so tired of this")
    assert chat.says == []
    chat.taps("Done")

    assert chat.step == "far_after"
    assert shown(chat) == (
        "Wiped. The chat keeps it until you delete it there.",
        "Stop here, or two short questions?",
    )
    assert chat.buttons == ["Enough for today", "Two questions"]
    assert "tired" not in repr((chat.session, chat.given, chat.card))


@pytest.mark.parametrize("way", ["Done", "Skip"])
def test_nothing_let_out_is_not_said_to_be_wiped(way: str) -> None:
    chat = up_to_far()
    chat.taps("Let it out")

    chat.taps(way)

    assert shown(chat) == ("Stop here, or two short questions?",)


@pytest.mark.parametrize(("label", "step"), [("Enough for today", "card"), ("Two questions", "reason")])
def test_after_letting_it_out_both_ways_are_open(label: str, step: str) -> None:
    chat = up_to_far()
    chat.types("let it out", "words", "done")

    chat.taps(label)

    assert chat.step == step


# Two questions.


def test_set_phrase_is_no_word_about_the_person_and_is_not_asked_for() -> None:
    chat = up_to_far()
    chat.types("two questions")

    chat.taps("A set phrase")

    assert shown(chat) == (
        "Set phrases are written for everybody. Nothing in it is about you.",
        "Who told you?",
    )


@pytest.mark.parametrize("label", ["No", "Skip"])
def test_no_reason_is_not_spoken_of(label: str) -> None:
    chat = up_to_far()
    chat.types("two questions")

    chat.taps(label)

    assert shown(chat) == ("Who told you?",)


def test_words_that_were_not_given_are_not_said_to_be_kept() -> None:
    chat = up_to_far()
    chat.types("two questions", "something")

    chat.taps("Skip")

    assert shown(chat) == ("Who told you?",)


def test_whole_mail_is_kept_as_it_was_pasted() -> None:
    chat = up_to_far()
    mail = "Dear Mara,\n\nwe went with somebody who has led more people.\n\nBest, Ana"
    chat.types("two questions", "something", mail)

    assert chat.answers["words"] == [mail]


def test_who_told_may_be_anybody() -> None:
    chat = up_to_far(ON_THE_WAY)
    chat.types("two questions", "no", "  Leonie  from HR ")

    assert chat.answers["source"] == ["Leonie from HR"]
    assert chat.messages[-1] == chat.open


# The card.


@pytest.mark.parametrize(
    ("source", "greeting"),
    [
        ("A recruiter", "Hello,"),
        ("Someone else", "Hello,"),
        ("Leonie", "Dear Leonie,"),
        ("An automatic mail", "Dear Ana and Tom,"),
    ],
)
def test_letter_goes_to_whoever_told(source: str, greeting: str) -> None:
    chat = up_to_far(ON_THE_WAY)

    chat.types("two questions", "no", source)

    assert plain_block(chat).splitlines()[0] == greeting


def test_letter_begins_and_ends_as_the_person_writes_theirs() -> None:
    chat = up_to_far(replace(ON_THE_WAY, manners={"en": Manner("Hi {names}!", "Cheers, M.")}))

    chat.types("two questions", "no", "Ana")

    assert plain_block(chat).startswith("Hi Ana!\n")
    assert plain_block(chat).endswith("\nCheers, M.")


@pytest.mark.parametrize(
    ("label", "then", "last"),
    [
        ("Keep it for tomorrow", ("nudge:letter:tomorrow",), "I'll bring it tomorrow at 9:00."),
        ("I'll send it now", ("letters:feedback_request",), "The letter is below, ready to copy."),
        (
            "Change it",
            ("letters:feedback_request",),
            "The letter is below. Reply to it with your own words, and those are kept.",
        ),
        ("No letter", (), "No letter, then. Nothing depends on one."),
    ],
)
def test_last_button_says_what_becomes_of_the_letter(label: str, then: tuple[str, ...], last: str) -> None:
    chat = at_the_letter(replace(AT_HOME, applications=(ACME,)))

    chat.taps(label)

    assert chat.step == DONE
    assert chat.turn.then == then
    assert chat.says[-1] == last


@pytest.mark.parametrize(
    ("label", "then", "last"),
    [
        (
            "In two days",
            ("nudge:come_back:two_days",),
            "I'll be back on Saturday, March 14, at 9:00. Nothing comes before that.",
        ),
        (
            "In a week",
            ("nudge:come_back:week",),
            "I'll be back on Thursday, March 19, at 9:00. Nothing comes before that.",
        ),
        ("I'll come back myself", (), "Then the next word is yours."),
    ],
)
def test_nothing_comes_later_but_what_was_chosen(label: str, then: tuple[str, ...], last: str) -> None:
    chat = up_to_far(replace(AT_HOME, applications=(ACME,)))
    chat.taps("Enough for today")

    chat.taps(label)

    assert chat.step == DONE
    assert chat.turn.then == then
    assert chat.says[-1] == last


def test_button_of_the_other_ending_is_none() -> None:
    chat = up_to_far()
    chat.taps("Enough for today")

    chat.presses("now")

    assert chat.step == "card"
    assert chat.turn.then == ()


def test_card_passed_over_by_an_old_button_plans_nothing() -> None:
    chat = up_to_far(replace(AT_HOME, applications=(ACME,)))
    chat.taps("Enough for today")

    chat.presses(".skip")

    assert chat.turn.then == ()
    assert chat.says[-1] == "Then the next word is yours."


def test_mind_changed_at_the_end_leads_to_the_other_card() -> None:
    chat = up_to_far()
    chat.taps("Enough for today")
    chat.taps("I'll come back myself")

    chat.goes_to("far")
    chat.taps("Two questions")
    chat.types("no", "a recruiter")

    assert chat.step == "card"
    assert chat.buttons[0] == "Keep it for tomorrow"


# When.


@pytest.mark.parametrize("label", ["In two days", "In a week"])
def test_coming_back_asks_for_the_time_zone_where_it_is_not_known(label: str) -> None:
    chat = up_to_far(replace(AT_HOME, zone=""))
    chat.taps("Enough for today")

    chat.taps(label)

    assert chat.step == "zone"
    chat.types("Madrid")
    assert chat.step == DONE


def test_day_named_is_that_of_the_zone_just_named() -> None:
    late = datetime(2026, 3, 12, 20, 0, tzinfo=UTC)
    chat = up_to_far(replace(AT_HOME, zone="", now=late))
    chat.taps("Enough for today")
    chat.taps("In two days")

    chat.types("Sydney")

    assert "I'll be back on Sunday, March 15, at 9:00. Nothing comes before that." in chat.says


def test_letter_kept_before_dawn_comes_this_morning() -> None:
    chat = at_the_letter(replace(AT_HOME, now=NOW.replace(hour=1)))

    chat.taps("Keep it for tomorrow")

    assert "I'll bring it this morning at 9:00." in chat.says


def test_two_days_from_before_dawn_are_counted_from_the_evening() -> None:
    assert standing.morning(2, Answers(), replace(AT_HOME, now=NOW.replace(hour=1))) == (
        date(2026, 3, 13),
        False,
    )
    assert standing.morning(2, Answers(), replace(AT_HOME, now=NOW.replace(hour=4))) == (
        date(2026, 3, 14),
        False,
    )
    assert standing.morning(1, Answers(), replace(AT_HOME, now=None)) == (date(2026, 3, 13), False)


# What stands as it was.


def application(**more: object) -> Application:
    return replace(LINDT, **more)  # type: ignore[arg-type]  # each is a field of its own


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (application(next_at=NOW), "Lindt today stands as it was."),
        (application(next_at=NOW + timedelta(days=1)), "Lindt tomorrow stands as it was."),
        (application(next_at=NOW + timedelta(days=6)), "Lindt on Wednesday stands as it was."),
        (application(next_at=NOW + timedelta(days=7)), "Lindt on March 19 stands as it was."),
        (application(next_at=NOW - timedelta(days=1)), "Lindt stands as it was."),
        (application(stage="offer"), "The offer from Lindt stands as it was."),
        (
            application(stage="waiting", promised_on=date(2026, 3, 20)),
            "Lindt stands as it was: they named Friday, March 20.",
        ),
        (application(stage="waiting", promised_on=date(2026, 3, 2)), "Lindt stands as it was."),
        (application(company="Acme", role="Planner"), "Acme · Planner stands as it was."),
    ],
)
def test_one_other_application_is_named_as_it_stands(other: Application, said: str) -> None:
    chat = at_the_letter(replace(AT_HOME, applications=(ACME, other)))

    chat.taps("No letter")

    assert chat.says[-1] == said


@pytest.mark.parametrize("stage", ["rejected", "declined", "silent"])
def test_what_is_over_is_not_named(stage: str) -> None:
    chat = at_the_letter(replace(AT_HOME, applications=(ACME, application(stage=stage))))

    chat.taps("No letter")

    assert chat.says[-1] == "No letter, then. Nothing depends on one."


def test_nearest_comes_first() -> None:
    soon = Application(5, "Soon", next_at=NOW + timedelta(days=1))
    later = Application(6, "Later", next_at=NOW + timedelta(days=3))
    offer = Application(7, "Offer", stage="negotiating")
    named = Application(8, "Named", stage="waiting", promised_on=date(2026, 3, 20))
    rest = Application(9, "Rest", stage="on_hold")

    found = standing.others(
        replace(AT_HOME, applications=(rest, named, offer, later, soon, ACME)), ACME.label
    )

    assert [one.company for one in found] == ["Soon", "Later", "Offer", "Named", "Rest"]


def test_everybody_met_is_named_once() -> None:
    closer = (Answer("met", value="Tom · CTO"), Answer("met", 1, value="Eve · HR · eve@acme.example"))

    assert standing.met(replace(AT_HOME, before={"reflection": MET, "closer_look": closer})) == (
        "Ana",
        "Tom",
        "Eve",
    )


# Everything kept.


def test_nothing_that_was_let_out_stands_in_the_document() -> None:
    chat = up_to_far()
    chat.types("let it out", "they never even read it", "done")
    chat.taps("Enough for today")
    chat.taps("I'll come back myself")

    written = section_of(Talk("Acme · Analyst", chat.session, chat.known))

    assert [entry.answers for entry in written.entries] == [
        ("Acme · Analyst",),
        ("It stings",),
        ("Let it out",),
        ("Enough for today",),
    ]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_more_than_the_job_is_one_tap_away_everywhere(language: Language) -> None:
    chat = begun(replace(ON_THE_WAY, language=language))
    label = language.say("This is more than the job")

    seen = []
    while not chat.session.ended:
        seen.append(label in chat.open.labels)
        chat.taps(chat.buttons[min(1, len(chat.buttons) - 1)]) if chat.buttons else chat.types("words")

    assert len(seen) > 4
    assert all(seen)
