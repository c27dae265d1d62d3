"""What each method does, and how it refuses."""

from typing import Any

import httpx
import pytest

from bot.phone.person import Person
from bot.phone.sends import PIXEL
from bot.phone.server import LoopbackTelegram

BUTTON = {"inline_keyboard": [[{"text": "Mixed", "callback_data": "m"}]]}


def refused_with(answer: dict[str, Any], code: int, description: str) -> None:
    assert answer == {"ok": False, "error_code": code, "description": description}


async def test_one_counter_numbers_the_messages_of_all_chats(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    leo = telegram.person(1002, "Leo")

    numbers = [
        (await call("sendMessage", chat_id=ada.id, text="one"))["result"]["message_id"],
        await leo.types("two"),
        (await call("sendMessage", chat_id=leo.id, text="three"))["result"]["message_id"],
        await ada.types("four"),
    ]

    assert numbers == [1, 2, 3, 4]


async def test_sends_html_as_text_with_entities(call: Any, ada: Person) -> None:
    answer = await call("sendMessage", chat_id=ada.id, text="<b>Hi</b> &amp; ho", parse_mode="HTML")

    assert answer["result"]["text"] == "Hi & ho"
    assert answer["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    assert answer["result"]["from"]["is_bot"] is True
    assert ada.chat[0].html == "<b>Hi</b> &amp; ho"


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"text": "hi"}, "Bad Request: chat_id is empty"),
        ({"chat_id": 1001}, "Bad Request: message text is empty"),
        ({"chat_id": 1001, "text": ""}, "Bad Request: message text is empty"),
        ({"chat_id": 1001, "text": " \n"}, "Bad Request: text must be non-empty"),
        ({"chat_id": 1001, "text": "\u200b\u2800"}, "Bad Request: text must be non-empty"),
        (
            {"chat_id": 1001, "text": "hi", "reply_markup": None},
            "Bad Request: object expected as reply markup",
        ),
        ({"chat_id": 1001, "text": "x" * 4097}, "Bad Request: message is too long"),
        (
            {"chat_id": 1001, "text": "<b>", "parse_mode": "HTML"},
            "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            {
                "chat_id": 1001,
                "text": "hi",
                "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "é" * 33}]]},
            },
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            {"chat_id": 1001, "text": "hi", "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}},
            "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"chat_id": 1001, "text": "hi", "reply_markup": "{"},
            "Bad Request: object expected as reply markup",
        ),
    ],
)
async def test_refuses_a_wrong_message_and_notes_the_violation(
    call: Any, telegram: LoopbackTelegram, ada: Person, params: dict[str, Any], description: str
) -> None:
    answer = await call("sendMessage", **params)

    refused_with(answer, 400, description)
    assert len(telegram.violations) == 1
    assert ada.chat == []
    telegram.violations.clear()


async def test_measures_a_text_after_parsing_and_in_characters(call: Any, ada: Person) -> None:
    answer = await call("sendMessage", chat_id=ada.id, text="<b>" + "😀" * 4096 + "</b>", parse_mode="HTML")

    assert answer["ok"]


async def test_tolerates_an_unknown_parameter_but_notes_it(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    answer = await call("sendMessage", chat_id=ada.id, text="hi", disable_web_page_preview=True)

    assert answer["ok"]
    assert telegram.violations == ["sendMessage: disable_web_page_preview is no parameter of it"]
    telegram.violations.clear()


async def test_knows_no_other_chats(call: Any) -> None:
    refused_with(await call("sendMessage", chat_id=77, text="hi"), 400, "Bad Request: chat not found")
    refused_with(await call("sendMessage", chat_id="@nobody", text="hi"), 400, "Bad Request: chat not found")


async def test_cannot_write_first(call: Any, telegram: LoopbackTelegram) -> None:
    shy = telegram.person(1003, "Shy", started=False)

    refused = await call("sendMessage", chat_id=shy.id, text="hi")
    await shy.types("/start")
    allowed = await call("sendMessage", chat_id=shy.id, text="hi")

    refused_with(refused, 403, "Forbidden: bot can't initiate conversation with a user")
    assert allowed["ok"]


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {"text": "hi"}),
        ("sendChatAction", {"action": "typing"}),
        ("editMessageText", {"message_id": 1, "text": "ho"}),
    ],
)
async def test_cannot_write_to_whoever_blocked_it(
    call: Any, ada: Person, method: str, params: dict[str, Any]
) -> None:
    await call("sendMessage", chat_id=ada.id, text="hi")

    await ada.blocks()
    refused = await call(method, chat_id=ada.id, **params)
    await ada.unblocks()
    allowed = await call(method, chat_id=ada.id, **params)

    refused_with(refused, 403, "Forbidden: bot was blocked by the user")
    assert allowed["ok"]


