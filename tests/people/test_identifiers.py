"""Identifiers of organisations: repaired where a register leaves one reading, else kept as read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.people.rules import LOCAL, SCHEMES, read_identifier


@pytest.mark.parametrize(
    ("scheme", "as_read", "value", "problem"),
    [
        ("GB-COH", "01234567", "01234567", ""),
        ("GB-COH", "1234567", "01234567", "identifier-repaired"),
        ("GB-COH", "123456", "00123456", "identifier-repaired"),
        ("GB-COH", "12345", "12345", "identifier-doubtful"),
        ("GB-COH", "SC 12345", "SC012345", "identifier-repaired"),
        ("GB-COH", "sc123456", "SC123456", "identifier-repaired"),
        ("GB-COH", "oc301234", "OC301234", "identifier-repaired"),
        ("GB-COH", "IP12345R", "IP12345R", ""),
        ("GB-COH", "R0000123", "R0000123", ""),
        ("GB-COH", "XX123456", "XX123456", "identifier-doubtful"),
        ("GB-COH", "XX1234", "XX1234", "identifier-doubtful"),
        ("GB-COH", "123456789", "123456789", "identifier-doubtful"),
        ("GB-COH", "RJR", "RJR", "identifier-wrong-scheme"),
        ("GB-COH", "N/A", "N/A", "identifier-doubtful"),
        ("GB-COH", " ", "", "identifier-doubtful"),
        ("GB-COH", "０１２３４５６７", "01234567", "identifier-repaired"),
        ("GB-COH", "01234567\u200b", "01234567", "identifier-repaired"),
        ("GB-CHC", "1234567-12", "1234567-12", ""),
        ("GB-CHC", "12", "12", "identifier-doubtful"),
        ("GB-NIC", "NIC100012", "100012", "identifier-repaired"),
        ("GB-SC", "SC012345", "SC012345", ""),
        ("GB-PPON", "PBCD-1234-GHJL", "PBCD-1234-GHJL", ""),
        ("GB-PPON", "PABC-1234-GHJL", "PABC-1234-GHJL", "identifier-doubtful"),
        ("GB-PPON", "PBCD-1034-GHJL", "PBCD-1034-GHJL", "identifier-doubtful"),
        ("GB-SRS", "1234", "1234", ""),
        ("US-DUNS", "123456789", "123456789", ""),
        ("", "1234", "1234", ""),
    ],
)
def test_an_identifier_is_read(scheme: str, as_read: str, value: str, problem: str) -> None:
    read = read_identifier(scheme, as_read)
    assert (read.id, read.problem, read.as_read) == (value, problem, as_read)
    assert bool(read.said) == bool(problem)


@pytest.mark.parametrize("scheme", [*LOCAL, "", "supplier", "gb-coh"])
def test_a_portals_own_number_never_says_that_two_are_the_same(scheme: str) -> None:
    assert not read_identifier(scheme, "01234567").may_be_matched


def test_a_repaired_number_matches_the_sound_one_and_a_doubtful_matches_none() -> None:
    assert read_identifier("GB-COH", "1234567").key == read_identifier("GB-COH", "01234567").key
    assert read_identifier("GB-COH", "1234567").may_be_matched
    assert not read_identifier("GB-COH", "RJR").may_be_matched


@given(st.sampled_from([*SCHEMES, *LOCAL, "XX-Y"]), st.text(max_size=20))
def test_reading_never_fails_and_what_was_read_twice_stays(scheme: str, as_read: str) -> None:
    once = read_identifier(scheme, as_read)
    twice = read_identifier(scheme, once.id)
    assert twice.id == once.id and once.as_read == as_read
    if once.problem in {"", "identifier-repaired"} and once.may_be_matched:
        assert twice.may_be_matched
