"""The planning record as it stands: how it is bought, what it is worth, needs like it, regard, proportion, consent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Q

from socialvalue.planning.models import (
    Estimate,
    Judgement,
    Procurement,
    Regard,
    Requirement,
    SimilarNeed,
    SuccessorConsent,
)
from socialvalue.planning.queries.procurements import LIVE, ProcurementShown
from socialvalue.planning.readings.plans import plan_of, vesting_of
from socialvalue.planning.rules.plans import Planned
from socialvalue.planning.rules.similar import A_YEAR, Need, likeness, significant
from socialvalue.planning.rules.vesting import consent_reason
from socialvalue.policy.rules import Reason, Vat

MOST: Final = 5  # needs like it that are shown
LOOKED_AT: Final = 60  # that are compared, those with the same words and days


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an estimate, in pounds as its VAT says; None cannot be estimated."""

    label: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Worth:
    """The newest estimate with its parts and how they make the value (£ including VAT)."""

    version: int
    stated: Decimal | None  # of this contract alone, as its VAT says
    value_inc_vat: Decimal | None  # with all that is counted together
    vat: str
    basis: str
    made_at: datetime
    made_by: UUID | None
    parts: tuple[Part, ...]
    reasons: tuple[Reason, ...]
    above: tuple[Reason, ...]

    @property
    def own_inc_vat(self) -> Decimal | None:
        """What this contract alone is worth: what is in proportion and what consent looks at."""
        return None if self.stated is None else Vat.of(self.vat).including(self.stated)


@dataclass(frozen=True, slots=True)
class Handled:
    """What was decided about a need like this one."""

    reference: str
    title: str
    handling: str
    reason: str
    approver: str
    value_inc_vat: Decimal | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A procurement whose words and days are like this one's, that nobody has looked at yet."""

    reference: str
    title: str
    value_inc_vat: Decimal | None
    commenced_on: date | None


@dataclass(frozen=True, slots=True)
class RegardShown:
    """How regard was had to the national statement."""

    version: int
    priorities: tuple[str, ...]
    how: str
    departs_because: str
    considered_on: date
    recorded_at: datetime
    recorded_by: UUID


@dataclass(frozen=True, slots=True)
class Judged:
    """How many measures an officer asks for, beside what the scale suggested on the day."""

    version: int
    suggested: int
    chosen: int
    reason: str
    judged_at: datetime
    judged_by: UUID


@dataclass(frozen=True, slots=True)
class Consent:
    """The consent to a contract that runs past vesting."""

    given_on: date
    given_for: str
    document: str
    recorded_by: UUID


@dataclass(frozen=True, slots=True)
class PlanShown:
    """All of a planning record. `by` and `at` are of the plan's last version."""

    plan: Planned | None
    by: UUID | None
    at: datetime | None
    worth: Worth | None
    handled: tuple[Handled, ...]
    candidates: tuple[Candidate, ...]
    regard: RegardShown | None
    judged: Judged | None
    consent: Consent | None

    @property
    def people(self) -> frozenset[UUID]:
        """Everyone who wrote something here."""
        found = (
            self.by,
            self.worth and self.worth.made_by,
            self.regard and self.regard.recorded_by,
            self.judged and self.judged.judged_by,
        )
        return frozenset(each for each in found if each)


def plan_shown(shown: ProcurementShown) -> PlanShown:
    """The planning record of a procurement that the person was shown (seven statements)."""
    found = plan_of(shown.id)
    handled = _handled(shown.id)
    return PlanShown(
        plan=found[1] if found else None,
        by=found[0].made_by if found else None,
        at=found[0].made_at if found else None,
        worth=worth(shown.id),
        handled=tuple(handled),
        candidates=tuple(candidates(shown, {each.reference for each in handled})),
        regard=_regard(shown.id),
        judged=_judged(shown.id),
        consent=consent(shown.id),
    )


def _regard(procurement_id: int) -> RegardShown | None:
    row = Regard.objects.filter(procurement_id=procurement_id).order_by("-version").first()
    if row is None:
        return None
    return RegardShown(
        row.version, tuple(row.priorities), row.how, row.departs_because, row.considered_on, row.recorded_at,
        row.recorded_by,
    )  # fmt: skip


