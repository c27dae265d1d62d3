"""Groups and channels, from the outside."""

from typing import Any

import pytest

from bot.phone.person import Person
from bot.phone.server import LoopbackTelegram


def keyboard(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label.lower()}] for label in labels]}


async def test_a_group_hears_the_bot_only_while_it_is_in(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    group = telegram.group(-100123, "Club", [ada])
    await ada.types("unheard", chat=group)
    outside = await call("sendMessage", chat_id=group.id, text="hi")
    await group.adds_bot()
    await ada.types("heard", chat=group)
    await call("sendMessage", chat_id=group.id, text="hi")
    said = await group.hears()
    await call("leaveChat", chat_id=group.id)
    left = await call("sendMessage", chat_id=group.id, text="hi")

    kinds = [next(kind for kind in update if kind != "update_id") for update in telegram.pending]
    assert kinds == ["my_chat_member", "message", "message", "my_chat_member"]
    assert outside["description"] == left["description"] == "Forbidden: bot is not a member of the group chat"
    assert [message.text for message in said] == ["hi"]
    assert not group.has_bot
    assert ada.chat == []


async def test_a_group_that_put_the_bot_out_refuses_it(
    call: Any, telegram: LoopbackTelegram, ada: Person
) -> None:
    group = telegram.group(-1001234567890, "Club", [ada])
    await group.adds_bot()
    await group.removes_bot()

    answer = await call("sendMessage", chat_id=group.id, text="hi")

    assert answer["description"] == "Forbidden: bot was kicked from the supergroup chat"


async def test_a_group_may_become_a_supergroup(call: Any, telegram: LoopbackTelegram, ada: Person) -> None:
    group = telegram.group(-100123, "Club", [ada])
    await group.adds_bot()
    new = await group.migrates(to=-1001234567890)

    old_answer = await call("sendMessage", chat_id=group.id, text="hi")
    new_answer = await call("sendMessage", chat_id=new.id, text="hi")

    assert old_answer["parameters"] == {"migrate_to_chat_id": new.id}
    assert new_answer["result"]["chat"] == {"id": new.id, "type": "supergroup", "title": "Club"}


async def test_a_channel_posts_without_a_sender(telegram: LoopbackTelegram, ada: Person) -> None:
    channel = telegram.group(-1009876543210, "News", [ada], kind="channel")
    await channel.adds_bot()

    post = await ada.types("news", chat=channel)
    await ada.edits(post, "old news", chat=channel)

    assert "from" not in telegram.pending[1]["channel_post"]
    assert telegram.pending[2]["edited_channel_post"]["text"] == "old news"


async def test_presses_in_a_group_too(call: Any, telegram: LoopbackTelegram, ada: Person) -> None:
    leo = telegram.person(1002, "Leo")
    group = telegram.group(-100123, "Club", [ada, leo])
    await group.adds_bot()
    await call("sendMessage", chat_id=group.id, text="How?", reply_markup=keyboard("Mixed"))

    await leo.taps("Mixed", chat=group)

    assert telegram.pending[-1]["callback_query"]["from"]["id"] == leo.id


async def test_an_empty_group_cannot_do_anything(telegram: LoopbackTelegram) -> None:
    group = telegram.group(-100123, "Nobody")

    with pytest.raises(LookupError, match="nobody is in the group"):
        await group.adds_bot()
