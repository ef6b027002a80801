"""What is offered is due on the days that are asked, in the same parts: nothing is typed twice, nothing is put off."""

from __future__ import annotations

from decimal import Decimal

import pytest

from socialvalue.planning.models import Requirement, RequirementStep
from socialvalue.tendering import actions
from socialvalue.tendering.models import Offer, OfferStep
from tests.cast import Player
from tests.strict import page, text_of
from tests.tendering import made

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CAT-1", "CON-1")]
WORDS = {"how": "With the college.", "evidence": "Start dates, without names."}


def begun(sam: Player, steps: dict[int, int]) -> str:
    """A bid for a requirement of ten apprenticeships that says by when."""
    procurement = made.tender()
    for days, much in steps.items():
        RequirementStep.objects.create(
            requirement=Requirement.objects.get(lot__procurement=procurement),
            due_after_days=days,
            quantity=much,
        )
    made.weigh(procurement)
    made.publish(procurement)
    return actions.begin_bid(reference=procurement.reference, lot=1, by=sam.person)


def due_of(sam: Player, label: str, quantity: str) -> list[tuple[int, Decimal]]:
    actions.offer(bid=label, requirement=1, given=actions.Given(Decimal(quantity)), by=sam.person)
    steps = OfferStep.objects.filter(offer__bid__reference=label).order_by("due_after_days")
    return list(steps.values_list("due_after_days", "quantity"))


@pytest.mark.parametrize(
    ("offered", "found"),
    [
        ("10", [(365, 4), (730, 6)]),
        ("5", [(365, 2), (730, 3)]),
        ("20", [(365, 8), (730, 12)]),
        ("1", [(730, 1)]),
    ],
)
def test_an_offer_is_due_in_the_same_parts(sam: Player, offered: str, found: list[tuple[int, int]]) -> None:
    assert due_of(sam, begun(sam, {365: 4, 730: 6}), offered) == found


def test_what_is_asked_after_the_end_is_due_on_the_last_day(sam: Player) -> None:
    last = (made.ENDS - made.STARTS).days
    assert due_of(sam, begun(sam, {365: 4, last + 1: 3, last + 365: 3}), "10") == [(365, 4), (last, 6)]


def test_an_offer_of_nothing_is_one_step_of_nothing(sam: Player) -> None:
    assert due_of(sam, begun(sam, {365: 10}), "0") == [((made.ENDS - made.STARTS).days, 0)]


def test_the_card_asks_for_no_day_where_one_is_asked(sam: Player) -> None:
    label = begun(sam, {365: 4, 730: 6})
    card = page(sam.client.get(f"/bids/{label}/offer?number=1"))
    assert "due on the same days, in the same parts" in text_of(card)
    assert "By when all of it is done" not in text_of(card)
    sent = sam.client.post(f"/bids/{label}/offer?number=1", {"quantity": "5"} | WORDS)
    assert sent.status_code == 302
    assert "in parts as asked: 2 people in year 1; 3 people in year 2" in text_of(
        page(sam.client.get(f"/bids/{label}/check"))
    )


@pytest.mark.rule(22)
def test_nothing_is_offered_with_a_nought_and_no_more_words(sam: Player) -> None:
    label = begun(sam, {})
    assert sam.client.post(f"/bids/{label}/offer?number=1", {"quantity": "0"}).status_code == 302
    assert Offer.objects.get(bid__reference=label).quantity == 0


@pytest.mark.parametrize("lacks", ["how", "evidence", "due_on"])
def test_something_is_offered_with_how_when_and_what_proves_it(sam: Player, lacks: str) -> None:
    label = begun(sam, {})
    day = {"due_on_day": "31", "due_on_month": "3", "due_on_year": "2030"}
    typed = {name: value for name, value in (WORDS | day).items() if not name.startswith(lacks)}
    sent = sam.client.post(f"/bids/{label}/offer?number=1", {"quantity": "5"} | typed)
    assert sent.status_code == 422
    (told,) = (each for each in page(sent).iter("a") if each.get("href", "").startswith(f"#id_{lacks}"))
    assert text_of(told).startswith("Enter ")
