"""Messages no bot has sent: everything the page can show, in few of them."""

from typing import Any

Raw = dict[str, Any]

LONG_WORD = "w" * 300
HOSTILE = '<img src=x onerror="document.title=1"> & <b>bold</b> "q" \' שלום 👩‍💻'
COLOURS = ("primary", "success", "danger")


def message(number: int, text: str = "", *, mine: bool = False, **more: Any) -> Raw:
    """As the Bot API has it, and what the phone adds."""
    return {
        "message_id": number, "date": 1_700_000_000, "mine": mine, "reaction": "", "text": text, **more,
    }  # fmt: skip


def keyboard(*rows: list[Raw]) -> Raw:
    return {"inline_keyboard": list(rows)}


def key(text: str, **more: Any) -> Raw:
    return {"text": text, **({"callback_data": "x"} if not more.keys() - {"style"} else {}), **more}


def everything() -> list[Raw]:
    """One of each."""
    quoted = message(2, "What I said")
    words = "Bold, slanted, code\nA letter\nA link /help and hidden"
    entities = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "italic", "offset": 6, "length": 7},
        {"type": "code", "offset": 15, "length": 4},
        {"type": "pre", "offset": 20, "length": 8, "language": "text"},
        {"type": "text_link", "offset": 31, "length": 4, "url": "https://example.org/"},
        {"type": "bot_command", "offset": 36, "length": 5},
        {"type": "spoiler", "offset": 46, "length": 6},
    ]
    colours = [key(style, style=style) for style in COLOURS]
    wide = [
        key("A label of many words that no phone has room for in a line, however one holds it " + "w" * 60)
    ]
    more = [key("Copy it", copy_text={"text": "copied words"}), key("Plain")]
    return [
        message(1, words, entities=entities),
        message(2, LONG_WORD, mine=True, edit_date=1_700_000_100, reaction="👍"),
        message(3, HOSTILE, mine=True, reply_to_message=quoted),
        message(4, "Forwarded", forward_origin={"type": "hidden_user", "sender_user_name": LONG_WORD}),
        message(5, document={"file_id": "f", "file_name": LONG_WORD + ".md", "file_size": 2048}),
        message(6, location={"latitude": 40.4, "longitude": -3.7}),
        message(7, "Which?", reply_markup=keyboard(colours, wide, more, [key(str(n)) for n in range(1, 9)])),
    ]
