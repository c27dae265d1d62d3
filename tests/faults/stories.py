"""What a person does, one act after the other: each is a turn in which the bot may die."""

from bot.phone.person import Person
from tests.faults.lives import INVITATION, Act

Story = dict[str, Act]


async def is_invited(ada: Person) -> None:
    await ada.types(f"/start {INVITATION}")


def types(*texts: str) -> Act:
    async def act(ada: Person) -> None:
        for text in texts:
            await ada.types(text)

    return act


def taps(label: str) -> Act:
    async def act(ada: Person) -> None:
        await ada.taps(label)

    return act


def changes(old: str, new: str) -> Act:
    async def act(ada: Person) -> None:
        message = next(one for one in ada.chat if one.mine and one.text == old)
        await ada.edits(message.message_id, new)

    return act


async def speaks(ada: Person) -> None:
    await ada.sends_voice(caption="in my own voice")


async def forwards(ada: Person) -> None:
    await ada.forwards("We liked you <b>very much</b>", origin="Leo")


# An answer of each kind, and every control of a question.
TALKING: Story = {
    "an invitation": is_invited,
    "a tap that begins": taps("I had an interview"),
    "a tap on a choice": taps("Mixed"),
    "a text": types("Acme, Analyst"),
    "an item of a list": types("why leave now"),
    "several items at once": types("a failed project\n- sql & <b>"),
    "two messages at once": types("one more", "and another"),
    "an edited answer": changes("why leave now", "why do you leave now"),
    "the end of a list": taps("Done"),
    "back": taps("Back"),
    "forward": taps("Done"),
    "why": taps("Why?"),
    "pause": taps("Pause"),
    "asking for what is paused": types("/reflect"),
    "going on": taps("Go on: Acme · Analyst"),
    "a choice among answers": taps("a failed project"),
    "a story": types("give the number"),
    "names": types("Ana and Tom"),
    "a jump": taps("They named a date"),
    "a day": taps("Tomorrow"),
    "the end, with letters": taps("Write the notes"),
    "a letter": taps("I sent it"),
    "asking what can be changed": types("/edit"),
    "an answer to change": taps("1"),
    "a changed answer": taps("Good"),
    "another conversation": taps("Add more"),
    "pouring out": taps("Pour it out"),
    "a file as an answer": speaks,
    "the end of another list": taps("Done"),
    "a choice switched on": taps("voice message: in my own voice"),
    "the end": types("/stop"),
}

# What surrounds a conversation.
AROUND: Story = {
    "an invitation": is_invited,
    "a note where nothing is open": types("remember the umbrella"),
    "beginning by command": types("/reflect"),
    "rough": types("rough"),
    "a text": types("Acme"),
    "start in the middle": types("/start"),
    "help in the middle": types("/help"),
    "a note in the middle": types("/note they use SQL"),
    "a forwarded note": forwards,
    "an edited note": changes("remember the umbrella", "remember the raincoat"),
    "an item": types("why leave now"),
    "skip": types("skip"),
    "a button of a note": taps("Don't keep it"),
    "export": types("/export"),
    "blocking": Person.blocks,
    "unblocking": Person.unblocks,
    "stop": types("/stop"),
    "start again": types("/start"),
    "delete": types("/delete"),
    "erase": taps("Erase everything"),
}