async def test_edits_its_own_message(call: Any, ada: Person, clock: Any) -> None:
    await call("sendMessage", chat_id=ada.id, text="hi", reply_markup=BUTTON)
    clock.passes(5)

    answer = await call("editMessageText", chat_id=ada.id, message_id=1, text="<i>ho</i>", parse_mode="HTML")

    assert answer["result"]["edit_date"] == answer["result"]["date"] + 5
    assert (ada.last.text, ada.last.edited, ada.last.buttons) == ("ho", True, [])


async def test_refuses_an_edit_that_changes_nothing(call: Any, ada: Person) -> None:
    await call("sendMessage", chat_id=ada.id, text="hi", reply_markup=BUTTON)

    same = await call("editMessageText", chat_id=ada.id, message_id=1, text="hi", reply_markup=BUTTON)
    markup = await call("editMessageReplyMarkup", chat_id=ada.id, message_id=1, reply_markup=BUTTON)
    other = await call("editMessageReplyMarkup", chat_id=ada.id, message_id=1)

    refused_with(
        same,
        400,
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
        " as a current content and reply markup of the message",
    )
    assert markup == same
    assert other["ok"]


async def test_refuses_to_edit_what_cannot_be_edited(call: Any, ada: Person) -> None:
    theirs = await ada.types("mine")
    fixed = await call(
        "sendMessage", chat_id=ada.id, text="hi", reply_markup={"keyboard": [[{"text": "Yes"}]]}
    )

    async def edit(message_id: int) -> str:
        answer = await call("editMessageText", chat_id=ada.id, message_id=message_id, text="x")
        return str(answer["description"])

    assert await edit(99) == "Bad Request: message to edit not found"
    assert await edit(theirs) == "Bad Request: message can't be edited"
    assert await edit(fixed["result"]["message_id"]) == "Bad Request: message can't be edited"


async def test_shows_and_hides_the_reply_keyboard(call: Any, ada: Person) -> None:
    await call(
        "sendMessage",
        chat_id=ada.id,
        text="hi",
        reply_markup={"keyboard": [[{"text": "Yes"}, {"text": "No"}]]},
    )
    shown = ada.keyboard
    await call("sendMessage", chat_id=ada.id, text="ho", reply_markup={"remove_keyboard": True})

    assert shown == [["Yes", "No"]]
    assert ada.keyboard == []


async def test_edits_captions_and_texts_each_in_their_own_way(
    call: Any, ada: Person, telegram: LoopbackTelegram
) -> None:
    kept = telegram.account.files.keep("document", "a.txt", b"hello")
    await call("sendMessage", chat_id=ada.id, text="hi")
    await call("sendDocument", chat_id=ada.id, document=kept.file_id, caption="one")

    wrong_text = await call("editMessageText", chat_id=ada.id, message_id=2, text="x")
    wrong_caption = await call("editMessageCaption", chat_id=ada.id, message_id=1, caption="x")
    right = await call("editMessageCaption", chat_id=ada.id, message_id=2, caption="two")

    refused_with(wrong_text, 400, "Bad Request: there is no text in the message to edit")
    refused_with(wrong_caption, 400, "Bad Request: there is no caption in the message to edit")
    assert right["result"]["caption"] == "two"


async def test_deletes_messages_young_enough(call: Any, ada: Person, clock: Any) -> None:
    for text in ("one", "two", "three", "four"):
        await call("sendMessage", chat_id=ada.id, text=text)

    await call("deleteMessage", chat_id=ada.id, message_id=1)
    await call("deleteMessages", chat_id=ada.id, message_ids=[2, 99])
    gone = await call("deleteMessage", chat_id=ada.id, message_id=1)
    clock.passes(48 * 3600)
    old = await call("deleteMessage", chat_id=ada.id, message_id=3)
    await call("deleteMessages", chat_id=ada.id, message_ids=[4])

    assert ada.says == ["three", "four"]
    refused_with(gone, 400, "Bad Request: message to delete not found")
    refused_with(old, 400, "Bad Request: message can't be deleted for everyone")


