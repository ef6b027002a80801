"""How a lot is scored: the draft, both bases of the minimum, the bidder's view with its worked example."""

from decimal import Decimal

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.tendering.models import Criterion, Methodology
from tests import make
from tests.cast import Play, Player
from tests.strict import page, text_of
from tests.tendering import made

pytestmark = pytest.mark.django_db


@pytest.mark.clause("SCO-4")
def test_a_draft_takes_its_criteria_from_what_is_asked(priya: Player) -> None:
    procurement = made.tender()
    made.weigh(procurement, priya.person)
    rows = Criterion.objects.order_by("number").values_list("name", "weight", "method", "parameters")
    assert list(rows) == [
        ("r1", Decimal("0.05"), "target-ratio", {"target": "10.0000"}),
        ("q1", Decimal("0.15"), "qualitative", {"max_mark": "4"}),
    ]
    (event,) = events.history(procurement.uid)
    assert (event.deed, event.after["social_percent"]) == ("methodology_saved", "20")


def test_saving_again_changes_the_draft_and_makes_no_second(priya: Player) -> None:
    procurement = made.tender()
    made.weigh(procurement)
    made.weigh(procurement, social=Decimal(12), weights={"r1": Decimal(2), "q1": Decimal(10)})
    assert Methodology.objects.count() == 1
    assert sorted(Criterion.objects.values_list("weight", flat=True)) == [Decimal("0.02"), Decimal("0.1")]


def test_weights_that_do_not_add_up_are_said_beside_the_field(priya: Player) -> None:
    address = f"/procurements/{made.tender().reference}/methodology/set?lot=1"
    sent = priya.client.post(
        address, {"share_of": "total", "quality": "60", "social": "20", "r1": "5", "q1": "10"}
    )
    assert sent.status_code == 422
    assert "add up to 15" in text_of(page(sent).find(".//*[@role='alert']"))
    assert Methodology.objects.count() == 0


@pytest.mark.clause("CAT-1")
def test_without_anything_asked_there_is_nothing_to_weigh(priya: Player) -> None:
    procurement = make.procurement()
    address = f"/procurements/{procurement.reference}/methodology/set?lot=1"
    sent = priya.client.post(address, {"share_of": "total", "quality": "60", "social": "5"})
    assert sent.status_code == 422
    assert "asks nothing of bidders yet. Add a requirement or a question first." in text_of(page(sent))


@pytest.mark.clause("SCO-1")
@pytest.mark.rule(16)
def test_the_page_shows_both_bases_and_why_it_cannot_be_published(priya: Player) -> None:
    procurement = made.tender()
    address = f"/procurements/{procurement.reference}/methodology"
    form = {"share_of": "total", "quality": "60", "social": "6", "r1": "3", "q1": "3"}
    assert priya.client.post(f"{address}/set?lot=1", form).status_code == 302
    shown = text_of(page(priya.client.get(address)))
    assert "Social Value is 6% of the total (10% of quality)" in shown
    assert "cannot be published" in shown
    assert "below the minimum of 10%" in shown


@pytest.mark.clause("SCO-4")
def test_the_bidders_view_works_an_example(priya: Player) -> None:
    procurement = made.tender()
    made.weigh(procurement)
    shown = text_of(page(priya.client.get(f"/procurements/{procurement.reference}/methodology/bidder")))
    assert "2.5 of 5" in shown
    assert "20 people" in shown
    assert "7.5 of 15" in shown


@pytest.mark.parametrize("name", ["olive", "ed", "carol", "stan", "sam"])
def test_only_procurement_officers_set_weights(play: Play, name: str) -> None:
    procurement = made.tender()
    with pytest.raises(Refusal) as refused:
        made.weigh(procurement, play(name).person)
    assert refused.value.status == 403
