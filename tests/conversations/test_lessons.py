"""What to take from a no, as a person sees it: their words first, one's own view beside them, and few things to do."""

from dataclasses import replace
from datetime import date

import pytest

from conversations.flows import closer_look, rejected
from conversations.flows.lessons import FAULTS, FLOW, WHO
from conversations.known import Known
from conversations.session import DONE, Answer
from tests.conversations.chat import ACME, LINDT, Chat, known

MARA = known(ACME, LINDT, name="Mara")
WORDS = "they wanted more stakeholder experience"
NO = (Answer("words", value=WORDS), Answer("source", value="Ana"))
QUICK = (Answer("asked", value="why leave now"), Answer("better", value="give the number"))
CLOSER = (
    Answer("rating", value="rough"),
    Answer("missing", value="long, result, gone"),
    Answer("instead", value="say it in one line"),
    Answer("fix", value="practise the numbers"),
)
TOLD = replace(
    MARA,
    before={"rejected": NO, "reflection": QUICK, "closer_look": CLOSER},
    days={"rejected": date(2026, 3, 6)},
    others={"closer_look": (CLOSER, (Answer("missing", value="result, gone"),))},
)
FIRST = "What is one thing to do about it? Tap it, or write your own."
SECOND = "One is enough. If there is a second, which? Otherwise skip."
USUAL = ["Rehearse with somebody", "Look for a training", "Read a book on it", "Ask somebody who knows it"]


def begun(about: Known = TOLD) -> Chat:
    chat = Chat(FLOW, about)
    chat.taps("Acme · Analyst")
    return chat


def shown(chat: Chat) -> tuple[str, ...]:
    """The open question, without the part it stands in and the row that leads to people."""
    part, *lines = chat.open.lines
    return tuple(lines) if part.startswith("Part ") else (part, *lines)


def tappable(chat: Chat) -> list[str]:
    return [label for label in chat.buttons if label != "This is more than the job"]


def on_the_way(about: Known = MARA, *taps: str) -> Chat:
    chat = begun(about)
    chat.types("done")
    while chat.step == "sort":
        chat.types("skip")
    chat.taps("Go on")
    for label in taps:
        chat.taps(label)
    return chat


def at_the_plan(about: Known = MARA) -> Chat:
    chat = on_the_way(about, *["Can't say"] * 4)
    chat.taps("Go on")
    return chat


def planned(*texts: str, about: Known = MARA) -> Chat:
    chat = at_the_plan(about)
    chat.types(*texts)
    while chat.step != "card":
        chat.types("skip")
    return chat


def test_it_begins_with_their_words_and_what_was_noted_that_day_beside_them() -> None:
    chat = begun()
    assert shown(chat) == (
        f"Ana said on March 6: “{WORDS}”",
        "Has anything been added since? In their words, one thing per message.",
    )

    chat.types("somebody from retail", "done")
    assert shown(chat) == (
        "Beside it, what you noted yourself that day. Both are views, neither is a verdict.",
        "Rough: why leave now",
        "In the answer: Too long · No result or number",
        "Next time: “give the number” · “say it in one line”",
        f"“{WORDS}”: can you change that?",
    )
    assert tappable(chat) == ["I can change it", "I can influence it", "Not mine"]

    chat.taps("I can change it")
    assert shown(chat) == ("“somebody from retail”: can you change that?",)
    chat.taps("Not mine")
    assert shown(chat) == (
        "In 2 of your 2 closer looks you noted: “No result or number”.",
        "Go on with the whole way there, or is that enough for today?",
    )

    chat.taps("Enough for today")
    assert shown(chat) == (
        "Acme · Analyst",
        f"Can change: {WORDS}",
        "Not yours: somebody from retail",
    )
    assert tappable(chat) == ["Done"]


