"""A contract is made from an award, after the standstill: every offer becomes a commitment, none is changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from socialvalue.delivery import actions
from socialvalue.delivery.models import Commitment, Contract, Party, ProfileStep
from socialvalue.evaluation.models import Decision
from socialvalue.foundation.clock import business_day
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.tendering.models import Offer, OfferStep
from tests.cast import Player
from tests.evaluation import made
from tests.strict import page, text_of
from tests.tendering.made import ENDS, STARTS

pytestmark = pytest.mark.django_db
THANET = "Thanet Growers CIC"


def may_sign_from() -> date:
    """The first day after the standstill."""
    ends = Decision.objects.get().standstill_ends_on
    assert ends
    return ends + timedelta(days=1)


def on(day: date) -> AbstractContextManager[None]:
    return business_day(day)


def make_it(lot: made.Evaluation, **given: Any) -> str:
    """The contract, signed on the first day on which it may be."""
    first = may_sign_from()
    plain: dict[str, Any] = {"signed_on": first, "starts_on": STARTS, "ends_on": ENDS, "by": lot.officer}
    with on(given.pop("today", first)):
        return actions.make_contract(procurement=lot.reference, lot=1, **(plain | given))


@pytest.mark.rule(30)
@pytest.mark.clause("TEN-3")
def test_every_offer_of_the_winner_becomes_a_commitment() -> None:
    lot = made.complete()
    asked = Offer.objects.get(bid__reference=lot.bids[THANET])
    extra = Offer.objects.create(
        bid=asked.bid,
        number=2,
        measure=asked.measure,
        quantity=3,
        unit="people",
        place="Dover",
        evidence="Rolls.",
    )
    OfferStep.objects.create(offer=extra, due_after_days=10, quantity=1)
    OfferStep.objects.create(offer=extra, due_after_days=40, quantity=2)
    lot.award(THANET)
    contract = Contract.objects.get(reference=make_it(lot))
    found = Commitment.objects.filter(contract=contract).order_by("number")
    assert [(each.offer_id, each.category, each.place, each.evidence) for each in found] == [
        (asked.id, "defined", "Thanet", "Start dates."),
        (extra.id, "additional", "Dover", "Rolls."),
    ]
    steps = ProfileStep.objects.order_by("due_on").values_list("due_on", "quantity")
    assert list(steps) == [
        (STARTS + timedelta(days=10), Decimal(1)),
        (STARTS + timedelta(days=40), Decimal(2)),
        (date(2030, 3, 31), Decimal(6)),
    ]


@pytest.mark.rule(31)
def test_the_winner_leads_and_answers() -> None:
    lot = made.awarded()
    contract = Contract.objects.get(reference=make_it(lot))
    lead = Party.objects.get(contract=contract)
    assert (lead.part, lead.organisation.name, contract.value_net) == ("lead", THANET, Decimal("480000.00"))
    assert Commitment.objects.get().answerable == lead.organisation
    assert events.history(contract.uid)[0].deed == "contract_made"


@pytest.mark.rule(29)
def test_nothing_is_signed_before_the_standstill_has_ended() -> None:
    lot = made.awarded()
    with pytest.raises(Refusal, match="The standstill lasts until"):
        make_it(lot, signed_on=may_sign_from() - timedelta(days=1))
    with pytest.raises(Refusal, match="the day cannot be ahead"):
        make_it(lot, today=may_sign_from() - timedelta(days=1))
    assert Contract.objects.count() == 0
    make_it(lot)


def test_one_award_makes_one_contract() -> None:
    lot = made.awarded()
    make_it(lot)
    with pytest.raises(Refusal, match="is made already"):
        make_it(lot)
    assert Contract.objects.count() == Party.objects.count() == 1


def test_what_was_promised_falls_due_within_the_contract() -> None:
    lot = made.awarded()
    with pytest.raises(Refusal, match="after the last day of the contract"):
        make_it(lot, ends_on=date(2030, 3, 30))
    make_it(lot, ends_on=date(2030, 3, 31))


def test_nothing_offered_promises_nothing() -> None:
    lot = made.complete()
    Offer.objects.filter(bid__reference=lot.bids[THANET]).update(quantity=0)
    lot.award(THANET)
    make_it(lot)
    assert Commitment.objects.count() == 0


def test_without_steps_all_of_it_is_due_on_the_last_day() -> None:
    lot = made.awarded()
    OfferStep.objects.all().delete()
    make_it(lot)
    assert list(ProfileStep.objects.values_list("due_on", "quantity")) == [(ENDS, Decimal(6))]


def test_no_contract_without_an_award() -> None:
    lot = made.complete()
    with pytest.raises(Refusal) as refused:
        actions.make_contract(
            procurement=lot.reference, lot=1, signed_on=STARTS, starts_on=STARTS, ends_on=ENDS, by=lot.officer
        )
    assert refused.value.status == 404


def test_an_evaluator_makes_none(ed: Player) -> None:
    lot = made.awarded()
    with pytest.raises(Refusal) as refused:
        make_it(lot, by=ed.person)
    assert refused.value.status == 403


def parts(name: str, day: date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@pytest.mark.clause("TEN-3")
def test_the_page_shows_what_is_promised_and_leads_to_the_contract(priya: Player) -> None:
    lot = made.awarded()
    address = f"/procurements/{lot.reference}/contract?lot=1"
    tab = f"/procurements/{lot.reference}/evaluation"
    assert "the standstill lasts until" in text_of(page(priya.client.get(tab)))
    first = may_sign_from()
    with on(first):
        assert "Make the contract of lot 1" in text_of(page(priya.client.get(tab)))
        shown = text_of(page(priya.client.get(address)))
        assert "6 people" in shown and "£480,000" in shown
        form = {**parts("signed_on", first), **parts("starts_on", STARTS), **parts("ends_on", ENDS)}
        early = form | parts("signed_on", first - timedelta(days=1))
        assert priya.client.post(address, early).status_code == 422
        sent = priya.client.post(address, form)
    reference = Contract.objects.get().reference
    assert sent["Location"] == f"/contracts/{reference}"
    assert reference in text_of(page(priya.client.get(tab)))
    assert "Apprenticeships" in text_of(page(priya.client.get(sent["Location"])))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_making_it_at_once_makes_one(transactional_db: None) -> None:
    lot = made.awarded()
    first = may_sign_from()

    def one(_: int) -> str:
        try:
            return actions.make_contract(
                procurement=lot.reference,
                lot=1,
                signed_on=first,
                starts_on=STARTS,
                ends_on=ENDS,
                by=lot.officer,
            )
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with on(first), ThreadPoolExecutor(6) as pool:
        told = list(pool.map(one, range(6)))
    assert told.count("contract-made") == 5
    assert Contract.objects.count() == 1
