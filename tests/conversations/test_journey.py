"""One person, at home, talking, confirming or away: every move there is, and none that is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from transitions import MachineError

from conversations import journey
from conversations.journey import HERE, STATES, Move, moved

MOVES: list[Move] = ["begin", "pour", "leave", "confirm", "settle", "block", "come_back"]


@pytest.mark.parametrize("state", HERE)
@pytest.mark.parametrize(
    ("move", "then"),
    [
        ("begin", "talking"),
        ("pour", "pouring_out"),
        ("leave", "home"),
        ("confirm", "confirming"),
        ("block", "away"),
    ],
)
def test_whoever_is_here_moves_from_anywhere(state: str, move: Move, then: str) -> None:
    assert moved(state, move) == then


@pytest.mark.parametrize("state", HERE)
def test_whoever_settles_goes_on_talking_where_there_is_an_open_conversation(state: str) -> None:
    assert moved(state, "settle", in_conversation=True) == "talking"
    assert moved(state, "settle", in_conversation=False) == "home"


def test_whoever_comes_back_goes_on_talking_where_there_is_an_open_conversation() -> None:
    assert moved("away", "come_back", in_conversation=True) == "talking"
    assert moved("away", "come_back", in_conversation=False) == "home"


@pytest.mark.parametrize("state", HERE)
def test_whoever_was_never_away_comes_back_to_where_they_are(state: str) -> None:
    assert moved(state, "come_back", in_conversation=True) == state


def test_block_heard_twice_changes_nothing() -> None:
    assert moved("away", "block") == "away"


@pytest.mark.parametrize("move", ["begin", "leave", "confirm", "settle"])
def test_whoever_is_away_makes_no_move_but_to_come_back(move: Move) -> None:
    with pytest.raises(MachineError):
        moved("away", move)


def test_move_that_was_refused_leaves_nobody_in_the_machine() -> None:
    with pytest.raises(MachineError):
        moved("away", "begin")

    assert journey.machine().models == []


@given(st.lists(st.tuples(st.sampled_from(MOVES), st.booleans())))
def test_whatever_happens_there_is_a_way_home(happened: list[tuple[Move, bool]]) -> None:
    state = "home"

    for move, in_conversation in happened:
        if state == "away" and move not in {"come_back", "block"}:
            state = moved(state, "come_back", in_conversation=in_conversation)
        state = moved(state, move, in_conversation=in_conversation)

    assert state in STATES
    assert moved(moved(state, "come_back"), "leave") == "home"
