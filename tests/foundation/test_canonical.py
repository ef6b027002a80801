"""The same value always gives the same bytes, and what cannot be written exactly is refused."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.canonical import canonical_bytes, digest
from socialvalue.foundation.refusal import Refusal

TEXT = st.text(st.characters(exclude_categories=("Cs",)))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc"), inner),
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}'),
        (Decimal("1.50"), '"1.50"'),
        (Decimal("1E+3"), '"1000"'),
        ("e\u0301", '"é"'),  # NFC
        (date(2027, 4, 1), '"2027-04-01"'),
        (datetime(2027, 4, 1, 10, 30, tzinfo=timezone(timedelta(hours=1))), '"2027-04-01T09:30:00.000000Z"'),
        (UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        ("€\u20ac\n\x0f", '"€€\\n\\u000f"'),  # from the example of RFC 8785 section 3.2.2
    ],
)
def test_values_are_written_by_the_standard(value: object, text: str) -> None:
    assert canonical_bytes(value) == text.encode()


def test_names_are_sorted_by_utf_16_units() -> None:
    """RFC 8785 section 3.2.3: the example of the standard."""
    names = ["€", "\r", "\ufb33", "1", "\U0001f600", "\x80", "ö"]
    expected = ["\r", "1", "\x80", "ö", "€", "\U0001f600", "\ufb33"]
    written = canonical_bytes({name: "" for name in names if name != "\ufb33"}).decode()
    positions = [written.index(name) for name in expected if name not in ("\ufb33", "\r")]
    assert positions == sorted(positions)


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        float("nan"),
        2**53,
        -(2**53),
        Decimal("NaN"),
        Decimal("Infinity"),
        "\ud800",
        datetime(2027, 1, 1),
        b"x",
        object(),
        {"é": 1, "e\u0301": 2},
    ],
)
def test_what_cannot_be_written_exactly_is_refused(value: object) -> None:
    with pytest.raises(Refusal):
        canonical_bytes(value)


@given(VALUES)
def test_the_order_of_names_never_matters(value: object) -> None:
    assert canonical_bytes({"x": value, "y": 1}) == canonical_bytes({"y": 1, "x": value})


def test_a_digest_is_sha_256_of_the_bytes() -> None:
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert digest({"at": datetime(2027, 1, 1, tzinfo=UTC)}) != digest({})
