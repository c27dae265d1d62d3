"""Everything a phone can send that is no plain answer, and texts in every script."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.phone.person import Person

Deed = Callable[[Person], Awaitable[object]]

FILE: dict[str, Any] = {"file_id": "AgAD-file", "file_unique_id": "AgAD"}
VIDEO = {**FILE, "width": 10, "height": 10, "duration": 1}
CHANNEL = {"id": -1001, "type": "channel", "title": "Jobs daily"}

# What Telegram holds for us, and can tell a story.
FILES: dict[str, Deed] = {
    "photo": lambda one: one.sends_photo(caption="a sketch"),
    "photo without a word": lambda one: one.sends_photo(),
    "one of an album": lambda one: one.sends_photo(media_group_id="77"),
    "document": lambda one: one.sends_document("../../offer <b>.pdf", b"%PDF-"),
    "voice": lambda one: one.sends_voice(),
    "video": lambda one: one.sends(video=VIDEO),
    "video note": lambda one: one.sends(video_note={**FILE, "length": 240, "duration": 3}),
    "audio": lambda one: one.sends(audio={**FILE, "duration": 3}),
    "animation": lambda one: one.sends(animation=VIDEO, document=FILE),
}
# What can be neither read nor kept.
STRANGE: dict[str, Deed] = {
    "sticker": lambda one: one.sends_sticker(),
    "dice": lambda one: one.sends(dice={"emoji": "🎲", "value": 6}),
    "contact": lambda one: one.sends_contact(),
    "location": lambda one: one.sends_location(),
    "venue": lambda one: one.sends(
        venue={"location": {"latitude": 1, "longitude": 2}, "title": "Cafe", "address": "Street 1"},
        location={"latitude": 1, "longitude": 2},
    ),
    "poll": lambda one: one.sends_poll(),
    "game": lambda one: one.sends(game={"title": "Chess", "description": "-", "photo": []}),
    "story": lambda one: one.sends(story={"chat": CHANNEL, "id": 1}),
    "what is invented tomorrow": lambda one: one.sends(hologram={"depth": 3}),
    "nothing at all": lambda one: one.sends(),
}
# Somebody else's words.
FORWARDS: dict[str, Deed] = {
    "from a user": lambda one: one.forwards("we liked you", origin=one),
    "from a hidden user": lambda one: one.forwards("we liked you", origin="Leo <i>"),
    "from a channel": lambda one: one.forwards(
        "we liked you", origin={"type": "channel", "chat": CHANNEL, "message_id": 5}
    ),
    "from a group": lambda one: one.forwards(
        "we liked you", origin={"type": "chat", "sender_chat": {"id": -7, "type": "group", "title": "Team"}}
    ),
    "in a way invented tomorrow": lambda one: one.forwards("we liked you", origin={"type": "telepathy"}),
}
# None of these is an answer, and each has one.
TEXTS_WITHOUT_WORDS = ["\u200b\u200d", "\u2060", "\u3164", "\ufe0f", "\u00ad", "\u202e\u202c", " \n\t ", "\0"]

TEXTS = {
    "arabic": "لماذا تريد أن تغيّر عملك الآن؟",
    "hebrew with overrides": "\u202eלמה עכשיו\u202c \u2067abc\u2069",
    "thai": "ทำไมถึงอยากย้ายงานตอนนี้",
    "devanagari": "आप अभी क्यों छोड़ रहे हैं",
    "japanese": "なぜ今辞めるのですか",
    "emoji joined": "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇩🇪",
    "combining": "Z̷̢͍̈́a̴̘̓l̵̙̈́g̶̹̈o̷̰͝ e\u0301",
    "astral": "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𠜎",
    "html": "</b><a href='tg://user?id=1'>x</a> &lt; & <script>",
    "marks": "**bold** `code` {answer} {number} %s %(x)s _a_ [b](c) # d",
    "sql": "'; DROP TABLE answer; --",
    "path": "../../etc/passwd",
    "formula": '=HYPERLINK("x")',
    "nul": "nul\0in the middle",
    "half a pair": "half \ud800 a pair",
    "other half": "\udc00 first",
    "return": "one\r\ntwo\rthree\u2028four\x0bfive",
    "longest": "word " * 819,
    "longest without a space": "w" * 4096,
    "longest astral": "🧭" * 2048,
    "quotes": "“„«»‹›\"'`´",
    "almost a command": "/ not a command",
    "almost a button": "1:again:0:1:1",
}