def _judged(procurement_id: int) -> Judged | None:
    row = Judgement.objects.filter(procurement_id=procurement_id).order_by("-version").first()
    if row is None:
        return None
    return Judged(row.version, row.suggested, row.chosen, row.reason, row.judged_at, row.judged_by)


def consent(procurement_id: int) -> Consent | None:
    """The consent that was recorded, if one was (one statement)."""
    row = SuccessorConsent.objects.filter(procurement_id=procurement_id).first()
    return Consent(row.given_on, row.given_for, row.document, row.recorded_by) if row else None


def missing_consent(shown: ProcurementShown, contract_ends_on: date | None) -> Reason | None:
    """Why it must not be awarded yet: a successor's consent is asked for and not recorded (rulings 22).

    `contract_ends_on` is the last day as published; a plan that reckons with extensions may run longer.
    """
    if consent(shown.id) is not None:
        return None
    found = plan_of(shown.id)
    ends = [each for each in (contract_ends_on, found[1].runs_until if found else None) if each]
    return consent_reason(
        vesting_of(shown.authority_id),
        runs_until=max(ends, default=None),
        value=_own_value(shown),
        is_capital=bool(found and found[1].is_capital),
    )


def _own_value(shown: ProcurementShown) -> Decimal | None:
    newest = worth(shown.id)
    return newest.own_inc_vat if newest else shown.determination.value_inc_vat


def worth(procurement_id: int) -> Worth | None:
    """The newest estimate, with its parts (one statement)."""
    with_parts: Any = Estimate.objects.filter(procurement_id=procurement_id).annotate(
        its_label=F("parts__label"), its_amount=F("parts__amount"), its_number=F("parts__number")
    )
    rows = list(with_parts.order_by("-version", "its_number")[:50])
    if not rows:
        return None
    newest = rows[0]
    parts = [row for row in rows if row.id == newest.id and row.its_label is not None]
    return Worth(
        newest.version,
        newest.amount,
        newest.value_inc_vat,
        newest.vat,
        newest.basis,
        newest.made_at,
        newest.made_by,
        tuple(Part(row.its_label, row.its_amount) for row in parts),
        tuple(Reason(each["clause"], each["text"]) for each in newest.reasons),
        tuple(Reason(each["clause"], each["text"]) for each in newest.above),
    )


def _handled(procurement_id: int) -> list[Handled]:
    rows = SimilarNeed.objects.filter(procurement_id=procurement_id).order_by("id")
    names = ("other__reference", "other__title", "handling", "reason", "approver", "value_inc_vat")
    return [Handled(*row) for row in rows.values_list(*names)[:100]]


def candidates(shown: ProcurementShown, handled: set[str]) -> list[Candidate]:
    """The council's own procurements that are like this one and not looked at yet, the likest first (one statement).

    The database finds those that share a word and lie within a year; a rule compares them.
    """
    words = significant(shown.title)
    if not words or not shown.is_own:
        return []
    shares = Q()
    for word in sorted(words)[:8]:
        shares |= Q(search_text__contains=word)
    rows = Procurement.objects.filter(shares, LIVE, authority_id=shown.authority_id, is_own=True).exclude(
        Q(id=shown.id) | Q(stage="ended")
    )
    if (
        shown.commenced_on and date.min + A_YEAR < shown.commenced_on < date.max - A_YEAR
    ):  # a notice may say 9999
        near = Q(commenced_on__range=(shown.commenced_on - A_YEAR, shown.commenced_on + A_YEAR))
        rows = rows.filter(near | Q(commenced_on=None))
    names = ("id", "title", "kind", "commenced_on", "reference", "determinations__value_inc_vat")
    own = Need(shown.id, shown.title, shown.kind, shown.commenced_on)
    found = [
        (likeness(own, Need(*row[:4])), Candidate(row[4], row[1], row[5], row[3]))
        for row in rows.order_by("-id").values_list(*names)[:LOOKED_AT]
        if row[4] not in handled
    ]
    alike = sorted((pair for pair in found if pair[0]), key=lambda pair: -pair[0])
    return [candidate for _, candidate in alike[:MOST]]


def measures_asked(procurement_id: int) -> list[str]:
    """The codes of the measures that a procurement's requirements ask for, confirmed or proposed (one statement)."""
    rows = Requirement.objects.filter(lot__procurement_id=procurement_id).exclude(state="removed")
    return list(rows.order_by("id").values_list("measure__code", flat=True)[:200])
