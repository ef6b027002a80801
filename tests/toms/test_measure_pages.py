"""The public pages of the measures: a supplier finds what counts, how it is counted and what proves it."""

from __future__ import annotations

from typing import Any

import pytest

from socialvalue.toms.models import Measure
from tests.strict import Browser, page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OBJ-2", "OBJ-4", "PRI-1")]


def test_everyone_sees_three_themes_and_every_measure(visitor: Browser) -> None:
    shown = page(visitor.get("/measures"))
    headings = [text_of(heading) for heading in shown.iter("h2")]
    assert [each for each in headings if each in {"Employer", "Economy", "Community"}] == [
        "Employer",
        "Economy",
        "Community",
    ]
    assert all(title in text_of(shown) for title in Measure.objects.values_list("title", flat=True))


def test_a_starter_set_says_that_it_is_not_adopted(visitor: Browser) -> None:
    assert "until the Council adopts it" in text_of(page(visitor.get("/measures")))
    assert "until the Council adopts it" in text_of(page(visitor.get("/measures/EM-1.1")))


@pytest.mark.parametrize(
    "field", ["definition", "counting_rule", "place", "example_small", "example_large", "additionality"]
)
def test_a_measure_says_all_that_is_known_of_it(visitor: Browser, field: str) -> None:
    for measure in Measure.objects.all():
        wanted = " ".join(getattr(measure, field).split())
        assert wanted in text_of(page(visitor.get(f"/measures/{measure.code}"))), measure.code


def test_what_proves_it_and_what_does_not_stand_apart(visitor: Browser) -> None:
    shown = text_of(page(visitor.get("/measures/EM-2.1")))
    proves, _, does_not = shown.partition("What does not prove it")
    assert "The start record from the college" in proves
    assert "An offer letter, if nobody started." in does_not


def test_small_letters_lead_to_it_and_an_unknown_code_to_nothing(visitor: Browser) -> None:
    assert visitor.get("/measures/em-1.1").status_code == 200
    assert visitor.get("/measures/ZZ-9.9").status_code == 404


def test_both_pages_cost_a_bounded_number_of_statements(visitor: Browser, measured: Any) -> None:
    visitor.get("/measures")
    with measured() as cost:
        visitor.get("/measures")
        visitor.get("/measures/EM-1.1")
    assert cost.statements <= 11


def test_the_public_home_leads_there(visitor: Browser) -> None:
    assert any(link.get("href") == "/measures" for link in page(visitor.get("/")).iter("a"))
