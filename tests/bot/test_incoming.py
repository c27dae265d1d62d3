"""What an update means: every shape Telegram has for a message, and some it has not yet."""

from typing import Any

import pytest

from bot.incoming import Incoming, read, storable, without_command
from tests.bot.hearing import Raw, membership, message, user

ADA = 1
FILE = {"file_id": "f", "file_unique_id": "u"}
SIZED = {**FILE, "width": 10, "height": 10}


def of(**fields: Any) -> Incoming:
    """A message with these fields, read."""
    return read({"update_id": 5, "message": message(ADA, 7, **fields)})


def test_knows_who_wrote_what_where() -> None:
    incoming = of(text="well")

    assert (incoming.kind, incoming.words) == ("text", "well")
    assert (incoming.telegram_id, incoming.chat_id, incoming.message_id) == (ADA, ADA, 7)
    assert (incoming.name, incoming.language) == ("P1", "en")


@pytest.mark.parametrize(
    ("text", "command", "words"),
    [
        ("/start", "start", ""),
        ("/START  now ", "start", "now"),
        ("/start@debrief_bot abc", "start", "abc"),
        ("/note one\ntwo", "note", "one\ntwo"),
        ("/note\none", "note", "one"),
        ("/note\tone", "note", "one"),
    ],
)
def test_reads_commands(text: str, command: str, words: str) -> None:
    incoming = of(text=text)

    assert (incoming.kind, incoming.command, incoming.words) == ("command", command, words)


@pytest.mark.parametrize(
    "text", ["/", "//", "/ start", "/a/b", "/ä", "a /start", " /start", "/start-up", "\0"]
)
def test_takes_everything_else_for_words(text: str) -> None:
    incoming = of(text=text)

    assert (incoming.kind, incoming.command, incoming.words) == ("text", "", text.replace("\0", ""))


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"voice": {**FILE, "duration": 1}}, "voice"),
        ({"photo": [{**SIZED, "file_id": "small"}, SIZED]}, "photo"),
        ({"video_note": {**FILE, "length": 1, "duration": 1}}, "video_note"),
        ({"video": {**SIZED, "duration": 1}}, "video"),
        ({"audio": {**FILE, "duration": 1, "file_name": "a.mp3"}}, "audio"),
        ({"animation": {**SIZED, "duration": 1}, "document": FILE}, "animation"),
        ({"document": FILE}, "document"),
    ],
)
def test_finds_the_file_of_a_message(fields: Raw, kind: str) -> None:
    incoming = of(**fields, caption="look")

    assert incoming.sent is not None
    assert (incoming.kind, incoming.sent.kind, incoming.sent.file_id) == ("file", kind, "f")
    assert incoming.words == "look"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"dice": {"emoji": "🎲", "value": 1}}, "sticker"),
        ({"contact": {"phone_number": "1", "first_name": "L"}}, "contact"),
        ({"location": {"latitude": 1, "longitude": 1}}, "place"),
        (
            {"location": {"latitude": 1, "longitude": 1}, "venue": {"location": {"latitude": 1, "longitude": 1}, "title": "t", "address": "a"}},
            "place",
        ),
        ({"hologram": {}}, "other"),
        ({}, "other"),
        ({"pinned_message": message(ADA, 3, text="x")}, "other"),
    ],
)  # fmt: skip
def test_names_what_is_neither_words_nor_file(fields: Raw, kind: str) -> None:
    assert of(**fields).kind == kind


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        ({"type": "user", "sender_user": user(4, last_name="L")}, "P4 L"),
        ({"type": "hidden_user", "sender_user_name": "Leo"}, "Leo"),
        ({"type": "chat", "sender_chat": {"id": -4, "type": "group", "title": "Team"}}, "Team"),
        (
            {"type": "channel", "chat": {"id": -5, "type": "channel", "title": "News"}, "message_id": 1},
            "News",
        ),
        ({"type": "telepathy"}, ""),
    ],
)
def test_names_who_wrote_a_forwarded_message(origin: Raw, name: str) -> None:
    incoming = of(text="/start", forward_origin={**origin, "date": 1})

    assert (incoming.kind, incoming.origin, incoming.command) == ("forward", name, "")
    assert incoming.words == "/start"


