"""How far the policy reaches the contracts that run: for those who look at the whole (MEA-1, ASR-1)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from socialvalue.delivery.models import Commitment, Delivery
from socialvalue.delivery.queries.case_studies import CaseStudiesWanted, count_owing
from socialvalue.delivery.queries.contracts import at_stage, seen_by
from socialvalue.delivery.queries.mandatory import mandatory
from socialvalue.machinery.permissions import Person, authorities_for, may


@dataclass(frozen=True, slots=True)
class Coverage:
    """Mandatory contracts that run today, those with commitments; what waits; contracts that owe a case study."""

    running: int
    with_commitments: int
    deliveries_to_decide: int
    owing_case_studies: int

    @property
    def without_commitments(self) -> int:
        """Mandatory contracts in which nothing was promised: a gap."""
        return self.running - self.with_commitments


def coverage(person: Person) -> Coverage:
    """Of the contracts that this person may see (six statements at most)."""
    running = mandatory(seen_by(person)).filter(at_stage("running"))
    promised = Exists(Commitment.objects.filter(contract=OuterRef("pk")))
    counted = running.annotate(has_commitments=promised).aggregate(
        running=Count("pk"), with_commitments=Count("pk", filter=Q(has_commitments=True))
    )
    return Coverage(
        counted["running"],
        counted["with_commitments"],
        Delivery.objects.filter(
            authority_id__in=authorities_for(person, "contract:view"), state="reported"
        ).count(),
        count_owing(person=person, wanted=CaseStudiesWanted(standing="overdue"))
        if may(person, "case-study:list")
        else 0,
    )
