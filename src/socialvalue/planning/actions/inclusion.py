"""Deed: whether Social Value is included where the policy encourages it, and if not, why (INC-2, rulings 5)."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.reasons import sufficient
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person
from socialvalue.planning.actions.doors import held
from socialvalue.planning.models import Inclusion
from socialvalue.planning.readings.asking import band_of
from socialvalue.planning.rules import WhyNot


@transaction.atomic
def record_inclusion(
    *, reference: str, is_included: bool, reason: WhyNot | None, sentence: str, by: Person
) -> int:
    """Answer “included? If not, why” with a sentence; answers the version. Only where the policy encourages."""
    procurement = held(reference, by, "inclusion:record")
    if band_of(procurement.id).band != "encouraged":
        raise Refusal(
            "not-encouraged",
            "This is asked only where the policy encourages Social Value. Here it does not.",
            clause="INC-2",
            status=409,
        )
    if not is_included and reason is None:
        raise Refusal("reason-unchosen", "Select why it is left out.", field="reason", clause="INC-2")
    said = sufficient(sentence, "INC-2", field="sentence")
    last = procurement.inclusions.aggregate(last=Max("version"))["last"] or 0
    why = reason.value if reason is not None and not is_included else ""
    made = Inclusion.objects.create(
        procurement=procurement,
        version=last + 1,
        is_included=is_included,
        reason=why,
        sentence=said,
        recorded_at=instant_now(),
        recorded_by=by.account(),
    )
    events.append(
        deed="inclusion_recorded",
        record="procurement",
        uid=procurement.uid,
        by=by,
        clause="INC-2",
        before={"inclusion": last} if last else None,
        after={"inclusion": made.version, "is_included": is_included, "why_not": why},
        texts={"reason": said},
    )
    return made.version
