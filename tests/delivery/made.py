"""Contracts with commitments for tests: valid by default."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from socialvalue.delivery import actions
from socialvalue.delivery.models import (
    CaseStudy,
    CaseStudyVersion,
    Commitment,
    Contract,
    Delivery,
    Initiative,
    Party,
    Profile,
    ProfileStep,
)
from socialvalue.delivery.rules import Instalment
from socialvalue.foundation.references import new_uid
from socialvalue.machinery.permissions import Person
from socialvalue.people.models import Authority, Organisation, PackVersion
from socialvalue.toms.models import Framework, Measure, Outcome, Theme
from tests import make

STEPS = (Instalment(date(2026, 6, 30), Decimal(4)), Instalment(date(2027, 6, 30), Decimal(6)))


def measure(**given: Any) -> Measure:
    """A measure of a framework of its own making."""
    of: Authority = make.authority()
    pack = PackVersion.objects.filter(authority=of)[0]
    framework, _ = Framework.objects.get_or_create(
        pack=pack,
        label="tests",
        defaults={"authority": of, "originating_authority": of, "title": "Made up", "status": "starter"},
    )
    theme, _ = Theme.objects.get_or_create(
        framework=framework, code="T1", defaults={"title": "Employer", "number": 1}
    )
    outcome, _ = Outcome.objects.get_or_create(
        theme=theme, code="T1-1", defaults={"title": "More people in work", "number": 1}
    )
    plain = {
        "framework": framework,
        "outcome": outcome,
        "code": f"M{Measure.objects.filter(framework=framework).count() + 1}",
        "title": "Apprenticeships",
        "unit": "people",
        "evidence": "The start date of each, without names.",
        "number": 1,
    }
    return Measure.objects.create(**(plain | given))


def contract(*, supplier: Organisation | None = None, of: Authority | None = None, **given: Any) -> Contract:
    """A contract from 1 April 2026 to 31 March 2029 with a lead."""
    plain = {"starts_on": date(2026, 4, 1), "ends_on": date(2029, 3, 31)}
    made = make.contract(make.procurement(of=of), **(plain | given))
    Party.objects.create(contract=made, organisation=supplier or make.organisation(of=of), part="lead")
    return made


def commitment(of: Contract, by: Person, steps: Sequence[Instalment] = STEPS, **given: Any) -> Commitment:
    """A commitment of ten apprenticeships, agreed by someone who may."""
    plain: dict[str, Any] = {
        "measure": given.pop("measure", None) or measure(),
        "category": "defined",
        "place": "",
        "evidence": "",
        "answerable": Organisation.objects.get(
            id=Party.objects.get(contract=of, part="lead").organisation_id
        ),
    }
    return actions.agree_commitment(contract=of.reference, steps=steps, by=by, **(plain | given))


def commitments(of: Contract, number: int) -> None:
    """Many commitments in a few statements."""
    counted, lead = measure(), Party.objects.get(contract=of, part="lead").organisation
    made = Commitment.objects.bulk_create(
        Commitment(
            authority=of.authority, originating_authority=of.authority, contract=of, number=n, measure=counted,
            category="defined", unit="people", evidence="x", answerable=lead, agreed_at=make.NOON,
        )
        for n in range(1, number + 1)
    )  # fmt: skip
    profiles = Profile.objects.bulk_create(
        Profile(commitment=each, version=1, holds_from_on=date(2026, 4, 1), agreed_at=make.NOON)
        for each in made
    )
    ProfileStep.objects.bulk_create(
        ProfileStep(profile=each, due_on=step.due_on, quantity=step.quantity)
        for each in profiles
        for step in STEPS
    )


def reported(*, of: Authority | None = None, within: Contract | None = None, **given: Any) -> Delivery:
    """A delivery of three people that waits for a decision; reported by nobody of the cast."""
    its = within or contract(of=of)
    if not Commitment.objects.filter(contract=its).exists():
        commitments(its, 1)
    plain: dict[str, Any] = {
        "reference": f"DV-2026-{Delivery.objects.count() + 9001}",
        "commitment": Commitment.objects.filter(contract=its)[0],
        "delivered_on": date(2026, 6, 1),
        "quantity": Decimal(3),
        "what_changed": "Three school leavers started.",
        "reported_at": make.NOON,
        "reported_by": new_uid(),
    }
    owned = {"authority": its.authority, "originating_authority": its.authority}
    return Delivery.objects.create(**owned, **(plain | given))


ANSWERS = {
    "committed": "Ten apprenticeships by June 2027.",
    "delivered": "Three have started as gardeners.",
    "who_benefited": "Three school leavers now have a trade.",
    "where_felt": "Cliftonville and the north of Thanet.",
}


def case_study(*, of: Authority | None = None, within: Contract | None = None, **given: Any) -> CaseStudy:
    """A case study of the first contract year that waits for a decision; handed in by nobody of the cast."""
    its = within or contract(of=of)
    made = CaseStudy.objects.create(
        authority=its.authority,
        originating_authority=its.authority,
        contract=its,
        **({"contract_year": 1} | given),
    )
    CaseStudyVersion.objects.create(
        case_study=made,
        number=1,
        **ANSWERS,
        submitted_on=date(2026, 6, 1),
        submitted_at=make.NOON,
        submitted_by=new_uid(),
    )
    return made


def initiative(
    *, supplier: Organisation | None = None, of: Authority | None = None, **given: Any
) -> Initiative:
    """A voluntary initiative that waits for the service: twenty hours of volunteering, for no contract."""
    whose = of or make.authority()
    plain: dict[str, Any] = {
        "authority": whose,
        "originating_authority": whose,
        "reference": f"VI-2026-{Initiative.objects.count() + 9001}",
        "supplier": supplier or make.organisation(of=of),
        "measure": Measure.objects.order_by("id").get(code="CO-3.1"),
        "quantity": Decimal(20),
        "unit": "hours",
        "what": "Two of us help at the food bank.",
        "starts_on": date(2026, 9, 1),
        "ends_on": date(2027, 8, 31),
        "state": "proposed",
        "proposed_at": make.NOON,
        "proposed_by": new_uid(),
    }
    return Initiative.objects.create(**(plain | given))