async def test_answers_a_button_within_150_seconds(call: Any, ada: Person, clock: Any) -> None:
    await call("sendMessage", chat_id=ada.id, text="How?", reply_markup=BUTTON)
    query = await ada.taps("Mixed")

    clock.passes(150)
    answered = await call("answerCallbackQuery", callback_query_id=query, text="Noted")
    clock.passes(1)
    late = await call("answerCallbackQuery", callback_query_id=query, text="Too late")
    unknown = await call("answerCallbackQuery", callback_query_id="1")

    assert answered["ok"]
    assert ada.toasts == ["Noted"]
    refused_with(
        late, 400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )
    assert unknown == late


async def test_reacts_with_the_emoji_there_are(call: Any, telegram: LoopbackTelegram, ada: Person) -> None:
    message = await ada.types("edited")

    def reaction(emoji: str) -> dict[str, Any]:
        return {"chat_id": ada.id, "message_id": message, "reaction": [{"type": "emoji", "emoji": emoji}]}

    await call("setMessageReaction", **reaction("✍"))
    refused = await call("setMessageReaction", **reaction("🍏"))

    assert ada.chat[0].reaction == "✍"
    refused_with(refused, 400, "Bad Request: REACTION_INVALID")
    assert telegram.violations == ["setMessageReaction: Bad Request: REACTION_INVALID"]
    telegram.violations.clear()


async def test_replies_to_what_is_there(call: Any, ada: Person) -> None:
    message = await ada.types("what?")

    answered = await call(
        "sendMessage", chat_id=ada.id, text="that", reply_parameters={"message_id": message}
    )
    refused = await call("sendMessage", chat_id=ada.id, text="that", reply_parameters={"message_id": 99})
    anyway = await call(
        "sendMessage",
        chat_id=ada.id,
        text="that",
        reply_parameters={"message_id": 99, "allow_sending_without_reply": True},
    )

    assert answered["result"]["reply_to_message"]["text"] == "what?"
    refused_with(refused, 400, "Bad Request: message to be replied not found")
    assert "reply_to_message" not in anyway["result"]


async def test_forwards_and_copies(call: Any, telegram: LoopbackTelegram, ada: Person) -> None:
    leo = telegram.person(1002, "Leo")
    message = await ada.types("see you")

    await call("forwardMessage", chat_id=leo.id, from_chat_id=ada.id, message_id=message)
    await call("copyMessage", chat_id=leo.id, from_chat_id=ada.id, message_id=message)

    assert [one.text for one in leo.chat] == ["see you", "see you"]
    assert [one.raw.get("forward_origin", {}).get("sender_user") for one in leo.chat] == [ada.user, None]


async def test_takes_files_up_and_gives_them_back(
    http: httpx.AsyncClient, telegram: LoopbackTelegram, ada: Person
) -> None:
    sent = await http.post(
        f"/bot{telegram.token}/sendDocument",
        data={"chat_id": str(ada.id), "caption": "yours"},
        files={"document": ("a.md", b"# hello", "text/markdown")},
    )
    file_id = sent.json()["result"]["document"]["file_id"]
    described = (await http.get(f"/bot{telegram.token}/getFile", params={"file_id": file_id})).json()[
        "result"
    ]
    got = await http.get(f"/file/bot{telegram.token}/{described['file_path']}")

    assert described["file_size"] == 7
    assert got.content == b"# hello"
    assert ada.last.document == ("a.md", b"# hello")
    assert telegram.requests[0].params["document"].data == b"# hello"


async def test_refuses_files_no_telegram_takes(
    http: httpx.AsyncClient, telegram: LoopbackTelegram, ada: Person
) -> None:
    async def send(method: str, kind: str, data: bytes) -> str:
        answer = await http.post(
            f"/bot{telegram.token}/{method}", data={"chat_id": str(ada.id)}, files={kind: ("a", data)}
        )
        return str(answer.json()["description"])

    assert await send("sendDocument", "document", b"") == "Bad Request: file must be non-empty"
    assert await send("sendPhoto", "photo", b"no picture") == "Bad Request: IMAGE_PROCESS_FAILED"
    assert await send("sendPhoto", "foto", PIXEL) == "Bad Request: there is no photo in the request"
    assert len(telegram.violations) == 4
    telegram.violations.clear()


