"""The register of exemptions narrowed, counted by year and outcome; the papers of a meeting (EXC-2, GOV-2)."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from socialvalue.foundation.clock import business_today
from socialvalue.planning import queries
from socialvalue.planning.rules import Condition
from tests import make
from tests.cast import Play, Player
from tests.measure import Measured
from tests.planning.made import ahead, ask, grant, review
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EXC-2", "GOV-2")]
DECIDED: dict[str, Any] = {
    "screened_by": make.new_uid(),
    "decided_by": make.new_uid(),
    "reason": "Because it is so.",
    "granted_on": make.NOON.date(),
}


def found(player: Player, **wanted: Any) -> int:
    return queries.count_exemptions(person=player.person, wanted=queries.ExemptionsWanted(**wanted))


def test_it_is_narrowed_by_each_filter(stan: Player) -> None:
    make.exemption(make.procurement(buyer_name="Highways"), ground="other")
    make.exemption(
        make.procurement(determination={"band": "encouraged"}), kind="lower-weight", lowest=Decimal("0.05")
    )
    make.exemption(make.procurement(), state="granted", conditions="Report in May.", **DECIDED)
    for address, number in (
        ("ground=other", 1), ("kind=lower-weight", 1), ("band=encouraged", 1), ("band=mandatory", 2),
        ("conditions=yes", 1), ("counts=yes", 1), ("counts=no", 0), ("buyer=highways", 1), ("state=granted", 1),
        ("year=2026-27", 3), ("year=2025-26", 0), ("year=nonsense", 3), ("ground=nonsense", 3),
    ):  # fmt: skip
        shown = text_of(page(stan.client.get(f"/exemptions?{address}")))
        said = f"{number} exemption" if number else "No exemptions match"
        assert said in shown, address


@pytest.mark.parametrize(
    ("asked_at", "start_year"),
    [
        (datetime(2027, 3, 31, 22, 59, tzinfo=UTC), 2026),  # 11:59pm in London, summer time
        (datetime(2027, 3, 31, 23, 0, tzinfo=UTC), 2027),  # midnight of 1 April
    ],
)
def test_a_financial_year_begins_at_midnight_in_london(
    stan: Player, asked_at: datetime, start_year: int
) -> None:
    make.exemption(make.procurement(), requested_at=asked_at)
    counted = queries.exemption_counts(person=stan.person, wanted=queries.ExemptionsWanted())
    assert [(row.year.start_year, row.total) for row in counted] == [(start_year, 1)]
    assert found(stan, year=counted[0].year) == 1


def test_every_figure_opens_exactly_its_rows(play: Play) -> None:
    for state, given in (
        ("requested", {}), ("returned", {}), ("with-management", {}), ("refused", DECIDED), ("granted", DECIDED),
        ("granted", DECIDED | {"conditions": "Report in May."}), ("withdrawn", {"reason": "Not needed."}),
    ):  # fmt: skip
        make.exemption(make.procurement(), state=state, **given)
    make.exemption(make.procurement(of=make.other_authority()))
    shown = page(play("audrey").client.get("/exemptions/by-year"))
    figures = [
        (link.get("href"), int(text_of(link).split()[0])) for link in shown.iter("a")
        if (link.get("href") or "").startswith("/exemptions?")
    ]  # fmt: skip
    assert sum(number for href, number in figures if "state=" in href) == 7
    assert len(figures) == 6
    for href, number in figures:
        rows = text_of(page(play("audrey").client.get(href)))
        assert f"{number} exemption" in rows, href


def test_no_figures_yet_teaches(stan: Player) -> None:
    assert "There are none yet" in text_of(page(stan.client.get("/exemptions/by-year")))


def test_the_sheet_holds_what_a_meeting_needs(play: Play) -> None:
    label = ask(ahead(title="School buses"), play("olive"))
    review(label, play)
    shown = text_of(page(play("dee").client.get(f"/exemptions/{label}/sheet")))
    for text in (
        "School buses", "£500,000", "£207,720", "EXC-1", "EXC-2", "10%", "Two firms have buses free", "Supports it.",
        "Stan Standards", "Grant it with conditions", "Refuse it: the rule stands", "Interests declared",
    ):  # fmt: skip
        assert text in shown, text


def test_the_agenda_holds_what_waits_and_nothing_else(play: Play) -> None:
    labels = [ask(ahead(), play("olive")) for _ in range(3)]
    for label in labels[:2]:
        review(label, play)
    shown = text_of(page(play("dee").client.get("/exemptions/agenda")))
    assert [label in shown for label in labels] == [True, True, False]


def test_an_empty_agenda_teaches(play: Play) -> None:
    assert "Nothing waits for a meeting" in text_of(page(play("dee").client.get("/exemptions/agenda")))


@pytest.mark.parametrize("number", [1, 3, 40])
def test_the_agenda_costs_the_same_however_long(play: Play, number: int) -> None:
    for procurement in make.procurements(number):
        make.exemption(procurement, state="with-management", screened_by=make.new_uid())
    play("dee").client.get("/exemptions/agenda")
    with Measured() as cost:
        body = play("dee").client.get("/exemptions/agenda").content
    assert cost.statements <= 12, cost
    assert len(body) <= 60_000


def test_a_record_with_everything_costs_no_more(play: Play) -> None:
    label = ask(ahead(), play("olive"))
    review(label, play)
    owner = play("carol").person.account()
    grant(label, play, conditions=[Condition("Report in May.", owner, business_today())] * 9)
    play("stan").client.get(f"/exemptions/{label}")
    with Measured() as cost:
        body = play("stan").client.get(f"/exemptions/{label}").content
    assert cost.statements <= 12, cost
    assert len(body) <= 60_000
