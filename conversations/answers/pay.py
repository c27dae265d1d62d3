"""What a text can mean as pay: an amount or a range, its currency and its period, in every reading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from babel.numbers import get_currency_precision, get_group_symbol

from conversations.answers.figures import EVERY_SIGN, GROUP, figures, written_out
from conversations.answers.paywords import Part, Token, tokens

ORDER = re.compile("figure(?: scale)?(?: joiner figure(?: scale)?)?")
LIMIT = Decimal(10) ** 12
WIDEST = 10


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount, or from one to another; currency (ISO 4217) and period ("year") where they are known."""

    low: Decimal
    high: Decimal
    currency: str = ""
    period: str = ""

    def __str__(self) -> str:
        """The canonical text."""
        figure = written_out(self.low) + (f"-{written_out(self.high)}" if self.high > self.low else "")
        return " ".join(part for part in (figure, self.currency, self.period) if part)


def amounts(text: str, code: str, *, currency: str = "", period: str = "") -> tuple[Amount, ...]:
    """Every amount a text can mean; `currency` and `period` are meant where it says none."""
    said = tokens(text)
    figured = [token for token in said if token.part in {"figure", "scale", "joiner"}]
    if not ORDER.fullmatch(" ".join(token.part for token in figured)):
        return ()
    found = {
        Amount(low, high, one, each)
        for one in _common(said, "currency", currency)
        for each in _common(said, "period", period)
        for low, high in _ranges(figured, _group_signs(one, code))
    }
    return tuple(sorted(found, key=lambda one: (one.currency, one.low, one.high)))


def _common(said: list[Token], part: Part, default: str) -> set[str]:
    """What all the words for the currency, or for the period, have in common."""
    named = [set(token.meant.split()) for token in said if token.part == part]
    if not named:
        return {default}
    common = set.intersection(*named)
    return {one.upper() for one in common} if part == "currency" else common


def _group_signs(currency: str, code: str) -> str:
    """No pay has three decimals, but in the few currencies that have."""
    return (
        EVERY_SIGN if currency and get_currency_precision(currency) < GROUP else str(get_group_symbol(code))
    )


def _ranges(figured: list[Token], group_signs: str) -> Iterator[tuple[Decimal, Decimal]]:
    """The lowest and highest figure, in every reading. "85-90k" means both by the thousand."""
    written = [token.meant for token in figured if token.part == "figure"]
    scales = _scales(figured)
    # Decimals before "k" are common: 1.250k may be either.
    readings = [
        figures(one, "" if scale else group_signs) for one, scale in zip(written, scales, strict=True)
    ]
    shared = max(scales)
    for bare in product(*readings):
        rising = bare[0] < bare[-1]
        low, high = (
            figure * (scale or (shared if rising else 0) or 1)
            for figure, scale in ((bare[0], scales[0]), (bare[-1], scales[-1]))
        )
        # 800-1k is a range, 90-85k is a slip.
        slip = shared and not rising and high > low * WIDEST
        if 0 < low <= high < LIMIT and not slip:
            yield low, high


def _scales(figured: list[Token]) -> list[int]:
    """By how much each figure is multiplied; 0 where nothing is said."""
    found: list[int] = []
    for token in figured:
        if token.part == "figure":
            found.append(0)
        elif token.part == "scale":
            found[-1] = int(token.meant)
    return found
