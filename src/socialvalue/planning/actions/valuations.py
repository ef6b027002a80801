"""What the deeds about value share: an estimate valued and kept, and what that does to a determination (rule 14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.machinery.permissions import Person
from socialvalue.planning.actions.figures import figures_of, next_estimate, record_determination
from socialvalue.planning.models import Determination, Estimate, EstimatePart, Procurement, SimilarNeed
from socialvalue.planning.readings.plans import is_call_off
from socialvalue.planning.readings.worth import worth_of
from socialvalue.planning.rules import DETERMINATION, PROCUREMENT
from socialvalue.planning.rules.similar import Handling
from socialvalue.planning.rules.worth import Similar, Valued, Worth, value
from socialvalue.policy.queries import policy_of
from socialvalue.policy.rules import Determination as Answer
from socialvalue.policy.rules import Facts, Kind, Nature, Policy, Reason, Vat, VatStatus, determine


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What a determination is made from besides the value."""

    kind: Kind | None
    nature: Nature | None
    commenced_on: date | None

    @classmethod
    def of(cls, live: Determination) -> MadeFrom:
        """As the live determination has it."""
        return cls(
            Kind(live.kind) if live.kind else None,
            Nature(live.nature) if live.nature in Nature.__members__.values() else None,
            live.commenced_on,
        )


def policy_today(procurement: Procurement) -> tuple[int, Policy]:
    """The version in force on the day of the decision (rulings 1)."""
    return policy_of(procurement.authority_id, business_today())


def newest_worth(procurement: Procurement) -> Worth | None:
    """The parts of the newest estimate; None before there is one with a figure or parts."""
    newest = procurement.estimates.order_by("-version").first()
    if newest is None:
        return None
    worth = worth_of(newest)
    return worth if newest.method or newest.amount is not None else None


def own_inc_vat(procurement: Procurement) -> Decimal | None:
    """What this contract alone is worth, £ including VAT, without the needs that are counted together with it."""
    newest = procurement.estimates.order_by("-version").first()
    if newest is None or newest.amount is None:
        return None
    return Vat.of(newest.vat).including(Decimal(newest.amount))


def value_of(procurement: Procurement, worth: Worth, of: MadeFrom) -> Valued:
    """The value that counts: the parts, a part of another kind, and every need that is counted together."""
    together = SimilarNeed.objects.filter(procurement=procurement, handling=Handling.TOGETHER)
    pairs = together.order_by("id").values_list("other__reference", "value_inc_vat")[:100]
    return value(
        worth,
        kind=of.kind,
        similar=[Similar(label, amount) for label, amount in pairs],
        thresholds=policy_today(procurement)[1].thresholds,
        commenced_on=of.commenced_on,
        is_call_off=is_call_off(procurement.id),
    )


def facts_of(procurement: Procurement, of: MadeFrom, valued: Valued) -> Facts:
    """What the determination is made from, with the law's reasons to treat it as above threshold."""
    known = valued.value_inc_vat is not None
    return Facts(
        of.kind,
        of.nature,
        valued.value_inc_vat if known else valued.stated,
        Vat() if known else Vat(VatStatus.UNKNOWN),
        of.commenced_on,
        business_today(),
        is_call_off=is_call_off(procurement.id),
        treated_as_above=valued.above,
    )


def keep_valued(procurement: Procurement, worth: Worth, valued: Valued, basis: str, by: Person) -> Estimate:
    """A new version of the estimate, with its parts and the reasons that make its value."""
    made = Estimate.objects.create(
        procurement=procurement,
        version=next_estimate(procurement),
        amount=valued.stated,
        vat=worth.vat.code,
        value_inc_vat=valued.value_inc_vat,
        basis=basis,
        method=worth.method.value,
        reasons=_kept(valued.reasons),
        above=_kept(valued.above),
        made_at=instant_now(),
        made_by=by.account(),
    )
    parts = [EstimatePart(estimate=made, label=label, amount=amount) for label, amount in worth.parts]
    if worth.other is not None:
        parts.append(
            EstimatePart(
                estimate=made,
                label=f"Part of another kind: {worth.other.kind.label}"[:100],
                amount=worth.other.amount,
                kind=worth.other.kind.value,
                is_separable=worth.other.is_separable,
            )
        )
    for number, part in enumerate(parts, 1):
        part.number = number
    EstimatePart.objects.bulk_create(parts)
    return made


def estimate_anew(
    procurement: Procurement, worth: Worth, basis: str, by: Person
) -> tuple[Valued, dict[str, Any]]:
    """A new estimate, and a new proposal where that is open; answers the value and what the event keeps."""
    live = procurement.determinations.exclude(state="replaced").get()
    of = MadeFrom.of(live)
    valued = value_of(procurement, worth, of)
    made = keep_valued(procurement, worth, valued, basis, by)
    figure = None if valued.value_inc_vat is None else str(valued.value_inc_vat)
    after: dict[str, Any] = {"estimate": made.version, "value_inc_vat": figure}
    return valued, after | propose(procurement, live, facts_of(procurement, of, valued))


def value_again(procurement: Procurement, basis: str, by: Person) -> dict[str, Any]:
    """The newest estimate made again from its parts, because what it is counted with or by has changed."""
    worth = newest_worth(procurement)
    if worth is None or procurement.stage != PROCUREMENT.begins:
        return {}
    return estimate_anew(procurement, worth, basis, by)[1]


def propose(procurement: Procurement, live: Determination, facts: Facts) -> dict[str, Any]:
    """Another proposal in the place of the live determination, until the procurement has begun (rule 14).

    One that was decided stands, unless the policy or the Act would ask for something else: then it is open again.
    """
    if procurement.commenced_on is not None and procurement.commenced_on < business_today():
        return {}
    version, policy = policy_today(procurement)
    answer = determine(facts, policy)
    if live.state != DETERMINATION.begins and asks_the_same(live, answer):
        return {}
    step = DETERMINATION.step(live.state, "propose")
    live.state = "replaced"
    live.save(update_fields=["state"])
    made = record_determination(procurement, answer, facts, version, state=step.becomes, why="", by=None)
    return figures_of(made)


def asks_the_same(live: Determination, answer: Answer) -> bool:
    """Whether the policy, the notices and the Act ask for what they asked for."""
    return (live.band, live.is_notifiable, live.social_value_act_applies) == (
        answer.band.value,
        answer.notifiable,
        answer.social_value_act_applies,
    )


def _kept(reasons: tuple[Reason, ...]) -> list[dict[str, str]]:
    return [{"clause": each.clause, "text": each.text} for each in reasons]
