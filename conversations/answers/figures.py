"""How a number is written: every way its separators can be meant. Decimal only, with bounds, never a float."""

import re
from decimal import Decimal

# 999,999,999,999.9999 is the longest that is read.
DIGITS = 16
PLACES = 4
GROUP = 3

GROUPED = re.compile(r"\d{1,3}(?:([ ',.])\d{3})(?:\1\d{3})*(?:(?!\1)[.,](\d+))?", re.ASCII)
INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.(\d+))?", re.ASCII)
PLAIN = re.compile(r"\d+(?:[.,](\d+))?", re.ASCII)
# What may be a number in a text: digits with single separators between.
NUMBER = r"\d+(?:[',.]\d+|(?: \d{3})(?!\d))*"


# Signs that group digits for sure where they stand before three of them.
EVERY_SIGN = ".,"


def figures(written: str, group_signs: str) -> tuple[Decimal, ...]:
    """What a number can mean: two figures for 1.234, unless its sign is one of `group_signs`; none for no number."""
    if sum(map(str.isdigit, written)) > DIGITS:
        return ()
    if re.fullmatch(r"\d+[.,]\d{3}", written, re.ASCII):
        return _three_digits(written, group_signs)
    for pattern in (GROUPED, INDIAN, PLAIN):
        found = pattern.fullmatch(written)
        if found:
            decimals = found[found.re.groups] or ""
            whole = written[: len(written) - len(decimals)] if decimals else written
            return (_figure(whole, decimals),) if len(decimals) <= PLACES else ()
    return ()


def _three_digits(written: str, group_signs: str) -> tuple[Decimal, ...]:
    """One separator and three digits after it: a group or decimals."""
    whole, separator, after = written[:-4], written[-4], written[-GROUP:]
    group, decimal = _figure(whole + after, ""), _figure(whole, after)
    if whole.startswith("0") or len(whole) > GROUP:
        return (decimal,)
    # Nobody writes 62.000 for sixty-two.
    meant = group_signs and (separator in group_signs or after == "000")
    return (group,) if meant else (decimal, group)


def _figure(whole: str, decimals: str) -> Decimal:
    digits = re.sub(r"\D", "", whole)
    return Decimal(f"{digits}.{decimals or 0}")


def written_out(figure: Decimal) -> str:
    """The canonical text of a figure: two decimals, or four where it has more. Three could be read as a group."""
    places = "0.01" if figure == figure.quantize(Decimal("0.01")) else "0.0001"
    return str(figure.quantize(Decimal(places)))


def bare_number(figure: Decimal) -> str:
    """A figure without needless zeros."""
    text = f"{figure:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
