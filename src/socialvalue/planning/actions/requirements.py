"""Deeds about what is asked for: Defined requirements proposed, confirmed, removed; the question of a lot (CAT-1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.personal import require_no_personal_data
from socialvalue.foundation.quantity import Quantity
from socialvalue.foundation.reasons import sufficient
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person
from socialvalue.places import queries as places
from socialvalue.planning.actions import requirement_mails as mails
from socialvalue.planning.actions.doors import held, held_requirement, lot_of
from socialvalue.planning.actions.needs import pin_need
from socialvalue.planning.models import Procurement, Question, Requirement, RequirementStep
from socialvalue.planning.readings.asking import asked as as_asked
from socialvalue.planning.readings.asking import band_of, is_cleared, texts_of
from socialvalue.planning.readings.plans import plan_of
from socialvalue.planning.rules import (
    REQUIREMENT,
    Due,
    DueStep,
    check_confirmable,
    check_quantity,
    check_within_term,
    check_wording,
    lacking,
    steps_of,
)
from socialvalue.planning.rules.routes import check_may_be_asked
from socialvalue.toms import queries as toms
from socialvalue.toms.queries import LocalShown, local_definitions

MARKS = 6  # 0 to 5


def _may_be_asked(procurement_id: int) -> None:
    """Refuses what a framework without the criterion does not let its orders ask for (s.46(8))."""
    found = plan_of(procurement_id)
    if found is not None:
        check_may_be_asked(found[1].route, framework_scored=found[1].framework_scored)


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
    local: str = "",
    figure: str = "",
) -> int:
    """Ask for so much of a measure in a lot; answers its number. `quantity` is as typed, in the measure's unit.

    `local` is the code of a definition, empty: as the measure says. `figure` is the published figure that shows the
    need, "code:place", empty: the words alone say it. Refuses what is about the environment (CTX-4, rule 19), and above
    threshold words about the bidder itself (rule 21).
    """
    procurement = held(reference, by, "requirement:propose")
    _may_be_asked(procurement.id)
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
    chosen = _local(procurement, local)
    made = Requirement(
        lot=row,
        number=(row.requirements.aggregate(last=Max("number"))["last"] or 0) + 1,
        measure_id=taken.id,
        kind=kind,
        quantity=asked.amount,
        unit=asked.unit.value,
        place=place,
        local_id=chosen.id if chosen else None,
        local_means=chosen.means if chosen else taken.place[:300],
        need=need.strip(),
        evidence=evidence.strip(),
        unanswered=unanswered,
        state=step.becomes,
        made_at=instant_now(),
        made_by=by.account(),
    )
    _check_words(procurement, made)
    steps = steps_of(asked, Due(due))
    _check_term(procurement, steps)
    made.save()
    RequirementStep.objects.bulk_create(
        RequirementStep(requirement=made, due_after_days=each.after_days, quantity=each.quantity)
        for each in steps
    )
    if figure:
        pin_need(
            requirement=made,
            outcome=taken.outcome_code,
            figure=figure,
            authority_id=procurement.authority_id,
            area=procurement.authority.place,
        )
    _tell(procurement, made, taken.code, step.event, by, {"need": made.need, "evidence": made.evidence})
    lacks = lacking(as_asked(made, band_of(procurement.id), None))
    mails.to_look_at(made=made, procurement=procurement, deeds=[lack.deed for lack in lacks if lack.deed])
    return made.number


def _local(procurement: Procurement, code: str) -> LocalShown | None:
    if not code:
        return None
    found = next((each for each in local_definitions(procurement.authority_id) if each.code == code), None)
    if found is None:
        raise Refusal("local-unknown", "Select a definition of the list.", field="local")
    return found


def _check_words(procurement: Procurement, row: Requirement) -> None:
    for field, text in texts_of(row).items():
        require_no_personal_data(text, field)
    check_wording(
        texts_of(row),
        band=band_of(procurement.id).band,
        places=places.names(procurement.authority_id).values(),
    )


def _check_term(procurement: Procurement, steps: Sequence[DueStep]) -> None:
    found = plan_of(procurement.id)
    check_within_term(steps, found[1].longest_months if found else None)


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


@transaction.atomic
def confirm_requirement(*, requirement: int, by: Person) -> None:
    """Agree with a proposed requirement that says all it must (rule 19).

    One person who proposed and confirms is recorded as cover (rulings 17).
    """
    procurement, row = held_requirement(requirement, by, "requirement:confirm")
    step = REQUIREMENT.step(row.state, "confirm")
    check_confirmable(as_asked(row, band_of(procurement.id), is_cleared(row)))
    _check_words(procurement, row)
    _check_term(
        procurement,
        [DueStep(each.due_after_days, each.quantity) for each in row.steps.order_by("due_after_days")],
    )
    row.state = step.becomes
    row.save(update_fields=["state"])
    _tell(procurement, row, row.measure.code, step.event, by, {})


@transaction.atomic
def remove_requirement(*, requirement: int, reason: str, by: Person) -> None:
    """Take a requirement out, with a reason. It is kept, as removed."""
    procurement, row = held_requirement(requirement, by, "requirement:propose")
    step = REQUIREMENT.step(row.state, "remove")
    because = sufficient(reason, "CAT-1")
    row.state = step.becomes
    row.save(update_fields=["state"])
    _tell(procurement, row, row.measure.code, step.event, by, {"reason": because})


@transaction.atomic
def change_requirement(*, requirement: int, by: Person, **asked: Any) -> int:
    """Propose it again as changed and take the one before out, saying by which; answers the new number (CAT-1, PRE-3).

    `asked` is what `propose_requirement` takes beside procurement, lot and measure: those stay.
    """
    procurement, row = held_requirement(requirement, by, "requirement:propose")
    number = propose_requirement(
        reference=procurement.reference, lot=row.lot.number, measure=row.measure.code, by=by, **asked
    )
    remove_requirement(requirement=requirement, reason=f"Changed: proposed again as number {number}.", by=by)
    return number


@transaction.atomic
def write_question(
    *, reference: str, lot: int, text: str, word_limit: int, descriptors: Sequence[str], by: Person
) -> None:
    """Write the question that bidders of a lot answer in words, and what each mark from 0 to 5 means.

    Written again before publication it takes the earlier one's place; the earlier words stay in the history.
    """
    procurement = held(reference, by, "question:write")
    _may_be_asked(procurement.id)
    row = lot_of(procurement, lot)
    require_no_personal_data(text, "text")
    if len(descriptors) != MARKS or not all(each.strip() for each in descriptors):
        raise Refusal("mark-without-words", "Say what each mark from 0 to 5 means.", clause="SCO-1")
    check_wording(
        {"text": text} | {f"mark_{mark}": each for mark, each in enumerate(descriptors)},
        band=band_of(procurement.id).band,
        places=places.names(procurement.authority_id).values(),
    )
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
