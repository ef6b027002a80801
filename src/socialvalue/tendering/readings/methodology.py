"""Whether a procurement may be published, and why; the canonical methodology that is frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from socialvalue.foundation.clock import business_today
from socialvalue.machinery.permissions import Person, demand
from socialvalue.planning import queries as planning_queries
from socialvalue.planning.queries import ExemptionInForce, ProcurementShown
from socialvalue.planning.rules import Need
from socialvalue.policy.queries import policy_of
from socialvalue.policy.rules import Band, Reason
from socialvalue.tendering import rules
from socialvalue.tendering.readings.tender import LotShown, Method, lots


@dataclass(frozen=True, slots=True)
class Readiness:
    """A procurement with its lots, what the minimum says of each, and everything that publication asks for."""

    shown: ProcurementShown
    lots: tuple[LotShown, ...]
    findings: dict[int, rules.MinimumFinding]  # by the lot's number, where it has a methodology
    needs: tuple[Need, ...]

    @property
    def missing(self) -> tuple[Need, ...]:
        """What stands in the way of publication."""
        return tuple(need for need in self.needs if need.is_missing)

    @property
    def is_publishable(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.missing

    @property
    def obstacle(self) -> Reason:
        """The first reason why it cannot be published."""
        return Reason(self.missing[0].clause, self.missing[0].lacking)


def readiness(*, reference: str, person: Person, held: bool = False) -> Readiness:
    """Everything that publication depends on (about twelve statements)."""
    shown = planning_queries.procurement(reference=reference, person=person, whole=False)
    demand(person, "methodology:view", shown)
    found = lots(procurement_id=shown.id, held=held)
    today = business_today()
    granted = planning_queries.exemptions_in_force(shown.id, today)
    findings = {
        lot.number: finding(shown, lot.method, exemption=granted.get(lot.number))
        for lot in found
        if lot.method
    }
    needs = rules.publication_needs(
        band=Band(shown.determination.band),
        decided=shown.determination.state in {"confirmed", "corrected"},
        act_applies=shown.determination.social_value_act_applies,
        has_act_record=planning_queries.act_record(shown.id) is not None,
        lots=[
            lot.ready(granted[lot.number].kind if lot.number in granted else "", findings.get(lot.number))
            for lot in found
        ],
    )
    return Readiness(shown, found, findings, needs)


def finding(
    shown: ProcurementShown, method: Method, *, exemption: ExemptionInForce | None = None
) -> rules.MinimumFinding:
    """What the minimum weighting says of a methodology, by the policy of today and the exemption that counts."""
    today = business_today()
    _, policy = policy_of(shown.authority_id, today)
    return rules.judge_minimum(
        rules.weighting_of(method.methodology, method.quality),
        minimum=policy.minimum_weighting,
        basis=policy.minimum_basis,
        band=Band(shown.determination.band),
        publish_on=today,
        exemption=_granted(exemption),
    )


def _granted(exemption: ExemptionInForce | None) -> rules.Exemption | None:
    if exemption is None:
        return None
    return rules.Exemption(
        rules.ExemptionKind(exemption.kind), exemption.granted_on, exemption.lowest, exemption.expires_on
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
