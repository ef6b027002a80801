"""Whether a procurement may be published, and why; the canonical methodology that is frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from socialvalue.foundation.clock import business_today
from socialvalue.machinery.permissions import Person, demand
from socialvalue.planning import queries as planning_queries
from socialvalue.planning.queries import ExemptionInForce, InPreparation, ProcurementShown
from socialvalue.planning.rules import Need
from socialvalue.policy.queries import newest_pack, policy_of
from socialvalue.policy.rules import Band, Policy, Reason
from socialvalue.tendering import rules
from socialvalue.tendering.readings.tender import LotShown, lots, lots_of_many

DECIDED: Final = frozenset({"confirmed", "corrected"})  # by an officer


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
    policy = policy_of(shown.authority_id, today)[1]
    granted = planning_queries.exemptions_in_force([shown.id], today).get(shown.id, {})
    live, recorded = shown.determination, planning_queries.recorded([shown.id], today)[shown.id]
    judged = _Judged(Band(live.band), policy, today, granted, _places(shown.authority_id))
    findings = {lot.number: finding for lot in found if (finding := judged.finding(lot))}
    needs = rules.publication_needs(
        band=judged.band,
        decided=live.state in DECIDED,
        act_applies=live.social_value_act_applies,
        has_act_record=recorded.has_act_record,
        lots=[lot.ready(judged.exemption(lot), findings.get(lot.number), judged.places) for lot in found],
        included=_answer(shown.id) if judged.band is Band.ENCOURAGED else None,
        market=recorded.market,
        plan=recorded.plan,
    )
    return Readiness(shown, found, findings, needs)


def _answer(procurement_id: int) -> bool | None:
    """What was answered last to “included? If not, why” (one statement)."""
    last = planning_queries.inclusion(procurement_id)
    return last.is_included if last else None


def _places(authority_id: int) -> tuple[str, ...]:
    return tuple(place.name for place in newest_pack(authority_id).pack.places)


def missing_of(rows: Sequence[InPreparation], today: date) -> dict[int, tuple[Need, ...]]:
    """What is missing of each of these procurements of one authority or several (six statements)."""
    ids = [row.id for row in rows]
    if not ids:
        return {}
    found, granted = lots_of_many(ids), planning_queries.exemptions_in_force(ids, today)
    recorded = planning_queries.recorded(ids, today)
    of = {row.authority_id for row in rows}
    policies = {each: policy_of(each, today)[1] for each in of}
    places = {each: _places(each) for each in of}
    missing = {}
    for row in rows:
        judged = _Judged(
            Band(row.band),
            policies[row.authority_id],
            today,
            granted.get(row.id, {}),
            places[row.authority_id],
        )
        needs = rules.publication_needs(
            band=judged.band,
            decided=row.state in DECIDED,
            act_applies=row.act_applies,
            has_act_record=recorded[row.id].has_act_record,
            lots=[
                lot.ready(judged.exemption(lot), judged.finding(lot), judged.places) for lot in found[row.id]
            ],
            market=recorded[row.id].market,
        )
        missing[row.id] = tuple(need for need in needs if need.is_missing)
    return missing


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the lots of one procurement are judged by: the policy of the day, the exemptions that count."""

    band: Band
    policy: Policy
    today: date
    granted: Mapping[int, ExemptionInForce]
    places: tuple[str, ...]  # names of the council's places: "Ashford firms" is seen as "local firms" is

    def exemption(self, lot: LotShown) -> str:
        """The kind of the exemption that counts for a lot, or nothing."""
        return self.granted[lot.number].kind if lot.number in self.granted else ""

    def finding(self, lot: LotShown) -> rules.MinimumFinding | None:
        """What the minimum weighting says of a lot's methodology; none before it has one."""
        if lot.method is None:
            return None
        return rules.judge_minimum(
            rules.weighting_of(lot.method.methodology, lot.method.quality),
            minimum=self.policy.minimum_weighting,
            basis=self.policy.minimum_basis,
            band=self.band,
            publish_on=self.today,
            exemption=_granted(self.granted.get(lot.number)),
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
