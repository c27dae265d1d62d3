"""What may differ between a turn that was killed and one that was not: nothing kept, and at most one message twice."""

from dataclasses import replace

from tests.faults.lives import Ended, UnderWay
from tests.faults.traces import Row, Seen, Traces


class Lost(AssertionError):
    """Something that should be there is not, or is there twice; says what."""


def doubled(undisturbed: Traces, ended: Ended, already: int = 0) -> int:
    """How many messages came twice, none or one, and those that an earlier death had doubled `already`.

    Raises `Lost` where anything else is not as it would have been.
    """
    flagged = [one for one in ended.under_way if one.new and one.policy == "flag"]
    may_double = [one for one in ended.under_way if one.new and one.policy == "resend"]
    _compare_kept(undisturbed.kept, ended.traces.kept, flagged)
    extra = _compare_chats(list(undisturbed.chat), list(ended.traces.chat), may_miss=len(flagged))
    if extra > already + len(may_double):
        raise Lost(f"{extra} messages came twice; under way at the death: {ended.under_way}")
    if ended.traces.answered > undisturbed.answered:
        raise Lost("a pressed button was answered twice")
    return extra


def _compare_kept(
    undisturbed: dict[str, list[Row]], kept: dict[str, list[Row]], flagged: list[UnderWay]
) -> None:
    for name, rows in undisturbed.items():
        found = kept[name]
        if name == "outbox":
            found = [_as_if_sent(row, rows[rank]) for rank, row in enumerate(found) if rank < len(rows)]
            if sum(row["state"] == "flagged" for row in kept[name]) != len(flagged):
                raise Lost(f"under way with policy flag: {flagged}, kept: {kept[name]}")
        if found != rows or len(kept[name]) != len(rows):
            raise Lost(f"in {name} there should be\n{_listed(rows)}\nand there is\n{_listed(kept[name])}")


def _as_if_sent(row: Row, sent: Row) -> Row:
    return sent if (row["state"], row["policy"], row["id"]) == ("flagged", "flag", sent["id"]) else row


def _compare_chats(undisturbed: list[Seen], found: list[Seen], may_miss: int) -> int:
    """A copy stands beside its message; its buttons may be those of before."""
    extra, missing, left = 0, 0, list(found)
    for number, expected in enumerate(undisturbed):
        while (
            left and left[0] != expected and _is_copy(left[0], undisturbed[max(number - 1, 0) : number + 1])
        ):
            left.pop(0)
            extra += 1
        if left and left[0] == expected:
            left.pop(0)
        elif expected.file is not None and missing < may_miss:
            missing += 1
        else:
            raise Lost(f"in the chat there should be\n{_listed(undisturbed)}\nand there is\n{_listed(found)}")
    if any(not _is_copy(one, undisturbed[-1:]) for one in left):
        raise Lost(f"in the chat there should be\n{_listed(undisturbed)}\nand there is\n{_listed(found)}")
    return extra + len(left)


def _is_copy(one: Seen, of: list[Seen]) -> bool:
    return not one.mine and any(replace(one, buttons=()) == replace(other, buttons=()) for other in of)


def _listed(things: list[Row] | list[Seen]) -> str:
    return "\n".join(f"  {thing}" for thing in things)