async def test_knows_no_other_files(
    call: Any, http: httpx.AsyncClient, telegram: LoopbackTelegram, ada: Person
) -> None:
    picture = telegram.account.files.keep("photo", "a.png", PIXEL)

    described = await call("getFile", file_id="nothing")
    sent = await call("sendDocument", chat_id=ada.id, document="nothing")
    fetched = await call("sendDocument", chat_id=ada.id, document="https://example.org/a.pdf")
    mistaken = await call("sendDocument", chat_id=ada.id, document=picture.file_id)
    got = await http.get(f"/file/bot{telegram.token}/documents/none")

    refused_with(described, 400, "Bad Request: invalid file_id")
    refused_with(sent, 400, "Bad Request: wrong file identifier/HTTP URL specified")
    refused_with(fetched, 400, "Bad Request: failed to get HTTP URL content")
    refused_with(mistaken, 400, "Bad Request: can't use file of type Photo as Document")
    assert got.status_code == 404


async def test_gives_no_large_file_back(call: Any, telegram: LoopbackTelegram, ada: Person) -> None:
    await ada.sends_document("film.mp4", bytes(20 * 1024 * 1024 + 1))
    file_id = ada.chat[0].raw["document"]["file_id"]

    refused_with(await call("getFile", file_id=file_id), 400, "Bad Request: file is too big")
    assert len(telegram.pending) == 1


async def test_sends_albums_contacts_places_and_actions(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    kept = telegram.account.files.keep("document", "a.txt", b"hello")
    media = [{"type": "document", "media": kept.file_id, "caption": name} for name in ("one", "two")]

    album = await call("sendMediaGroup", chat_id=ada.id, media=media)
    await call("sendContact", chat_id=ada.id, phone_number="+49", first_name="Leo")
    await call("sendLocation", chat_id=ada.id, latitude=52, longitude=13.4)
    typing = await call("sendChatAction", chat_id=ada.id, action="typing")

    assert len({one["media_group_id"] for one in album["result"]}) == 1
    assert ada.says == ["one", "two", "", ""]
    assert typing["result"] is True


async def test_keeps_commands_by_scope_and_language(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    def commands(*names: str) -> list[dict[str, str]]:
        return [{"command": name, "description": name} for name in names]

    await call("setMyCommands", commands=commands("start"))
    for_all = ada.menu
    await call("setMyCommands", commands=commands("anfang"), language_code="de")
    await call("setMyCommands", commands=commands("offer"), scope={"type": "all_private_chats"})
    private = ada.menu
    await call("setMyCommands", commands=commands("only"), scope={"type": "chat", "chat_id": ada.id})
    personal = ada.menu
    await call("deleteMyCommands", scope={"type": "chat", "chat_id": ada.id})

    assert (for_all, private, personal, ada.menu) == (["start"], ["offer"], ["only"], ["offer"])
    assert telegram.commands("de") == commands("anfang")
    assert (await call("getMyCommands", language_code="de"))["result"] == commands("anfang")
    assert (await call("getMyCommands", language_code="fr"))["result"] == []


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"commands": [{"command": "Start!", "description": "x"}]}, "Bad Request: BOT_COMMAND_INVALID"),
        ({"commands": [], "language_code": "english"}, "Bad Request: invalid language code specified"),
    ],
)
async def test_refuses_commands_that_cannot_be(
    call: Any, telegram: LoopbackTelegram, params: dict[str, Any], description: str
) -> None:
    refused_with(await call("setMyCommands", **params), 400, description)
    assert len(telegram.violations) == 1
    telegram.violations.clear()


@pytest.mark.parametrize(
    ("noun", "field"),
    [("Name", "name"), ("Description", "description"), ("ShortDescription", "short_description")],
)
async def test_describes_itself_by_language(call: Any, noun: str, field: str) -> None:
    await call(f"setMy{noun}", **{field: "Hello"})
    await call(f"setMy{noun}", **{field: "Hallo"}, language_code="de")

    said = [(await call(f"getMy{noun}", language_code=code))["result"][field] for code in ("", "de", "fr")]
    await call(f"setMy{noun}", **{field: ""}, language_code="de")

    assert said == ["Hello", "Hallo", "Hello"]
    assert (await call(f"getMy{noun}", language_code="de"))["result"] == {field: "Hello"}


