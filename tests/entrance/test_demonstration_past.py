"""The made-up past, written by the product’s own deeds: the same again, gone on with after a stop, mail not sent."""

from decimal import Decimal
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from socialvalue.delivery.models import CaseStudy, Commitment, Contract, Delivery, Profile
from socialvalue.entrance.demonstration import making, past
from socialvalue.entrance.demonstration.plan import DAY, Situation
from socialvalue.evaluation.models import Decision, Evaluator, Result
from socialvalue.foundation.canonical import digest
from socialvalue.foundation.clock import business_day
from socialvalue.machinery import audit
from socialvalue.machinery.models import Event, Mail
from socialvalue.planning.models import Exemption
from socialvalue.recognition.models import Badge
from socialvalue.tendering.models import Bid
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NUMBER = len(Situation)


@pytest.fixture
def _people(settings: Any) -> None:
    settings.DEMONSTRATION = True  # bids are made here
    make.authority()
    making.make(0)


GOLDEN = "2c7185869d0dc2fdcf123613ec6a21d76c9764484c4f3d0a7544e7d4834734f2"


def ledger() -> str:
    """The digest of what stands in the tables, without what is new every time."""
    rows = Delivery.objects.order_by("reference").values_list(
        "reference", "commitment__number", "commitment__contract__reference", "delivered_on", "quantity",
        "accepted_quantity", "place", "state", "reported_at", "decided_at",
    )  # fmt: skip
    return digest([[str(each) for each in row] for row in rows])


@pytest.mark.usefixtures("_people")
def test_it_shows_what_officers_meet() -> None:
    past.write(NUMBER)
    states = set(Delivery.objects.values_list("state", flat=True))
    assert states == {"reported", "queried", "accepted", "rejected"}
    assert set(Badge.objects.values_list("level", flat=True)) >= {"gold", "platinum", "none"}
    assert set(CaseStudy.objects.values_list("state", flat=True)) >= {"accepted", "returned"}
    assert Contract.objects.exclude(terminated_on=None).count() == 1
    assert Profile.objects.filter(version=2).count() == 1
    assert Commitment.objects.exclude(contract__title="").exists()
    assert Delivery.objects.filter(quantity__lte=Decimal(0)).count() == 0


@pytest.mark.usefixtures("_people")
def test_it_shows_tenders_and_exemptions_in_every_state() -> None:
    past.write(1)
    assert set(Exemption.objects.values_list("state", flat=True)) == {
        "granted", "refused", "with-management", "requested",
    }  # fmt: skip
    assert Decision.objects.count() == 1 and Contract.objects.exclude(decision=None).count() == 1
    assert set(Evaluator.objects.values_list("state", flat=True)) == {"locked", "suspended"}
    assert Bid.objects.filter(state="draft").count() == 1
    assert Result.objects.exclude(other=None).count() == 2  # one awarded, one tied


@pytest.mark.usefixtures("_people")
def test_its_log_holds_and_no_mail_goes_out() -> None:
    past.write(3)
    assert audit.verify().sound
    assert Mail.objects.count() == 0
    assert past.how_far() == past.WRITTEN
    assert ledger() == GOLDEN


@pytest.mark.usefixtures("_people")
def test_written_in_two_goes_it_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "PORTION", 7)
    whole = past.all_steps(3)
    past._portion(whole[:7], 0, past.Hands(make.authority()))
    assert past.how_far() != past.WRITTEN
    past.write(3)
    assert (
        Event.objects.filter(deed="commitment_agreed").count()
        == Commitment.objects.filter(offer=None).count()
        > 0
    )
    assert ledger() == GOLDEN, "the same bytes every time, on every database"


@pytest.mark.usefixtures("_people")
def test_the_worker_writes_in_turns_so_that_nobody_waits_for_all_of_it() -> None:
    assert not past.write(2, seconds=0.0)
    past.write_past.call(2)
    assert DBTaskResult.objects.count() <= 1  # at most its own next turn
    assert past.write(2) and past.how_far() == past.WRITTEN


@pytest.mark.usefixtures("_people")
def test_what_is_written_down_lies_in_its_own_time() -> None:
    past.write(2)
    at = [row.reported_at for row in Delivery.objects.all()]
    assert min(at).year == 2025 and max(at).date() < DAY
    with business_day(DAY):
        assert Delivery.objects.filter(reference__startswith="DV-2026").exists()
