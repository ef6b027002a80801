"""Where the evaluation of a procurement stands, lot by lot: who declared and locked, never an open mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from socialvalue.evaluation import readings
from socialvalue.evaluation.readings import (
    Agreed,
    Contender,
    DecisionRead,
    Given,
    LotRead,
    ResultRead,
    Scheme,
)
from socialvalue.evaluation.rules import Stage, Standing, Tie, Total
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, Role, demand, may
from socialvalue.people.queries import Holder, holders_of
from socialvalue.planning import queries as planning_queries


@dataclass(frozen=True, slots=True)
class LotStanding:
    """A lot with everything that its evaluation has come to so far."""

    lot: LotRead
    scheme: Scheme | None
    bids: tuple[Contender, ...]  # once they are opened
    result: ResultRead | None
    decision: DecisionRead | None

    @property
    def scored(self) -> tuple[Contender, ...]:
        """The bids that are scored."""
        return tuple(each for each in self.bids if each.is_compliant)

    @property
    def to_agree(self) -> tuple[tuple[str, str], ...]:
        """The bids and questions that need an agreed mark."""
        judged = self.scheme.judged if self.scheme else ()
        return tuple((bid.reference, each.key) for each in judged for bid in self.scored)

    @property
    def is_current(self) -> bool:
        """Whether the result is newer than every agreed mark."""
        return self.result is not None and self.result.is_newer_than(self.lot.agreed_at)

    @property
    def stage(self) -> Stage:
        """What the lot waits for."""
        return Standing(
            opened=self.lot.is_opened and self.scheme is not None,
            bids=len(self.bids),
            seats=tuple(seat.state for seat in self.lot.seats),
            to_agree=len(self.to_agree),
            agreed=self.lot.agreed,
            has_result=self.is_current,
            has_other_parts=self.result is not None and self.result.has_other,
            awarded=self.decision is not None,
        ).stage()

    @property
    def order(self) -> tuple[Total, ...]:
        """The final order, once it is known."""
        return self.result.order() if self.result and self.is_current else ()

    @property
    def ties(self) -> tuple[Tie, ...]:
        """What separates bids with the same total in the final order, and who shares a rank."""
        return self.result.ties() if self.result and self.is_current else ()

    @property
    def shared_first(self) -> Tie | None:
        """The first rank where nothing published gives it to one bid alone: then nobody is awarded the lot."""
        if self.stage is not Stage.AWARDING:
            return None
        return next((each for each in self.ties if each.rank == 1 and not each.behind), None)

    def bidder(self, reference: str) -> str:
        """The name of who made a bid."""
        return next((each.bidder for each in self.bids if each.reference == reference), reference)

    def in_names(self, text: str) -> str:
        """A sentence of the scorer with names beside the references of bids."""
        for each in self.bids:
            text = text.replace(each.reference, f"{each.bidder} ({each.reference})")
        return text


def standing(
    *, reference: str, person: Person
) -> tuple[planning_queries.ProcurementShown, list[LotStanding]]:
    """A procurement with the lots that this person may see (ten statements)."""
    shown = planning_queries.procurement(reference=reference, person=person, whole=False)
    return shown, _standings(reference, person, "evaluation:view")


def lot_standing(*, reference: str, lot: int | None, person: Person, permission: str) -> LotStanding:
    """One lot, without a number the first, if this person may do this there (eight statements)."""
    found = _standings(reference, person, permission)
    chosen = next((each for each in found if lot in (None, each.lot.number)), None)
    if chosen is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    return chosen


def _standings(reference: str, person: Person, permission: str) -> list[LotStanding]:
    rows = readings.lot_rows().filter(procurement__reference=reference)
    lots, bids = readings.lots_with_bids(rows)
    if not lots:
        raise Refusal("not-found", "We could not find that record.", status=404)
    mine = [lot for lot in lots if may(person, permission, lot)]
    if not mine:
        demand(person, permission, lots[0])
    ids = [lot.id for lot in mine]
    schemes = readings.schemes(ids)
    decisions = readings.decisions([lot.id for lot in mine if lot.is_awarded])
    results = readings.newest_results([lot.id for lot in mine if not lot.is_awarded])
    results |= {lot: decision.result for lot, decision in decisions.items()}
    return [
        LotStanding(
            lot,
            schemes.get(lot.id),
            tuple(bids.get(lot.id, ())) if lot.is_opened else (),
            results.get(lot.id),
            decisions.get(lot.id),
        )
        for lot in mine
    ]


def could_sit(lot: LotRead) -> list[Holder]:
    """Who may be appointed to the panel of a lot: nobody who sees prices (three statements)."""
    taken = {seat.user for seat in lot.seats}
    for role in readings.who_see_prices():
        taken |= {each.uid for each in holders_of(role, lot.authority_id)}
    holders = holders_of(Role.EVALUATOR, lot.authority_id)
    return [each for each in holders if each.uid not in taken and each.organisation_id not in lot.bidders]


@dataclass(frozen=True, slots=True)
class Moderation:
    """What evaluators gave for each bid and question, once all have locked, with what was agreed."""

    standing: LotStanding
    marks: Mapping[tuple[str, str], tuple[Given, ...]]
    agreed: Mapping[tuple[str, str], Agreed]

    def name(self, seat: int) -> str:
        """Who gave a mark."""
        return next(each.name for each in self.standing.lot.seats if each.id == seat)

    @property
    def panel(self) -> tuple[tuple[UUID, str], ...]:
        """Who may have been present."""
        return tuple((seat.user, seat.name) for seat in self.standing.lot.seats if seat.state == "locked")


def moderation(*, reference: str, lot: int | None, person: Person) -> Moderation:
    """Every mark of a lot. Before all have locked there is nothing to see, for anyone (nine statements)."""
    found = lot_standing(reference=reference, lot=lot, person=person, permission="consensus:view")
    marks: dict[tuple[str, str], tuple[Given, ...]] = {}
    if found.lot.all_locked:
        for each in readings.marks_of([seat.id for seat in found.lot.seats if seat.state == "locked"]):
            key = (each.bid, each.criterion)
            marks[key] = (*marks.get(key, ()), each)
    return Moderation(found, marks, readings.agreed([found.lot.id]).get(found.lot.id, {}))


def award_reasons(found: LotStanding) -> dict[tuple[str, str], str]:
    """The reason of every bid and criterion as the award will keep them (three statements)."""
    if found.scheme is None or found.result is None:
        return {}
    return readings.reasons_for(found.lot.id, found.scheme, found.result, readings.filled(found.bids))


def paid(found: LotStanding) -> dict[str, object]:
    """What each bid asks, in pounds without VAT; nothing before Social Value is locked (rule 28)."""
    return dict(readings.prices(found.lot.id)) if found.result else {}