@pytest.mark.parametrize(
    ("source", "days", "said"),
    [
        ("Ana", {"rejected": date(2026, 3, 11)}, f"Ana said yesterday: “{WORDS}”"),
        ("recruiter", {}, f"A recruiter said: “{WORDS}”"),
        ("mail", {}, f"An automatic mail said: “{WORDS}”"),
        ("other", {}, f"Somebody there said: “{WORDS}”"),
        ("", {}, f"Somebody there said: “{WORDS}”"),
    ],
)
def test_their_words_come_with_who_said_them_and_when(source: str, days: dict[str, date], said: str) -> None:
    told = (Answer("words", value=WORDS), *([Answer("source", value=source)] if source else []))
    chat = begun(replace(MARA, before={"rejected": told}, days=days))

    assert shown(chat)[0] == said


def test_names_are_those_of_the_conversations_they_come_from() -> None:
    labels = [label for label, _said in rejected.FLOW.ask("source").kind.labels]  # type: ignore[attr-defined]  # a kind with labels

    assert dict(closer_look.FAULTS.labels) == FAULTS
    assert set(WHO) == set(labels)


def test_where_nothing_was_said_nothing_is_sorted() -> None:
    chat = begun(MARA)
    assert shown(chat) == ("Did they say what decided it? In their words, one thing per message.",)

    chat.taps("Done")

    assert shown(chat) == ("Go on with the whole way there, or is that enough for today?",)


def test_where_nothing_was_noted_nothing_stands_beside_their_words() -> None:
    chat = begun(replace(MARA, before={"rejected": NO}))

    chat.taps("Done")

    assert shown(chat) == (f"“{WORDS}”: can you change that?",)


def test_four_taps_lead_along_the_whole_way_in_one_message() -> None:
    chat = on_the_way()
    assert shown(chat) == ("Your CV and letter: did they hold?",)
    before = len(chat.messages)

    chat.taps("Held")
    assert shown(chat) == ("And what you knew of them beforehand?",)
    chat.taps("Held")
    assert shown(chat) == ("And how you had prepared?",)
    chat.taps("Held")
    assert shown(chat) == ("And the interview itself?",)
    assert len(chat.messages) == before
    chat.taps("Held")

    assert chat.step == "stop_way"


def test_only_thing_that_could_be_better_is_asked_about() -> None:
    chat = on_the_way(MARA, "Held", "Held", "Could be better", "Held")

    assert shown(chat) == ("The preparation: what would you do differently? One line is enough.",)


def test_of_several_one_is_picked() -> None:
    chat = on_the_way(MARA, "Could be better", "Held", "Could be better", "Can't say")
    assert shown(chat) == ("Which of these is worth a change first?",)
    assert tappable(chat) == ["CV and letter", "The preparation", "None of them"]

    chat.taps("The preparation")
    chat.types("skip")
    chat.taps("Enough for today")

    assert shown(chat) == ("Acme · Analyst", "Worth a change: The preparation")


@pytest.mark.parametrize("picked", ["None of them", "Skip"])
def test_none_of_them_is_an_answer_too(picked: str) -> None:
    chat = on_the_way(MARA, *["Could be better"] * 4)

    chat.taps(picked)

    assert chat.step == "stop_way"


def test_own_words_are_offered_first_as_things_to_do() -> None:
    chat = at_the_plan(TOLD)

    assert shown(chat) == (FIRST,)
    assert tappable(chat) == ["practise the numbers", "Say it aloud: “give the number”", *USUAL]


def test_what_they_would_do_differently_is_the_first_idea() -> None:
    chat = on_the_way(TOLD, "Held", "Held", "Held", "Could be better")
    chat.types("slow down")
    chat.taps("Go on")

    assert tappable(chat)[:2] == ["slow down", "practise the numbers"]


def test_step_planned_while_waiting_is_an_idea_too() -> None:
    chat = at_the_plan(replace(MARA, before={"waiting": (Answer("no_next", value="three adverts"),)}))

    assert tappable(chat) == ["three adverts", *USUAL]


