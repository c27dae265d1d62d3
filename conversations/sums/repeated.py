"""What comes up again across a person's own looks back: counted, never judged, and never a percentage."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from conversations.answers import Answers, codes_in

# One look back is no pattern, and two patterns are enough to think of.
LEAST, MOST = 2, 2


@dataclass(frozen=True, slots=True)
class Repeated:
    """What was missing (its code in the closer look), in how many looks, of how many that looked for it."""

    code: str
    times: int
    looks: int


def missing_again(looks: Sequence[Answers]) -> tuple[Repeated, ...]:
    """What was noted as missing in two closer looks or more, the most frequent first; a look counts once for each."""
    found = [_missing(look) for look in looks if look.has("missing")]
    counted = Counter(code for codes in found for code in codes)
    often = [(code, times) for code, times in counted.most_common(MOST) if times >= LEAST]
    return tuple(Repeated(code, times, len(found)) for code, times in often)


def _missing(look: Answers) -> dict[str, None]:
    """Each code once, in the order it was noted."""
    return dict.fromkeys(code for value in look.items("missing") for code in codes_in(value))
