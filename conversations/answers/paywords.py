"""The words and signs people put around an amount of money: currencies, periods, thousands; and a text in these pieces."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel.numbers import list_currencies

from conversations.answers.figures import NUMBER
from conversations.answers.plain import plain

Part = Literal["figure", "currency", "period", "scale", "joiner", "filler"]

# A sign or word that several currencies share stands for all of them.
CURRENCIES = {
    "eur": "€ euro euros",
    "usd": "$ \uff04 us$ dollar dollars dolar dolares",
    "gbp": "£ pound pounds libra libras",
    "chf": "fr. sfr sfr. franc francs franco francos franken",
    "inr": "₹",
    "pln": "zł zloty",
    "brl": "r$ real reales reais",
    "aud": "a$ au$",
    "cad": "c$ ca$",
    "nzd": "nz$",
    "hkd": "hk$",
    "sgd": "s$",
    "mxn": "mx$",
    "czk": "kc",
    "ils": "₪",
    "krw": "₩",
    "try": "₺",
    "uah": "₴",
    "rub": "₽",
    "ngn": "₦",
    "cny": "yuan rmb",
    "jpy": "yen yenes",
    "jpy cny": "¥ \uffe5",
    "sek nok dkk": "kr kr. kronor kroner coronas",
    "inr pkr lkr": "rs rs. rupee rupees rupia rupias",
    "mxn ars cop clp": "peso pesos",
}
# Codes that are read in lower case too; many of the others are words.
COMMON = "eur usd gbp chf inr sek nok dkk pln czk huf ron aud cad nzd jpy cny mxn brl ars clp hkd sgd zar aed ils krw"
PERIODS = {
    "hour": "h hr hour hourly hora",
    "day": "d day daily dia diario diarios",
    "week": "wk week weekly semana semanal semanales",
    "month": "mo mth month monthly mes mensual mensuales",
    "year": "y yr year yearly annual annually annum ano anual anuales p.a. pa",
}
BEFORE_PERIOD = ("per", "an", "a", "each", "al", "a la", "la", "por", "cada")
SCALES = {
    "1000": "k thousand grand mil",
    "100000": "lakh lakhs lac lacs",
    "1000000": "million millions mio mln millon millones",
    "10000000": "crore crores cr",
}
JOINERS = "- to and a y hasta"
FILLERS = (
    "about around approx approx. roughly circa ca ca. ~ unos unas aprox aprox. from between de entre . , !"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a text, and what it stands for: one meaning, or several with spaces between."""

    part: Part
    meant: str


@cache
def _words() -> dict[Part, dict[str, str]]:
    return {
        "currency": _spread(CURRENCIES) | {code: code for code in COMMON.split()},
        "period": _spread(PERIODS),
        "scale": _spread(SCALES),
        "joiner": {word: word for word in JOINERS.split()},
        "filler": {word: word for word in FILLERS.split()},
    }


def _spread(table: dict[str, str]) -> dict[str, str]:
    return {plain(word): meant for meant, words in table.items() for word in words.split()}


@cache
def _pattern() -> re.Pattern[str]:
    """Every piece by its part; the longest word of the first part that fits is meant."""
    # A word ends where no letter follows.
    end = r"(?:(?<![^\W\d_])|(?![^\W\d_]))"
    units = _words()["period"]
    # A letter alone is no period: "entre 85 y 90 mil".
    alone = _any_of(unit for unit in units if len(unit) > 1)
    period = rf"(?:(?:/ ?|(?:{_any_of(BEFORE_PERIOD)}) )(?P<unit>{_any_of(units)})|(?P<alone>{alone})){end}"
    parts: tuple[Part, ...] = ("currency", "scale", "joiner", "filler")
    named = [rf"(?P<{part}>(?:{_any_of(_words()[part])}){end})" for part in parts]
    code = r"(?P<code>[a-z]{3}(?![^\W\d_]))"
    return re.compile(rf" *(?:{'|'.join([rf'(?P<figure>{NUMBER})', period, *named, code])})")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def tokens(text: str) -> list[Token]:
    """The pieces of a text; none where one of them is not understood."""
    typed, at = plain(text), 0
    found: list[Token] = []
    while at < len(typed):
        match = _pattern().match(typed, at)
        token = _token(match, text) if match else None
        if match is None or token is None:
            return []
        found.append(token)
        at = match.end()
    return found


def _token(match: re.Match[str], text: str) -> Token | None:
    unit = match["unit"] or match["alone"]
    if unit:
        return Token("period", _words()["period"][unit])
    if match["figure"]:
        return Token("figure", match["figure"])
    if match["code"]:
        capital = match["code"].upper()
        known = capital in list_currencies() and re.search(rf"(?<![A-Z]){capital}(?![A-Z])", text)
        return Token("currency", match["code"]) if known else None
    part, word = next((part, match[part]) for part in _words() if part != "period" and match[part])
    return Token(part, _words()[part][word])
