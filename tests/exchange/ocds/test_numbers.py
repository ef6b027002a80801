"""Amounts come through exactly: no floating point on the way."""

import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.exchange.ocds.gather import gather
from socialvalue.exchange.ocds.report import ImportTally
from tests.exchange.ocds.helpers import package, read, release


def amounts_of(*tokens: str) -> list[object]:
    """The amounts after reading, waiting and merging."""
    lots = ",".join(f'{{"id":"{place}","value":{{"amount":{token}}}}}' for place, token in enumerate(tokens))
    text = json.dumps(package(release(tender={"lots": ["@"]}))).replace('"@"', lots)
    merged = list(gather([io.BytesIO(text.encode())], lambda problem: None, ImportTally()))
    return [lot["value"]["amount"] for lot in merged[0].release["tender"]["lots"]]


@pytest.mark.parametrize(
    "token",
    ["0.1", "0.2", "12.34", "1234567890123.45", "1e2", "1.50E3", "9007199254740993", "9" * 30, "-0.01", "0"],
)
def test_a_number_is_exactly_what_was_written(token: str) -> None:
    assert amounts_of(token) == [Decimal(token)]


def test_a_tenth_and_two_tenths_are_three_tenths() -> None:
    assert sum(amounts_of("0.1", "0.2")) == Decimal("0.3")  # type: ignore[call-overload]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**15), max_value=10**15))
def test_any_pounds_and_pence_come_through(amount: Decimal) -> None:
    found, problems = read(json.dumps(release(planning="@")).replace('"@"', str(amount)))
    assert found[0].data["planning"] == amount and problems == []