def test_plan_is_read_back_with_its_day_place_and_obstacle() -> None:
    chat = at_the_plan()
    chat.taps("Rehearse with somebody")
    assert shown(chat) == ("“Rehearse with somebody”: which day?",)
    chat.types("tuesday")
    assert shown(chat) == ("Where, or with what?",)
    chat.types("at the desk")
    assert shown(chat) == ("What could get in the way, and what then?",)
    chat.types("if I'm tired, only two minutes")

    assert shown(chat) == (SECOND,)
    assert tappable(chat) == USUAL[1:]
    chat.types("ask Leo", "skip", "by phone", "no time: a message")

    assert shown(chat) == (
        "Acme · Analyst",
        "On Tuesday, March 17, at the desk: Rehearse with somebody",
        "If I'm tired, only two minutes",
        "by phone: ask Leo",
        "Should it get difficult: “no time: a message”",
    )
    assert chat.answers["actions"] == ["Rehearse with somebody", "ask Leo"]


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        (("ask Leo",), ("To do: ask Leo",)),
        (("ask Leo", "tuesday"), ("On Tuesday, March 17: ask Leo",)),
        (("ask Leo", "skip", "by phone"), ("by phone: ask Leo",)),
        (("ask Leo", "skip", "skip", "rain"), ("To do: ask Leo", "Should it get difficult: “rain”")),
        (("skip",), ("Nothing was decided, and nothing has to be.",)),
    ],
)
def test_parts_of_a_plan_that_were_skipped_leave_no_gap(
    texts: tuple[str, ...], lines: tuple[str, ...]
) -> None:
    chat = planned(*texts)

    assert shown(chat) == ("Acme · Analyst", *lines)


def test_no_first_thing_asks_for_no_second() -> None:
    chat = at_the_plan()

    chat.types("skip")

    assert chat.step == "card"


def test_two_are_the_most() -> None:
    chat = planned("one", "skip", "skip", "skip", "two")

    assert chat.answers["actions"] == ["one", "two"]
    assert chat.step == "card"


def test_change_that_became_a_plan_is_said_once() -> None:
    chat = on_the_way(MARA, "Held", "Held", "Held", "Could be better")
    chat.types("slow down")
    chat.taps("Go on")
    chat.taps("slow down")
    chat.types(*["skip"] * 4)

    assert shown(chat) == ("Acme · Analyst", "To do: slow down")


def test_card_says_what_is_worth_a_change_in_their_words() -> None:
    chat = on_the_way(MARA, "Held", "Held", "Held", "Could be better")
    chat.types("slow down")
    chat.taps("Enough for today")

    assert shown(chat) == ("Acme · Analyst", "Worth a change: slow down")


@pytest.mark.parametrize(
    ("texts", "last"),
    [
        (("ask Leo", "tuesday"), "Saved. I'll bring it up on its day. Nothing needs doing until then."),
        (("ask Leo",), "Saved. I'll bring it up tomorrow. Nothing needs doing until then."),
    ],
)
def test_reminder_asks_for_the_time_zone_and_plans_the_actions(texts: tuple[str, ...], last: str) -> None:
    chat = planned(*texts)
    assert tappable(chat) == ["Remind me", "Done"]

    chat.taps("Remind me")
    assert chat.step == "zone"
    chat.types("Madrid")

    assert chat.says[-1] == last
    assert chat.turn.then == ("plan:actions",)


def test_reminder_asks_no_zone_that_is_known() -> None:
    chat = planned("ask Leo", about=replace(MARA, zone="Europe/Madrid"))

    chat.taps("Remind me")

    assert chat.step == DONE


def test_done_keeps_what_was_planned_without_a_reminder() -> None:
    chat = planned("ask Leo")

    chat.taps("Done")

    assert chat.turn.then == ("plan:kept",)
    assert chat.says[-1] == "Saved, all of it. Nothing else needs doing today."


def test_skipped_from_the_start_it_has_no_name_on_its_card() -> None:
    chat = Chat(FLOW, MARA)

    chat.types("skip", "done", "enough for today")

    assert shown(chat) == ("What to take from a no", "Nothing was decided, and nothing has to be.")
