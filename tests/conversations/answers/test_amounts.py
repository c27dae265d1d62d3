"""Money, percentages, numbers and scales as people write them; asked where they may be two."""

from decimal import Decimal

import pytest
from hypothesis import given as having
from hypothesis import settings
from hypothesis import strategies as st

from conversations.answers import Amount, Answers, Money, Number, Percent, Scale, amount_of
from conversations.known import Known
from tests.conversations.answers.given import (
    CODES,
    NOTHING,
    codes,
    holds_what_every_kind_promises,
    known,
    languages,
    offered,
    read,
    refused,
    typed,
)

MONEY, PERCENT, DAYS = Money(), Percent(), Number(1, 60, ("day", "days"))
SCALE = Scale(5, "Not at all", "Very")
READ_ALIKE = [
    ("62k", "62000.00"),
    ("62 000", "62000.00"),
    ("52\u00a0000", "52000.00"),
    ("52\u202f000", "52000.00"),
    ("62.000", "62000.00"),
    ("62.000 €", "62000.00 EUR"),
    ("€65.000", "65000.00 EUR"),
    ("52.000,50 €", "52000.50 EUR"),
    ("52,000.50", "52000.50"),
    ("1.234.567", "1234567.00"),
    ("1.234,5678", "1234.5678"),
    ("1.234 €", "1234.00 EUR"),
    ("1,234 USD", "1234.00 USD"),
    ("1234.567 EUR", "1234.5670 EUR"),
    ("CHF 5'200", "5200.00 CHF"),
    ("CHF 5\u2019200.50", "5200.50 CHF"),
    ("₹5,00,000", "500000.00 INR"),
    ("1,2 lakh", "120000.00"),
    ("3 crore", "30000000.00"),
    ("1.2 million", "1200000.00"),
    ("52 mil euros al año", "52000.00 EUR year"),
    ("$45/h", "45.00 USD hour"),
    ("US$ 45 / hour", "45.00 USD hour"),
    ("45,50 € la hora", "45.50 EUR hour"),
    ("500 per day", "500.00 day"),
    ("900 semanales", "900.00 week"),
    ("3.200 € al mes", "3200.00 EUR month"),
    ("€52k/yr", "52000.00 EUR year"),
    ("USD 85k p.a.", "85000.00 USD year"),
    ("85–90k a year", "85000.00-90000.00 year"),
    ("85-90k", "85000.00-90000.00"),
    ("85k-90", "85000.00-90000.00"),
    ("85 - 90 k €", "85000.00-90000.00 EUR"),
    ("800-1k", "800.00-1000.00"),
    ("from $85,000 to $90,000", "85000.00-90000.00 USD"),
    ("between 85 and 90k", "85000.00-90000.00"),
    ("entre 85 y 90 mil", "85000.00-90000.00"),
    ("de 85 a 90 mil euros al año", "85000.00-90000.00 EUR year"),
    ("85k-85k", "85000.00"),
    ("about 62k.", "62000.00"),
    ("40000 kr SEK", "40000.00 SEK"),
    ("62k GEL", "62000.00 GEL"),
    ("0.5", "0.50"),
    ("0,125", "0.1250"),
    ("٥٢٠٠٠", "52000.00"),
    ("５２０００", "52000.00"),
    ("๕๒๐๐๐", "52000.00"),
    ("999999999999", "999999999999.00"),
    ("85000.00-90000.00 USD year", "85000.00-90000.00 USD year"),
]


@languages
@pytest.mark.parametrize(("text", "value"), READ_ALIKE)
def test_amount_is_read_alike_in_both_languages(code: str, text: str, value: str) -> None:
    assert read(MONEY, text, known(code)) == value


@languages
@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "-85",
            "−85",
            "+5",
            "0",
            "0,00",
            "NaN",
            "Infinity",
            "1e999",
            "1e5",
            "1_000",
            "²",
            "½",
            "9" * 5000,
        ),
        *(
            "1000000000000",
            "999999999999 k",
            "12345678901234567",
            "1,,2",
            "1.2.3",
            "1.234 567",
            "12,34,5",
            "1.23456",
        ),
        *(
            "62k gross",
            "62k all in",
            "up to 90k",
            "62k or 65k",
            "62k+",
            "$1.2m",
            "k",
            "a year",
            "- 62k",
            "62k -",
            "k 62",
        ),
        *(
            "90k-85k",
            "90-85k",
            "85-90-95k",
            "€85k-$90k",
            "€62k kr",
            "62k a year a month",
            "62k gel",
            "62kEUR",
            "62 k k",
        ),
    ],
)
def test_what_is_no_amount_is_refused_with_an_example(code: str, text: str) -> None:
    assert "for example: 62k" in str(refused(MONEY, text, known(code)))


