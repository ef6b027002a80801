"""Deeds of the planning record: how it is bought, regard to the national statement, proportion, consent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.reasons import sufficient
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person
from socialvalue.planning.actions.doors import held
from socialvalue.planning.actions.valuations import own_inc_vat, value_again
from socialvalue.planning.models import Judgement, Plan, Procurement, Regard, SuccessorConsent
from socialvalue.planning.readings.plans import bought, is_call_off, plan_of, scale_of
from socialvalue.planning.rules.plans import Planned, check_plan
from socialvalue.planning.rules.proportion import Bought, suggest
from socialvalue.planning.rules.requirements import BURDEN
from socialvalue.planning.rules.routes import check_reservation


def _next_version(rows: QuerySet[Plan] | QuerySet[Regard] | QuerySet[Judgement]) -> int:
    """The number after the last version."""
    return int(rows.aggregate(last=Max("version"))["last"] or 0) + 1


@transaction.atomic
def record_plan(*, reference: str, plan: Planned, by: Person) -> int:
    """Keep how a contract is bought as a new version; answers its number (PRE-1, INC-5)."""
    procurement = held(reference, by, "plan:record")
    check_plan(plan)
    was_call_off = is_call_off(procurement.id)
    live = procurement.determinations.exclude(state="replaced").get()
    check_reservation(
        plan.reservation,
        band=live.band,
        is_concession="concession" in live.kind,
        route=plan.route,
        commenced_on=live.commenced_on,
    )
    given = asdict(plan) | {"places": list(plan.places)}
    version = _next_version(Plan.objects.filter(procurement=procurement))
    Plan.objects.create(
        procurement=procurement, version=version, **given, made_at=instant_now(), made_by=by.account()
    )
    anew = {}
    if was_call_off is not plan.route.is_call_off:  # section 5 and the Act look at it
        anew = value_again(procurement, "As before; made again after the route was changed.", by)
    _append(
        procurement,
        "plan_recorded",
        by,
        "PRE-1",
        anew
        | {
            "plan": version,
            "route": plan.route.value,
            "reservation": plan.reservation.value,
            "places": list(plan.places),
        },
        {"one_lot_because": plan.one_lot_because, "service": plan.service},
    )
    return version


@transaction.atomic
def record_regard(
    *,
    reference: str,
    priorities: Sequence[str],
    how: str,
    departs_because: str,
    considered_on: date,
    by: Person,
) -> int:
    """Keep how regard was had to the national statement and the Social Value Model (CTX-3); answers the version."""
    procurement = held(reference, by, "plan:record")
    if considered_on > business_today():
        raise Refusal(
            "considered-later", "Enter the day on which it was considered: today or earlier.",
            field="considered_on", clause="CTX-3",
        )  # fmt: skip
    sufficient(how, "CTX-3", field="how")
    version = _next_version(Regard.objects.filter(procurement=procurement))
    Regard.objects.create(
        procurement=procurement,
        version=version,
        priorities=sorted(priorities),
        how=how.strip(),
        departs_because=departs_because.strip(),
        considered_on=considered_on,
        recorded_at=instant_now(),
        recorded_by=by.account(),
    )
    after = {"regard": version, "priorities": sorted(priorities), "departs": bool(departs_because.strip())}
    _append(
        procurement,
        "regard_recorded",
        by,
        "CTX-3",
        after,
        {"how": how.strip(), "reason": departs_because.strip()},
    )
    return version


@transaction.atomic
def judge_proportion(*, reference: str, chosen: int, reason: str, by: Person) -> int:
    """Keep how many measures an officer asks for, beside the suggestion of the day (INC-5); answers the version.

    Another number than the suggested one needs a reason.
    """
    procurement = held(reference, by, "plan:record")
    digest, proportion = scale_of(procurement.authority_id)
    its = _bought(procurement)
    suggested = suggest(its, proportion.scale)
    if not 0 <= chosen <= 2 * BURDEN:
        raise Refusal("measures-impossible", f"Enter a number from 0 to {2 * BURDEN}.", field="chosen")
    if chosen != suggested.measures:
        sufficient(reason, "INC-5")
    version = _next_version(Judgement.objects.filter(procurement=procurement))
    Judgement.objects.create(
        procurement=procurement,
        version=version,
        suggested=suggested.measures,
        chosen=chosen,
        minutes=suggested.minutes,
        value_inc_vat=its.value_inc_vat,
        scale_digest=digest,
        reason=reason.strip(),
        judged_at=instant_now(),
        judged_by=by.account(),
    )
    after = {"judgement": version, "suggested": suggested.measures, "chosen": chosen}
    _append(procurement, "proportion_judged", by, "INC-5", after, {"reason": reason.strip()})
    return version


def _bought(procurement: Procurement) -> Bought:
    """What the scale looks at. Refuses a procurement whose value is not known: nothing is in proportion to that."""
    value = own_inc_vat(procurement)
    if value is None and not procurement.estimates.exists():
        value = procurement.determinations.exclude(state="replaced").get().value_inc_vat
    if value is None:
        raise Refusal(
            "value-unknown",
            "Its estimated value is not known. Enter it first, then see what is in proportion.",
            clause="INC-5",
            status=409,
        )
    plan = plan_of(procurement.id)
    return bought(value, plan[1] if plan else None)


def record_consent(*, reference: str, given_on: date, given_for: str, document: str, by: Person) -> None:
    """Keep the consent to a contract that runs past vesting (rulings 22): who gave it, when, and its paper."""
    with transaction.atomic():
        procurement = held(reference, by, "consent:record")
        if given_on > business_today():
            raise Refusal("consent-later", "Enter the day on which consent was given.", field="given_on")
        SuccessorConsent.objects.update_or_create(
            procurement=procurement,
            defaults={
                "given_on": given_on,
                "given_for": given_for.strip(),
                "document": document.strip(),
                "recorded_at": instant_now(),
                "recorded_by": by.account(),
            },
        )
        after = {"given_on": given_on.isoformat()}
        texts = {"given_for": given_for.strip(), "document": document.strip()}
        _append(procurement, "consent_recorded", by, "TEN-3", after, texts)


def _append(
    procurement: Procurement, deed: str, by: Person, clause: str, after: dict[str, Any], texts: dict[str, str]
) -> None:
    """One event of the procurement."""
    events.append(
        deed=deed, record="procurement", uid=procurement.uid, by=by, clause=clause, after=after, texts=texts
    )
