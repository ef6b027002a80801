"""Correcting a determination: determined anew from the right facts, the earlier one kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.planning import actions
from socialvalue.planning.forms import Correct
from socialvalue.planning.rules.worth import Method, Worth
from socialvalue.policy.rules import Kind, Nature, Vat, VatStatus
from tests import make
from tests.cast import Play
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("INC-4"), pytest.mark.rule(14)]


def corrected(play: Play, reference: str, **changes: Any) -> Any:
    given: dict[str, Any] = {
        "version": 1,
        "kind": Kind.GOODS_SERVICES,
        "nature": Nature.SERVICES,
        "value": Decimal("207719.99"),
        "vat": Vat(),
        "commenced_on": date(2026, 5, 1),
        "reason": "The notice gave the value of all lots.",
        "by": play("priya").person,
    }
    return actions.correct_determination(reference=reference, **(given | changes))


def test_a_penny_below_the_threshold_is_encouraged(play: Play) -> None:
    procurement = make.procurement()
    assert corrected(play, procurement.reference).band == "encouraged"


def test_the_threshold_itself_is_mandatory(play: Play) -> None:
    procurement = make.procurement()
    assert corrected(play, procurement.reference, value=Decimal("207720.00")).band == "mandatory"


def test_the_earlier_determination_is_kept_with_its_figures(play: Play) -> None:
    procurement = make.procurement()
    corrected(play, procurement.reference)
    before, after = procurement.determinations.order_by("version")
    assert (before.state, before.band, before.value_inc_vat) == ("replaced", "mandatory", Decimal(500_000))
    assert (after.state, after.band, after.version) == ("corrected", "encouraged", 2)


def test_the_estimate_is_kept_beside_the_earlier_ones(play: Play) -> None:
    procurement = make.procurement()
    before = procurement.estimates.count()
    corrected(play, procurement.reference, value=Decimal(100_000), vat=Vat(VatStatus.NET, Decimal(20)))
    newest = procurement.estimates.order_by("-version")[0]
    assert procurement.estimates.count() == before + 1
    assert (newest.amount, newest.vat, newest.value_inc_vat) == (Decimal(100_000), "net:20", Decimal(120_000))


def test_the_event_holds_figures_before_and_after(play: Play) -> None:
    procurement = make.procurement()
    corrected(play, procurement.reference)
    (event,) = events.history(procurement.uid)
    assert event.before["band"] == "mandatory"
    assert event.after["value_inc_vat"] == "207719.99"


def test_nothing_changed_is_refused(play: Play) -> None:
    procurement = make.procurement()
    with pytest.raises(Refusal, match="Nothing was changed"):
        corrected(play, procurement.reference, value=Decimal(500_000))
    assert procurement.determinations.count() == 1


def test_two_officers_at_once_cannot_both_correct_the_same_version(play: Play) -> None:
    procurement = make.procurement()
    corrected(play, procurement.reference)
    with pytest.raises(Refusal) as refused:
        corrected(play, procurement.reference, value=Decimal(10), by=play("stan").person)
    assert refused.value.status == 409


def test_the_page_corrects_from_what_was_typed(play: Play) -> None:
    procurement = make.procurement()
    address = f"/procurements/{procurement.reference}"
    typed = {
        "version": 1,
        "kind": "works",
        "value": "£3,000,000",
        "vat": "inclusive",
        "commenced_day": "1",
        "commenced_month": "5",
        "commenced_year": "2026",
        "reason": "It is building work, not a service.",
    }
    assert play("priya").client.post(f"{address}/correct", typed).status_code == 302
    assert procurement.determinations.exclude(state="replaced").get().band == "encouraged"


@pytest.mark.rule(7)
def test_the_page_keeps_the_parts_where_no_value_is_typed(play: Play) -> None:
    its = make.procurement(commenced_on=date(2027, 6, 1))
    worth = Worth(Method.CONTRACT, (("First year", Decimal(100_000)), ("More years", None)), Vat())
    actions.estimate_value(reference=its.reference, worth=worth, basis="", by=play("olive").person)
    typed = {
        "version": 2, "kind": "goods", "value": "", "vat": "", "reason": "It is goods that are bought.",
        "commenced_day": "1", "commenced_month": "6", "commenced_year": "2027",
    }  # fmt: skip
    assert play("priya").client.post(f"/procurements/{its.reference}/correct", typed).status_code == 302
    live = its.determinations.exclude(state="replaced").get()
    assert (live.nature, live.band, live.value_inc_vat) == ("goods", "mandatory", None)


def test_a_typed_value_says_whether_vat_is_in_it() -> None:
    def form(**changes: str) -> Correct:
        typed = {"kind": "goods", "value": "5", "vat": "inclusive", "version": "1", "reason": "Ten letters or more",
                 "commenced_day": "1", "commenced_month": "6", "commenced_year": "2027"}  # fmt: skip
        return Correct(typed | changes, has_parts=True)

    assert form().is_valid() and form(value="", vat="").is_valid()
    assert form(vat="").errors == {"vat": ["Select whether VAT is in that figure"]}


def test_figures_version_clause_and_person_of_a_past_decision_are_two_clicks_away(play: Play) -> None:
    its = make.procurement()
    corrected(play, its.reference)
    told = text_of(page(play("priya").client.get(f"/procurements/{its.reference}/history")))
    for said in ("INC-4", "£500,000.00", "£207,719.99", "Priya", "The notice gave the value of all lots."):
        assert said in told, said
    corrected(play, its.reference, version=2, value=Decimal(300_000), reason="There were two lots more.")
    overview = text_of(page(play("priya").client.get(f"/procurements/{its.reference}")))
    earlier = overview.split("Earlier determinations (2)")[1]
    for said in ("£207,719.99", "by Priya", "policy 20", "The notice gave the value of all lots.", "(INC-2)"):
        assert said in earlier, said
