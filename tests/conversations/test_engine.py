"""One conversation, message by message: answers typed and tapped, controls, corrections, resumes and upgrades."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from conversations import engine
from conversations.answers import Answers, Day, Line, OneGiven, Several, choice
from conversations.engine import Heard
from conversations.engine.machine import machine_of
from conversations.known import Known
from conversations.script import Ask, Flow, Say, given
from conversations.session import DONE, STOPPED, Answer, Phrase, Session
from tests.conversations.chat import ACME, TODAY, Chat, known

Talk = Callable[..., Chat]
Tell = Callable[..., Flow]

GOOD_OR_ROUGH = choice(good="Good", rough="Rough")


def quoted(answers: Answers, known: Known) -> tuple[Phrase, ...]:
    """The item that was picked, and a question about it."""
    return (Phrase("What of {item}?", {"item": answers.items("things")[int(answers.text("which")) - 1]}),)


def things(answers: Answers, known: Known) -> tuple[str, ...]:
    """What happened."""
    return answers.items("things")


def picked_one(answers: Answers, known: Known) -> bool:
    """One of the things was picked."""
    return answers.text("which") != "none"


def today(known: Known) -> str:
    return known.begun.isoformat()


def nothing(known: Known) -> None:
    """Skipped in advance."""


FEELING = Ask("feeling", "How was it?", GOOD_OR_ROUGH, "It sets the pace.")
PLACE = Ask("place", "Where was it?", Line(), "To find it again. For example: at Acme.")
REASON = Ask("reason", "What was rough?", Line(), "So that it is written.", only_if=given("feeling", "rough"))
THINGS = Ask("things", "What happened?", Several(), "It fades.")
WHICH = Ask(
    "which", "Which matters?", OneGiven(things, none="None"), "One is enough.", given("things"), ("things",)
)
MATTER = Ask("matter", quoted, Line(), "In a line.", picked_one, ("which",), in_place=True)
LAST = Ask("last", "Anything else?", Line(), "The last word.")
DAY = Ask("day", "Which day?", Day(), "To sort it.", preset=today)
MORE = Ask("more", "What more?", Several(), "What you would miss.", preset=nothing)
CARD = Ask(
    "card",
    "Here it is.",
    choice(day="Another day", more="Add more", done="Done"),
    "",
    jumps={"day": "day", "more": "more"},
    closes=True,
)
ENDING = (DAY, MORE, CARD)


# Begin and answer.


def test_begins_at_the_first_question_with_what_stands_before_it(talk: Talk) -> None:
    chat = talk(Say("Hello."), PLACE)

    assert chat.step == "place"
    assert chat.says == ["Hello.", "Where was it?"]
    assert chat.session.revision == 1


def test_passes_by_a_first_question_whose_rule_does_not_hold(talk: Talk) -> None:
    chat = talk(
        Ask("about_name", "Still?", Line(), "", only_if=lambda answers, about: bool(about.name)), PLACE
    )

    assert chat.step == "place"


def test_typed_answer_leads_to_a_new_message(talk: Talk) -> None:
    chat = talk(PLACE, LAST)

    message = chat.types("at Acme")

    assert chat.step == "last"
    assert chat.answers == {"place": ["at Acme"]}
    assert chat.session.answers[0].raw == "at Acme"
    assert chat.session.answers[0].message == message
    assert [one.lines for one in chat.messages] == [("Where was it?",), ("Anything else?",)]


def test_tapped_answer_stays_in_the_message_of_its_question(talk: Talk) -> None:
    chat = talk(FEELING, PLACE)

    chat.taps("Good")

    assert [one.lines for one in chat.messages] == [("How was it?", "→ Good"), ("Where was it?",)]
    assert chat.messages[0].buttons == ()
    assert (chat.session.answers[0].value, chat.session.answers[0].raw) == ("good", "Good")
    assert chat.session.answers[0].message is None


def test_tapped_answer_keeps_what_was_said_before_its_question(talk: Talk) -> None:
    chat = talk(Say("Hello."), FEELING, PLACE)

    chat.taps("Good")

    assert chat.messages[0].lines == ("Hello.", "How was it?", "→ Good")


def test_next_question_takes_the_place_of_the_tapped_one_where_the_flow_says_so(talk: Talk) -> None:
    chat = talk(THINGS, WHICH, MATTER, LAST)
    chat.types("one", "Done")
    before = len(chat.messages)

    chat.taps("one")

    assert len(chat.messages) == before
    assert chat.open.lines == ("What of one?",)


def test_next_question_is_a_new_message_after_a_typed_one_even_then(talk: Talk) -> None:
    chat = talk(THINGS, WHICH, MATTER, LAST)
    chat.types("one", "Done")
    before = len(chat.messages)

    chat.types("1")

    assert len(chat.messages) == before + 1


def test_answer_that_cannot_be_read_leaves_the_question_open(talk: Talk) -> None:
    chat = talk(FEELING, PLACE)

    chat.types("purple")

    assert chat.step == "feeling"
    assert chat.answers == {}
    assert "purple" in chat.says[0]
    assert chat.says[-1] == "How was it?"
    assert chat.buttons == ["Good", "Rough"]


def test_what_is_said_depends_on_the_answer_just_given(talk: Talk) -> None:
    script = (FEELING, Say("Oh.", only_if=given("feeling", "rough")), PLACE)

    assert talk(*script).taps("Rough").replies[-1].lines[0].text == "Oh."
    assert talk(*script).taps("Good").replies[-1].lines[0].text == "**Where was it?**"


def test_answer_leads_by_the_rules_of_the_flow(talk: Talk) -> None:
    chat = talk(FEELING, REASON, PLACE)

    chat.taps("Rough")

    assert chat.step == "reason"


def test_last_answer_ends_the_conversation_with_the_last_sentence(talk: Talk) -> None:
    chat = talk(PLACE)
    before = chat.session.revision

    chat.types("at Acme")

    assert chat.step == DONE
    assert chat.session.ended
    assert chat.says == ["That is all."]
    assert chat.session.revision > before


def test_revision_grows_with_every_question(talk: Talk) -> None:
    chat = talk(FEELING, PLACE, LAST)
    revisions = [chat.session.revision]

    for text in ("good", "at Acme"):
        chat.types(text)
        revisions.append(chat.session.revision)

    assert revisions == sorted(set(revisions))


# Files that tell a story.


def test_story_may_be_told_by_voice(talk: Talk) -> None:
    chat = talk(PLACE, LAST)

    chat.sends("Voice message", " to be heard ")

    assert chat.step == "last"
    assert chat.answers["place"] == ["Voice message: to be heard"]


def test_file_without_words_is_named_by_what_it_is(talk: Talk) -> None:
    chat = talk(THINGS, LAST)

    chat.sends("Photo", "\u200b")

    assert chat.answers["things"] == ["Photo"]
    assert chat.step == "things"


def test_file_is_no_choice(talk: Talk) -> None:
    chat = talk(FEELING, PLACE)

    chat.sends("Voice message", "good")

    assert chat.step == "feeling"
    assert chat.answers == {}
    assert "Typed words will do" in chat.says[0]


# Skip.


@pytest.mark.parametrize("how", [lambda chat: chat.taps("Skip"), lambda chat: chat.types("skip")])
def test_skip_goes_on_and_remembers_that_it_was_skipped(talk: Talk, how: Callable[[Chat], object]) -> None:
    chat = talk(FEELING, PLACE)

    how(chat)

    assert chat.step == "place"
    assert [one.state for one in chat.session.answers] == ["skipped"]


def test_tapped_skip_is_seen_in_its_question(talk: Talk) -> None:
    chat = talk(FEELING, PLACE)

    chat.taps("Skip")

    assert chat.messages[0].lines == ("How was it?", "→ Skipped")


def test_rule_over_a_skipped_answer_does_not_hold(talk: Talk) -> None:
    chat = talk(FEELING, REASON, PLACE)

    chat.taps("Skip")

    assert chat.step == "place"


# Why?


@pytest.mark.parametrize("how", [lambda chat: chat.taps("Why?"), lambda chat: chat.types("why")])
def test_why_says_the_reason_and_the_question_stays_open(talk: Talk, how: Callable[[Chat], object]) -> None:
    chat = talk(PLACE, LAST)
    revision = chat.session.revision

    how(chat)

    assert chat.step == "place"
    assert chat.says == ["Where was it?", "", "To find it again. For example: at Acme."]
    assert chat.session.revision == revision
    chat.types("at Acme")
    assert chat.step == "last"


def test_tapped_why_stays_in_one_message(talk: Talk) -> None:
    chat = talk(PLACE, LAST)

    chat.taps("Why?")

    assert len(chat.messages) == 1


# Back.


@pytest.mark.parametrize("how", [lambda chat: chat.taps("Back"), lambda chat: chat.types("back")])
def test_back_shows_the_question_before_with_its_answer(talk: Talk, how: Callable[[Chat], object]) -> None:
    chat = talk(FEELING, PLACE)
    chat.types("good")

    how(chat)

    assert chat.step == "feeling"
    assert chat.says == ["How was it?", "You said: Good"]
    assert chat.answers == {"feeling": ["good"]}


def test_tapped_back_stays_in_one_message(talk: Talk) -> None:
    chat = talk(FEELING, PLACE)
    chat.types("good")
    before = len(chat.messages)

    chat.taps("Back")

    assert len(chat.messages) == before


def test_back_to_a_skipped_question_says_so(talk: Talk) -> None:
    chat = talk(FEELING, PLACE)
    chat.taps("Skip")

    chat.taps("Back")

    assert chat.says == ["How was it?", "You skipped this."]


def test_back_from_the_first_question_stays_there(talk: Talk) -> None:
    chat = talk(FEELING, PLACE)

    chat.types("Back")

    assert "Back" not in chat.open.labels
    assert chat.step == "feeling"


def test_back_passes_by_questions_that_were_not_asked(talk: Talk) -> None:
    chat = talk(FEELING, REASON, DAY, PLACE)
    chat.types("good")

    chat.taps("Back")

    assert chat.step == "feeling"


def test_back_and_the_same_answer_comes_to_where_one_was(talk: Talk) -> None:
    chat = talk(FEELING, PLACE, THINGS, LAST)
    chat.types("good", "at Acme", "one", "done")

    chat.taps("Back")
    chat.taps("Back")
    chat.taps("Back")
    chat.taps("Good")

    assert chat.step == "last"
    assert chat.answers == {"feeling": ["good"], "place": ["at Acme"], "things": ["one"]}


def test_answer_changed_after_back_opens_its_branch_and_keeps_the_rest(talk: Talk) -> None:
    chat = talk(FEELING, REASON, PLACE, LAST)
    chat.types("good", "at Acme")
    chat.taps("Back")
    chat.taps("Back")

    chat.taps("Rough")
    assert chat.step == "reason"
    chat.types("the noise")

    assert chat.step == "last"
    assert chat.answers["place"] == ["at Acme"]


def test_what_depends_on_a_changed_answer_is_asked_again_and_the_rest_is_kept(talk: Talk) -> None:
    chat = talk(THINGS, WHICH, MATTER, PLACE, LAST)
    chat.types("one\ntwo", "done", "1", "a lot", "at Acme")
    for _ in range(3):
        chat.taps("Back")

    chat.taps("two")

    assert chat.step == "matter"
    assert chat.answers == {"things": ["one", "two"], "which": ["2"], "place": ["at Acme"]}
    chat.types("little")
    assert chat.step == "last"


def test_what_depends_on_an_answer_that_stayed_is_kept(talk: Talk) -> None:
    chat = talk(THINGS, WHICH, MATTER, PLACE, LAST)
    chat.types("one\ntwo", "done", "1", "a lot", "at Acme")
    for _ in range(3):
        chat.taps("Back")

    chat.taps("one")

    assert chat.step == "last"
    assert chat.answers["matter"] == ["a lot"]


def test_item_added_after_back_asks_again_what_depends_on_the_items(talk: Talk) -> None:
    chat = talk(THINGS, WHICH, MATTER, LAST)
    chat.types("one\ntwo", "done", "none")
    chat.taps("Back")
    chat.taps("Back")

    chat.types("three")
    chat.taps("Done")

    assert chat.step == "which"


def test_what_depends_goes_with_the_answer_however_far_it_hangs(talk: Talk) -> None:
    chat = talk(
        PLACE,
        Ask("near", "Near what?", Line(), "", None, ("place",)),
        Ask("far", "?", Line(), "", None, ("near",)),
        LAST,
    )
    chat.types("at Acme", "the park", "the river")
    for _ in range(3):
        chat.taps("Back")

    chat.types("at Lindt")

    assert chat.step == "near"
    assert chat.answers == {"place": ["at Lindt"]}


def test_back_leads_on_the_way_here_though_the_rule_of_the_question_holds_no_more(talk: Talk) -> None:
    def nobody_yet(answers: Answers, known: Known) -> bool:
        return not known.applications

    chat = talk(FEELING, Ask("first", "Your first?", Line(), "", only_if=nobody_yet), PLACE)
    chat.types("good")
    chat.known = known(ACME)

    chat.taps("Back")

    assert chat.step == "feeling"


# Several answers to one question.


def test_items_come_one_at_a_time_into_one_message(talk: Talk) -> None:
    chat = talk(THINGS, LAST)

    chat.types("one", "two")

    assert chat.step == "things"
    assert chat.open.lines == ("What happened?", "1. one", "2. two", "Done when that's all.")
    assert len(chat.messages) == 1


def test_lines_of_one_message_are_items(talk: Talk) -> None:
    chat = talk(THINGS, LAST)

    message = chat.types("- one\n- two\n\n- three")

    assert chat.answers == {"things": ["one", "two", "three"]}
    assert {one.message for one in chat.session.answers} == {message}
    assert [one.place for one in chat.session.answers] == [0, 1, 2]


@pytest.mark.parametrize("how", [lambda chat: chat.taps("Done"), lambda chat: chat.types("done")])
def test_done_goes_on_with_the_items(talk: Talk, how: Callable[[Chat], object]) -> None:
    chat = talk(THINGS, LAST)
    chat.types("one", "two")

    how(chat)

    assert chat.step == "last"
    assert chat.answers == {"things": ["one", "two"]}


def test_tapped_done_leaves_the_items_in_their_message(talk: Talk) -> None:
    chat = talk(THINGS, LAST)
    chat.types("one", "two")

    chat.taps("Done")

    assert chat.messages[0].lines == ("What happened?", "1. one", "2. two")
    assert chat.messages[0].buttons == ()


def test_skip_after_some_items_takes_none_away(talk: Talk) -> None:
    chat = talk(THINGS, LAST)
    chat.types("one")

    chat.taps("Skip")

    assert chat.step == "last"
    assert chat.answers == {"things": ["one"]}


def test_done_without_an_item_is_skip(talk: Talk) -> None:
    chat = talk(THINGS, LAST)

    chat.taps("Done")

    assert chat.messages[0].lines == ("What happened?", "→ Skipped")
    assert [one.state for one in chat.session.answers] == ["skipped"]


def test_item_after_a_skip_takes_its_place(talk: Talk) -> None:
    chat = talk(THINGS, LAST)
    chat.taps("Skip")
    chat.taps("Back")

    chat.types("one")
    chat.taps("Done")

    assert chat.answers == {"things": ["one"]}
    assert [one.state for one in chat.session.answers] == ["answered"]


def test_item_without_a_word_is_refused_and_the_others_stay(talk: Talk) -> None:
    chat = talk(THINGS, LAST)
    chat.types("one")

    chat.types("\u200b")

    assert chat.answers == {"things": ["one"]}
    assert "That came without words" in chat.says[0]


# Answers in advance, and the closing card.


def test_question_answered_in_advance_is_not_asked(talk: Talk) -> None:
    chat = talk(FEELING, *ENDING, about=known(begun=TODAY - timedelta(days=1)))

    chat.taps("Good")

    assert chat.step == "card"
    assert chat.answers["day"] == ["2026-03-11"]


def test_question_left_out_in_advance_is_skipped(talk: Talk) -> None:
    chat = talk(FEELING, *ENDING)

    chat.taps("Good")

    assert chat.step == "card"
    assert ("more", "skipped") in [(one.step, one.state) for one in chat.session.answers]


def test_card_goes_back_to_change_an_answer_in_the_same_message(talk: Talk) -> None:
    chat = talk(FEELING, *ENDING)
    chat.taps("Good")
    before = len(chat.messages)

    chat.taps("Another day")

    assert chat.step == "day"
    assert chat.says == ["Which day?", "So far: Today"]
    assert len(chat.messages) == before


def test_card_goes_back_to_change_an_answer_by_a_typed_label(talk: Talk) -> None:
    chat = talk(FEELING, *ENDING)
    chat.taps("Good")

    chat.types("another day")

    assert chat.step == "day"


def test_card_comes_again_after_the_change(talk: Talk) -> None:
    chat = talk(FEELING, *ENDING)
    chat.taps("Good")

    chat.taps("Another day")
    chat.taps("Yesterday")
    chat.taps("Add more")
    chat.types("a thing", "another", "done")

    assert chat.step == "card"
    assert chat.answers == {"feeling": ["good"], "day": ["2026-03-11"], "more": ["a thing", "another"]}


def test_card_closes_with_its_last_button(talk: Talk) -> None:
    chat = talk(FEELING, *ENDING)
    chat.taps("Good")

    chat.taps("Done")

    assert chat.step == DONE
    assert chat.messages[-2].lines == ("Here it is.",)
    assert chat.messages[-2].buttons == ()
    assert chat.messages[-1].lines == ("That is all.",)


def test_card_offers_the_way_back_and_nothing_to_skip(talk: Talk) -> None:
    chat = talk(FEELING, *ENDING)
    chat.taps("Good")

    assert chat.open.labels == ["Another day", "Add more", "Done", "Back"]
    chat.taps("Back")
    assert chat.step == "feeling"


def test_why_on_the_card_leaves_no_empty_lines(talk: Talk) -> None:
    chat = talk(FEELING, *ENDING)
    chat.taps("Good")

    chat.types("why?")

    assert chat.step == "card"
    assert "" not in chat.says


# Buttons of an earlier moment.


@pytest.mark.parametrize("code", ["maybe", ".pause", "", "a1", "1"])
def test_code_that_stands_nowhere_changes_nothing(talk: Talk, code: str) -> None:
    chat = talk(FEELING, PLACE)

    chat.presses(code)

    assert chat.step == "feeling"
    assert chat.answers == {}
    assert chat.buttons == ["Good", "Rough"]


def test_code_on_a_question_without_buttons_is_no_answer(talk: Talk) -> None:
    chat = talk(PLACE, LAST)

    chat.presses("good")

    assert chat.step == "place"
    assert "from an earlier moment" in chat.says[0]


# Pause, stop, resume.


def test_pause_keeps_the_place_and_outdates_the_buttons(talk: Talk) -> None:
    chat = talk(FEELING, PLACE)
    chat.taps("Good")
    before = chat.session

    chat.taps("Pause")

    assert (chat.step, chat.session.answers) == (before.step, before.answers)
    assert chat.session.revision > before.revision
    assert "/small" in chat.says[0]


def test_stop_ends_and_keeps_what_was_said(talk: Talk) -> None:
    chat = talk(FEELING, PLACE)
    chat.taps("Good")

    chat.stops()

    assert chat.step == STOPPED
    assert chat.session.ended
    assert chat.answers == {"feeling": ["good"]}
    assert chat.says == ["Stopped here. What you told me is kept."]


def test_resume_asks_the_open_question_again_with_fresh_buttons(talk: Talk) -> None:
    chat = talk(FEELING, Say("So."), PLACE)
    chat.taps("Good")
    before = chat.session

    chat.comes_back("There you are.")

    assert chat.step == "place"
    assert chat.says == ["There you are.", "So.", "Where was it?"]
    assert chat.session.revision > before.revision
    assert chat.session.answers == before.answers


def test_resume_days_later_keeps_a_day_that_was_answered(talk: Talk) -> None:
    chat = talk(Ask("on", "When?", Day(), ""), PLACE)
    chat.taps("Yesterday")

    chat.comes_back(about=known(today=TODAY + timedelta(days=40), begun=TODAY))

    assert chat.step == "place"
    assert chat.answers == {"on": ["2026-03-11"]}


def test_resume_after_back_stays_at_the_question_one_went_back_to(talk: Talk) -> None:
    chat = talk(FEELING, PLACE, LAST)
    chat.types("good", "at Acme")
    chat.taps("Back")

    chat.comes_back()

    assert chat.step == "place"
    assert chat.says == ["Where was it?", "You said: at Acme"]


def test_resume_stays_at_an_answer_in_advance_one_went_to_change(talk: Talk) -> None:
    chat = talk(FEELING, *ENDING)
    chat.taps("Good")
    chat.taps("Another day")

    chat.comes_back()

    assert chat.step == "day"


def test_resume_of_items_shows_them(talk: Talk) -> None:
    chat = talk(THINGS, LAST)
    chat.types("one", "two")

    chat.comes_back()

    assert chat.says == ["What happened?", "1. one", "2. two", "Done when that's all."]


def test_resume_of_what_is_finished_finishes(talk: Talk) -> None:
    chat = talk(PLACE)
    chat.types("at Acme")

    chat.comes_back()

    assert chat.step == DONE


# An upgrade while somebody is away.


def test_question_added_before_the_open_one_is_asked_first(talk: Talk, tell: Tell) -> None:
    chat = talk(FEELING, LAST)
    chat.types("good")

    chat.flow = tell(FEELING, PLACE, LAST)
    chat.comes_back()

    assert chat.step == "place"
    chat.types("at Acme")
    assert chat.step == "last"


def test_question_removed_is_passed_over_and_its_answer_is_not_lost(talk: Talk, tell: Tell) -> None:
    chat = talk(FEELING, PLACE, LAST)
    chat.types("good", "at Acme")

    chat.flow = tell(FEELING, LAST)
    chat.comes_back()

    assert chat.step == "last"
    assert chat.answers == {"feeling": ["good"], "place": ["at Acme"]}


def test_open_question_removed_gives_way_to_the_next(talk: Talk, tell: Tell) -> None:
    chat = talk(FEELING, PLACE, LAST)
    chat.types("good")

    chat.flow = tell(FEELING, LAST)
    chat.comes_back()

    assert chat.step == "last"


def test_answer_to_a_question_that_was_removed_asks_the_next(talk: Talk, tell: Tell) -> None:
    chat = talk(FEELING, PLACE, LAST)
    chat.types("good")

    chat.flow = tell(FEELING, LAST)
    chat.types("at Acme")

    assert chat.step == "last"
    assert chat.answers == {"feeling": ["good"]}


@pytest.mark.parametrize("trigger", [engine.pause, engine.stop])
def test_conversation_at_a_removed_question_can_be_left(
    talk: Talk, tell: Tell, trigger: Callable[..., object]
) -> None:
    chat = talk(FEELING, PLACE, LAST)
    chat.types("good")
    chat.flow = tell(FEELING, LAST)

    chat.stops() if trigger is engine.stop else chat.pauses()

    assert chat.answers == {"feeling": ["good"]}


def test_questions_reordered_keep_their_answers(talk: Talk, tell: Tell) -> None:
    chat = talk(FEELING, PLACE, THINGS, LAST)
    chat.types("good", "at Acme")

    chat.flow = tell(THINGS, PLACE, FEELING, LAST, about="place")
    chat.comes_back()

    assert chat.step == "things"
    chat.taps("Done")
    assert chat.step == "last"
    assert chat.answers == {"feeling": ["good"], "place": ["at Acme"]}


def test_answer_that_no_longer_fits_is_asked_again(talk: Talk, tell: Tell) -> None:
    chat = talk(FEELING, PLACE)
    chat.types("good")

    chat.flow = tell(Ask("feeling", "How was it?", choice(fine="Fine", bad="Bad"), ""), PLACE)
    chat.comes_back()

    assert chat.step == "feeling"
    assert chat.says == ["How was it?", "You said: good"]
    chat.taps("Fine")
    assert chat.step == "place"


def test_label_that_changed_is_another_word_for_the_same_answer(talk: Talk, tell: Tell) -> None:
    chat = talk(FEELING, PLACE)
    chat.types("good")

    chat.flow = tell(Ask("feeling", "How was it?", choice(rough="Hard", good="Well"), ""), PLACE)
    chat.comes_back()

    assert chat.step == "place"
    chat.taps("Back")
    assert chat.says[-1] == "You said: Well"


def test_every_question_removed_but_one_still_goes_on(talk: Talk, tell: Tell) -> None:
    chat = talk(FEELING, THINGS, PLACE)
    chat.types("good", "one")

    chat.flow = tell(LAST)
    chat.types("whatever")
    chat.types("the end")

    assert chat.step == DONE


# An edited message.


def test_correction_in_the_middle_changes_the_answer_and_leaves_the_question_open(talk: Talk) -> None:
    chat = talk(PLACE, THINGS, LAST)
    message = chat.types("at Akme")

    chat.edits(message, "at Acme")

    assert chat.step == "things"
    assert chat.answers == {"place": ["at Acme"]}
    assert chat.says[0] == "Changed. It now says: at Acme"
    assert chat.open.lines == ("What happened?",)


def test_correction_of_a_choice_is_said_back_in_words(talk: Talk) -> None:
    chat = talk(FEELING, PLACE)
    message = chat.types("good")

    chat.edits(message, "rough")

    assert chat.says[0] == "Changed. It now says: Rough"


def test_correction_that_opens_a_branch_asks_it(talk: Talk) -> None:
    chat = talk(FEELING, REASON, PLACE, LAST)
    message = chat.types("good")
    chat.types("at Acme")

    chat.edits(message, "rough")

    assert chat.step == "reason"
    chat.types("the noise")
    assert chat.step == "last"


def test_correction_that_closes_the_branch_one_stands_in_goes_on_behind_it(talk: Talk) -> None:
    chat = talk(FEELING, REASON, PLACE)
    message = chat.types("rough")

    chat.edits(message, "good")

    assert chat.step == "place"


def test_correction_of_one_item_keeps_its_place_and_what_hangs_on_the_others(talk: Talk) -> None:
    chat = talk(THINGS, WHICH, MATTER, LAST)
    chat.types("one")
    message = chat.types("tow")
    chat.types("three", "done", "3", "a lot")

    chat.edits(message, "two")

    assert chat.answers == {"things": ["one", "two", "three"], "which": ["3"], "matter": ["a lot"]}
    assert chat.step == "last"


def test_correction_into_two_items_asks_again_what_counted_on_their_numbers(talk: Talk) -> None:
    chat = talk(THINGS, WHICH, MATTER, LAST)
    message = chat.types("one and two")
    chat.types("three", "done", "2", "a lot")

    chat.edits(message, "one\ntwo")

    assert chat.answers == {"things": ["one", "two", "three"]}
    assert chat.step == "which"
    assert chat.buttons == ["one", "two", "three", "None"]


def test_correction_of_a_message_with_several_items_replaces_them_all(talk: Talk) -> None:
    chat = talk(THINGS, LAST)
    chat.types("zero")
    message = chat.types("one\ntwo\nthree")
    chat.types("four")

    chat.edits(message, "uno")

    assert chat.answers == {"things": ["zero", "uno", "four"]}
    assert chat.step == "things"
    assert [one.place for one in chat.session.answers] == [0, 1, 2]


def test_correction_that_cannot_be_read_changes_nothing(talk: Talk) -> None:
    chat = talk(FEELING, PLACE)
    message = chat.types("good")
    before = chat.session

    chat.edits(message, "purple")

    assert chat.session == before
    assert "purple" in chat.says[0]
    assert chat.says[-1] == "What stood there before stays."


def test_correction_of_a_message_that_answered_nothing_says_nothing(talk: Talk) -> None:
    chat = talk(FEELING, PLACE)
    message = chat.types("purple")
    before = chat.session

    chat.edits(message, "good")

    assert chat.session == before
    assert chat.says == []


def test_correction_of_an_answer_whose_question_is_gone_changes_nothing(talk: Talk, tell: Tell) -> None:
    chat = talk(FEELING, PLACE, LAST)
    chat.types("good")
    message = chat.types("at Akme")
    before = chat.session
    chat.flow = tell(FEELING, LAST)

    chat.edits(message, "at Acme")

    assert chat.session == before


def test_correction_of_a_typed_skip_is_an_answer(talk: Talk) -> None:
    chat = talk(PLACE, LAST)
    message = chat.types("skip")

    chat.edits(message, "at Acme")

    assert chat.answers == {"place": ["at Acme"]}


def test_correction_after_the_end_shows_the_card_anew_and_asks_nothing(talk: Talk) -> None:
    def card(answers: Answers, known: Known) -> tuple[Phrase, ...]:
        return (Phrase("It was {where}.", {"where": answers.text("place")}),)

    chat = talk(PLACE, Ask("card", card, choice(done="Done"), "", closes=True))
    message = chat.types("at Akme")
    chat.taps("Done")
    revision = chat.session.revision

    chat.edits(message, "at Acme")

    assert chat.step == DONE
    assert chat.session.revision == revision
    assert chat.says == ["Changed. It now says: at Acme", "It was at Acme."]
    assert not any(reply.asks for reply in chat.turn.replies)


def test_correction_after_a_stop_changes_the_answer_and_says_so(talk: Talk) -> None:
    chat = talk(PLACE, LAST)
    message = chat.types("at Akme")
    chat.stops()

    chat.edits(message, "at Acme")

    assert chat.step == STOPPED
    assert chat.answers == {"place": ["at Acme"]}
    assert chat.says == ["Changed. It now says: at Acme"]


# Values in, values out.


def test_same_message_leads_to_the_same_turn(tell: Tell) -> None:
    flow = tell(FEELING, REASON, PLACE)
    begun = engine.begin(flow, 1, known())

    once = engine.answer(flow, begun.session, Heard(words="rough", message=1), known())
    again = engine.answer(flow, begun.session, Heard(words="rough", message=1), known())

    assert once == again
    assert begun.session.answers == ()


def test_conversations_of_one_flow_know_nothing_of_each_other(tell: Tell) -> None:
    flow = tell(FEELING, REASON, PLACE)
    mine, theirs = Chat(flow, number=1), Chat(flow, number=2)

    mine.taps("Rough")
    theirs.taps("Good")

    assert (mine.step, theirs.step) == ("reason", "place")
    assert machine_of(flow).models == []


def test_failure_inside_a_rule_leaves_no_conversation_in_the_machine(tell: Tell) -> None:
    def broken(answers: Answers, known: Known) -> bool:
        raise ArithmeticError

    flow = tell(FEELING, Ask("place", "Where?", Line(), "", only_if=given("feeling")), LAST)
    session = engine.begin(flow, 1, known()).session
    flow = tell(FEELING, Ask("place", "Where?", Line(), "", only_if=broken), LAST)

    with pytest.raises(ArithmeticError):
        engine.answer(flow, session, Heard(words="good"), known())
    assert machine_of(flow).models == []


def test_session_moves_as_a_new_value() -> None:
    session = Session(1, "small", "feeling", 4)

    moved = session.moved("place").with_answers((Answer("feeling", value="good"),))

    assert moved == Session(1, "small", "place", 5, (Answer("feeling", value="good"),))
    assert session == Session(1, "small", "feeling", 4)
