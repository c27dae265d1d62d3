"""What is decided about a message that was called but not taken, from values alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.settlement import Deed, Parcel, Step, decide, growing, plain
from bot.verdict import Outcome, Verdict

SETTLE = timedelta(seconds=15)
SECOND = timedelta(seconds=1)
REPLY = Parcel(1, 7, "sendMessage", {"text": "hello"}, resend=True, anew=False, message_id=None, attempts=1)
NUDGE = replace(REPLY, resend=False)
EDIT = replace(NUDGE, method="editMessageText", message_id=5)


@pytest.mark.parametrize(
    ("parcel", "outcome", "expected"),
    [
        (REPLY, Outcome.UNKNOWN, Step(Deed.AGAIN, SETTLE)),
        (NUDGE, Outcome.UNKNOWN, Step(Deed.FLAG)),
        (EDIT, Outcome.UNKNOWN, Step(Deed.AGAIN, SECOND)),
        (REPLY, Outcome.SERVER_TROUBLE, Step(Deed.AGAIN, SECOND)),
        (NUDGE, Outcome.SERVER_TROUBLE, Step(Deed.FLAG)),
        (EDIT, Outcome.SERVER_TROUBLE, Step(Deed.AGAIN, SECOND)),
        (NUDGE, Outcome.UNSENT, Step(Deed.AGAIN, SECOND)),
        (NUDGE, Outcome.REFUSED, Step(Deed.KILL)),
        (REPLY, Outcome.NOTHING_TO_EDIT, Step(Deed.KILL)),
        (EDIT, Outcome.NOTHING_TO_EDIT, Step(Deed.SENT)),
        (EDIT, Outcome.DONE, Step(Deed.SENT)),
        (REPLY, Outcome.UNREADABLE, Step(Deed.KILL)),
        (REPLY, Outcome.TOKEN_REFUSED, Step(Deed.AGAIN)),
    ],
)
def test_follows_the_written_policy(parcel: Parcel, outcome: Outcome, expected: Step) -> None:
    step = decide(parcel, Verdict(outcome), 1, SETTLE)

    assert step == expected


def test_leaves_a_doubtful_reply_alone_for_longer_each_time() -> None:
    rests = [
        decide(REPLY, Verdict(Outcome.UNKNOWN), times, SETTLE).rest.total_seconds() for times in range(1, 8)
    ]

    assert rests == [15, 30, 60, 120, 240, 300, 300]


def test_outlasts_half_an_hour_of_doubt_but_no_day() -> None:
    steps = [decide(REPLY, Verdict(Outcome.UNKNOWN), times, SETTLE) for times in range(1, 13)]

    assert timedelta(minutes=30) < sum((step.rest for step in steps), timedelta()) < timedelta(hours=1)
    assert steps[-1].deed is Deed.FLAG


def test_gives_up_an_edit_that_is_always_in_doubt() -> None:
    step = decide(EDIT, Verdict(Outcome.UNKNOWN), 12, SETTLE)

    assert step.deed is Deed.KILL


def test_can_say_anew_only_what_has_words() -> None:
    keyboard = replace(EDIT, method="editMessageReplyMarkup", params={"reply_markup": {}}, anew=True)

    step = decide(keyboard, Verdict(Outcome.NOTHING_TO_EDIT), 1, SETTLE)

    assert step.deed is Deed.SENT


@pytest.mark.parametrize(
    ("marked", "bare"),
    [
        ("<b>Kept.</b>", "Kept."),
        ("5 &lt; 7 &amp; <i>more</i>", "5 < 7 & more"),
        ("<code>a</code> < b", "a < b"),
        ('<a href="https://example.org">there</a>', "there"),
        ("&lt;b&gt;", "<b>"),
        ("I <3 it, 4 > 3", "I <3 it, 4 > 3"),
    ],
)
def test_takes_the_marks_away_and_keeps_the_words(marked: str, bare: str) -> None:
    assert plain({"text": marked, "parse_mode": "HTML"}) == {"text": bare}


def test_takes_the_marks_of_a_caption_away() -> None:
    params = {"caption": "<b>All of it</b>", "parse_mode": "HTML", "document": {"name": "a", "text": "<b>"}}

    assert plain(params) == {"caption": "All of it", "document": {"name": "a", "text": "<b>"}}


def test_writes_to_where_the_chat_is_now() -> None:
    moved = replace(REPLY, chat_id=9, params={"chat_id": 7, "text": "hello"})

    assert moved.call == {"chat_id": 9, "text": "hello"}


def test_grows_by_doubling_up_to_a_limit() -> None:
    rests = [growing(SECOND, times, timedelta(seconds=30)) for times in (0, 1, 2, 5, 6, 10_000)]

    assert [rest.total_seconds() for rest in rests] == [1, 1, 2, 16, 30, 30]
