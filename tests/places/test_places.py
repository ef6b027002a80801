"""Places by code, name, older name, and outward code as an approximation."""

from __future__ import annotations

import pytest

from socialvalue.places import queries
from socialvalue.policy.queries import newest_pack
from tests import make
from tests.strict import Browser, page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("MEA-5")]


@pytest.fixture
def pack() -> int:
    return newest_pack(make.authority().id).id


@pytest.mark.parametrize("text", ["E07000112", "Folkestone and Hythe", "shepway", " Shepway "])
def test_a_place_is_found_by_code_name_and_older_name(pack: int, text: str) -> None:
    found = queries.place_named(pack, text)
    assert found is not None
    assert found.code == "E07000112"


def test_an_unknown_place_is_not_guessed(pack: int) -> None:
    assert queries.place_named(pack, "Kent-ish") is None


def test_medway_is_outside(pack: int) -> None:
    found = queries.place_named(pack, "Medway")
    assert found is not None
    assert found.kind == "outside"


def test_an_outward_code_gives_its_likely_districts_most_likely_first(pack: int) -> None:
    likely = queries.likely_places(pack, "TN12 0AB")
    assert [place.name for place in likely[:2]] == ["Tunbridge Wells", "Maidstone"]
    assert sum(place.share for place in likely) == pytest.approx(1)
    assert likely[0].share < 0.5


@pytest.mark.parametrize("text", ["", "nonsense", "ZZ99", "12345"])
def test_what_is_no_outward_code_of_the_area_gives_nothing(pack: int, text: str) -> None:
    assert queries.likely_places(pack, text) == []


def test_the_page_shows_every_district_and_its_councillors(visitor: Browser) -> None:
    shown = text_of(page(visitor.get("/places")))
    assert "Thanet" in shown
    assert "9 councillors in 8 divisions" in shown  # Maidstone


@pytest.mark.parametrize(
    ("asked", "said"), [("CT9", "is in Thanet"), ("tn12 0ab", "not exact"), ("ZZ1", "do not know")]
)
def test_a_postcode_is_answered_as_the_approximation_it_is(visitor: Browser, asked: str, said: str) -> None:
    assert said in text_of(page(visitor.get("/places", {"postcode": asked})))