@pytest.mark.parametrize(
    ("code", "text", "readings"),
    [
        ("en", "1.234", ["1.234", "1,234"]),
        ("es", "1,234", ["1,234", "1.234"]),
        ("en", "1.250k", ["1,250", "1,250,000"]),
        ("es", "1.250k", ["1.250", "1.250.000"]),
        ("en", "1.234 KWD", ["KWD\u00a01.234", "KWD\u00a01,234"]),
        ("en", "500 pesos", ["ARS\u00a0500", "CLP\u00a0500", "COP\u00a0500", "MX$500"]),
        ("en", "40000 kr", ["DKK\u00a040,000", "NOK\u00a040,000", "SEK\u00a040,000"]),
        ("en", "5000000 ¥", ["CN¥5,000,000", "¥5,000,000"]),
    ],
)
def test_what_may_be_two_amounts_is_asked_with_each_of_them_to_tap(
    code: str, text: str, readings: list[str]
) -> None:
    raised = refused(MONEY, text, known(code))

    assert offered(raised) == readings
    assert all(reading in str(raised) for reading in readings)


def test_readings_too_long_for_a_button_are_named_only() -> None:
    raised = refused(MONEY, "40.000-50.000 kr a month")

    assert not raised.rows
    assert "SEK\u00a040,000" in str(raised)


def test_sign_that_groups_digits_in_the_language_is_no_question() -> None:
    assert read(MONEY, "1,234", known("en")) == read(MONEY, "1.234", known("es")) == "1234.00"


def euros(answers: Answers, about: Known) -> str:
    """The currency of the offer."""
    return "EUR"


def test_question_may_tell_the_currency_and_the_period_that_are_meant() -> None:
    salary = Money("year", euros)

    assert read(salary, "62k") == "62000.00 EUR year"
    assert read(salary, "1.234") == "1234.00 EUR year"
    assert read(salary, "$45/h") == "45.00 USD hour"
    assert read(salary, "62000.00") == "62000.00"


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("en", "62000.00 EUR year", "€62,000 a year"),
        ("es", "62000.00 EUR", "62.000 €"),
        ("en", "85000.00-90000.00 USD year", "$85,000–$90,000 a year"),
        ("en", "45.50 USD hour", "$45.50 an hour"),
        ("en", "5200.00 CHF month", "CHF\u00a05,200 a month"),
        ("en", "900.00 week", "900 a week"),
        ("en", "500.00 day", "500 a day"),
        ("es", "52000.50", "52.000,50"),
        ("en", "1.2340", "1.234"),
    ],
)
def test_amount_is_shown_as_the_language_writes_it(code: str, value: str, shown: str) -> None:
    assert MONEY.show(value, NOTHING, known(code)).replace("\u00a0€", " €") == shown


def test_canonical_text_gives_the_amount_back() -> None:
    assert amount_of("85000.00-90000.50 USD year") == Amount(
        Decimal(85000), Decimal("90000.5"), "USD", "year"
    )
    assert amount_of("1.2340") == Amount(Decimal("1.234"), Decimal("1.234"))
    with pytest.raises(ValueError, match="62k"):
        amount_of("62k")


def test_only_amounts_may_be_tapped() -> None:
    assert MONEY.offers("1234 EUR year", NOTHING, known())
    assert not MONEY.offers("new", NOTHING, known())


# Percentages.


@languages
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7.5", "7.5"),
        ("7,5 %", "7.5"),
        ("10%", "10"),
        ("100", "100"),
        ("0", "0"),
        ("7 por ciento", "7"),
        ("7 percent.", "7"),
    ],
)
def test_percentage_is_read(code: str, text: str, value: str) -> None:
    assert read(PERCENT, text, known(code)) == value


