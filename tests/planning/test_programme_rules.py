"""The engagement programme in figures, as pure rules: each organisation once, by kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.planning.rules import Came, Feedback, SupplierKind, met, supplier_kind

pytestmark = pytest.mark.clause("COM-1", "EQU-1")


@pytest.mark.parametrize(
    ("is_sme", "is_vcse", "kind"),
    [
        (True, True, SupplierKind.VCSE),
        (None, True, SupplierKind.VCSE),
        (True, False, SupplierKind.SME),
        (True, None, SupplierKind.SME),
        (False, None, SupplierKind.OTHER),
        (False, False, SupplierKind.OTHER),
        (None, False, SupplierKind.NOT_KNOWN),
        (None, None, SupplierKind.NOT_KNOWN),
    ],
)
def test_an_organisation_is_of_one_kind(
    is_sme: bool | None, is_vcse: bool | None, kind: SupplierKind
) -> None:
    assert supplier_kind(is_sme=is_sme, is_vcse=is_vcse) is kind


def test_an_organisation_that_came_twice_is_met_once_and_its_people_are_added_up() -> None:
    found = met([Came(7, "", SupplierKind.SME, 2), Came(7, "", SupplierKind.SME, 3)])
    assert (found.organisations, found.people) == (1, 5)


def test_a_typed_name_is_the_same_whatever_its_letters_and_spaces() -> None:
    names = ("Brook Works", "brook  works ", "BROOK WORKS", "Brook Work")
    assert met(Came(None, name, SupplierKind.NOT_KNOWN) for name in names).organisations == 2


def test_a_typed_name_is_not_taken_for_an_organisation_that_is_known() -> None:
    assert met([Came(7, "A", SupplierKind.SME), Came(None, "A", SupplierKind.SME)]).organisations == 2


@pytest.mark.parametrize("turned", [False, True])
def test_where_the_kind_differs_the_telling_one_counts(turned: bool) -> None:
    came = [Came(7, "", SupplierKind.NOT_KNOWN), Came(7, "", SupplierKind.VCSE)]
    found = met(reversed(came) if turned else came)
    assert found.by_kind[SupplierKind.VCSE] == 1 and found.by_kind[SupplierKind.NOT_KNOWN] == 0


KNOWN = st.builds(Came, st.integers(1, 5), st.just(""), st.sampled_from(SupplierKind), st.integers(0, 9))


@given(st.lists(KNOWN))
def test_kinds_add_up_to_the_organisations(came: list[Came]) -> None:
    found = met(came)
    assert found.organisations == len({each.organisation for each in came})
    assert found.people == sum(each.people for each in came)


def test_where_nobody_was_counted_or_asked_the_figures_are_nought() -> None:
    assert met([Came(7, "", SupplierKind.SME)]).people == 0
    assert Feedback() == Feedback(asked=0, received=0, href="")
