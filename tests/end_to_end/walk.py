"""Somebody who does anything a phone can do, in any order: by chance."""

import random
from dataclasses import dataclass, field
from typing import Any

from tests.end_to_end.sendable import FILES, FORWARDS, STRANGE, TEXTS, TEXTS_WITHOUT_WORDS
from tests.running import Phone

COMMANDS = [
    "/start", "/reflect", "/pause", "/stop", "/note", "/export", "/privacy", "/delete", "/help", "/invite", "/people",
    "/xyz", "/start reflect", "/interview", "/waiting", "/rejected", "/letters", "/applications", "/edit", "/search Acme", "/settings",
]  # fmt: skip
WORDS = [
    "skip",
    "Back",
    "why?",
    "pause",
    "done",
    "1",
    "2",
    "good",
    "mixed",
    "rough",
    "yesterday",
    "none of them",
    "someone new",
]


def by_chance(seed: object) -> random.Random:
    """The same choices each time, as far as the bot's pace lets them be the same."""
    return random.Random(str(seed))  # noqa: S311 -- guards nothing


@dataclass
class Walker:
    """Every text it types has the canary in it, unless it is one that means something."""

    phone: Phone
    chance: random.Random
    canary: str
    pressed: list[tuple[str, int]] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    trail: list[str] = field(default_factory=list)

    async def does_something(self, elsewhere: list[tuple[str, int]]) -> None:
        """One thing, sent and not waited for. `elsewhere` are buttons of others."""
        deeds = [
            (8, self._taps), (6, self._types), (4, self._says_a_word), (3, self._commands), (2, self._edits), (2, self._sends),
            (1, self._taps_twice),
        ]  # fmt: skip
        if elsewhere:
            deeds += [(2, lambda: self._presses(elsewhere))]
        deed = self.chance.choices([one for _, one in deeds], [weight for weight, _ in deeds])[0]
        await deed()

    async def _taps(self) -> None:
        buttons = [
            (str(button["callback_data"]), message.message_id)
            for message in self.phone.chat[-6:]
            for row in message.keyboard
            for button in row
            if not str(button["callback_data"]).startswith("erase:")
        ]
        if not buttons:
            await self._commands()
            return
        data, message_id = self.chance.choice(buttons)
        self.pressed.append((data, message_id))
        self.trail.append(f"taps {data} of {message_id}")
        await self.phone.person.presses(data, message_id)

    async def _taps_twice(self) -> None:
        await self._taps()
        if self.pressed:
            await self.phone.person.presses(*self.pressed[-1])

    async def _presses(self, buttons: list[tuple[str, int]]) -> None:
        data, message_id = self.chance.choice(buttons)
        mine = self.chance.choice([message_id, *(message.message_id for message in self.phone.chat[-3:])])
        self.trail.append(f"presses {data} of {mine}")
        await self.phone.person.presses(data, mine)

    async def _types(self) -> None:
        lines = [
            f"{self.chance.choice(['', '- ', '2. '])}{self.canary} {self.chance.choice(list(TEXTS.values()))[:200]}"
            for _ in range(self.chance.choice([1, 1, 1, 3]))
        ]
        await self._says("\n".join(lines))

    async def _says_a_word(self) -> None:
        await self._says(self.chance.choice([*WORDS, self.canary, *TEXTS_WITHOUT_WORDS]))

    async def _says(self, text: str) -> None:
        self.typed.append(text)
        self.trail.append(f"types {text!r:.80}")
        await self.phone.person.types(text)

    async def _commands(self) -> None:
        command = self.chance.choice(COMMANDS)
        self.trail.append(command)
        await self.phone.person.types(f"{command} {self.canary}" if command == "/note" else command)

    async def _edits(self) -> None:
        mine = [message for message in self.phone.chat if message.mine and message.text]
        if mine:
            chosen = self.chance.choice(mine)
            text = self.chance.choice(
                [self.canary, *WORDS, *TEXTS_WITHOUT_WORDS, f"{self.canary}\n{self.canary} two"]
            )
            self.trail.append(f"edits {chosen.message_id} into {text!r:.80}")
            await self.phone.person.edits(chosen.message_id, text)

    async def _sends(self) -> None:
        sendable: dict[str, Any] = {**FILES, **STRANGE, **FORWARDS}
        name = self.chance.choice(list(sendable))
        self.trail.append(f"sends {name}")
        await sendable[name](self.phone.person)
