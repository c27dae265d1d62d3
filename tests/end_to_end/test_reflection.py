"""The quick reflection from its first question to its card, tapped and typed, in order and against it."""

from tests.running import House, Phone

WHOLE = [
    ("feeling", "answered", "mixed"),
    ("application", "answered", "Acme · Analyst"),
    ("day", "answered", "2026-11-24"),
    ("asked", "answered", "why leave now"),
    ("asked", "answered", "a project that failed"),
    ("asked", "answered", "sql, joins"),
    ("again", "answered", "2"),
    ("better", "answered", "give the number, say what I changed"),
    ("met", "answered", "Ana, Tom"),
    ("promised_day", "skipped", ""),
    ("card", "answered", "done"),
]


async def to_questions(phone: Phone) -> None:
    """As far as the question what they asked."""
    await phone.types("/reflect")
    await phone.taps("Mixed")
    await phone.types("Acme, Analyst")


async def to_card(phone: Phone) -> None:
    await to_questions(phone)
    await phone.types("why leave now", "a project that failed", "sql, joins")
    await phone.taps("Done", "a project that failed")
    await phone.types("give the number, say what I changed", "Ana and Tom")


async def test_leads_from_the_first_question_to_the_card(house: House, mara: Phone) -> None:
    await to_card(mara)

    card = mara.last.text
    assert all(word in card for word in ("Acme · Analyst", "mixed", "sql, joins", "give the number", "Tom"))

    await mara.taps("Done")

    assert await house.answers() == WHOLE
    assert mara.questions == []


async def test_takes_everything_typed_as_well_as_tapped(house: House, mara: Phone) -> None:
    await mara.types(
        "/reflect", "mix", "Acme, Analyst", "why leave now\n- a project that failed\n3. sql, joins"
    )
    await mara.types("done", "2", "give the number, say what I changed", "Ana & Tom", "DONE.")

    assert await house.answers() == WHOLE


async def test_talks_in_the_words_it_was_designed_in(mara: Phone) -> None:
    """The one transcript: whoever changes a sentence reads it here."""
    await mara.types("/start")
    await mara.taps("I had an interview")
    await mara.taps("Mixed")
    await mara.types("Acme, Analyst", "why leave now", "a project that failed", "sql, joins")
    await mara.taps("Done", "a project that failed")
    await mara.types("give the number, say what I changed", "Ana and Tom")
    await mara.taps("Done")

    assert "\n--\n".join(mara.says) == TRANSCRIPT


TRANSCRIPT = """\
Hello Mara. I'm Debrief. I help with what comes after a job interview, beginning with a short look back.
One question at a time. Skip any, stop anywhere, come back later.
I'm a program with prepared questions, not an AI. Your answers are kept by whoever runs this bot, and Telegram \
keeps this chat: /privacy, /delete.
--
Where are you right now?
--
You're out. How did it feel?
→ Mixed
--
Mixed. Let's keep what you remember while it's fresh.
Who was it with?
--
What did they ask? Up to three, in any words, one per message.
1. why leave now
2. a project that failed
3. sql, joins
--
“a project that failed”. What would you say now? One line is enough.
--
Kept, beside the question. Last one:
Who did you talk to? First names will do.
--
Acme · Analyst · today
Felt: mixed
Asked: why leave now · a project that failed · sql, joins
Next time: “give the number, say what I changed”
Met: Ana, Tom
Open: a thank-you to each. Today or tomorrow is usual.
--
Saved. Nothing else needs doing today."""
