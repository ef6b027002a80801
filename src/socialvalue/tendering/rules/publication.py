"""What must be true before an opportunity is published (CAT-1, SCO-1, SCO-4, rules 15, 20 and 21): one need a thing.

What planning asks for comes first; the methodology, its weighting and its wording are added here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from socialvalue.planning.rules import (
    NOTHING_PLANNED,
    ExemptionKind,
    LotKnown,
    MarketKnown,
    Need,
    PlanKnown,
    Readiness,
    readiness,
)
from socialvalue.policy.rules import Band
from socialvalue.tendering.rules.minimum import MinimumFinding

MAY_BE_MANDATORY: Final = frozenset({Band.MANDATORY, Band.UNDETERMINED})


@dataclass(frozen=True, slots=True)
class LotReady:
    """A lot as publication looks at it. `unweighted` and `about_bidder` name requirements and questions."""

    known: LotKnown
    has_method: bool = False
    unweighted: tuple[str, ...] = ()
    about_bidder: tuple[str, ...] = ()  # what gives marks for the bidder's own place or size
    finding: MinimumFinding | None = None  # what the minimum weighting says of its methodology


def publication_needs(
    *,
    band: Band,
    decided: bool,
    act_applies: bool | None,
    has_act_record: bool,
    lots: Sequence[LotReady],
    included: bool | None = None,
    market: MarketKnown,
    plan: PlanKnown = NOTHING_PLANNED,
) -> tuple[Need, ...]:
    """Everything that publication asks for, done or not, in the order of the work.

    `included` is what was answered in the encouraged band (INC-2).
    """
    found = list(
        readiness(
            band=band.value,
            decided=decided,
            act_applies=act_applies,
            has_act_record=has_act_record,
            lots=[lot.known for lot in lots],
            answer=included,
            market=market,
            plan=plan,
        )
    )
    for lot in lots:
        name = f"Lot {lot.known.number}: " if len(lots) > 1 else ""
        method = _method(lot, band, name)
        found += [method, _weighting(lot, band, name, method.state)]
        if lot.about_bidder and band is Band.MANDATORY:
            found.append(_wording(lot, name))
    return tuple(found)


def _method(lot: LotReady, band: Band, name: str) -> Need:
    known, lacking = lot.known, ""
    number = known.number
    wholly_exempt = known.exemption == ExemptionKind.NO_SOCIAL_VALUE
    if lot.has_method and lot.unweighted:
        state = Readiness.MISSING
        lacking = f"Lot {number}: {lot.unweighted[0]} has no weight in the methodology: save it again."
    elif lot.has_method:
        state = Readiness.DONE
    elif known.confirmed or (band in MAY_BE_MANDATORY and not wholly_exempt):
        nothing = not (known.confirmed or known.has_question)
        state = Readiness.NOT_YET if nothing and not known.exemption else Readiness.MISSING
        lacking = f"Lot {number} has no methodology."
    else:
        state = Readiness.OPTIONAL
    hint = "What is asked comes first" if state is Readiness.NOT_YET else ""
    return Need("methodology", f"{name}How bids are scored", "SCO-4", state, hint, number, lacking)


def _weighting(lot: LotReady, band: Band, name: str, method: Readiness) -> Need:
    hint, lacking, clause = "", "", "SCO-1"
    if lot.finding is None:
        optional = method is Readiness.OPTIONAL or band not in MAY_BE_MANDATORY
        state = Readiness.OPTIONAL if optional else Readiness.NOT_YET
        hint = "" if optional else "It is set with the methodology"
    elif lot.finding.is_publishable:
        state = Readiness.DONE
        hint = "By the exemption that was granted" if lot.finding.by_exemption else ""
    else:
        obstacle = lot.finding.obstacle
        state, lacking, clause = Readiness.MISSING, obstacle.text, obstacle.clause
    return Need(
        "weighting", f"{name}The weighting of Social Value", clause, state, hint, lot.known.number, lacking
    )


def _wording(lot: LotReady, name: str) -> Need:
    number = lot.known.number
    return Need(
        "question",
        f"{name}The wording of {lot.about_bidder[0]}",
        "SCO-4",
        Readiness.MISSING,
        "Marks for the bidder’s own place or size are not allowed",
        number,
        f"Lot {number}, {lot.about_bidder[0]} asks about the bidder itself: reword it.",
    )


def dates_fault(
    *, closes_at: datetime, now: datetime, starts_on: date, ends_on: date, closes_on: date
) -> tuple[str, str] | None:
    """The field and the sentence, where the dates cannot be; None where they can."""
    if closes_at <= now:
        return "closes_on", "The time for bids must end in the future."
    if starts_on <= closes_on:
        return "starts_on", "The contract must start after the time for bids has ended."
    if ends_on < starts_on:
        return "ends_on", "The contract must end on or after the day it starts."
    return None
