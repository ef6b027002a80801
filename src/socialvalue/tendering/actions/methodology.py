"""How a lot is scored: a draft that may stand below the minimum, until the opportunity is published."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person, demand
from socialvalue.planning import queries as planning_queries
from socialvalue.tendering import readings, rules
from socialvalue.tendering.models import Criterion, Methodology
from socialvalue.tendering.readings import LotShown

PERCENT = Decimal("0.01")


def save_methodology(
    *,
    reference: str,
    lot: int,
    social: Decimal,
    quality: Decimal,
    share_of: rules.ShareOf,
    weights: Mapping[str, Decimal],
    additional: str,
    by: Person,
) -> None:
    """Save the draft of a lot's methodology (SCO-4). All figures are in per cent of the total, or of the points.

    `weights` gives each requirement ("r1") and question ("q1") its share; together they make `social`.
    """
    with transaction.atomic():
        shown = planning_queries.procurement(reference=reference, person=by, whole=False)
        demand(by, "methodology:save", shown)
        found = readings.lots(procurement_id=shown.id, only=lot, held=True)
        if not found:
            raise Refusal("not-found", "We could not find that record.", status=404)
        # Once more, now that the lot is held: it may have been published while we waited for it.
        held = planning_queries.procurement(reference=reference, person=by, whole=False)
        demand(by, "methodology:save", held)
        if not (found[0].requirements or found[0].questions):
            raise Refusal(
                "nothing-asked",
                f"Lot {lot} asks nothing of bidders yet. Add a requirement or a question first.",
                clause="CAT-1",
            )
        methodology = rules.Methodology(
            weight_percent=social,
            criteria=readings.criteria_of(found[0], dict(weights)),
            share_of=share_of,
            ties=(rules.TIE_BY_EXACT_TOTAL, rules.TIE_BY_PRICE),
        )
        rules.weighting_of(methodology, quality)  # refuses shares that cannot be
        row = _draft(found[0], by)
        row.social_weight, row.quality_weight = social / 100, quality / 100
        row.basis, row.additional = share_of.value, additional.strip()
        row.places, row.rounding = methodology.rounding.places, methodology.rounding.mode.value
        row.tie_rule = list(methodology.ties)
        row.made_at, row.made_by = instant_now(), by.account()
        row.save()
        _write_criteria(row, found[0], methodology)
        events.append(
            deed="methodology_saved",
            record="procurement",
            uid=shown.uid,
            by=by,
            clause="SCO-4",
            after={"lot": lot, "social_percent": social, "quality_percent": quality, "basis": share_of.value},
        )


def _draft(lot: LotShown, by: Person) -> Methodology:
    row = Methodology.objects.filter(lot=lot.id, frozen_at=None).first()
    last = Methodology.objects.filter(lot=lot.id).aggregate(last=Max("version"))["last"] or 0
    return row or Methodology(lot_id=lot.id, version=last + 1, made_by=by.account())


def _write_criteria(row: Methodology, lot: LotShown, methodology: rules.Methodology) -> None:
    row.criteria.all().delete()  # of a draft; a frozen methodology is never written again
    requirements = {each.key: each.id for each in lot.requirements}
    questions = {each.key: each.id for each in lot.questions}
    Criterion.objects.bulk_create(
        Criterion(
            methodology=row,
            number=number,
            name=each.id,
            weight=each.weight / 100,
            method=each.method.value,
            parameters={"max_mark": str(each.max_mark)}
            if each.method.is_judged
            else {"target": str(each.target)},
            requirement_id=requirements.get(each.id),
            question_id=questions.get(each.id),
        )
        for number, each in enumerate(methodology.criteria, start=1)
    )
