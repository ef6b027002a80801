"""Deeds of recognition: impact outside a contract is told, a badge is verified or revoked (REC-1, REC-3, REC-4)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from socialvalue.delivery import queries as delivery
from socialvalue.delivery.actions import mails
from socialvalue.delivery.actions.contracts import locked_contract
from socialvalue.foundation.calendar import FinancialYear, format_date
from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.personal import require_no_personal_data
from socialvalue.foundation.reasons import sufficient
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.models import StoredFile
from socialvalue.machinery.permissions import Person, demand
from socialvalue.recognition.models import Badge, OutsideImpact
from socialvalue.recognition.readings import Assessment, assess, cut_off_on
from socialvalue.recognition.rules import Impact, Level


def tell_impact(*, contract: str, year: FinancialYear, what: str, file: UUID | None, by: Person) -> None:
    """Say what was achieved outside the contract in a year, with a file of evidence; an earlier version is kept."""
    with transaction.atomic():
        row = locked_contract(reference=contract, by=by, permission="impact:tell")
        said = what.strip()
        if not said:
            raise Refusal("impact-missing", "Say what you achieved outside the contract.", field="what")
        require_no_personal_data(said, "what")
        key: dict[str, Any] = {"contract_id": row.id, "year_from_on": year.starts_on}
        before = OutsideImpact.objects.filter(**key, is_live=True).first()
        kept = _own_file(file, by) or (before.file_id if before else None)
        OutsideImpact.objects.filter(**key, is_live=True).update(is_live=False)
        made = OutsideImpact.objects.create(
            **key,
            authority_id=row.authority_id,
            originating_authority_id=row.authority_id,
            version=before.version + 1 if before else 1,
            what=said,
            file_id=kept,
            told_at=instant_now(),
            told_by=by.account(),
        )
        receipt = events.append(
            deed="outside_impact_recorded",
            record="contract",
            uid=row.uid,
            by=by,
            clause="REC-4",
            after={"year": year.label, "version": made.version, "file": kept is not None},
            texts={"what": said},
        )
        mails.to_managers(
            authority_id=row.authority_id,
            subject=f"{row.reference}: impact outside the contract, {year.label}",
            text="Read it before you verify the badge of that year.",
            path=f"{reverse('contract-badge', kwargs={'reference': contract})}?year={year.start_year}",
            occasion=f"impact:{made.uid}:{receipt.index}",
        )


def _own_file(file: UUID | None, by: Person) -> int | None:
    """The file that this very person has just added; nobody names someone else's."""
    if file is None:
        return None
    found = StoredFile.objects.filter(uid=file, stored_by=by.uid).values_list("id", flat=True).first()
    if found is None:
        raise Refusal("evidence-unknown", "Add the file of evidence again.", field="file")
    return found


def verify_badge(*, contract: str, year: FinancialYear, accepts_impact: bool, why: str, by: Person) -> UUID:
    """Verify what a contract earned in a year: the rule says the level, the contract manager that it is so (REC-1).

    Judged as known at the cut-off, so not before it has passed. A later verification takes the place of an earlier
    one, which is kept.
    """
    with transaction.atomic():
        row = locked_contract(reference=contract, by=by, permission="badge:verify")
        said = sufficient(why, "REC-1")
        require_no_personal_data(said, "reason")
        last_day = cut_off_on(row.authority_id, year)
        if business_today() <= last_day:
            raise Refusal(
                "badge-early",
                f"The badge of {year.label} can be verified from the day after {format_date(last_day)}.",
                status=409,
                clause="REC-1",
            )
        shown = delivery.contract(reference=contract, person=by)
        impact = _accepted_impact(row.id, year, by) if accepts_impact else None
        impacts = [Impact(impact.what, is_evidenced=True)] if impact else []
        assessed = assess(shown, year, impacts)
        found, made = assessed.found, _keep(shown, assessed, impact, said, by)
        events.append(
            deed="badge_verified",
            record="contract",
            uid=row.uid,
            by=by,
            clause=found.reason.clause,
            after={"year": year.label, "level": found.level.value, "version": made.version},
            texts={"reason": said},
        )
    return made.uid


def _accepted_impact(contract_id: int, year: FinancialYear, by: Person) -> OutsideImpact:
    """The impact that this person accepts as evidenced: someone else told it, with a file (ruling 17)."""
    row = OutsideImpact.objects.filter(
        contract_id=contract_id, year_from_on=year.starts_on, is_live=True
    ).first()
    if row is None or row.file_id is None:
        raise Refusal(
            "impact-without-evidence",
            "No impact outside the contract is recorded with evidence for that year.",
            field="accepts_impact",
            clause="REC-4",
        )
    if row.told_by == by.uid:
        raise Refusal(
            "impact-own",
            "Someone else has to accept the impact that you recorded yourself.",
            status=403,
            clause="REC-4",
        )
    return row


def _keep(
    contract: delivery.ContractShown,
    assessed: Assessment,
    impact: OutsideImpact | None,
    why: str,
    by: Person,
) -> Badge:
    found = assessed.found
    mine = Badge.objects.filter(contract_id=contract.id, year_from_on=found.year.starts_on)
    last = mine.aggregate(last=Max("version"))["last"] or 0
    mine.filter(is_live=True).update(is_live=False)
    return Badge.objects.create(
        authority_id=contract.authority_id,
        originating_authority_id=contract.authority_id,
        contract_id=contract.id,
        year_from_on=found.year.starts_on,
        version=last + 1,
        level=found.level.value,
        reason=found.reason.text,
        clause=found.reason.clause,
        commitments=[
            {
                "commitment": each.commitment,
                "title": assessed.titles[each.commitment],
                "verdict": each.verdict.value,
                "text": each.text,
            }
            for each in found.commitments
        ],
        impact=impact if found.level is Level.PLATINUM else None,
        why=why,
        known_at=assessed.known_at,
        verified_at=instant_now(),
        verified_by=by.account(),
    )


def revoke_badge(*, uid: UUID, reason: str, by: Person) -> None:
    """Take a badge back, with a reason that stays beside it (rule 38)."""
    with transaction.atomic():
        row = Badge.objects.select_for_update().select_related("contract").filter(uid=uid).first()
        if row is None:
            raise Refusal("not-found", "We could not find that record.", status=404)
        demand(by, "badge:verify", delivery.contract(reference=row.contract.reference, person=by))
        said = sufficient(reason, "REC-1")
        require_no_personal_data(said, "reason")
        if not row.is_live:
            raise Refusal("badge-not-live", "This badge no longer stands.", status=409)
        row.is_live, row.revoked_at, row.revoked_by, row.revoked_why = (
            False,
            instant_now(),
            by.account(),
            said,
        )
        row.save(update_fields=["is_live", "revoked_at", "revoked_by", "revoked_why"])
        year = FinancialYear.of(row.year_from_on)
        events.append(
            deed="badge_revoked",
            record="contract",
            uid=row.contract.uid,
            by=by,
            clause="REC-1",
            before={"level": row.level},
            after={"year": year.label, "version": row.version},
            texts={"reason": said},
        )