@pytest.mark.parametrize("text", ["", "half", "101", "-3", "7.5.2", "1e1", "²", "50 %%", "1,234", "0.00001"])
def test_what_is_no_percentage_is_refused_with_an_example(text: str) -> None:
    assert "for example: 7.5 %" in str(refused(PERCENT, text))


def test_percentage_is_shown_as_the_language_writes_it() -> None:
    assert PERCENT.show("7.5", NOTHING, known("en")) == "7.5%"
    assert PERCENT.show("7.5", NOTHING, known("es")) == "7,5\u00a0%"


def test_only_percentages_may_be_tapped() -> None:
    assert PERCENT.offers("7.5", NOTHING, known())
    assert not PERCENT.offers("new", NOTHING, known())


def test_thousand_percent_are_not_meant_by_three_decimals() -> None:
    assert read(PERCENT, "1.234") == "1.2340"


# Numbers.


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("en", "3", "3"),
        ("en", "three", "3"),
        ("es", "tres", "3"),
        ("en", "1 day", "1"),
        ("en", "14 days", "14"),
        ("en", "٣", "3"),
    ],
)
def test_number_is_read_with_what_it_counts(code: str, text: str, value: str) -> None:
    assert read(DAYS, text, known(code)) == value


@pytest.mark.parametrize("text", ["", "0", "61", "1.5", "-3", "3 moons", "holidays", "1e1", "²", "3 4"])
def test_number_out_of_bounds_is_refused_with_the_bounds(text: str) -> None:
    assert "A number from 1 to 60 will do." in str(refused(DAYS, text))


def test_number_may_have_decimals_and_is_then_asked_where_it_may_be_two() -> None:
    shares = Number(0, 100000, decimals=True)

    assert read(shares, "2,5") == "2.5"
    assert offered(refused(shares, "1.234")) == ["1.234", "1,234"]
    assert read(shares, "1.2340") == "1.2340"
    assert shares.offers("1.2340", NOTHING, known())


def test_number_is_shown_with_what_it_counts() -> None:
    shown = [DAYS.show(value, NOTHING, known()) for value in ("1", "14")]

    assert shown == ["1 day", "14 days"]
    assert Number().show("1000", NOTHING, known()) == "1,000"


# Scales.


def test_scale_has_words_at_its_ends() -> None:
    labels = [one.label for one in SCALE.choices(NOTHING, known())]

    assert labels == ["1 · Not at all", "2", "3", "4", "5 · Very"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", "1"), ("3/5", "3"), ("very", "5"), ("Not at all.", "1"), ("5 · Very", "5"), ("٤", "4")],
)
def test_place_on_a_scale_is_tapped_or_typed(text: str, value: str) -> None:
    assert read(SCALE, text) == value


@pytest.mark.parametrize("text", ["", "0", "6", "2.5", "good"])
def test_place_beside_the_scale_is_refused(text: str) -> None:
    assert "A number from 1 to 5 will do." in str(refused(SCALE, text))


def test_place_that_is_no_more_has_no_words() -> None:
    with pytest.raises(LookupError):
        SCALE.show("6", NOTHING, known())


# What holds for every text.


@pytest.mark.parametrize(
    "kind",
    [MONEY, Money("year", euros), PERCENT, DAYS, Number(0, 100000, decimals=True), SCALE],
    ids=["money", "salary", "percent", "days", "shares", "scale"],
)
@having(text=typed, code=codes)
@settings(deadline=None)
def test_any_text_is_kept_in_one_form_or_refused(kind: Money, text: str, code: str) -> None:
    holds_what_every_kind_promises(kind, text, known(code))


@having(
    low=st.decimals(Decimal("0.01"), Decimal(10**11), places=2),
    more=st.decimals(0, Decimal(10**11), places=2),
    currency=st.sampled_from(["", "EUR", "JPY", "KWD", "ALL"]),
    period=st.sampled_from(["", "hour", "year"]),
    code=st.sampled_from(CODES),
)
@settings(deadline=None)
def test_every_amount_is_read_back_from_its_text(
    low: Decimal, more: Decimal, currency: str, period: str, code: str
) -> None:
    amount = Amount(low, low + more, currency, period)

    assert read(MONEY, str(amount), known(code)) == str(amount)
    assert amount_of(str(amount)) == amount
