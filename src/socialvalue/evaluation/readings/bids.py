"""The submitted bids of a lot as evaluators and the scorer read them. Prices are read only for the result."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.planning.models import Requirement
from socialvalue.tendering import rules
from socialvalue.tendering.models import Answer, Bid, Offer


@dataclass(frozen=True, slots=True)
class OfferRead:
    """What a bid offers for a requirement, or beyond them."""

    requirement_id: int | None
    title: str
    quantity: Decimal | None
    unit: str
    place: str
    how: str
    evidence: str
    additionality: str

    @property
    def amount(self) -> str:
        """The quantity in words."""
        return "Not answered" if self.quantity is None else str(Quantity(self.quantity, Unit(self.unit)))


@dataclass(frozen=True, slots=True)
class Contender:
    """A submitted bid. One that is not compliant is not scored (CAT-2)."""

    id: int
    lot_id: int
    reference: str
    bidder_id: int
    bidder: str
    is_compliant: bool
    offers: tuple[OfferRead, ...] = ()
    answers: dict[int, str] = field(default_factory=dict)

    def offer_for(self, requirement_id: int | None) -> OfferRead | None:
        """The answer to a requirement."""
        found = (each for each in self.offers if each.requirement_id == requirement_id)
        return None if requirement_id is None else next(found, None)

    @property
    def extras(self) -> tuple[OfferRead, ...]:
        """What is offered beyond the requirements."""
        return tuple(each for each in self.offers if each.requirement_id is None)


def contenders(
    lot_ids: Collection[int], *, whole: bool = True, question: int | None = None
) -> dict[int, list[Contender]]:
    """The submitted bids of each lot in the order in which they came (three statements; not `whole`: one).

    With the id of a `question`, only its answers are read (two statements).
    """
    rows = _rows(lot_ids)
    if question is not None:
        said = Answer.objects.filter(bid=OuterRef("pk"), question=question).values("text")[:1]
        rows = rows.annotate(said=Subquery(said))
    bids = [_contender(row, question) for row in rows]
    if whole:
        bids = _with_offers(bids) if question is not None else filled(bids)
    found: dict[int, list[Contender]] = defaultdict(list)
    for bid in bids:
        found[bid.lot_id].append(bid)
    return found


def _contender(row: Bid, question: int | None) -> Contender:
    said = {} if question is None else {question: row.said or ""}  # type: ignore[attr-defined]
    compliant = not row.leaves_open  # type: ignore[attr-defined]
    return Contender(row.id, row.lot_id, row.reference, row.bidder_id, row.bidder.name, compliant, (), said)


def filled(bids: Iterable[Contender]) -> list[Contender]:
    """These bids with all that they offer and answer (two statements)."""
    with_offers = _with_offers(list(bids))
    answers: dict[int, dict[int, str]] = defaultdict(dict)
    words = Answer.objects.filter(bid__in=[bid.id for bid in with_offers])
    for bid_id, asked, text in words.values_list("bid_id", "question_id", "text"):
        answers[bid_id][asked] = text
    return [replace(bid, answers=answers[bid.id]) for bid in with_offers]


def _with_offers(bids: list[Contender]) -> list[Contender]:
    offers: dict[int, list[OfferRead]] = defaultdict(list)
    rows = Offer.objects.filter(bid__in=[bid.id for bid in bids]).select_related("measure")
    for row in rows.order_by("number"):
        offers[row.bid_id].append(
            OfferRead(
                row.requirement_id, row.measure.title, row.quantity, row.unit, row.place, row.how, row.evidence,
                row.additionality,
            )
        )  # fmt: skip
    return [replace(bid, offers=tuple(offers[bid.id])) for bid in bids]


def prices(lot_id: int) -> dict[str, Decimal | None]:
    """The price of every submitted bid, by its reference: for the result, never for the scoring page (rule 28)."""
    return dict(Bid.objects.filter(lot=lot_id, state="submitted").values_list("reference", "price_ex_vat"))


def faults(lot_id: int, bids: Iterable[Contender]) -> dict[str, str]:
    """Why bids are not compliant: the published consequence of requirements left open (one statement)."""
    asked = [
        (row.id, rules.Requirement(str(row.id), row.measure.title, rules.Consequence(row.unanswered)))
        for row in Requirement.objects.filter(lot=lot_id, state="confirmed").select_related("measure")
    ]
    found = {}
    for bid in bids:
        given = {str(key): offer.quantity if (offer := bid.offer_for(key)) else None for key, _ in asked}
        standing = rules.standing([each for _, each in asked], given)
        if not standing.is_compliant:
            open_ones = [
                f"“{each.requirement.title}”"
                for each in standing.unanswered
                if each.requirement.consequence is rules.Consequence.NOT_COMPLIANT
            ]
            found[bid.reference] = (
                f"This bid leaves {' and '.join(open_ones)} unanswered. As published, it is not compliant and was "
                "not scored."
            )
    return found


def _rows(lot_ids: Collection[int]) -> QuerySet[Bid]:
    answered = Offer.objects.filter(
        bid=OuterRef(OuterRef("pk")), requirement=OuterRef("pk"), quantity__isnull=False
    )
    must = Requirement.objects.filter(lot=OuterRef("lot"), state="confirmed", unanswered="not-compliant")
    rows = Bid.objects.filter(lot__in=lot_ids, state="submitted").select_related("bidder")
    return rows.annotate(leaves_open=Exists(must.filter(~Exists(answered)))).order_by("received_at", "id")
