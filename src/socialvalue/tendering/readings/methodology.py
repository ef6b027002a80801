"""Whether a procurement may be published, and why; the canonical methodology that is frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from socialvalue.foundation.clock import business_today
from socialvalue.machinery.permissions import Person, demand
from socialvalue.planning import queries as planning_queries
from socialvalue.planning.queries import ProcurementShown
from socialvalue.policy.queries import policy_of
from socialvalue.policy.rules import Band, Reason
from socialvalue.tendering import rules
from socialvalue.tendering.readings.tender import LotShown, Method, lots


@dataclass(frozen=True, slots=True)
class Readiness:
    """A procurement with its lots, what the minimum says of each, and what stands in the way of publication."""

    shown: ProcurementShown
    lots: tuple[LotShown, ...]
    findings: dict[int, rules.MinimumFinding]  # by the lot's number, where it has a methodology
    missing: tuple[Reason, ...]

    @property
    def is_publishable(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.missing and all(found.is_publishable for found in self.findings.values())

    @property
    def obstacle(self) -> Reason:
        """The first reason why it cannot be published."""
        below = [found for found in self.findings.values() if not found.is_publishable]
        return self.missing[0] if self.missing else below[0].reasons[1]


def readiness(*, reference: str, person: Person, held: bool = False) -> Readiness:
    """Everything that publication depends on (about ten statements)."""
    shown = planning_queries.procurement(reference=reference, person=person, whole=False)
    demand(person, "methodology:view", shown)
    found = lots(procurement_id=shown.id, held=held)
    band = Band(shown.determination.band)
    findings = {lot.number: finding(shown, lot.method) for lot in found if lot.method}
    missing = rules.what_is_missing(
        band=band, determination=shown.determination.state, lots=[lot.ready() for lot in found]
    )
    return Readiness(shown, found, findings, (*missing, *_wording(band, found)))


def finding(shown: ProcurementShown, method: Method) -> rules.MinimumFinding:
    """What the minimum weighting says of a methodology, by the policy of today. No exemption is recorded here yet."""
    today = business_today()
    _, policy = policy_of(shown.authority_id, today)
    return rules.judge_minimum(
        rules.weighting_of(method.methodology, method.quality),
        minimum=policy.minimum_weighting,
        basis=policy.minimum_basis,
        band=Band(shown.determination.band),
        publish_on=today,
    )


def _wording(band: Band, found: tuple[LotShown, ...]) -> tuple[Reason, ...]:
    """Questions that give marks for the bidder's own place or size cannot be published above threshold (rule 21)."""
    if band is not Band.MANDATORY:
        return ()
    return tuple(
        Reason("SCO-4", f"Lot {lot.number}, question {each.number} asks about the bidder itself: reword it.")
        for lot in found
        for each in lot.questions
        if rules.is_refused(each.text)
    )


def canonical(lot: LotShown) -> dict[str, Any]:
    """All that scoring a lot depends on, ready to be hashed: what is frozen at publication."""
    method = lot.method
    assert method is not None  # noqa: S101  asked for published lots only
    scored = method.methodology
    return {
        "lot": lot.number,
        "weight_percent": scored.weight_percent,
        "quality_percent": method.quality,
        "share_of": scored.share_of.value,
        "rounding": {"places": scored.rounding.places, "mode": scored.rounding.mode.value},
        "ties": list(scored.ties),
        "additional": method.additional,
        "criteria": [
            {
                "id": each.id,
                "weight": each.weight,
                "method": each.method.value,
                "target": each.target,
                "max_mark": each.max_mark,
            }
            for each in scored.criteria
        ],
        "requirements": [
            {"id": each.key, "measure": each.code, "quantity": each.quantity, "unit": each.unit,
             "place": each.place, "unanswered": each.unanswered}
            for each in lot.requirements
        ],
        "questions": [
            {"id": each.key, "text": each.text, "words": each.word_limit, "marks": list(each.descriptors)}
            for each in lot.questions
        ],
    }  # fmt: skip
