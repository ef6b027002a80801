"""Deeds of delivery: commitments are agreed and varied, contracts end early, deliveries are reported and decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from socialvalue.delivery.actions import mails
from socialvalue.delivery.ledgers import term_of
from socialvalue.delivery.models import Commitment, Contract, Party, Profile, ProfileStep
from socialvalue.delivery.rules import Instalment, Term
from socialvalue.delivery.rules.profiles import checked
from socialvalue.delivery.rules.variations import Warned, warnings
from socialvalue.delivery.rules.words import plain
from socialvalue.foundation.calendar import format_date
from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.reasons import sufficient
from socialvalue.foundation.references import new_uid
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person, demand

if TYPE_CHECKING:
    from socialvalue.people.models import Organisation
    from socialvalue.tendering.models import Offer


@dataclass(frozen=True, slots=True)
class ContractDoor:
    """A contract as the permission engine sees it."""

    authority_id: int
    parties: frozenset[int]
    submitted_by: UUID | None = None
    stage: str = ""

    def relations(self, person: Person) -> frozenset[str]:
        """Its parties' people are "party"; whoever handed in the record in question is its "submitter"."""
        found = {"party"} if person.organisation_id in self.parties else set()
        return frozenset(found | ({"submitter"} if person.uid and person.uid == self.submitted_by else set()))


def parties_of(contract: Contract) -> frozenset[int]:
    """The organisations that are party to a contract."""
    return frozenset(Party.objects.filter(contract=contract).values_list("organisation_id", flat=True))


def locked_contract(*, reference: str, by: Person, permission: str) -> Contract:
    """The contract, held until the deed is done, if this person may do it."""
    row = Contract.objects.select_for_update().filter(reference=reference).first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    demand(by, permission, ContractDoor(row.authority_id, parties_of(row)))
    return row


