"""Numbers as answers: a percentage, a number within bounds, a place on a scale."""

import re
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal, format_percent, get_group_symbol

from conversations.answers.figures import NUMBER, bare_number, figures
from conversations.answers.grammar import grammar_of
from conversations.answers.kind import Kind
from conversations.answers.plain import asked_again, can_be, plain
from conversations.answers.reading import Choice, Unreadable, clean, pick, refusal
from conversations.answers.record import Answers
from conversations.known import Known, Language, _

PER_CENT = re.compile(rf"({NUMBER}) ?(?:%|٪|percent|per cent|pct|por ciento)?\.?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Percent(Kind):
    """A percentage from 0 to 100: "7.5" or "7,5 %". The canonical text is the number: 7.5."""

    def offers(self, code: str, answers: Answers, known: Known) -> bool:
        return _is_figure(code)

    def read(self, text: str, answers: Answers, known: Known) -> str:
        found = PER_CENT.fullmatch(plain(text))
        meant = _within(found[1], known, Decimal(0), Decimal(100)) if found else []
        if not meant:
            raise refusal(clean(text), _("A percentage will do, for example: 7.5 %."), known.language)
        return _only(text, meant, known.language)

    def show(self, value: str, answers: Answers, known: Known) -> str:
        return format_percent(Decimal(value) / 100, locale=known.language.code, decimal_quantization=False)


@dataclass(frozen=True, slots=True)
class Number(Kind):
    """A number within bounds, whole unless `decimals`. The canonical text is its digits: 3, or 2.5.

    `units` names what is counted, one and many: ("day", "days"); it may be typed behind the number.
    """

    least: int = 0
    most: int = 1000
    units: tuple[str, str] = ("", "")
    decimals: bool = False

    def offers(self, code: str, answers: Answers, known: Known) -> bool:
        return _is_figure(code)

    def read(self, text: str, answers: Answers, known: Known) -> str:
        figure = self._without_unit(plain(text), known)
        named = grammar_of(known.language.code).numbers.get(figure)
        found = re.fullmatch(NUMBER, str(named or figure), re.ASCII)
        inside = _within(found[0], known, Decimal(self.least), Decimal(self.most)) if found else []
        meant = [one for one in inside if self.decimals or one == one.to_integral_value()]
        if not meant:
            raise asked_again(text, known.language, self._bounds(known.language))
        return _only(text, meant, known.language)

    def _without_unit(self, typed: str, known: Known) -> str:
        own = (self._unit(1, known.language), self._unit(2, known.language))
        for unit in map(plain, (*own, *self.units)):
            if unit and typed.endswith(unit) and not typed.removesuffix(unit)[-1:].isalpha():
                return typed.removesuffix(unit).strip()
        return typed

    def _unit(self, number: int, language: Language) -> str:
        return language.count(*self.units, number) if all(self.units) else ""

    def _bounds(self, language: Language) -> str:
        said = language.say(_("A number from {least} to {most} will do."))
        return said.replace("{least}", str(self.least)).replace("{most}", str(self.most))

    def show(self, value: str, answers: Answers, known: Known) -> str:
        number = format_decimal(Decimal(value), locale=known.language.code, decimal_quantization=False)
        # Half a day and two days: the plural stands for all that is not one.
        return f"{number} {self._unit(1 if value == '1' else 2, known.language)}".strip()


@dataclass(frozen=True, slots=True)
class Scale(Kind):
    """A place on a scale from 1 to `top`, whose ends have words. The canonical text is the number."""

    top: int
    low: str
    high: str

    def choices(self, answers: Answers, known: Known) -> tuple[Choice, ...]:
        ends = {1: known.language.say(self.low), self.top: known.language.say(self.high)}
        return tuple(
            Choice(str(place), f"{place} · {ends[place]}" if place in ends else str(place), str(place))
            for place in range(1, self.top + 1)
        )

    def read(self, text: str, answers: Answers, known: Known) -> str:
        offered = self.choices(answers, known)
        typed = plain(text).removesuffix(f"/{self.top}").strip()
        ends = (plain(known.language.say(end)) for end in (self.low, self.high))
        by_word = dict(zip(ends, (offered[0], offered[-1]), strict=True))
        chosen = by_word.get(typed.rstrip(".!")) or pick(text, offered) or pick(typed, offered)
        if chosen is None:
            said = known.language.say(_("A number from {least} to {most} will do."))
            bounds = said.replace("{least}", "1").replace("{most}", str(self.top))
            raise asked_again(text, known.language, bounds)
        return chosen.value

    def show(self, value: str, answers: Answers, known: Known) -> str:
        """The label of that place. Raises LookupError for one there is not."""
        return {one.value: one.label for one in self.choices(answers, known)}[value]


def _is_figure(code: str) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)?", code, re.ASCII) is not None


def _within(written: str, known: Known, least: Decimal, most: Decimal) -> list[Decimal]:
    found = figures(written, get_group_symbol(known.language.code))
    return [figure for figure in found if least <= figure <= most]


def _only(text: str, meant: list[Decimal], language: Language) -> str:
    """The canonical text of the one figure meant. Raises Unreadable, with each of them to tap, where there are two."""
    if len(meant) > 1:
        raise _unclear(text, meant, language)
    return canonical(meant[0])


def canonical(figure: Decimal) -> str:
    """Digits that are read again as they are: three decimals get a zero behind them, or they could be a group."""
    bare = bare_number(figure)
    return f"{bare}0" if re.search(r"\.\d{3}$", bare) else bare


def _unclear(text: str, meant: list[Decimal], language: Language) -> Unreadable:
    labels = [format_decimal(one, locale=language.code, decimal_quantization=False) for one in meant]
    rows = tuple((Choice(canonical(one), label),) for one, label in zip(meant, labels, strict=True))
    return asked_again(
        text, language, can_be(language, labels), language.say(_("Which one is it?")), rows=rows
    )
