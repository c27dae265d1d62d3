"""Everything a person said, written out: each question with its answer, then notes, then files."""

from dataclasses import replace
from datetime import date

import pytest

from conversations.catalogue import FLOWS
from conversations.flows import closer_look, reflection
from conversations.script import Flow
from conversations.summary import Beside, Document, Entry, Remark, Section, Talk, everything, section_of
from tests.conversations.chat import ACME, TODAY, Chat, known

MARA = known(ACME, name="Mara")


def begun() -> Chat:
    return Chat(reflection.FLOW, MARA)


def written(chat: Chat, where: str = "Acme · Analyst") -> Section:
    return section_of(Talk(where, chat.session, MARA))


def entries(chat: Chat) -> dict[str, tuple[str, ...]]:
    return {entry.label: entry.answers for entry in written(chat).entries}


def test_conversation_is_written_question_by_question() -> None:
    chat = begun()
    chat.types("good", "acme", "why leave now\nsql, joins", "done", "2", "give the number", "Ana")
    chat.taps("Done")

    assert written(chat) == Section(
        "Acme · Analyst",
        "Look back on an interview · 2026-03-12",
        (
            Entry("You're out. How did it feel?", ("Good",)),
            Entry("Who was it with?", ("Acme · Analyst",)),
            Entry("Which day was it?", ("Today",)),
            Entry(
                "What did they ask? Up to three, in any words, one per message.",
                ("why leave now", "sql, joins"),
            ),
            Entry("Which would you answer differently?", ("sql, joins",)),
            Entry("“sql, joins”. What would you say now? One line is enough.", ("give the number",)),
            Entry("Who did you talk to? First names will do.", ("Ana",)),
        ),
    )


def test_item_by_item_is_written_item_by_item() -> None:
    chat = Chat(closer_look.FLOW, MARA)
    chat.types("ask", "why leave now\nsql, joins", "done", "done", "strong", "rough")

    found = entries(chat)

    assert found["“why leave now”: how was your answer?"] == ("Strong",)
    assert found["“sql, joins”: how was your answer?"] == ("Rough",)


def test_question_skipped_says_so_and_one_answered_in_advance_says_nothing() -> None:
    chat = begun()
    chat.types("skip", "skip", "skip", "skip")
    chat.taps("Done")

    assert entries(chat) == {
        "You're out. How did it feel?": ("skipped",),
        "Who was it with?": ("skipped",),
        "Which day was it?": ("Today",),
        "What did they ask? Up to three, in any words, one per message.": ("skipped",),
        "Who did you talk to? First names will do.": ("skipped",),
    }


def test_conversation_that_is_not_finished_says_so() -> None:
    chat = begun()
    chat.types("good")

    assert written(chat).subtitle.endswith(" · not finished")
    chat.stops()
    assert written(chat).subtitle.endswith(" · not finished")


def test_conversation_without_a_company_is_called_by_its_title() -> None:
    assert written(begun(), where="").title == "Look back on an interview"


def test_answer_that_leads_nowhere_any_more_is_written_all_the_same() -> None:
    chat = begun()
    feeling = chat.types("good")
    chat.types("acme", "why leave now", "done", "1", "give the number")

    chat.edits(feeling, "rough")

    assert ("give the number",) in entries(chat).values()


def test_answers_read_as_they_were_given_whatever_signs_they_hold() -> None:
    chat = begun()
    chat.types("good", "acme", "**{question}** <b>", "done", "1", "a {question}")

    quoted = "“**{question}** <b>”. What would you say now? One line is enough."
    assert entries(chat)[quoted] == ("a {question}",)


def test_everything_is_conversations_then_what_is_kept_beside_them() -> None:
    chat = begun()
    chat.types("good")
    notes = [
        Remark(date(2026, 3, 10), "They are nice.", "Acme", "Leo"),
        Remark(date(2026, 3, 11), "Call back."),
    ]
    files = [Remark(date(2026, 3, 12), "letter.pdf")]

    document = everything([Talk("Acme", chat.session, MARA)], Beside(notes=notes, files=files), MARA)

    assert (document.title, document.subtitle) == ("Debrief for Mara", "2026-03-12")
    assert [section.title for section in document.sections] == ["Acme", "Notes", "Files, kept by Telegram"]
    assert document.sections[1].entries == (
        Entry("2026-03-10 · Acme · Leo", ("They are nice.",)),
        Entry("2026-03-11", ("Call back.",)),
    )
    assert document.sections[2].entries == (Entry("2026-03-12", ("letter.pdf",)),)


def test_nothing_said_is_a_document_without_sections() -> None:
    assert everything([], Beside(), MARA) == Document("Debrief for Mara", "2026-03-12", ())


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_finished_conversation_is_written_without_its_card(flow: Flow) -> None:
    chat = Chat(flow, MARA)

    chat.finishes()

    assert "not finished" not in written(chat).subtitle
    assert len(written(chat).entries) < len(flow.asks)


def test_what_was_asked_about_the_questions_of_the_quick_look_stands_beside_them() -> None:
    quick = begun()
    quick.types("good", "acme", "why leave now", "done", "none of them", "Ana")
    beside = replace(MARA, before={"reflection": quick.session.answers})
    chat = Chat(closer_look.FLOW, beside)
    chat.types("ask", "sql, joins", "done", "done", "strong", "rough")

    found = {entry.label: entry.answers for entry in section_of(Talk("Acme", chat.session, beside)).entries}

    assert found["“why leave now”: how was your answer?"] == ("Strong",)
    assert found["“sql, joins”: how was your answer?"] == ("Rough",)


def test_letters_plans_and_history_have_sections_of_their_own() -> None:
    kept = {
        name: [Remark(TODAY, name, "Acme")] for name in ("history", "actions", "letters", "notes", "files")
    }

    document = everything([], Beside(**kept), MARA)

    assert [(one.title, one.entries[0].answers) for one in document.sections] == [
        ("How it went on", ("history",)),
        ("Planned", ("actions",)),
        ("Letters", ("letters",)),
        ("Notes", ("notes",)),
        ("Files, kept by Telegram", ("files",)),
    ]
