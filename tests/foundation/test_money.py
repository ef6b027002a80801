"""Money is exact to the penny, and nothing but money is money."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.money import format_money, from_pence, gross, parse_money, to_pence
from socialvalue.foundation.refusal import Refusal

PENCE = st.integers(min_value=0, max_value=99_999_999_999_999)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("207720.00", "207720.00"),
        ("£1,234.50", "1234.50"),
        (" 1234.5 ", "1234.50"),
        ("0", "0.00"),
        ("-0", "0.00"),
        ("000000000000000007", "7.00"),
        ("999999999999.99", "999999999999.99"),
    ],
)
def test_reads_pounds_as_people_write_them(text: str, amount: str) -> None:
    read = parse_money(text)
    assert read == Decimal(amount)
    assert str(read) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1e400",
        "1E5",
        "NaN",
        "Infinity",
        "ten",
        "1.234",
        "1,23",
        "12,34.00",
        "1.",
        ".5",
        "£",
        "1 000",
        "٣",
        "0x10",
    ],
)
def test_refuses_what_is_not_an_amount(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_money(text)
    assert refused.value.code == "money-unreadable"
    assert refused.value.field == "value"


def test_refuses_a_trillion_however_it_is_written() -> None:
    for text in ("1000000000000", "1,000,000,000,000.00", "9" * 5000):
        with pytest.raises(Refusal, match="below"):
            parse_money(text)


def test_a_negative_amount_must_be_asked_for() -> None:
    with pytest.raises(Refusal, match=r"£0\.00 or more"):
        parse_money("-0.01")
    assert parse_money("−£1,000.00", allow_negative=True) == Decimal("-1000.00")


def test_the_refusal_repeats_no_control_characters() -> None:
    with pytest.raises(Refusal) as refused:
        parse_money("abc\n\x1b[31mred" + "x" * 100)
    assert refused.value.text.isprintable()
    assert len(refused.value.text) < 120


@pytest.mark.rule(5)
@pytest.mark.parametrize(
    ("net", "rate", "including"),
    [
        ("180000.00", "20", "216000.00"),
        ("173100.00", "20", "207720.00"),
        ("173099.99", "20", "207719.99"),
        ("25000.00", "20", "30000.00"),
        ("0.10", "5", "0.11"),  # 0.105: half a penny goes up
        ("100.00", "0", "100.00"),
    ],
)
def test_vat_is_added_to_the_penny(net: str, rate: str, including: str) -> None:
    assert gross(Decimal(net), Decimal(rate)) == Decimal(including)


@given(PENCE)
def test_pence_return_as_they_went(pence: int) -> None:
    assert to_pence(from_pence(pence)) == pence
    assert parse_money(format_money(from_pence(pence))) == from_pence(pence)


@pytest.mark.parametrize("amount", ["0.001", "NaN", "Infinity"])
def test_a_fraction_of_a_penny_is_never_rounded_away(amount: str) -> None:
    with pytest.raises(Refusal, match="whole number of pence"):
        to_pence(Decimal(amount))


def test_money_is_shown_with_its_sign_before_the_pound() -> None:
    assert format_money(Decimal("207720")) == "£207,720.00"
    assert format_money(Decimal("-5")) == "−£5.00"
