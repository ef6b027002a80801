"""Deeds about what is asked for: Defined requirements proposed, confirmed, removed; the question of a lot (CAT-1)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.quantity import Quantity
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person
from socialvalue.planning.actions.doors import held, lot_of, sufficient
from socialvalue.planning.models import Procurement, Question, Requirement, RequirementStep
from socialvalue.planning.rules import REQUIREMENT, Due, check_quantity, steps_of
from socialvalue.toms import queries as toms

MARKS = 6  # 0 to 5


@transaction.atomic
def propose_requirement(
    *,
    reference: str,
    lot: int,
    measure: str,
    kind: str,
    quantity: str,
    place: str,
    due: str,
    need: str,
    evidence: str,
    unanswered: str,
    is_environmental: bool,
    by: Person,
) -> int:
    """Ask for so much of a measure in a lot; answers its number. `quantity` is as typed, in the measure's unit.

    Refuses what is about the environment: that has its own approach (CTX-4, rule 19).
    """
    procurement = held(reference, by, "requirement:propose")
    taken = toms.measure(authority_id=procurement.authority_id, code=measure)
    asked = Quantity.parse(quantity, taken.unit)
    check_quantity(asked)
    if is_environmental:
        raise Refusal(
            "environmental",
            "It is about the environment: pass it on to the Environment Plan. It is not asked for here.",
            field="is_environmental",
            clause="CTX-4",
        )
    row = lot_of(procurement, lot)
    step = REQUIREMENT.step(REQUIREMENT.begins, "propose")
    number = (row.requirements.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Requirement.objects.create(
        lot=row,
        number=number,
        measure_id=taken.id,
        kind=kind,
        quantity=asked.amount,
        unit=asked.unit.value,
        place=place,
        local_means=taken.place[:300],
        need=need.strip(),
        evidence=evidence.strip(),
        unanswered=unanswered,
        state=step.becomes,
        made_at=instant_now(),
        made_by=by.account(),
    )
    RequirementStep.objects.bulk_create(
        RequirementStep(requirement=made, due_after_days=each.after_days, quantity=each.quantity)
        for each in steps_of(asked, Due(due))
    )
    _tell(procurement, made, taken.code, step.event, by, {"need": made.need, "evidence": made.evidence})
    return number


def _tell(
    procurement: Procurement, row: Requirement, measure: str, deed: str, by: Person, texts: dict[str, str]
) -> None:
    after = {
        "lot": row.lot.number,
        "requirement": row.number,
        "measure": measure,
        "quantity": f"{row.quantity.normalize():f}",
        "unit": row.unit,
        "state": row.state,
    }
    if deed == "requirement_confirmed":
        after["cover"] = row.made_by == by.uid  # proposed and confirmed by one person
    events.append(
        deed=deed,
        record="procurement",
        uid=procurement.uid,
        by=by,
        clause="CAT-1",
        after=after,
        texts=texts,
    )


def _found(requirement: int, by: Person, permission: str) -> tuple[Procurement, Requirement]:
    reference = (
        Requirement.objects.filter(id=requirement)
        .values_list("lot__procurement__reference", flat=True)
        .first()
    )
    if reference is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    procurement = held(reference, by, permission)
    return procurement, Requirement.objects.select_related("lot", "measure").get(id=requirement)


@transaction.atomic
def confirm_requirement(*, requirement: int, by: Person) -> None:
    """Agree with a proposed requirement. One person who proposed and confirms is recorded as cover (rulings 17)."""
    procurement, row = _found(requirement, by, "requirement:confirm")
    step = REQUIREMENT.step(row.state, "confirm")
    row.state = step.becomes
    row.save(update_fields=["state"])
    _tell(procurement, row, row.measure.code, step.event, by, {})


@transaction.atomic
def remove_requirement(*, requirement: int, reason: str, by: Person) -> None:
    """Take a requirement out, with a reason. It is kept, as removed."""
    procurement, row = _found(requirement, by, "requirement:propose")
    step = REQUIREMENT.step(row.state, "remove")
    because = sufficient(reason, "CAT-1")
    row.state = step.becomes
    row.save(update_fields=["state"])
    _tell(procurement, row, row.measure.code, step.event, by, {"reason": because})


@transaction.atomic
def write_question(
    *, reference: str, lot: int, text: str, word_limit: int, descriptors: Sequence[str], by: Person
) -> None:
    """Write the question that bidders of a lot answer in words, and what each mark from 0 to 5 means.

    Written again before publication it takes the earlier one's place; the earlier words stay in the history.
    """
    procurement = held(reference, by, "question:write")
    row = lot_of(procurement, lot)
    if len(descriptors) != MARKS or not all(each.strip() for each in descriptors):
        raise Refusal("mark-without-words", "Say what each mark from 0 to 5 means.", clause="SCO-1")
    Question.objects.update_or_create(
        lot=row,
        number=1,
        defaults={
            "text": text.strip(),
            "word_limit": word_limit,
            "descriptors": [each.strip() for each in descriptors],
            "made_at": instant_now(),
            "made_by": by.account(),
        },
    )
    marks = "\n".join(f"{mark}: {each.strip()}" for mark, each in enumerate(descriptors))
    events.append(
        deed="question_written",
        record="procurement",
        uid=procurement.uid,
        by=by,
        clause="SCO-1",
        after={"lot": row.number, "word_limit": word_limit},
        texts={"question": text.strip(), "marks": marks},
    )