class Counted(Protocol):
    """A measure, as its table or its page has it."""

    @property
    def id(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def evidence(self) -> str | tuple[str, ...]: ...


def _lines(evidence: str | tuple[str, ...]) -> str:
    return evidence if isinstance(evidence, str) else "\n".join(evidence)


def agree_commitment(
    *,
    contract: str,
    measure: Counted,
    category: str,
    steps: Sequence[Instalment],
    place: str,
    evidence: str,
    answerable: Organisation | int,
    by: Person,
    offer: Offer | None = None,
    key: UUID | None = None,
) -> Commitment:
    """Write a commitment into a contract, by its reference: what is due by when, and who answers for it (CON-1).

    `answerable` is an organisation that is party to the contract, or its id. The same `key` again, as from a second
    click, finds the commitment that was written with it.
    """
    answers_for_it = answerable if isinstance(answerable, int) else answerable.id
    with transaction.atomic():
        row = locked_contract(reference=contract, by=by, permission="commitment:agree")
        if key and (known := Commitment.objects.filter(uid=key, contract=row).first()):
            return known
        _check_steps(steps, _real_term(row))
        if answers_for_it not in parties_of(row):
            raise Refusal(
                "not-a-party",
                "Choose an organisation that is party to the contract: it answers for the commitment.",
                field="answerable",
            )
        if category not in Commitment.Category.values:
            raise Refusal("category-unknown", "Choose Defined or Additional.", field="category")
        last = Commitment.objects.filter(contract=row).aggregate(last=Max("number"))["last"] or 0
        made = Commitment.objects.create(
            uid=key or new_uid(),
            authority_id=row.authority_id,
            originating_authority_id=row.authority_id,
            contract=row,
            number=last + 1,
            offer=offer,
            measure_id=measure.id,
            category=category,
            unit=str(measure.unit),
            place=place,
            evidence=evidence.strip() or _lines(measure.evidence),
            answerable_id=answers_for_it,
            agreed_at=instant_now(),
            agreed_by=by.uid,
        )
        _keep_profile(made, 1, row.starts_on or steps[0].due_on, steps, "", by)
        events.append(
            deed="commitment_agreed",
            record="contract",
            uid=row.uid,
            by=by,
            clause="CON-1",
            after={"commitment": made.number, "measure": measure.code, "unit": made.unit, **_figures(steps)},
        )
    return made


def _real_term(contract: Contract) -> Term:
    if contract.starts_on is None or contract.ends_on is None:
        raise Refusal(
            "contract-without-dates",
            "The contract has no first or last day yet. Without them nothing can fall due.",
            status=409,
        )
    return term_of(contract)


def _check_steps(steps: Sequence[Instalment], term: Term, *, may_be_none: bool = False) -> None:
    if not steps and not may_be_none:
        raise Refusal("profile-empty", "Say how much is due by when: at least one line.", field="steps")
    if len({step.due_on for step in steps}) != len(steps):
        raise Refusal("profile-twice", "Two lines fall due on one day: add them up.", field="steps")
    for step in steps:
        checked(step.quantity)
        if not term.starts_on <= step.due_on <= term.ends_on:
            raise Refusal(
                "profile-outside",
                f"{format_date(step.due_on)} is outside the contract, which runs from {format_date(term.starts_on)} "
                f"to {format_date(term.ends_on)}.",
                field="steps",
            )


def _keep_profile(
    commitment: Commitment,
    version: int,
    holds_from: date,
    steps: Sequence[Instalment],
    reason: str,
    by: Person,
    warned: Sequence[str] = (),
) -> None:
    profile = Profile.objects.create(
        commitment=commitment,
        version=version,
        holds_from_on=holds_from,
        reason=reason,
        warned=list(warned),
        agreed_at=instant_now(),
        agreed_by=by.uid,
    )
    ProfileStep.objects.bulk_create(
        ProfileStep(profile=profile, due_on=step.due_on, quantity=step.quantity) for step in steps
    )


def _figures(steps: Sequence[Instalment]) -> dict[str, object]:
    """A profile in an event: all of it, and when how much is due."""
    total = sum((step.quantity for step in steps), Decimal(0))
    due = {step.due_on.isoformat(): plain(step.quantity) for step in steps}
    return {"committed": plain(total), "due": due}


def vary_commitment(
    *, contract: str, number: int, holds_from: date, steps: Sequence[Instalment], reason: str, by: Person
) -> None:
    """Put a new profile in the place of a commitment's, from a day inclusive; the earlier one is kept (rule 34).

    Without steps nothing is due any more: so is undone what was entered by mistake.
    """
    with transaction.atomic():
        row = locked_contract(reference=contract, by=by, permission="commitment:vary")
        said = sufficient(reason, "CON-1")
        term = _real_term(row)
        if row.terminated_on is not None:
            raise Refusal(
                "contract-ended-early",
                "The contract ended early: nothing can be varied any more.",
                status=409,
            )
        if not term.starts_on <= holds_from <= term.ends_on:
            raise Refusal("variation-outside", "Enter a day within the contract.", field="holds_from")
        _check_steps(steps, term, may_be_none=True)
        commitment = Commitment.objects.filter(contract=row, number=number).first()
        if commitment is None:
            raise Refusal("not-found", "We could not find that record.", status=404)
        last = commitment.profiles.order_by("-version").first()
        before = list(last.steps.order_by("due_on")) if last else []
        was = [Instalment(step.due_on, step.quantity) for step in before]
        if was == sorted(steps, key=lambda step: step.due_on):
            raise Refusal("nothing-varied", "The new profile is the same as the one in force.", field="steps")
        version = last.version + 1 if last else 1
        warned = _warned(row, commitment, was, steps)
        _keep_profile(commitment, version, holds_from, steps, said, by, warned=[each.code for each in warned])
        receipt = events.append(
            deed="commitment_varied",
            record="contract",
            uid=row.uid,
            by=by,
            clause="CON-1",
            before={"commitment": number, **_figures(was)},
            after={
                "commitment": number,
                "unit": commitment.unit,
                "from": holds_from.isoformat(),
                **({"warned": [each.code for each in warned]} if warned else {}),
                **_figures(steps),
            },
            texts={"reason": said},
        )
        mails.to_organisation(
            organisation=commitment.answerable_id,
            subject=f"What {row.reference} asks of you has changed",
            text=f"Commitment {number} of {row.title} has other quantities or days now:\n\n{said}",
            path=reverse("contract-commitments", kwargs={"reference": row.reference}),
            occasion=f"varied:{row.uid}:{receipt.index}",
        )


def _warned(
    contract: Contract, commitment: Commitment, was: Sequence[Instalment], steps: Sequence[Instalment]
) -> tuple[Warned, ...]:
    """What somebody who varies a commitment is warned about; kept with the new profile (rule 34)."""
    return warnings(
        was,
        steps,
        unit=commitment.unit,
        today=business_today(),
        kind=contract.procurement.kind,
        was_competed=commitment.offer_id is not None,
    )


def terminate_contract(*, contract: str, terminated_on: date, reason: str, by: Person) -> None:
    """Record that a contract ended early, on its last day inclusive (rule 35)."""
    with transaction.atomic():
        row = locked_contract(reference=contract, by=by, permission="contract:terminate")
        said = sufficient(reason, "CON-1")
        term = _real_term(row)
        if row.terminated_on is not None:
            raise Refusal("ended-already", "This contract is recorded as ended early already.", status=409)
        if not term.starts_on <= terminated_on < term.ends_on:
            raise Refusal(
                "termination-outside",
                f"Enter a day from {format_date(term.starts_on)} to before {format_date(term.ends_on)}.",
                field="terminated_on",
            )
        if terminated_on > business_today():
            raise Refusal(
                "termination-ahead", "Record it on or after the day on which it ends.", field="terminated_on"
            )
        row.terminated_on, row.terminated_at, row.terminated_by = terminated_on, instant_now(), by.uid
        row.termination_reason = said
        row.save(update_fields=["terminated_on", "terminated_at", "terminated_by", "termination_reason"])
        events.append(
            deed="contract_terminated",
            record="contract",
            uid=row.uid,
            by=by,
            clause="CON-1",
            after={"terminated_on": terminated_on.isoformat()},
            texts={"reason": said},
        )
