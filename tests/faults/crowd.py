"""People who walk through the quick reflection in words of their own, and what must be there of each in the end."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.phone.person import Person
from bot.phone.server import LoopbackTelegram

PATIENCE = 240.0
QUESTIONS = ("why leave {n}", "a failure {n}", "salary {n}")


class Astray(AssertionError):
    """A chat is not as it would have been without any fault; says where."""


@dataclass
class Walker:
    """One of them: types ahead where a person would, taps what is shown. `number` is in all their words."""

    person: Person
    number: int

    @classmethod
    def into(cls, telegram: LoopbackTelegram, number: int) -> "Walker":
        return cls(telegram.person(number, f"Ada{number}"), number)

    async def walks(self) -> None:
        await self.person.types("/start")
        await self._taps("Where are you right now", "I had an interview")
        await self._taps("How did it feel", "Mixed")
        await self._types("Who was it with", "Acme{n}, Analyst")
        await self._types("What did they ask", *QUESTIONS)
        await self._taps("3. " + QUESTIONS[2], "Done")
        await self._taps("Which would you answer differently", QUESTIONS[1])
        await self._types("What would you say now", "give number {n}")
        await self._types("Who did you talk to", "Ana{n}")
        await self._taps("Felt: mixed", "Done")
        await self.person.sees("Saved.", PATIENCE)

    @property
    def hears(self) -> list[str]:
        """What the bot has said, in order, as to anybody."""
        return [self.anybody(text) for text in self.person.says]

    def anybody(self, words: str) -> str:
        return words.replace(str(self.number), "{n}")

    async def _types(self, seen: str, *texts: str) -> None:
        await self.person.sees(self._own(seen), PATIENCE)
        for text in texts:
            await self.person.types(self._own(text))

    async def _taps(self, seen: str, label: str) -> None:
        await self.person.sees(self._own(seen), PATIENCE)
        await self.person.taps(self._own(label))

    def _own(self, words: str) -> str:
        return words.replace("{n}", str(self.number))


class Reference:
    """What somebody heard while nothing went wrong: each message with all the words it ever showed."""

    def __init__(self, walker: Walker) -> None:
        self._walker = walker
        self._shown: dict[int, list[str]] = defaultdict(list)

    def look(self) -> None:
        """To be called at every change in the chat."""
        for message in self._walker.person.chat:
            if not message.mine:
                self._shown[message.message_id].append(self._walker.anybody(message.text))

    def doubled_in(self, heard: Sequence[str]) -> int:
        """How many messages came more than once. Raises `Astray` where one is missing, another, or out of order."""
        shown, place, twice = list(self._shown.values()), 0, 0
        for text in heard:
            if place < len(shown) and text == shown[place][-1]:
                place += 1
            elif any(text in words for words in shown[max(place - 1, 0) : place + 1]):
                twice += 1
            else:
                raise Astray(f"{text!r} is out of place in {heard}")
        if place < len(shown):
            raise Astray(f"{shown[place][-1]!r} is missing in {heard}")
        return twice