async def test_keeps_the_menu_button(call: Any, ada: Person) -> None:
    await call("setChatMenuButton", chat_id=ada.id, menu_button={"type": "commands"})

    assert (await call("getChatMenuButton", chat_id=ada.id))["result"] == {"type": "commands"}


async def test_pins_and_tells_of_chats_and_photos(call: Any, ada: Person) -> None:
    message = await ada.types("remember")

    await call("pinChatMessage", chat_id=ada.id, message_id=message)
    pinned = (await call("getChat", chat_id=ada.id))["result"]
    await call("unpinChatMessage", chat_id=ada.id, message_id=message)
    photos = await call("getUserProfilePhotos", user_id=ada.id)

    assert (pinned["first_name"], pinned["pinned_message"]["text"]) == ("Ada", "remember")
    assert "pinned_message" not in (await call("getChat", chat_id=ada.id))["result"]
    assert photos["result"] == {"total_count": 0, "photos": []}


async def test_refuses_a_strange_token_and_a_strange_method(
    call: Any, http: httpx.AsyncClient, telegram: LoopbackTelegram
) -> None:
    stranger = await http.get("/bot1:wrong/getMe")
    unknown = await call("sendTelepathy")
    unplayed = await call("sendDice", chat_id=1)

    refused_with(stranger.json(), 401, "Unauthorized")
    refused_with(unknown, 404, "Not Found")
    assert unplayed["error_code"] == 404
    assert [one.partition(":")[0] for one in telegram.violations] == ["sendTelepathy", "sendDice"]
    telegram.violations.clear()


@pytest.mark.parametrize("encoding", ["json", "data", "params"])
async def test_reads_json_forms_and_query_strings_alike(
    http: httpx.AsyncClient, telegram: LoopbackTelegram, ada: Person, encoding: str
) -> None:
    markup = '{"inline_keyboard": [[{"text": "Mixed", "callback_data": "m"}]]}'
    said = {"chat_id": str(ada.id), "text": "12", "disable_notification": "true", "reply_markup": markup}

    carried: dict[str, Any] = {encoding: said}
    await http.request("POST", f"/bot{telegram.token}/sendMessage", **carried)

    assert telegram.requests[0].params == {
        "chat_id": ada.id,
        "text": "12",
        "disable_notification": True,
        "reply_markup": BUTTON,
    }
    assert (ada.last.text, ada.last.buttons) == ("12", [["Mixed"]])


async def test_notes_attachments_nobody_asked_for_and_odd_booleans(
    http: httpx.AsyncClient, telegram: LoopbackTelegram, ada: Person
) -> None:
    await http.post(
        f"/bot{telegram.token}/sendMessage",
        data={"chat_id": str(ada.id), "text": "hi", "protect_content": "1"},
        files={"surplus": ("a", b"b")},
    )

    assert telegram.violations == [
        "sendMessage: protect_content '1' is no Boolean",
        "sendMessage: the attached file 'surplus' is not used",
    ]
    telegram.violations.clear()


@pytest.mark.parametrize("body", ["{", "[]"])
async def test_refuses_a_body_that_is_no_json_object(
    http: httpx.AsyncClient, telegram: LoopbackTelegram, body: str
) -> None:
    answer = await http.post(
        f"/bot{telegram.token}/getMe", content=body, headers={"content-type": "application/json"}
    )

    assert answer.status_code == 400
    assert len(telegram.violations) == 1
    telegram.violations.clear()


@pytest.mark.parametrize(
    ("method", "params", "description"),
    [
        ("leaveChat", {"chat_id": 1001}, "Bad Request: chat not found"),
        ("getUserProfilePhotos", {"user_id": 77}, "Bad Request: user not found"),
        ("unpinChatMessage", {"chat_id": 1001}, "Bad Request: message to unpin not found"),
        (
            "copyMessage",
            {"chat_id": 1001, "from_chat_id": 1001, "message_id": 1},
            "Bad Request: message can't be copied",
        ),
        (
            "forwardMessage",
            {"chat_id": 1001, "from_chat_id": 1001, "message_id": 9},
            "Bad Request: message to forward not found",
        ),
        (
            "setMessageReaction",
            {"chat_id": 1001, "message_id": 9},
            "Bad Request: message to react not found",
        ),
    ],
)
async def test_refuses_what_cannot_be_done_here(
    call: Any, ada: Person, method: str, params: dict[str, Any], description: str
) -> None:
    await ada.sends(dice={"emoji": "🎲", "value": 6})

    refused_with(await call(method, **params), 400, description)


