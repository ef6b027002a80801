"""A uid is in order of time; a reference is a label."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.references import new_uid, parse_reference, reference
from socialvalue.foundation.refusal import Refusal


def test_uids_are_version_7_and_in_order() -> None:
    uids = [new_uid() for _ in range(1000)]
    assert {uid.version for uid in uids} == {7}
    assert len(set(uids)) == 1000
    assert uids == sorted(uids)


@given(st.sampled_from(["PR", "CON"]), st.integers(2000, 2999), st.integers(1, 10**6))
def test_a_reference_is_read_as_it_was_written(series: str, year: int, number: int) -> None:
    assert parse_reference(reference(series, year, number)) == (series, year, number)


def test_a_reference_is_read_as_people_type_it() -> None:
    assert reference("PR", 2027, 42) == "PR-2027-0042"
    assert parse_reference(" pr-2027-0042 ") == ("PR", 2027, 42)


@pytest.mark.parametrize("text", ["", "PR-2027", "2027-0042", "PR-27-0042", "SC22048", "PR-2027-0042-1"])
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        parse_reference(text)
