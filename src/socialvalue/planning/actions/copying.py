"""Deed: another procurement is started like one that was planned before; nothing is typed again (FIN-1)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events, series
from socialvalue.machinery.permissions import Person, demand
from socialvalue.planning.actions.doors import Door
from socialvalue.planning.actions.figures import figures_of, record_determination
from socialvalue.planning.models import Lot, Plan, Procurement, Question, Requirement, RequirementStep
from socialvalue.planning.rules import DETERMINATION, PROCUREMENT
from socialvalue.planning.rules.routes import Reservation
from socialvalue.policy import queries as policy_queries
from socialvalue.policy.rules import Facts, Kind, Nature, determine


@transaction.atomic
def copy_procurement(*, reference: str, key: UUID, by: Person) -> str:
    """Start a procurement like this one; answers the reference of the new one.

    Lots, plan, requirements (as drafts) and questions come along. What has to be judged anew does not: estimated value,
    days, the Social Value Act record, regard, exemptions. So its determination is undetermined until they are entered.
    The same `key` again finds the same one.
    """
    known = Procurement.objects.filter(uid=key, entered_by=by.account()).values_list("reference", flat=True)
    if label := known.first():
        return label
    source = Procurement.objects.filter(reference=reference).first()
    if source is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    demand(by, "procurement:view", Door(source.authority_id, source.stage))
    demand(by, "procurement:start", Door(source.authority_id, PROCUREMENT.begins))
    made = _entered(source, key, by)
    _copy_lots(source, made, by)
    _copy_plan(source, made, by)
    version, policy = policy_queries.policy_of(made.authority_id, business_today())
    facts = Facts(
        Kind(source.kind) if source.kind else None,
        Nature(source.nature) if source.nature in Nature.__members__.values() else None,
        decided_on=business_today(),
    )
    proposed = record_determination(
        made, determine(facts, policy), facts, version, state=DETERMINATION.begins, why="", by=None
    )
    events.append(
        deed="procurement_copied",
        record="procurement",
        uid=made.uid,
        by=by,
        clause="FIN-1",
        after={**figures_of(proposed), "other": source.reference},
        texts={"title": made.title, "description": made.description},
    )
    return made.reference


def _entered(source: Procurement, key: UUID, by: Person) -> Procurement:
    (label,) = series.take("PR", business_today().year)
    return Procurement.objects.create(
        uid=key,
        authority_id=source.authority_id,
        originating_authority_id=source.authority_id,
        reference=label,
        title=source.title,
        description=source.description,
        buyer_name=source.buyer_name,
        buyer=source.buyer,
        kind=source.kind,
        nature=source.nature,
        source="typed",
        commenced_by="Not known yet: a copy of an earlier procurement.",
        search_text=f"{label} {source.title} {source.buyer_name}".lower(),
        responsible=by.account(),
        entered_at=instant_now(),
        entered_by=by.account(),
    )


def _copy_lots(source: Procurement, made: Procurement, by: Person) -> None:
    """The lots with what each asks: requirements as drafts, so that somebody confirms them for this one."""
    for lot in source.lots.order_by("number")[:100]:
        twin = Lot.objects.create(
            procurement=made, number=lot.number, title=lot.title, description=lot.description
        )
        for question in Question.objects.filter(lot=lot).order_by("number"):
            question.pk, question.lot = None, twin
            question.made_at, question.made_by = instant_now(), by.account()
            question.save(force_insert=True)
        asked = Requirement.objects.filter(lot=lot).exclude(state="removed").order_by("number")
        for number, requirement in enumerate(asked.prefetch_related("steps"), 1):
            _copy_requirement(requirement, twin, number, by)


def _copy_requirement(requirement: Requirement, lot: Lot, number: int, by: Person) -> None:
    steps = list(requirement.steps.all())
    twin = Requirement.objects.create(
        lot=lot,
        number=number,
        measure_id=requirement.measure_id,
        kind=requirement.kind,
        quantity=requirement.quantity,
        unit=requirement.unit,
        place=requirement.place,
        local_means=requirement.local_means,
        need=requirement.need,
        evidence=requirement.evidence,
        unanswered=requirement.unanswered,
        state=Requirement.State.DRAFT,
        made_at=instant_now(),
        made_by=by.account(),
    )
    RequirementStep.objects.bulk_create(
        RequirementStep(requirement=twin, due_after_days=step.due_after_days, quantity=step.quantity)
        for step in steps
    )


def _copy_plan(source: Procurement, made: Procurement, by: Person) -> None:
    """How it was bought, without the days that were planned then."""
    row = Plan.objects.filter(procurement=source).order_by("-version").first()
    if row is None:
        return
    row.pk, row.procurement, row.version = None, made, 1
    row.notice_on = row.starts_on = None
    row.reservation = Reservation.NONE.value  # it is looked at anew with value and day
    row.made_at, row.made_by = instant_now(), by.account()
    row.save(force_insert=True)