@pytest.mark.parametrize(
    ("asked", "description"),
    [
        (
            ("setWebhook", {"url": "http://example.org"}),
            "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
        ),
        (
            ("editMessageText", {"text": "x", "message_id": 1}),
            "Bad Request: message identifier is not specified",
        ),
        (
            ("sendChatAction", {"chat_id": 1001, "action": "dance"}),
            "Bad Request: wrong parameter action in request",
        ),
        (
            ("setMyCommands", {"commands": [{"command": "a", "description": " "}]}),
            "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        (
            (
                "setMessageReaction",
                {"chat_id": 1001, "message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}] * 2},
            ),
            "Bad Request: REACTIONS_TOO_MANY",
        ),
        (
            (
                "sendMediaGroup",
                {
                    "chat_id": 1001,
                    "media": [{"type": "photo", "media": "x"}, {"type": "document", "media": "x"}],
                },
            ),
            "Bad Request: only documents or only photos are played as an album here",
        ),
        (
            (
                "sendMessage",
                {
                    "chat_id": 1001,
                    "text": "hi",
                    "reply_markup": {"inline_keyboard": [[{"text": " ", "url": "x"}]]},
                },
            ),
            "Bad Request: can't parse inline keyboard button: button text must be non-empty",
        ),
        (
            ("sendMessage", {"chat_id": 1001, "text": 7}),
            "Bad Request: wrong parameter: sendMessage: text 7 is no String",
        ),
        (
            ("sendLocation", {"chat_id": 1001, "latitude": "north", "longitude": "1.5"}),
            "Bad Request: wrong parameter: sendLocation: latitude 'north' is no Float",
        ),
    ],
)
async def test_refuses_what_no_correct_client_asks(
    call: Any, telegram: LoopbackTelegram, ada: Person, asked: tuple[str, dict[str, Any]], description: str
) -> None:
    method, params = asked
    await ada.types("hi")

    refused_with(await call(method, **params), 400, description)
    assert len(telegram.violations) == 1
    telegram.violations.clear()


async def test_measures_captions_too(call: Any, telegram: LoopbackTelegram, ada: Person) -> None:
    kept = telegram.account.files.keep("document", "a.txt", b"hello")

    fits = await call("sendDocument", chat_id=ada.id, document=kept.file_id, caption="x" * 1024)
    longer = await call("sendDocument", chat_id=ada.id, document=kept.file_id, caption="x" * 1025)
    copied = await call("copyMessage", chat_id=ada.id, from_chat_id=ada.id, message_id=1, caption="new")

    assert fits["ok"]
    refused_with(longer, 400, "Bad Request: message caption is too long")
    assert (copied["result"], ada.last.text) == ({"message_id": 2}, "new")
    assert len(telegram.violations) == 1
    telegram.violations.clear()


async def test_deletes_in_groups_only_what_it_wrote(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    group = telegram.group(-100123, "Club", [ada])
    await group.adds_bot()
    theirs = await ada.types("mine", chat=group)

    refused = await call("deleteMessage", chat_id=group.id, message_id=theirs)

    refused_with(refused, 400, "Bad Request: message can't be deleted for everyone")


async def test_unpins_everything(call: Any, ada: Person) -> None:
    message = await ada.types("remember")
    await call("pinChatMessage", chat_id=ada.id, message_id=message)

    await call("unpinAllChatMessages", chat_id=ada.id)

    assert "pinned_message" not in (await call("getChat", chat_id=ada.id))["result"]


async def test_protects_what_it_is_asked_to_protect(call: Any, ada: Person) -> None:
    await call("sendMessage", chat_id=ada.id, text="private", protect_content=True)

    assert ada.last.raw["has_protected_content"] is True


async def test_finds_a_public_group_by_its_name(call: Any, telegram: LoopbackTelegram, ada: Person) -> None:
    group = telegram.group(-1001234567890, "Club", [ada])
    await group.adds_bot()
    telegram.account.chats[group.id].raw["username"] = "the_club"

    assert (await call("sendMessage", chat_id="@The_Club", text="hi"))["ok"]
