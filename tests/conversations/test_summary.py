"""Everything a person said, written out: each question with its answer, then notes, then files."""

from collections.abc import Callable
from datetime import date

import pytest

from conversations.answers import Answers, Day, OneGiven, Several, Words, choice
from conversations.catalogue import FLOWS
from conversations.known import Known
from conversations.script import Ask, Flow
from conversations.session import Phrase
from conversations.summary import Document, Entry, Remark, Section, Talk, everything, section_of
from tests.conversations.chat import TODAY, Chat, known

MARA = known(name="Mara")


def quoted(answers: Answers, about: Known) -> tuple[Phrase, ...]:
    """What was picked, quoted."""
    return (Phrase("What of {item}?", {"item": answers.items("things")[int(answers.text("which")) - 1]}),)


def nothing(about: Known) -> None:
    """Skipped in advance."""


SCRIPT = (
    Ask("feeling", "How was it?", choice(good="Good", rough="Rough"), ""),
    Ask("things", "What happened?", Several(), ""),
    Ask("which", "Which matters?", OneGiven("things", none="None"), "", depends=("things",)),
    Ask("matter", quoted, Words(), ""),
    Ask("on", "Which day?", Day(), "", preset=lambda about: about.begun.isoformat()),
    Ask("more", "What more?", Several(), "", preset=nothing),
    Ask("card", "Here it is.", choice(done="Done"), "", closes=True),
)


def written(chat: Chat, where: str = "Acme · Analyst") -> Section:
    return section_of(Talk(where, TODAY, chat.session), MARA)


def entries(chat: Chat) -> dict[str, tuple[str, ...]]:
    return {entry.label: entry.answers for entry in written(chat).entries}


def test_conversation_is_written_question_by_question(talk: Callable[..., Chat]) -> None:
    chat = talk(*SCRIPT)
    chat.types("good", "one\ntwo", "done", "2", "a lot")
    chat.taps("Done")

    assert written(chat) == Section(
        "Acme · Analyst",
        "A small flow · 2026-03-12",
        (
            Entry("How was it?", ("Good",)),
            Entry("What happened?", ("one", "two")),
            Entry("Which matters?", ("two",)),
            Entry("What of two?", ("a lot",)),
            Entry("Which day?", ("Today",)),
        ),
    )


def test_question_skipped_says_so(talk: Callable[..., Chat]) -> None:
    chat = talk(*SCRIPT)
    chat.taps("Skip")
    chat.taps("Done")

    assert entries(chat) == {"How was it?": ("skipped",), "What happened?": ("skipped",)}


def test_conversation_that_is_not_finished_says_so(talk: Callable[..., Chat]) -> None:
    chat = talk(*SCRIPT)
    chat.types("good")

    assert written(chat).subtitle.endswith(" · not finished")
    chat.stops()
    assert written(chat).subtitle.endswith(" · not finished")


def test_conversation_without_a_company_is_called_by_its_title(talk: Callable[..., Chat]) -> None:
    chat = talk(*SCRIPT)

    assert written(chat, where="").title == "A small flow"


def test_question_that_quotes_what_is_gone_is_asked_in_other_words(talk: Callable[..., Chat]) -> None:
    chat = talk(*SCRIPT)
    chat.types("good")
    message = chat.types("one")
    chat.types("done", "1", "a lot")

    chat.edits(message, "one\nmore")

    assert entries(chat)["In other words"] == ("a lot",)


def test_answers_read_as_they_were_given_whatever_signs_they_hold(talk: Callable[..., Chat]) -> None:
    chat = talk(*SCRIPT)
    chat.types("good", "**{item}** <b>", "done", "1", "a {item}")

    assert entries(chat)["What of **{item}** <b>?"] == ("a {item}",)


def test_everything_is_conversations_then_notes_then_files(talk: Callable[..., Chat]) -> None:
    chat = talk(*SCRIPT)
    chat.types("good")
    notes = [
        Remark(date(2026, 3, 10), "They are nice.", "Acme", "Leo"),
        Remark(date(2026, 3, 11), "Call back."),
    ]
    files = [Remark(date(2026, 3, 12), "letter.pdf")]

    document = everything([Talk("Acme", TODAY, chat.session)], notes, files, MARA)

    assert (document.title, document.subtitle) == ("Debrief for Mara", "2026-03-12")
    assert [section.title for section in document.sections] == ["Acme", "Notes", "Files, kept by Telegram"]
    assert document.sections[1].entries == (
        Entry("2026-03-10 · Acme · Leo", ("They are nice.",)),
        Entry("2026-03-11", ("Call back.",)),
    )
    assert document.sections[2].entries == (Entry("2026-03-12", ("letter.pdf",)),)


def test_nothing_said_is_a_document_without_sections() -> None:
    assert everything([], [], [], MARA) == Document("Debrief for Mara", "2026-03-12", ())


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_finished_conversation_is_written_without_its_card(flow: Flow) -> None:
    chat = Chat(flow)

    chat.finishes()

    assert "not finished" not in written(chat).subtitle
    assert len(written(chat).entries) < len(flow.asks)
