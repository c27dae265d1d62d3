"""Money as an answer: an amount or a range, with its currency and how often it is paid."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale
from babel.numbers import format_currency, format_decimal, get_currency_symbol

from conversations.answers.kind import Kind
from conversations.answers.pay import Amount, amounts
from conversations.answers.plain import asked_again, can_be
from conversations.answers.reading import Choice, Rows, clean, refusal
from conversations.answers.record import Answers
from conversations.known import Known, _

EXAMPLE = _("An amount will do, for example: 62k, €62,000 a year, or 85-90k.")
PERIODS = {
    "": "{amount}",
    "hour": _("{amount} an hour"),
    "day": _("{amount} a day"),
    "week": _("{amount} a week"),
    "month": _("{amount} a month"),
    "year": _("{amount} a year"),
}
CANONICAL = re.compile(
    r"(\d+\.\d{2}|\d+\.\d{4})(?:-(\d+\.\d{2}|\d+\.\d{4}))?(?: ([A-Z]{3}))?(?: (hour|day|week|month|year))?",
    re.ASCII,
)
CODE = re.compile(r"[\d.-]+(?: [A-Z]{3})?(?: [a-z]+)?", re.ASCII)
CODE_LIMIT = 16


def amount_of(value: str) -> Amount:
    """The amount that a canonical text stands for. Raises ValueError for any other text."""
    found = CANONICAL.fullmatch(value)
    if not found:
        raise ValueError(value)
    low = Decimal(found[1])
    return Amount(low, Decimal(found[2]) if found[2] else low, found[3] or "", found[4] or "")


@dataclass(frozen=True, slots=True)
class Money(Kind):
    """An amount or a range, with currency and period as far as they are known: "62k", "62.000 €", "85-90k a year".

    The canonical text is `62000.00 EUR year` or `85000.00-90000.00 USD year`; what is not known is left out.
    `currency` and `period` tell what is meant where the person names none. What may mean two amounts is asked.
    """

    period: str = ""
    currency: Callable[[Answers, Known], str] | None = None

    def offers(self, code: str, answers: Answers, known: Known) -> bool:
        return CODE.fullmatch(code) is not None

    def read(self, text: str, answers: Answers, known: Known) -> str:
        if CANONICAL.fullmatch(text):
            # What was left out stays unknown, whatever is meant now.
            found = amounts(text, known.language.code)
        else:
            currency = self.currency(answers, known) if self.currency else ""
            found = amounts(text, known.language.code, currency=currency, period=self.period)
        if not found:
            raise refusal(clean(text), EXAMPLE, known.language)
        if len(found) > 1:
            shown = [self.show(str(one), answers, known) for one in found]
            language = known.language
            said = (can_be(language, shown), language.say(_("Which one is it?")))
            raise asked_again(text, language, *said, rows=_rows(found, shown))
        return str(found[0])

    def show(self, value: str, answers: Answers, known: Known) -> str:
        """The amount as the person's language writes it. Raises ValueError for what is none."""
        amount, code = amount_of(value), known.language.code
        ends = [amount.low, *([amount.high] if amount.high > amount.low else [])]
        figures = "\u2013".join(written(figure, amount.currency, code) for figure in ends)
        return known.language.say(PERIODS[amount.period]).replace("{amount}", figures)


def written(figure: Decimal, currency: str, code: str) -> str:
    """A figure with its currency, without cents where there are none."""
    cents = "" if figure == figure.to_integral_value() else ".00##"
    if not currency:
        return format_decimal(figure, format=f"#,##0{cents}", locale=code)
    pattern = Locale.parse(code).currency_formats["standard"].pattern.replace(".00", cents)
    if get_currency_symbol(currency, locale=code)[-1].isalpha():
        # A space parts letters and digits: CHF 5,200.
        pattern = pattern.replace("¤#", "¤\u00a0#")
    return format_currency(figure, currency, format=pattern, locale=code, currency_digits=False)


def _rows(found: tuple[Amount, ...], shown: list[str]) -> Rows:
    """Each reading to tap, if all of them fit into a button's code."""
    codes = [str(one).replace(".00", "") for one in found]
    if any(len(code) > CODE_LIMIT for code in codes):
        return ()
    return tuple(
        (Choice(code, label, str(one)),) for code, label, one in zip(codes, shown, found, strict=True)
    )
