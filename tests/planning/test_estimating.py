"""What a contract is worth, from its parts: kept in versions, and what that does to a determination."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning import actions
from socialvalue.planning.models import Determination, EstimatePart, Procurement
from socialvalue.planning.rules.similar import Handling
from socialvalue.planning.rules.worth import Method, OtherKind, Worth
from socialvalue.policy.rules import Kind, Nature, Vat
from tests import make
from tests.cast import Player
from tests.strict import page, text_of

D = Decimal
LATER = date(2027, 6, 1)
BEGAN = date(2026, 5, 1)
GROSS = Vat()


def planned(**given: Any) -> Procurement:
    """A services procurement that begins later, with £100,000.00 proposed as encouraged."""
    figures = {
        "value_inc_vat": D(100_000), "band": "encouraged", "is_notifiable": True, "social_value_act_applies": False,
    }  # fmt: skip
    return make.procurement(**({"commenced_on": LATER, "determination": figures} | given))


def confirm(procurement: Procurement, by: Player, version: int) -> None:
    actions.confirm_determination(
        reference=procurement.reference, version=version, reason="Checked with the service.", by=by.person
    )


def live(procurement: Procurement) -> Determination:
    return procurement.determinations.exclude(state="replaced").get()


def estimate(procurement: Procurement, by: Player, *parts: int | None, **given: Any) -> None:
    named = tuple((f"Part {n}", None if each is None else D(each)) for n, each in enumerate(parts))
    worth = Worth(**({"method": Method.CONTRACT, "parts": named, "vat": GROSS} | given))
    actions.estimate_value(
        reference=procurement.reference, worth=worth, basis="Last year’s bills.", by=by.person
    )


@pytest.mark.rule(6)
def test_options_count_and_the_proposal_is_made_anew(olive: Player) -> None:
    its = planned()
    estimate(its, olive, 120_000, 120_000)  # two years at 60,000 and two possible years more
    assert (live(its).value_inc_vat, live(its).band, live(its).state) == (D(240_000), "mandatory", "proposed")
    assert [part.amount for part in EstimatePart.objects.order_by("number")] == [D(120_000), D(120_000)]


@pytest.mark.rule(5)
@pytest.mark.parametrize(
    ("net", "band"), [("173100.00", "mandatory"), ("173099.99", "encouraged")]
)  # 173,100.00 net is 207,720.00 with VAT
def test_vat_is_added_to_the_sum_to_the_penny(olive: Player, net: str, band: str) -> None:
    its = planned()
    worth = Worth(Method.CONTRACT, (("First term", D(net)),), Vat.of("net:20"))
    actions.estimate_value(reference=its.reference, worth=worth, basis="", by=olive.person)
    assert live(its).band == band


@pytest.mark.rule(7)
def test_what_cannot_be_estimated_counts_as_above_threshold(olive: Player) -> None:
    its = planned()
    estimate(its, olive, 100_000, None)
    assert (live(its).band, live(its).value_inc_vat) == ("mandatory", None)


@pytest.mark.rule(10)
def test_a_concession_is_worth_what_its_supplier_receives(olive: Player) -> None:
    its = planned(kind="concession", determination={"kind": "concession", "band": "encouraged"})
    estimate(its, olive, 0, 6_000_000, method=Method.CONCESSION)
    assert live(its).band == "mandatory"


@pytest.mark.rule(12)
@pytest.mark.parametrize(
    ("goods", "separable", "band"),
    [(150_000, True, "encouraged"), (210_000, True, "mandatory"), (210_000, False, "encouraged")],
)
def test_goods_that_could_be_bought_alone_lift_a_care_contract_over_the_threshold(
    olive: Player, goods: int, separable: bool, band: str
) -> None:
    figures = {"kind": "light-touch", "nature": "", "value_inc_vat": D(1), "band": "voluntary"}
    its = planned(kind="light-touch", nature="", determination=figures)
    estimate(its, olive, 400_000, other=OtherKind(Kind.GOODS_SERVICES, D(goods), separable))
    assert (live(its).value_inc_vat, live(its).band) == (D(400_000 + goods), band)


@pytest.mark.rule(14)
@pytest.mark.parametrize(
    ("then", "found"),
    [(160_000, ("encouraged", "confirmed", D(150_000))), (300_000, ("mandatory", "proposed", D(300_000)))],
)
def test_a_decided_determination_stands_until_an_estimate_would_change_what_is_asked(
    olive: Player, priya: Player, then: int, found: tuple[str, str, Decimal]
) -> None:
    its = planned()
    estimate(its, olive, 150_000)
    confirm(its, priya, 2)
    estimate(its, olive, then)
    assert (live(its).band, live(its).state, live(its).value_inc_vat) == found
    kept = its.estimates.order_by("version").values_list("value_inc_vat", "made_by")
    assert list(kept)[1:] == [(D(150_000), olive.person.uid), (D(then), olive.person.uid)]


@pytest.mark.rule(7)
def test_a_correction_keeps_that_it_cannot_be_estimated(olive: Player, priya: Player) -> None:
    its = planned()
    estimate(its, olive, 100_000, None)
    actions.correct_determination(
        reference=its.reference, version=live(its).version, kind=Kind.GOODS_SERVICES, nature=Nature.GOODS,
        value=None, vat=GROSS, commenced_on=LATER, reason="It is goods that are bought.", by=priya.person,
    )  # fmt: skip
    assert (live(its).band, live(its).value_inc_vat, live(its).nature) == ("mandatory", None, "goods")


@pytest.mark.rule(14)
def test_after_it_has_begun_a_new_estimate_is_kept_and_changes_nothing(olive: Player) -> None:
    its = planned(commenced_on=date(2020, 1, 1))
    estimate(its, olive, 900_000)
    assert live(its).value_inc_vat == D(100_000)
    assert its.estimates.count() == 2


def correct(procurement: Procurement, by: Player) -> None:
    """Nothing but a reason is given: the facts are those that stand."""
    actions.correct_determination(
        reference=procurement.reference, version=live(procurement).version, kind=Kind.GOODS_SERVICES,
        nature=Nature.SERVICES, value=None, vat=GROSS, commenced_on=procurement.commenced_on,
        reason="It was wrong from the start.", by=by.person,
    )  # fmt: skip


@pytest.mark.rule(12, 14)
@pytest.mark.parametrize(
    ("before", "then", "found"),
    [
        ("undetermined", [None], "mandatory"),  # it cannot be estimated (rule 7)
        ("encouraged", [100_000, None], "mandatory"),
        ("undetermined", [100_000], "encouraged"),
    ],
)
def test_once_begun_a_correction_takes_what_the_newer_estimate_asks_for(
    olive: Player, priya: Player, before: str, then: list[int | None], found: str
) -> None:
    value = None if before == "undetermined" else D(100_000)
    its = planned(commenced_on=BEGAN, determination={"value_inc_vat": value, "band": before})
    estimate(its, olive, *then)
    assert live(its).band == before
    correct(its, priya)
    assert (live(its).band, live(its).state) == (found, "corrected")


@pytest.mark.rule(14)
def test_a_correction_that_would_change_nothing_is_refused(olive: Player, priya: Player) -> None:
    its = planned(commenced_on=BEGAN)
    with pytest.raises(Refusal, match="To agree with it as it stands, confirm it"):
        correct(its, priya)


@pytest.mark.rule(14)
@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (240_000, "would be mandatory. The determination stands, because the procurement had begun"),
        (120_000, "stands, because it asks for the same"),
    ],
)
@pytest.mark.parametrize("page_of", ["", "/plan", "/confirm"])
def test_a_newer_estimate_warns_wherever_the_determination_is_read(
    olive: Player, priya: Player, amount: int, told: str, page_of: str
) -> None:
    its = planned(commenced_on=BEGAN)
    estimate(its, olive, amount)
    shown = text_of(page(priya.client.get(f"/procurements/{its.reference}{page_of}")))
    assert "There is a newer estimate" in shown and told in shown


@pytest.mark.rule(14)
def test_no_estimate_that_came_after_says_nothing(olive: Player, priya: Player) -> None:
    its = planned()
    estimate(its, olive, 240_000)  # a new determination is made from it
    assert "newer estimate" not in text_of(page(priya.client.get(f"/procurements/{its.reference}")))


@pytest.mark.rule(8)
def test_like_needs_count_together_unless_kept_apart_for_an_approved_reason(olive: Player) -> None:
    one, other = (
        planned(determination={"value_inc_vat": D(120_000), "band": "encouraged"}) for _ in range(2)
    )

    def handle(handling: Handling, reason: str = "", approver: str = "") -> None:
        actions.handle_similar_need(
            reference=one.reference, other=other.reference, handling=handling, reason=reason, approver=approver,
            by=olive.person,
        )  # fmt: skip

    handle(Handling.TOGETHER)
    assert (live(one).value_inc_vat, live(one).band) == (D(240_000), "mandatory")
    with pytest.raises(Refusal):
        handle(Handling.APART, "Two trades that no firm has both of.")
    assert (live(other).value_inc_vat, live(other).band) == (D(240_000), "mandatory"), "and so the other's"
    plan = f"/procurements/{one.reference}/plan"
    links = {each.get("href") for each in page(olive.client.get(plan)).iter("a")}
    assert f"{plan}/like?of={other.reference}" in links, "it can be decided again"
    handle(Handling.APART, "Two trades that no firm has both of.", "Head of Law")
    for its in (one, other):
        assert (live(its).value_inc_vat, live(its).band) == (D(120_000), "encouraged")


def test_a_supplier_estimates_nothing(sam: Player) -> None:
    with pytest.raises(Refusal) as told:
        estimate(planned(), sam, 1)
    assert told.value.status in {403, 404}
