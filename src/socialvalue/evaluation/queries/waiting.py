"""What waits for somebody in evaluations: for a home page, in one or two statements."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse

from socialvalue.evaluation import readings
from socialvalue.evaluation.models import Consensus, Decision, Evaluator, Result
from socialvalue.evaluation.queries.feedback import feedback_waiting
from socialvalue.foundation.clock import instant_now
from socialvalue.machinery.permissions import Person, authorities_for, may
from socialvalue.machinery.waiting import Waiting, in_order, waiting
from socialvalue.planning.models import Lot
from socialvalue.tendering.models import Bid, Opportunity
from socialvalue.tendering.queries import DRAIN

MOST: Final = 20  # rows of a kind
OPEN_SEATS: Final = ("appointed", "declared", "suspended")
DECIDE: Final = "Decide about a declared interest"
SHARED: Final = "The first rank is shared, ask Legal"
DESK: Final = {"appointed": "Declare your interests", "declared": "Score and lock"}


def waiting_for(*, person: Person) -> list[Waiting]:
    """What waits for this person: as an evaluator, as whoever runs evaluations, as a bidder (one statement each)."""
    found: list[Waiting] = []
    if may(person, "score:list"):
        found += _of_an_evaluator(person)
    if may(person, "conflict:decide"):
        found += _of_an_officer(person)
    if may(person, "feedback:give"):
        found += feedback_waiting(person=person)
    return in_order(found)


def _of_an_evaluator(person: Person) -> list[Waiting]:
    open_lots = _opened(Lot.objects.all()).values("id")
    mine = Evaluator.objects.filter(user=person.account(), state__in=list(DESK), lot__in=open_lots)
    names = ("id", "state", "lot__number", "lot__procurement__title")
    return [
        waiting(f"{DESK[state]}: {title}, lot {number}", reverse("scoring-lot", kwargs={"seat": seat}))
        for seat, state, number, title in mine.order_by("id").values_list(*names)[:MOST]
    ]


def _of_an_officer(person: Person) -> list[Waiting]:
    """By lot, from what stands in the tables: an interest to decide, somebody to appoint, marks to agree, an award."""
    agreed = Consensus.objects.filter(bid__lot=OuterRef("pk")).order_by("-agreed_at").values("agreed_at")
    result = Result.objects.filter(lot=OuterRef("pk")).order_by("-version")
    seats = Evaluator.objects.filter(lot=OuterRef("pk"))
    own = authorities_for(person, "evaluation:view")
    rows = _opened(Lot.objects.filter(procurement__authority__in=own)).annotate(
        agreed_at=Subquery(agreed[:1]),
        computed_at=Subquery(result.values("computed_at")[:1]),
        given=Subquery(result.values("given")[:1]),
        other=Subquery(result.values("other")[:1]),
        suspended=Exists(seats.filter(state="suspended")),
        unlocked=Exists(seats.filter(state__in=OPEN_SEATS)),
        locked=Exists(seats.filter(state="locked")),
    )
    runs = bool(may(person, "award:make"))
    names = ("number", "procurement__reference", "procurement__title", "agreed_at", "computed_at", "given",
             "other", "suspended", "unlocked", "locked")  # fmt: skip
    return [
        waiting(
            f"{what}: {row['procurement__title']}, lot {row['number']}",
            reverse("evaluation", kwargs={"reference": row["procurement__reference"]}),
        )
        for row in rows.order_by("id").values(*names)[:MOST]
        if (what := _what(row)) and (runs or what == DECIDE)
    ]


def _what(row: dict[str, Any]) -> str:
    if row["suspended"]:
        return DECIDE
    if row["unlocked"]:
        return ""  # the evaluators are at it
    if row["computed_at"] and (row["agreed_at"] is None or row["agreed_at"] <= row["computed_at"]):
        return SHARED if readings.shares_first(row["given"], row["other"]) else "Complete and award"
    return "Agree the marks" if row["locked"] else "Appoint evaluators"


def _opened(lots: QuerySet[Lot]) -> QuerySet[Lot]:
    """Lots with bids that are opened and no award yet."""
    closed = Opportunity.objects.filter(
        procurement=OuterRef("procurement"), closes_at__lte=instant_now() - DRAIN
    )
    return lots.filter(
        Exists(closed),
        Exists(Bid.objects.filter(lot=OuterRef("pk"), state="submitted")),
        ~Exists(Decision.objects.filter(lot=OuterRef("pk"), is_live=True)),
    )
