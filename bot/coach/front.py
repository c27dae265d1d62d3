"""The first page of whoever comes back: the open applications, what is paused, and the ways on from there."""

from bot.coach import keep, sentences, talk, today
from bot.coach.desk import Desk
from bot.coach.today import Today
from conversations.catalogue import flow_named
from conversations.question import pairs
from conversations.session import Button, Phrase

# More applications than these are for /applications.
MOST = 5
LABEL = 40
OPEN = {1: sentences.OPEN_ONE, 2: sentences.OPEN_TWO, 3: sentences.OPEN_THREE}


def open_lines(desk: Desk, found: Today) -> list[Phrase]:
    live = found.live
    if not live:
        return []
    count = OPEN.get(len(live), sentences.OPEN_MORE)
    lines = [today.line(desk, found.applications[one.number], one) for one in live[:MOST]]
    rest = [desk.phrase(sentences.OPEN_REST)] if len(live) > MOST else []
    return [desk.phrase(count, number=str(len(live))), *lines, *rest]


def paused_lines(desk: Desk, found: Today) -> list[Phrase]:
    return [
        desk.phrase(
            sentences.ONE_PAUSED,
            title=desk.language.say(flow_named(one.flow).title),
            where=keep.label(found.applications.get(one.application_id or 0)) or "–",
            day=desk.language.day(desk.day_of(one.moved_at), desk.day_of(desk.now)),
        )
        for one in found.paused[:3]
    ]


def buttons(desk: Desk, found: Today) -> tuple[tuple[Button, ...], ...]:
    """To the first thing, to what is paused, to each application, and to something new."""
    thing = found.first
    rows = [(today.first_button(desk, found, thing),)] if thing is not None and thing.kind != "paused" else []
    rows += [(talk.going_on(desk, one),) for one in found.paused[:3]]
    # Whose look the first button opens needs no second one.
    shown = {thing.number} if thing is not None and thing.kind in {"today", "tomorrow"} else set[int]()
    names = [
        Button(keep.label(found.applications[one.number])[:LABEL], f"app:{one.number}")
        for one in found.live[:MOST]
        if one.number not in shown
    ]
    return (*rows, *pairs(names), (desk.button(sentences.SOMETHING_NEW, "home:new"),))
