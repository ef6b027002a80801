"""The list of every requirement of the council: filters, CSV, other councils left out, a bounded page (GOV-2)."""

from __future__ import annotations

from typing import Any

import pytest

from socialvalue.planning import actions
from socialvalue.toms.models import Measure
from tests import make
from tests.cast import Play, Player
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("GOV-2", "CAT-1")]


def two(play: Play) -> None:
    first = make.requirement(make.procurement(title="Road signs"), state="confirmed")
    make.requirement(
        make.procurement(title="Buses", determination={"band": "encouraged"}),
        measure=Measure.objects.get(code="CO-3.1"),
        unit="hours",
    )
    make.requirement(make.procurement(title="Theirs", of=make.other_authority()))
    actions.send_remark(requirement=first.id, text="Please look at this again.", by=play("stan").person)


@pytest.mark.parametrize(
    ("filters", "seen"),
    [
        ("", {"Road signs", "Buses"}),
        ("?measure=CO-3.1", {"Buses"}),
        ("?outcome=EM-2", {"Road signs"}),
        ("?state=confirmed", {"Road signs"}),
        ("?band=encouraged", {"Buses"}),
        ("?remarks=on", {"Road signs"}),
        ("?state=nonsense&measure=ZZ", {"Road signs", "Buses"}),
        ("?state=removed", set()),
    ],
)
def test_it_is_narrowed_by_the_address(play: Play, filters: str, seen: set[str]) -> None:
    two(play)
    for address in ("/requirements", "/requirements.csv"):
        body = play("stan").client.get(address + filters).getvalue().decode()
        assert {title for title in ("Road signs", "Buses", "Theirs") if title in body} == seen, address


def test_the_page_says_how_much_where_and_how_far(play: Play) -> None:
    two(play)
    shown = text_of(page(play("stan").client.get("/requirements")))
    assert "4 people" in shown and "1 open remark" in shown and "Proposed" in shown


def test_an_empty_one_teaches(stan: Player) -> None:
    assert "No requirements yet" in text_of(page(stan.client.get("/requirements")))


def test_a_page_costs_the_same_however_many_there_are(stan: Player, measured: Any) -> None:
    procurement = make.procurement()
    make.requirement(procurement)
    stan.client.get("/requirements")
    with measured() as few:
        stan.client.get("/requirements")
    for _ in range(60):
        make.requirement(procurement)
    with measured() as many:
        body = stan.client.get("/requirements").getvalue()
    assert few.statements == many.statements <= 8 and len(body) <= 60_000
