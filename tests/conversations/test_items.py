"""Longer conversations: parts counted aloud, the same questions for each item, choices switched on and off, stories."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from conversations.answers import (
    Answers,
    Line,
    NotGiven,
    Pouring,
    Several,
    SomeGiven,
    Unkept,
    Words,
    choice,
    some,
)
from conversations.known import Known
from conversations.script import Ask, Each, Flow, FlowError, Part, Say, given
from conversations.session import DONE, Answer, Phrase
from tests.conversations.chat import Chat, known, plain

Talk = Callable[..., Chat]
Tell = Callable[..., Flow]


def things(answers: Answers, known: Known) -> tuple[str, ...]:
    """What happened."""
    return answers.items("things")


def about_it(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """How was it, with the item in front."""
    return (Phrase("“{item}”: how was it?", {"item": answers.item}),)


def was_rough(answers: Answers, known: Known) -> bool:
    """It was rough."""
    return answers.text("rating") == "rough"


def whole(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """What was kept of each."""
    return (Phrase("Here: {all}.", {"all": " ".join(one.value for one in answers if one.step == "rating")}),)


THINGS = Ask("things", "What happened?", Several(), "It fades.")
RATING = Ask("rating", about_it, choice(strong="Strong", rough="Rough"), "Your own view.")
FAULT = Ask("fault", "What was missing?", Line(), "To change it.", only_if=was_rough, depends=("rating",))
EACH = Each(things, ("things",), (RATING, Say("Then on."), Ask("word", "In a word?", Line(), ""), FAULT))
LAST = Ask("last", "Anything else?", Line(), "The last word.")
CARD = Ask("card", whole, choice(more="Go on", done="Done"), "", then={"more": "flow:more"}, closes=True)


# For each item.


def in_the_middle(talk: Talk) -> Chat:
    chat = talk(THINGS, EACH, LAST, CARD)
    chat.types("one\ntwo", "done")
    return chat


def where(chat: Chat) -> tuple[str, int]:
    return (chat.step, chat.session.place)


def test_same_questions_come_for_each_item_in_turn(talk: Talk) -> None:
    chat = in_the_middle(talk)

    asked = [where(chat)]
    for text in ("strong", "fine", "rough", "odd", "the end", "bye"):
        chat.types(text)
        asked.append(where(chat))

    each = [("rating", 0), ("word", 0), ("rating", 1), ("word", 1), ("fault", 1)]
    assert asked == [*each, ("last", 0), ("card", 0)]
    assert chat.open.lines == ("Here: strong rough.",)


def test_question_about_an_item_names_it_and_its_buttons_carry_its_place(talk: Talk) -> None:
    chat = in_the_middle(talk)

    assert chat.open.lines == ("“one”: how was it?",)
    chat.types("strong", "fine")

    assert chat.open.lines == ("“two”: how was it?",)
    assert [one.data.split(":")[2] for one in chat.open.buttons] == ["1"] * len(chat.open.buttons)


def test_what_stands_inside_is_said_for_each_item(talk: Talk) -> None:
    chat = in_the_middle(talk)

    for _item in ("one", "two"):
        chat.types("strong")
        assert chat.says == ["Then on.", "In a word?"]
        chat.types("fine")


def test_back_leads_to_the_last_question_of_the_item_before(talk: Talk) -> None:
    chat = in_the_middle(talk)
    chat.types("rough", "fine", "the number")
    assert where(chat) == ("rating", 1)

    chat.taps("Back")

    assert where(chat) == ("fault", 0)
    assert chat.says[-1] == "You said: the number"


def test_back_leads_into_the_items_and_out_of_them(talk: Talk) -> None:
    chat = in_the_middle(talk)
    chat.types("strong", "fine", "strong", "odd")

    found = []
    for _ in range(5):
        chat.taps("Back")
        found.append(where(chat))

    assert found == [("word", 1), ("rating", 1), ("word", 0), ("rating", 0), ("things", 0)]


def test_rule_inside_looks_at_the_answers_about_its_item_alone(talk: Talk) -> None:
    chat = in_the_middle(talk)

    chat.types("rough", "fine", "the number", "strong", "odd")

    assert where(chat) == ("last", 0)


def test_item_added_later_asks_again_what_hangs_on_the_items(talk: Talk) -> None:
    chat = in_the_middle(talk)
    chat.types("strong", "fine", "strong", "odd")
    chat.goes_to("things")

    chat.types("three", "done")

    assert where(chat) == ("rating", 0)
    assert chat.answers == {"things": ["one", "two", "three"]}


def test_item_taken_back_takes_with_it_what_hangs_on_the_items(talk: Talk) -> None:
    chat = talk(THINGS, EACH, LAST)
    chat.types("one")
    message = chat.types("two\nthree")
    chat.types("done", "strong", "fine")

    chat.edits(message, "two")

    assert where(chat) == ("rating", 0)
    assert chat.answers == {"things": ["one", "two"]}


def test_item_reworded_keeps_what_was_said_about_it(talk: Talk) -> None:
    chat = talk(THINGS, EACH, LAST)
    message = chat.types("one")
    chat.types("done", "strong")

    chat.edits(message, "uno")

    assert where(chat) == ("word", 0)
    assert chat.answers == {"things": ["uno"], "rating": ["strong"]}


def test_answer_changed_about_one_item_keeps_the_others(talk: Talk) -> None:
    chat = in_the_middle(talk)
    chat.types("rough", "fine", "the number", "rough", "odd", "the example")
    assert where(chat) == ("last", 0)

    chat.goes_to("rating", 0)
    chat.taps("Strong")
    assert where(chat) == ("last", 0)
    chat.goes_to("rating", 0)
    chat.taps("Rough")

    assert where(chat) == ("fault", 0)
    assert chat.answers["fault"] == ["the example"]


def test_message_about_an_item_can_be_corrected(talk: Talk) -> None:
    chat = in_the_middle(talk)
    chat.types("strong", "fine", "strong")
    message = chat.types("odd")

    chat.edits(message, "even")

    assert where(chat) == ("last", 0)
    assert chat.answers["word"] == ["fine", "even"]


def test_conversation_goes_on_at_the_item_where_it_was_left(talk: Talk) -> None:
    chat = in_the_middle(talk)
    chat.types("strong", "fine", "strong")

    chat.pauses()
    chat.comes_back("There you are.")

    assert where(chat) == ("word", 1)
    assert chat.says == ["There you are.", "Then on.", "In a word?"]


def test_items_that_are_gone_on_return_lead_to_what_is_still_open(talk: Talk) -> None:
    chat = talk(Each(lambda answers, known: (known.name,) if known.name else (), (), (RATING,)), THINGS, LAST)
    assert where(chat) == ("things", 0)

    chat.comes_back(about=known(name="Mara"))
    chat.taps("Skip")
    chat.comes_back(about=known())

    assert chat.step in {"things", "last"}


def test_no_items_are_passed_over(talk: Talk) -> None:
    chat = talk(THINGS, EACH, LAST)

    chat.types("done")

    assert where(chat) == ("last", 0)


def test_first_of_several_items_has_a_way_back_from_the_second(talk: Talk) -> None:
    chat = talk(Each(lambda answers, known: ("a", "b"), (), (RATING,)), LAST)
    chat.types("strong")

    chat.taps("Back")

    assert where(chat) == ("rating", 0)


@pytest.mark.parametrize(
    "kind", [Several(), Words(), Pouring(), Unkept()], ids=lambda kind: type(kind).__name__
)
def test_several_answers_to_each_of_several_items_cannot_be_kept_apart(tell: Tell, kind: Several) -> None:
    with pytest.raises(FlowError, match="'notes' asks for several answers to each of several items"):
        tell(THINGS, Each(things, ("things",), (Ask("notes", "?", kind, ""),)))


def test_items_must_come_from_steps_there_are(tell: Tell) -> None:
    with pytest.raises(FlowError, match="names \\['nowhere'\\]"):
        tell(THINGS, Each(things, ("nowhere",), (RATING,)))


# Parts.

PARTS = (
    Part("What was", (THINGS, Ask("stop", "Enough?", choice(on="Go on", enough="Enough"), ""))),
    Part("What it means", (Say("So."), LAST), only_if=given("stop", "on")),
    CARD,
)


def test_part_is_counted_in_each_of_its_questions(talk: Talk) -> None:
    chat = talk(*PARTS)

    assert chat.says == ["Part 1 of 2 · What was", "What happened?"]
    chat.types("one")
    assert chat.says[:3] == ["Part 1 of 2 · What was", "What happened?", "1. one"]
    chat.types("done", "go on")

    assert chat.says == ["Part 2 of 2 · What it means", "So.", "Anything else?"]


def test_tapped_answer_stands_below_its_part(talk: Talk) -> None:
    chat = talk(*PARTS)
    chat.types("done")

    chat.taps("Go on")

    assert chat.messages[-2].lines == ("Part 1 of 2 · What was", "Enough?", "→ Go on")


@pytest.mark.parametrize("ending", ["Enough", "Skip"])
def test_part_whose_rule_does_not_hold_is_left_out_whole(talk: Talk, ending: str) -> None:
    chat = talk(*PARTS)
    chat.types("done")

    chat.taps(ending)

    assert chat.step == "card"
    assert chat.says[-1] == "Here: ."


# Choices switched on and off.

FAULTS = Ask(
    "faults", "What fits?", some(long="Too long", lost="Lost it", gap="Didn't know"), "A name helps."
)
WHICH = Ask("which", "Which of these?", SomeGiven(things), "", depends=("things",))
PICKED = Ask("picked", "What of it?", Line(), "", only_if=given("which"), depends=("which",))


def test_tap_switches_a_choice_on_and_off_in_one_message(talk: Talk) -> None:
    chat = talk(FAULTS, LAST)

    chat.taps("Lost it")
    assert chat.buttons == ["Too long", "✓ Lost it", "Didn't know", "Done"]
    chat.taps("Too long")
    chat.taps("✓ Lost it")

    assert chat.buttons == ["✓ Too long", "Lost it", "Didn't know", "Done"]
    assert chat.answers == {"faults": ["long"]}
    assert len(chat.messages) == 1


def test_done_shows_what_was_chosen_in_words(talk: Talk) -> None:
    chat = talk(FAULTS, LAST)
    chat.taps("Didn't know")
    chat.taps("Too long")

    chat.taps("Done")

    assert chat.step == "last"
    assert chat.messages[0].lines == ("What fits?", "→ Too long and Didn't know")
    assert chat.answers == {"faults": ["long, gap"]}


@pytest.mark.parametrize("text", ["1, 3", "3;1", "Too long, Didn't know", "too, didn", "1\n3"])
def test_choices_are_typed_by_number_or_label(talk: Talk, text: str) -> None:
    chat = talk(FAULTS, LAST)

    chat.types(text)

    assert chat.step == "faults"
    assert chat.answers == {"faults": ["long, gap"]}
    chat.types("done")
    assert chat.step == "last"


def test_typed_choices_take_the_place_of_those_before_and_can_be_switched_on_from_there(talk: Talk) -> None:
    chat = talk(FAULTS, LAST)
    chat.taps("Didn't know")
    chat.types("1")

    chat.taps("Lost it")

    assert chat.answers == {"faults": ["long, lost"]}


@pytest.mark.parametrize("text", ["1, 9", "purple", "1, purple"])
def test_choices_that_are_not_all_meant_change_nothing(talk: Talk, text: str) -> None:
    chat = talk(FAULTS, LAST)
    chat.taps("Too long")

    chat.types(text)

    assert chat.answers == {"faults": ["long"]}
    assert "Tap those that fit" in chat.says[0]


def test_last_choice_switched_off_leaves_none(talk: Talk) -> None:
    chat = talk(FAULTS, LAST)
    chat.taps("Too long")

    chat.taps("✓ Too long")

    assert chat.session.answers == ()
    chat.taps("Done")
    assert chat.messages[0].lines == ("What fits?", "→ Skipped")


@pytest.mark.parametrize("ending", ["Done", "Skip"])
def test_done_with_none_goes_on(talk: Talk, ending: str) -> None:
    chat = talk(FAULTS, LAST)

    chat.taps(ending)

    assert chat.step == "last"
    assert [one.state for one in chat.session.answers] == ["skipped"]


def test_another_choice_asks_again_what_hangs_on_it(talk: Talk) -> None:
    chat = talk(THINGS, WHICH, PICKED, LAST)
    chat.types("one\ntwo", "done", "1", "done", "a lot")
    chat.taps("Back")
    chat.taps("Back")

    chat.taps("two")
    chat.taps("Done")

    assert chat.step == "picked"
    assert chat.answers == {"things": ["one", "two"], "which": ["1, 2"]}


def test_choice_of_an_earlier_moment_switches_nothing(talk: Talk) -> None:
    chat = talk(THINGS, WHICH, LAST)
    chat.types("one\ntwo", "done")

    chat.presses("3")

    assert chat.step == "which"
    assert "which" not in chat.answers
    assert "from an earlier moment" in chat.says[0]


def test_choices_about_each_item_are_kept_apart(talk: Talk) -> None:
    chat = talk(THINGS, Each(things, ("things",), (FAULTS,)), LAST)
    chat.types("one\ntwo", "done")
    chat.taps("Too long")
    chat.taps("Done")

    assert where(chat) == ("faults", 1)
    assert chat.buttons == ["Too long", "Lost it", "Didn't know", "Done"]
    chat.taps("Lost it")
    chat.taps("✓ Lost it")
    chat.taps("Done")

    assert chat.step == "last"
    assert chat.answers["faults"] == ["long"]


def test_kind_that_has_no_choices_switches_none() -> None:
    with pytest.raises(NotImplementedError):
        Line().toggled("", "x", Answers(), known())


# Stories.


def test_story_in_several_messages_is_read_as_one(talk: Talk) -> None:
    chat = talk(Ask("story", "What happened?", Words(), ""), LAST)

    chat.types("They were late.", "Then a case.\nAbout prices.")
    assert chat.step == "story"
    assert chat.open.lines[:-1] == ("What happened?", "They were late.", "Then a case.\nAbout prices.")
    chat.taps("Done")

    assert chat.step == "last"
    assert chat.messages[0].lines == ("What happened?", "They were late.", "Then a case.\nAbout prices.")


def test_what_is_poured_out_is_kept_without_a_word(talk: Talk) -> None:
    chat = talk(Ask("poured", "Just as it comes.", Pouring(), "Nobody sorts it."), LAST)

    for text in ("They were late.", "- why leave\n- a case"):
        chat.types(text)
        assert chat.turn.replies == ()
    chat.sends("Photo", "the whiteboard")
    assert chat.turn.replies == ()
    chat.taps("Done")

    assert chat.step == "last"
    assert chat.answers["poured"] == ["They were late.", "why leave", "a case", "Photo: the whiteboard"]


def test_what_is_poured_out_without_words_is_said_so(talk: Talk) -> None:
    chat = talk(Ask("poured", "Just as it comes.", Pouring(), ""), LAST)

    chat.types("\u200b")

    assert chat.step == "poured"
    assert "That came without words" in chat.says[0]


# What is not kept.

OUT = Ask("out", "Let it out.", Unkept(), "It eases.")
SAID = "they never even read it"


def let_out(talk: Talk) -> Chat:
    chat = talk(OUT, LAST, CARD)
    chat.types(SAID, f"I say it again:\n- {SAID}")
    return chat


def test_what_is_let_out_is_met_without_a_word_and_not_kept(talk: Talk) -> None:
    chat = let_out(talk)
    assert chat.turn.replies == ()
    assert chat.step == "out"

    chat.taps("Done")

    assert chat.step == "last"
    assert chat.session.answers == (Answer("out", value="…"),)
    assert chat.messages[0].lines == ("Let it out.",)


def test_voice_and_pictures_are_let_go_like_words(talk: Talk) -> None:
    chat = talk(OUT, LAST)

    chat.sends("Voice message", SAID)
    chat.sends("Photo")
    chat.sends("Voice message")

    assert chat.turn.replies == ()
    assert chat.session.answers == (Answer("out", value="…"),)


@pytest.mark.parametrize("how", ["taps", "types"])
@pytest.mark.parametrize("end", ["Done", "Skip"])
def test_way_out_is_no_part_of_what_is_let_out(talk: Talk, how: str, end: str) -> None:
    chat = let_out(talk)

    chat.taps(end) if how == "taps" else chat.types(end)

    assert chat.step == "last"
    assert chat.session.answers == (Answer("out", value="…"),)


@pytest.mark.parametrize("end", ["Done", "Skip"])
def test_nothing_let_out_is_no_answer(talk: Talk, end: str) -> None:
    chat = talk(OUT, LAST)

    chat.taps(end)

    assert chat.answers == {}
    assert chat.messages[0].lines == ("Let it out.", "→ Skipped")


def test_nothing_of_it_comes_back_on_the_way_back_or_after_a_pause(talk: Talk) -> None:
    chat = let_out(talk)
    chat.comes_back("There you are.")
    assert not any("…" in line or "read it" in line for line in chat.says)

    chat.taps("Done")
    chat.taps("Back")

    assert chat.says == ["Let it out.", "Done when that's all."]


def test_no_list_and_no_card_shows_it(talk: Talk) -> None:
    chat = let_out(talk)
    chat.types("done", "bye")
    chat.taps("Done")

    assert [one.answers for one in chat.given] == [("bye",)]
    assert chat.card == ["Here: ."]


@pytest.mark.parametrize("ended", [False, True])
def test_edited_message_finds_nothing_to_change(talk: Talk, ended: bool) -> None:  # noqa: FBT001 -- a case
    chat = let_out(talk)
    if ended:
        chat.finishes()
    before = chat.session

    chat.edits(1, "something milder")

    assert chat.session == before
    assert chat.turn.replies == ()


# Don't know.

OFFER = Ask("offer", "How much is it?", Line(), "To compare.", may_not_know=True)
KNOWN_AND_SAID = (OFFER, Ask("deal", "Is that enough?", Line(), "", only_if=given("offer")), LAST)


@pytest.mark.parametrize(
    "how", [lambda chat: chat.taps("Don't know"), lambda chat: chat.types("don’t know.")]
)
def test_not_knowing_is_an_answer_of_its_own(talk: Talk, how: Callable[[Chat], object]) -> None:
    chat = talk(*KNOWN_AND_SAID)

    how(chat)

    assert chat.step == "last"
    assert [one.state for one in chat.session.answers] == ["unknown"]


def test_not_knowing_is_shown_and_not_as_skipped(talk: Talk) -> None:
    chat = talk(*KNOWN_AND_SAID)

    chat.taps("Don't know")
    assert chat.messages[0].lines == ("How much is it?", "→ Don't know yet")
    chat.taps("Back")

    assert chat.says[-1] == "You said: Don't know yet"


def test_skip_stays_skip_where_one_may_not_know(talk: Talk) -> None:
    chat = talk(*KNOWN_AND_SAID)
    chat.taps("Don't know")
    chat.taps("Back")

    chat.taps("Skip")

    assert [one.state for one in chat.session.answers] == ["skipped"]


def test_not_knowing_is_no_answer_where_it_is_not_offered(talk: Talk) -> None:
    chat = talk(LAST, THINGS)

    chat.presses(".unknown")

    assert "Don't know" not in chat.open.labels


@pytest.mark.parametrize(
    ("first", "then", "state"), [("Skip", "Don't know", "unknown"), ("Don't know", "Skip", "skipped")]
)
def test_list_that_was_passed_over_can_be_passed_over_otherwise(
    talk: Talk, first: str, then: str, state: str
) -> None:
    chat = talk(Ask("things", "What happened?", Several(), "", may_not_know=True), LAST)
    chat.taps(first)
    chat.taps("Back")

    chat.taps(then)

    assert [one.state for one in chat.session.answers] == [state]


# What follows, and changes after the end.


def ended(talk: Talk, label: str = "Go on") -> Chat:
    chat = talk(THINGS, EACH, LAST, CARD)
    chat.types("one", "done", "strong", "fine", "bye")
    chat.taps(label)
    return chat


def test_choice_names_what_follows_once_it_is_over(talk: Talk) -> None:
    assert ended(talk).turn.then == ("flow:more",)
    assert ended(talk, "Done").turn.then == ()


def test_nothing_follows_before_the_end(talk: Talk) -> None:
    chat = talk(CARD, LAST, THINGS)

    chat.taps("Go on")

    assert chat.turn.then == ()


def test_changed_answer_brings_the_card_again_and_what_followed_does_not_follow_twice(talk: Talk) -> None:
    chat = ended(talk)

    chat.goes_to("rating", 0)
    assert chat.says == ["“one”: how was it?", "You said: Strong"]
    chat.taps("Rough")
    chat.types("the number")
    assert chat.step == "card"
    assert chat.open.lines == ("Here: rough.",)
    chat.taps("Done")

    assert chat.step == DONE
    assert chat.turn.then == ()


def test_corrected_message_after_the_end_lets_nothing_follow_again(talk: Talk) -> None:
    chat = ended(talk)

    chat.edits(chat.sent, "good bye")

    assert chat.step == DONE
    assert chat.turn.then == ()
    assert chat.says == ["Changed. It now says: good bye", "Here: strong."]


def test_change_in_the_middle_leads_back_to_where_one_was(talk: Talk) -> None:
    chat = in_the_middle(talk)
    chat.types("strong", "fine", "strong")

    chat.goes_to("rating", 0)
    chat.taps("Strong")

    assert where(chat) == ("word", 1)


def test_skipped_change_in_the_middle_goes_on_too(talk: Talk) -> None:
    chat = in_the_middle(talk)
    chat.types("strong", "fine")

    chat.goes_to("word", 0)
    chat.taps("Skip")

    assert where(chat) == ("rating", 1)


def test_change_after_a_stop_opens_it_again(talk: Talk) -> None:
    chat = in_the_middle(talk)
    chat.types("strong")
    chat.stops()

    chat.goes_to("rating", 0)
    chat.taps("Rough")

    assert where(chat) == ("word", 0)


BEHIND = Ask("zone", "Where are you?", Line(), "", only_if=given("card", "more"))


def test_question_behind_the_card_can_be_changed_and_the_choice_stays(talk: Talk) -> None:
    chat = talk(LAST, CARD, BEHIND)
    chat.types("bye")
    chat.taps("Go on")
    chat.types("Madrid")

    chat.goes_to("zone")
    chat.types("Lima")

    assert chat.step == DONE
    assert chat.answers == {"last": ["bye"], "card": ["more"], "zone": ["Lima"]}


STALE = (
    Ask("feeling", "How was it?", choice(good="Good", rough="Rough"), ""),
    THINGS,
    Ask("again", "Which?", SomeGiven(things), "", only_if=given("feeling", "good"), depends=("things",)),
    Ask(
        "better",
        lambda answers, known: (Phrase("What of {it}?", {"it": answers.text("again")}),),
        Line(),
        "",
        only_if=given("again"),
        depends=("again",),
    ),
    LAST,
    CARD,
)


def stale(talk: Talk) -> Chat:
    """An answer is kept to a question that is not asked any more."""
    chat = talk(*STALE)
    feeling = chat.types("good")
    chat.types("one", "done", "1", "done", "a lot")
    chat.edits(feeling, "rough")
    return chat


def test_answer_that_leads_nowhere_any_more_does_not_count(talk: Talk) -> None:
    chat = stale(talk)

    live = chat.flow.live(Answers(chat.session.answers), chat.known)

    assert not live.has("again")
    assert not live.has("better")
    assert chat.answers["better"] == ["a lot"]


def test_answer_that_leads_nowhere_counts_again_once_it_leads_somewhere(talk: Talk) -> None:
    chat = stale(talk)

    chat.goes_to("feeling")
    chat.taps("Good")

    assert chat.step == "last"
    assert chat.flow.live(Answers(chat.session.answers), chat.known).text("better") == "a lot"


def test_question_that_is_not_asked_any_more_gives_way_to_the_open_one(talk: Talk) -> None:
    chat = stale(talk)

    chat.goes_to("better")

    assert chat.step == "last"
    assert chat.says[-1] == "Anything else?"


@pytest.mark.parametrize("way", ["ends", "stops"])
def test_question_that_is_not_asked_any_more_opens_nothing_after_the_end(talk: Talk, way: str) -> None:
    chat = stale(talk)
    chat.finishes() if way == "ends" else chat.stops()
    before = chat.session

    chat.goes_to("better")

    assert chat.session == before
    assert chat.says == (["Here: ."] if way == "ends" else [])


def test_everything_given_is_listed_in_the_order_of_the_flow(talk: Talk) -> None:
    chat = in_the_middle(talk)
    chat.types("rough", "fine", "skip", "strong")

    found = chat.given

    assert [(one.spot.ask.name, one.spot.place) for one in found] == [
        ("things", 0),
        ("rating", 0),
        ("word", 0),
        ("fault", 0),
        ("rating", 1),
    ]
    assert [one.answers for one in found] == [("one", "two"), ("Rough",), ("fine",), (), ("Strong",)]


def test_answer_whose_question_cannot_be_worded_any_more_is_listed_under_its_step(
    talk: Talk, tell: Tell
) -> None:
    def quoting(answers: Answers, known: Known) -> tuple[Phrase, ...]:
        return (Phrase("What of {it}?", {"it": answers.text("gone")}),)

    chat = talk(LAST, CARD)
    chat.types("bye")
    chat.flow = tell(replace(LAST, text=quoting), CARD)

    assert [plain(line) for line in chat.given[0].question] == ["last"]
    assert chat.given[0].answers == ("bye",)


def test_card_shows_what_counts_now(talk: Talk) -> None:
    chat = ended(talk)

    assert chat.card == ["Here: strong."]


def test_flow_without_a_card_ends_with_its_last_question(tell: Tell) -> None:
    assert tell(THINGS, LAST).card is LAST
    assert tell(THINGS, LAST, CARD, BEHIND).card is CARD


def test_item_is_none_outside_of_the_items() -> None:
    with pytest.raises(NotGiven):
        _ = Answers().item
