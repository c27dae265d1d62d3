"""When a call may leave: one new message a second in a chat, so many calls a second in all."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pacing import Pacing
from tests.bot.running import Clock

ADA, BOB = 1, 2


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_lets_the_first_message_go_at_once(clock: Clock) -> None:
    pacing = Pacing(25, clock.seconds)

    assert pacing.wait(ADA, new=True) == 0


def test_holds_the_second_message_in_a_chat_for_a_second(clock: Clock) -> None:
    pacing = Pacing(25, clock.seconds)
    pacing.take(ADA, new=True)
    clock.moves(0.4)

    assert pacing.wait(ADA, new=True) == pytest.approx(0.6)
    assert pacing.wait(BOB, new=True) == 0


def test_never_holds_a_question_back_for_an_edit(clock: Clock) -> None:
    pacing = Pacing(25, clock.seconds)
    pacing.take(ADA, new=False)

    assert pacing.wait(ADA, new=True) == 0


def test_counts_edits_towards_the_whole(clock: Clock) -> None:
    pacing = Pacing(1, clock.seconds)
    pacing.take(ADA, new=False)

    assert pacing.wait(BOB, new=True) == pytest.approx(0.8)
    assert pacing.whole_wait() == pytest.approx(0.8)


def test_sets_no_pace_at_a_rate_of_none(clock: Clock) -> None:
    pacing = Pacing(0, clock.seconds)
    for _ in range(1000):
        pacing.take(ADA, new=True)

    assert pacing.wait(ADA, new=True) == 0
    assert pacing.whole_wait() == 0


@pytest.mark.parametrize("rate", [0, 25])
def test_waits_in_a_chat_as_long_as_telegram_says_at_any_rate(clock: Clock, rate: float) -> None:
    pacing = Pacing(rate, clock.seconds)

    for_all = pacing.told_to_wait(ADA, 60)

    assert not for_all
    assert pacing.wait(ADA, new=False) == 60
    assert pacing.wait(BOB, new=True) == 0


def test_makes_everyone_wait_when_three_chats_are_told_to_at_once(clock: Clock) -> None:
    pacing = Pacing(25, clock.seconds)

    told = [pacing.told_to_wait(chat, 30) for chat in (1, 2, 2, 3)]

    assert told == [False, False, False, True]
    assert pacing.wait(4, new=True) == 30


def test_does_not_take_three_chats_over_minutes_for_one_reason(clock: Clock) -> None:
    pacing = Pacing(25, clock.seconds)
    told = []
    for chat in (1, 2, 3):
        told.append(pacing.told_to_wait(chat, 30))
        clock.moves(2.5)

    assert told == [False, False, False]


def test_forgets_chats_that_need_not_wait_any_more(clock: Clock) -> None:
    pacing = Pacing(1000, clock.seconds)
    for chat in range(20_000):
        clock.moves(0.01)
        pacing.take(chat, new=True)

    assert len(pacing._chats) < 11_000  # noqa: SLF001 -- memory is seen from nowhere else


CALLS = st.lists(st.tuples(st.integers(1, 5), st.booleans(), st.floats(0, 0.3)), max_size=120)


@given(CALLS, st.sampled_from([1, 5, 25, 30]))
def test_keeps_both_limits_whatever_is_asked(calls: list[tuple[int, bool, float]], rate: int) -> None:
    clock = Clock()
    pacing = Pacing(rate, clock.seconds)
    left: list[tuple[float, int, bool]] = []
    for chat, new, pause in calls:
        clock.moves(pause)
        clock.moves(pacing.wait(chat, new=new))
        pacing.take(chat, new=new)
        left.append((clock.moment, chat, new))

    for chat in range(1, 6):
        own = [at for at, where, new in left if where == chat and new]
        assert all(later - earlier > 0.999 for earlier, later in pairwise(own))
    for at, _, _ in left:
        within = sum(1 for other, _, _ in left if at <= other < at + 0.999)
        assert within <= rate * 1.2 + 1
