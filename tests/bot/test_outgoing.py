"""Replies as calls: the person's words come out as they went in, whatever they hold, and every text fits."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import outgoing
from bot.phone import markup
from conversations.session import Button, Phrase, Reply

NASTY = "</b><a href='tg://user?id=1'>x</a> &lt; & **bold** `code` {name} {0} %s \\n"
# What reaches a reply has no NUL and no half of a pair: `bot.incoming` sees to that.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def shown(call: outgoing.Call) -> str:
    """The text as Telegram would show it."""
    text, _ = markup.parse(str(call.params["text"]))
    return text


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(texts)
def test_shows_words_as_they_were_typed(words: str) -> None:
    call = outgoing.messages(1, Reply((Phrase("**Asked**: “{answer}” `x`", {"answer": words}),)))[0]

    assert shown(call).strip() == f"Asked: “{words}” x".strip()


def test_reads_no_marks_in_words() -> None:
    calls = outgoing.messages(1, Reply((Phrase("{a} {b} {missing}", {"a": NASTY, "b": "{a}"}),)))

    assert shown(calls[0]) == f"{NASTY} {{a}} {{missing}}"


def test_makes_our_own_marks_bold_and_code() -> None:
    assert outgoing.rendered(Phrase("**one** `two` <three>")) == "<b>one</b> <code>two</code> &lt;three&gt;"


@given(st.lists(st.text(st.sampled_from("ab \n🧭é\u0301👨‍👩<&"), max_size=9000), min_size=1, max_size=4))
def test_fits_every_message_and_loses_nothing_but_white_space(words: list[str]) -> None:
    reply = Reply(tuple(Phrase("- {words}", {"words": one}) for one in words), ((Button("Done", "x"),),))
    calls = outgoing.messages(1, reply)

    assert all(0 < units(shown(call)) <= outgoing.TEXT_LIMIT for call in calls)
    assert "".join("".join(shown(call) for call in calls).split()).replace("-", "") == "".join(
        "".join(words).split()
    )
    assert [bool(call.params.get("reply_markup")) for call in calls] == [False] * (len(calls) - 1) + [True]


@pytest.mark.parametrize("sign", ["👨‍👩‍👧", "🇩🇪", "👍🏽", "e\u0301\u0323", "क्षि"])
def test_never_cuts_within_a_sign(sign: str) -> None:
    pieces = outgoing.split(sign * 2000, outgoing.PIECE_LIMIT)

    assert len(pieces) > 1
    assert "".join(pieces) == sign * 2000
    assert all(units(piece) <= outgoing.PIECE_LIMIT for piece in pieces)
    assert all(
        not (before.endswith("\u200d") or after[0] in "\u200d\u0301\u0323🏽")
        for before, after in pairwise(pieces)
    )


def test_cuts_at_white_space_where_there_is_some() -> None:
    pieces = outgoing.split("word " * 2000, 100)

    assert {word for piece in pieces for word in piece.split(" ")} <= {"word", ""}


def test_says_something_where_there_is_nothing_to_say() -> None:
    assert shown(outgoing.messages(1, Reply((Phrase(""),)))[0])


def test_comes_without_a_sound_when_told_to() -> None:
    reply = Reply((Phrase("x"),))

    assert outgoing.messages(1, reply, silent=True)[0].params["disable_notification"] is True
    assert "disable_notification" not in outgoing.messages(1, reply)[0].params


def test_shows_no_preview_of_a_link_somebody_typed() -> None:
    call = outgoing.messages(1, Reply((Phrase("{a}", {"a": "https://example.org"}),)))[0]

    assert call.params["link_preview_options"] == {"is_disabled": True}


def test_puts_the_last_part_of_a_long_reply_in_place_of_a_message() -> None:
    reply = Reply((Phrase("{a}", {"a": "word " * 1500}), Phrase("the question")), ((Button("Done", "x"),),))
    call = outgoing.edit(1, reply)

    assert shown(call).endswith("the question")
    assert units(shown(call)) <= outgoing.TEXT_LIMIT


def test_makes_a_file_with_a_caption() -> None:
    call = outgoing.document(1, "a.md", "# <b>", Phrase("For {name}", {"name": "<Ana>"}))

    assert call.method == "sendDocument"
    assert call.params["document"] == {"name": "a.md", "text": "# <b>"}
    assert call.params["caption"] == "For &lt;Ana&gt;"