def test_tells_an_edit_from_a_message() -> None:
    incoming = read({"update_id": 5, "edited_message": message(ADA, 7, text="/start", edit_date=2)})

    assert (incoming.kind, incoming.words) == ("edit", "/start")


@pytest.mark.parametrize(
    ("status", "kind"), [("kicked", "blocked"), ("left", "blocked"), ("member", "unblocked")]
)
def test_notices_who_blocks_it_and_who_comes_back(status: str, kind: str) -> None:
    assert read({"update_id": 5, **membership(ADA, status)}).kind == kind


def press(**fields: Any) -> Raw:
    return {"update_id": 5, "callback_query": {"id": "9", "from": user(ADA), "chat_instance": "1", **fields}}


def test_reads_a_button() -> None:
    incoming = read(press(data="home:help", message=message(ADA, 7, text="x")))

    assert (incoming.kind, incoming.data, incoming.callback_id) == ("tap", "home:help", "9")
    assert (incoming.telegram_id, incoming.message_id) == (ADA, 7)


@pytest.mark.parametrize(
    "fields",
    [
        {"data": "x"},
        {"data": "x", "inline_message_id": "4"},
        {"game_short_name": "chess"},
        {
            "data": "x",
            "message": {**message(ADA, 7, text="x"), "chat": {"id": -4, "type": "group", "title": "T"}},
        },
    ],
)
def test_takes_a_button_elsewhere_for_nobodys_and_can_still_answer_it(fields: Raw) -> None:
    incoming = read(press(**fields))

    assert (incoming.kind, incoming.callback_id) == ("elsewhere", "9")


def test_reads_a_button_of_a_message_too_old_to_be_shown() -> None:
    gone = {"message_id": 7, "chat": message(ADA, 7)["chat"], "date": 0}

    assert read(press(data="home:help", message=gone)).kind == "tap"


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
def test_leaves_every_chat_that_is_not_private(kind: str) -> None:
    chat = {"id": -4, "type": kind, "title": "T"}
    written = read({"update_id": 5, "message": {**message(ADA, 7, text="/start"), "chat": chat}})
    posted = read({"update_id": 5, "channel_post": {"message_id": 1, "date": 1, "chat": chat, "text": "x"}})

    assert (written.kind, written.leave) == ("elsewhere", True)
    assert (posted.kind, posted.leave) == ("elsewhere", True)


def test_does_not_leave_where_it_was_put_out() -> None:
    chat = {"id": -4, "type": "group", "title": "T"}
    update = membership(ADA, "kicked")
    update["my_chat_member"]["chat"] = chat
    gone = {**message(ADA, 7), "chat": chat, "left_chat_member": {"id": 9, "is_bot": True, "first_name": "D"}}

    assert not read({"update_id": 5, **update}).leave
    assert not read({"update_id": 5, "message": gone}).leave


@pytest.mark.parametrize(
    "update",
    [
        {"message": {**message(ADA, 7, text="x"), "from": user(5, is_bot=True)}},
        {
            "message": {
                **message(ADA, 7, text="x"),
                "sender_chat": {"id": -1, "type": "channel", "title": "C"},
            }
        },
        {"message": {key: value for key, value in message(ADA, 7, text="x").items() if key != "from"}},
        {"inline_query": {"id": "1", "from": user(ADA), "query": "", "offset": ""}},
        {"invented": {"tomorrow": True}},
        {},
    ],
)
def test_has_nobody_to_answer(update: Raw) -> None:
    assert read({"update_id": 5, **update}).kind == "nobody"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("a\0b", "ab"), ("a\ud800b", "a\ufffdb"), ("\ud83d\ude00", "😀"), ("e\u0301 ✓", "e\u0301 ✓")],
)
def test_keeps_what_every_database_can(typed: str, kept: str) -> None:
    assert storable(typed) == kept


@pytest.mark.parametrize(
    ("words", "rest"),
    [("/note well", "well"), ("/NOTE@b well", "well"), ("well", "well"), ("/notes well", "/notes well")],
)
def test_takes_a_command_off_its_words(words: str, rest: str) -> None:
    assert without_command(words, "note") == rest
