"""Granted exemptions are public only after the award, in approved words, without a name (rulings 7)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from socialvalue.evaluation.models import Award
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.planning import actions
from socialvalue.planning.models import Exemption, Lot
from tests import make
from tests.cast import Play, Player
from tests.evaluation import made as evaluations
from tests.measure import Measured
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EXC-2"), pytest.mark.rule(18)]
WORDS = "Only the maker holds the parts."


def granted(procurement: Any, **given: Any) -> Exemption:
    plain = {
        "state": "granted", "granted_on": business_today(), "screened_by": make.new_uid(), "summary": WORDS,
        "decided_by": make.new_uid(), "reason": "SECRET reason", "justification": "SECRET " * 8,
        "summarised_at": make.NOON, "summarised_by": make.new_uid(),
    }  # fmt: skip
    return make.exemption(procurement, **(plain | given))


def seen(visitor: Any) -> str:
    return text_of(page(visitor.get("/granted-exemptions")))


def test_nothing_is_seen_before_the_award_and_the_approved_words_after(visitor: Any) -> None:
    procurement = make.procurement(title="Repair of lifts")
    granted(procurement)
    assert "Repair of lifts" not in seen(visitor)
    award = make.award(procurement, status="pending")
    assert "Repair of lifts" not in seen(visitor)
    Award.objects.filter(id=award.id).update(status="active")
    shown = seen(visitor)
    assert "Repair of lifts" in shown and WORDS in shown and "SECRET" not in shown
    csv = b"".join(visitor.get("/granted-exemptions.csv").streaming_content).decode()
    assert WORDS in csv and "SECRET" not in csv


def test_an_award_made_here_counts(visitor: Any) -> None:
    lot = evaluations.complete()
    procurement = Lot.objects.get(procurement__reference=lot.reference).procurement
    granted(procurement, kind="lower-weight", lowest="0.05")
    assert WORDS not in seen(visitor)
    lot.award("Thanet Growers CIC")
    assert WORDS in seen(visitor) and "A weight below the minimum: 5%" in seen(visitor)


@pytest.mark.parametrize(
    "changes",
    [
        {"summary": "", "summarised_at": None, "summarised_by": None},
        {"state": "refused", "summary": "", "granted_on": None},
        {},
    ],
    ids=["no words approved", "refused", "another year"],
)
def test_what_stays_hidden(visitor: Any, changes: dict[str, Any]) -> None:
    procurement = make.procurement(title="Repair of lifts")
    make.award(procurement, status="active")
    last_year = {"granted_on": FinancialYear.of(business_today()).starts_on - timedelta(days=1)}
    granted(procurement, **(changes or last_year))
    assert "Repair of lifts" not in seen(visitor)


def test_another_councils_are_not_ours_to_show(visitor: Any) -> None:
    theirs = make.procurement(of=make.other_authority())
    make.award(theirs, status="active")
    granted(theirs)
    assert WORDS not in seen(visitor)


@pytest.mark.parametrize("year", ["", "2026", "nonsense", "99999999"])
def test_an_odd_year_in_the_address_still_opens(visitor: Any, year: str) -> None:
    assert visitor.get(f"/granted-exemptions?year={year}").status_code == 200


@pytest.mark.clause("DPA-1")
def test_the_words_are_the_standards_teams_and_screened(play: Play) -> None:
    row = granted(make.procurement(), summary="", summarised_at=None, summarised_by=None)
    at = f"/exemptions/{row.reference}/public-words"
    typed = {"summary": "Ask jo@example.org about the parts.", "approved": "on"}
    said = text_of(page(play("stan").client.post(at, typed)))
    assert "Take out an e-mail address" in said
    assert play("stan").client.post(at, {"summary": WORDS}).status_code == 422  # not approved
    assert play("stan").client.post(at, {"summary": WORDS, "approved": "on"}).status_code == 302
    row.refresh_from_db()
    assert (row.summary, row.summarised_by) == (WORDS, play("stan").person.uid)
    with pytest.raises(Refusal):
        actions.summarise_exemption(exemption=row.reference, summary=WORDS, by=play("dee").person)


def test_only_a_granted_one_gets_public_words(stan: Player) -> None:
    row = make.exemption(make.procurement())
    assert stan.client.get(f"/exemptions/{row.reference}/public-words").status_code == 302
    with pytest.raises(Refusal, match="Only a granted"):
        actions.summarise_exemption(exemption=row.reference, summary=WORDS, by=stan.person)


@pytest.mark.parametrize("number", [1, 3, 60])
def test_the_page_costs_the_same_however_many(visitor: Any, number: int) -> None:
    for procurement in make.procurements(number):
        make.award(procurement, status="active")
        granted(procurement)
    visitor.get("/granted-exemptions")
    with Measured() as cost:
        body = visitor.get("/granted-exemptions").content
    assert cost.statements <= 8, cost
    assert cost.rows <= 10 * number + 100
    assert len(body) <= 60_000
