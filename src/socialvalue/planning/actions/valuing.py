"""Deeds: what a contract is worth, from its parts; and needs like it, together or apart (rules 5 to 8, 14)."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person
from socialvalue.planning.actions.doors import held
from socialvalue.planning.actions.figures import figures_of, next_estimate, record_determination
from socialvalue.planning.models import Determination, Estimate, EstimatePart, Procurement, SimilarNeed
from socialvalue.planning.readings.plans import is_call_off
from socialvalue.planning.readings.worth import worth_of
from socialvalue.planning.rules import DETERMINATION
from socialvalue.planning.rules.similar import Handling, check_handling
from socialvalue.planning.rules.worth import Similar, Valued, Worth, value
from socialvalue.policy import queries as policy_queries
from socialvalue.policy.rules import Facts, Kind, Nature, Policy, Reason, Vat, VatStatus, determine


@transaction.atomic
def estimate_value(*, reference: str, worth: Worth, basis: str, by: Person) -> Valued:
    """Keep what a contract is worth as a new estimate, with its parts; answers the value that counts.

    A determination that is only proposed is proposed anew from it, until the procurement has begun; one that was
    decided stands until a procurement officer corrects it (rule 14).
    """
    procurement = held(reference, by, "estimate:make")
    live = procurement.determinations.exclude(state="replaced").get()
    basis = basis.strip()[:500] or "Entered by an officer."
    valued, after = _keep(procurement, live, worth, basis, by)
    before = {"value_inc_vat": None if live.value_inc_vat is None else str(live.value_inc_vat)}
    events.append(
        deed="value_estimated", record="procurement", uid=procurement.uid, by=by, clause="INC-4",
        before=before, after=after, texts={"basis": basis},
    )  # fmt: skip
    return valued


def _keep(
    procurement: Procurement, live: Determination, worth: Worth, basis: str, by: Person
) -> tuple[Valued, dict[str, Any]]:
    """A new estimate with its parts, and a new proposal where that is open; answers what the event keeps."""
    valued = _valued(procurement, live, worth)
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
    _keep_parts(made, worth)
    after: dict[str, Any] = {"estimate": made.version, "value_inc_vat": _figure(valued)}
    if _is_open(procurement, live):
        after |= _propose_anew(procurement, live, valued)
    return valued, after


def _valued(procurement: Procurement, live: Determination, worth: Worth) -> Valued:
    together = SimilarNeed.objects.filter(procurement=procurement, handling=Handling.TOGETHER)
    pairs = together.order_by("id").values_list("other__reference", "value_inc_vat")[:100]
    return value(
        worth,
        kind=Kind(live.kind) if live.kind else None,
        similar=[Similar(label, worth) for label, worth in pairs if worth is not None],
        thresholds=_policy(procurement)[1].thresholds,
        commenced_on=live.commenced_on,
        is_call_off=is_call_off(procurement.id),
    )


def _policy(procurement: Procurement) -> tuple[int, Policy]:
    return policy_queries.policy_of(procurement.authority_id, business_today())


def _keep_parts(made: Estimate, worth: Worth) -> None:
    parts = [EstimatePart(estimate=made, label=label, amount=amount) for label, amount in worth.parts]
    if worth.other is not None:
        label = f"Part of another kind: {worth.other.kind.label}"
        parts.append(
            EstimatePart(
                estimate=made,
                label=label[:100],
                amount=worth.other.amount,
                kind=worth.other.kind.value,
                is_separable=worth.other.is_separable,
            )
        )
    for number, part in enumerate(parts, 1):
        part.number = number
    EstimatePart.objects.bulk_create(parts)


def _is_open(procurement: Procurement, live: Determination) -> bool:
    """Whether a new estimate still changes the proposal: nobody has decided it, and it has not begun."""
    begun = procurement.commenced_on is not None and procurement.commenced_on < business_today()
    return "propose" in DETERMINATION.allowed(live.state) and not begun


def _propose_anew(procurement: Procurement, live: Determination, valued: Valued) -> dict[str, Any]:
    """Another proposal in the place of the live one; answers what the event keeps of it."""
    version, policy = _policy(procurement)
    facts = Facts(
        Kind(live.kind) if live.kind else None,
        Nature(live.nature) if live.nature else None,
        valued.value_inc_vat if valued.value_inc_vat is not None else valued.stated,
        Vat() if valued.value_inc_vat is not None else Vat(VatStatus.UNKNOWN),
        live.commenced_on,
        business_today(),
        is_call_off=is_call_off(procurement.id),
        treated_as_above=valued.above,
    )
    live.state = "replaced"
    live.save(update_fields=["state"])
    made = record_determination(
        procurement, determine(facts, policy), facts, version, state=DETERMINATION.begins, why="", by=None
    )
    return figures_of(made)


@transaction.atomic
def handle_similar_need(
    *, reference: str, other: str, handling: Handling, reason: str, approver: str, by: Person
) -> None:
    """Decide about a need like this one: counted together, kept apart with reason and approver, or not alike at all.

    The estimate is made anew from the parts it had, with all that is now counted together.
    """
    procurement = held(reference, by, "estimate:make")
    rows = Procurement.objects.filter(reference=other, authority_id=procurement.authority_id)
    row = rows.exclude(id=procurement.id).first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    worth = row.determinations.exclude(state="replaced").values_list("value_inc_vat", flat=True).get()
    check_handling(handling, reason=reason, approver=approver, value=worth)
    SimilarNeed.objects.update_or_create(
        procurement=procurement,
        other=row,
        defaults={
            "handling": handling.value,
            "reason": reason.strip(),
            "approver": approver.strip() if handling is Handling.APART else "",
            "value_inc_vat": worth if handling is Handling.TOGETHER else None,
            "decided_at": instant_now(),
            "decided_by": by.account(),
        },
    )
    after = {"other": row.reference, "handling": handling.value} | _valued_anew(procurement, row, by)
    events.append(
        deed="similar_need_handled", record="procurement", uid=procurement.uid, by=by, clause="INC-4",
        after=after, texts={"reason": reason.strip(), "approver": approver.strip()},
    )  # fmt: skip


def _valued_anew(procurement: Procurement, other: Procurement, by: Person) -> dict[str, Any]:
    """The newest estimate made again, because what is counted together has changed."""
    newest = procurement.estimates.order_by("-version").first()
    if newest is None or newest.amount is None:
        return {}
    live = procurement.determinations.exclude(state="replaced").get()
    basis = f"As before; made again after {other.reference} was looked at."
    return _keep(procurement, live, worth_of(newest), basis, by)[1]


def _kept(reasons: tuple[Reason, ...]) -> list[dict[str, str]]:
    return [{"clause": each.clause, "text": each.text} for each in reasons]


def _figure(valued: Valued) -> str | None:
    return None if valued.value_inc_vat is None else str(valued.value_inc_vat)
