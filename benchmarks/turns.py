"""What a turn costs in the engine alone: a first answer, and the replay of a full closer look. No database, no network."""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from conversations import engine
from conversations.catalogue import flow_named
from conversations.engine import Heard
from conversations.known import Language
from tools import transcripts

ROUNDS, TURNS = 7, 100


def milliseconds(turn: Callable[[], object]) -> float:
    """The median over rounds of what one turn takes."""
    rounds = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for _ in range(TURNS):
            turn()
        rounds.append((time.perf_counter() - begun) * 1000 / TURNS)
    return statistics.median(rounds)


def main() -> None:
    quick, closer = flow_named("reflection"), flow_named("closer_look")
    known = transcripts.known_in(Language(), {})
    first = engine.begin(quick, 1, known).session
    _lines, done = transcripts.spoken("reflection", transcripts.QUICK, known)
    known = transcripts.known_in(Language(), {"reflection": done.answers})
    _lines, full = transcripts.spoken("closer_look", transcripts.CLOSER, known)
    late = replace(full, step="fix")
    one = milliseconds(lambda: engine.answer(quick, first, Heard(code="mixed"), known))
    all_of_it = milliseconds(lambda: engine.resume(closer, late, known))
    print(f"first answer of the quick reflection: {one:.2f} ms")
    print(
        f"replay of a closer look with {len(full.answers)} answers: {all_of_it:.2f} ms, {all_of_it / one:.1f} times that"
    )


if __name__ == "__main__":
    main()
