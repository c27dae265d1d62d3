"""Two bots on one PostgreSQL: each update handled once, each message sent once, order kept."""

import asyncio
import json
from contextlib import AsyncExitStack

from storage.inbox import RawUpdate
from tests.bot.running import START, Bench, Troubled, bench, during, eventually

CHATS = (7, 8, 9)
EACH = 12


def update(number: int, chat: int) -> RawUpdate:
    message = {"message_id": number, "chat": {"id": chat, "type": "private"}, "text": f"{chat}-{number}"}
    return RawUpdate(number, chat, json.dumps({"update_id": number, "message": message}))


async def test_does_everything_once_and_in_order_with_two_of_them(postgres_url: str) -> None:
    async with bench(postgres_url) as one, AsyncExitStack() as open_until_the_end:
        people = [one.telegram.person(chat) for chat in CHATS]
        store = await Troubled.open(postgres_url)
        open_until_the_end.push_async_callback(store.close)
        other = Bench(one.telegram, store, one.wire, one.clock)
        updates = [
            update(number * 10 + place, chat) for number in range(EACH) for place, chat in enumerate(CHATS)
        ]
        await one.store.run(lambda records: records.inbox.put(updates, START))

        async with (
            during(one.dispatch().run),
            during(other.dispatch().run),
            during(one.delivery(alone=False).run),
            during(other.delivery(alone=False).run),
        ):
            await eventually(lambda: ring(one, other) and len(one.telegram.requests) >= len(updates))
            await asyncio.sleep(0.2)

    for place, person in enumerate(people):
        assert person.says == [f"{person.id}-{number * 10 + place}" for number in range(EACH)]
    assert len(one.telegram.requests) == len(updates)


def ring(*benches: Bench) -> bool:
    """Each looks anew: what one has written rings no bell of the other."""
    for each in benches:
        each.later(0)
    return True
