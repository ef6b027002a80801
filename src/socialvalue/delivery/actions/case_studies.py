"""Deeds about case studies: handed in for a contract year, then accepted or returned by someone else (MEA-2, CAS-1)."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from socialvalue.delivery import ledgers, rules
from socialvalue.delivery.actions import mails
from socialvalue.delivery.actions.contracts import ContractDoor, locked_contract, parties_of
from socialvalue.delivery.models import CaseStudy, CaseStudyVersion, Contract, Party
from socialvalue.delivery.rules import CASE_STUDY, Moment
from socialvalue.delivery.rules.case_studies import Answers, Slot, require_answers
from socialvalue.delivery.rules.words import plain
from socialvalue.delivery.slots import owed_by
from socialvalue.foundation.calendar import format_date
from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.personal import require_no_personal_data
from socialvalue.foundation.reasons import sufficient
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person, Role, demand
from socialvalue.policy.queries import policy_of

FIELDS: Final = ("committed", "delivered", "who_benefited", "where_felt")


def submit_case_study(
    *,
    contract: str,
    year: int,
    committed: str,
    delivered: str,
    who_benefited: str,
    where_felt: str,
    by: Person,
) -> UUID:
    """Hand in the case study of a contract year, or hand it in again after it was returned; answers its uid.

    The figures of the ledger are kept with it as they stand. An officer hands in on behalf of the supplier.
    """
    answers = Answers(committed.strip(), delivered.strip(), who_benefited.strip(), where_felt.strip())
    with transaction.atomic():
        row = locked_contract(reference=contract, by=by, permission="case-study:submit")
        slot = _slot(row, year)
        require_answers(answers)
        for field, text in zip(FIELDS, astuple(answers), strict=True):
            require_no_personal_data(text, field)
        study, before = _study(row, year)
        lead = _lead(row) if _for_another(row, by) else None
        CaseStudyVersion.objects.create(
            case_study=study,
            number=study.versions.count() + 1,
            **dict(zip(FIELDS, astuple(answers), strict=True)),
            figures=_figures(row, slot),
            submitted_on=business_today(),
            submitted_at=instant_now(),
            submitted_by=by.account(),
            on_behalf_of_id=lead.organisation_id if lead else None,
        )
        receipt = events.append(
            deed="case_study_submitted",
            record="case-study",
            uid=study.uid,
            by=by,
            clause="CAS-1",
            before=before,
            after={"state": study.state, "contract": row.reference, "contract_year": year},
            texts=dict(zip(FIELDS, astuple(answers), strict=True)),
            on_behalf_of=lead.organisation.uid if lead else None,
        )
        mails.to_managers(
            authority_id=row.authority_id,
            subject=f"A case study waits for you: {row.reference}, contract year {year}",
            text="Read it, then accept it or send it back with what is missing.",
            path=reverse("case-study", kwargs={"uid": study.uid}),
            occasion=f"case-study:{study.uid}:{receipt.index}",
        )
    return study.uid


def _slot(contract: Contract, year: int) -> Slot:
    """The slot of a contract year, if the contract owes one and the year has begun."""
    found = next((slot for slot in owed_by(contract) if slot.number == year), None)
    if found is None:
        raise Refusal(
            "case-study-not-owed",
            "No case study is asked for in that contract year.",
            status=409,
            clause="MEA-2",
        )
    if found.year.starts_on > business_today():
        raise Refusal(
            "case-study-early",
            f"Contract year {year} starts on {format_date(found.year.starts_on)}. Write its case study after that.",
            status=409,
        )
    return found


def _study(contract: Contract, year: int) -> tuple[CaseStudy, dict[str, Any] | None]:
    """The record of a contract year, made by its first submission, and its state before."""
    study = CaseStudy.objects.select_for_update().filter(contract=contract, contract_year=year).first()
    if study is None:
        owned = {"authority_id": contract.authority_id, "originating_authority_id": contract.authority_id}
        return CaseStudy.objects.create(contract=contract, contract_year=year, **owned), None
    before = {"state": study.state}
    study.state = CASE_STUDY.step(study.state, "submit").becomes
    study.save(update_fields=["state"])
    return study, before


def _lead(contract: Contract) -> Party | None:
    return Party.objects.select_related("organisation").filter(contract=contract, part="lead").first()


def _for_another(contract: Contract, by: Person) -> bool:
    return not (by.holds(Role.SUPPLIER) and by.organisation_id in parties_of(contract))


def _figures(contract: Contract, slot: Slot) -> list[dict[str, str]]:
    """What the ledger says of each commitment at the end of the contract year, or today before it."""
    as_at = min(slot.year.ends_on, business_today())
    pairs = ledgers.commitments_of(contract.id)
    grace = policy_of(contract.authority_id, as_at)[1].grace_days
    found = rules.ledger(
        [rule for _, rule in pairs], ledgers.term_of(contract), Moment(as_at), grace_days=grace
    )
    return [
        {
            "commitment": ledgers.name_of(row.number),
            "title": row.measure.title,
            "unit": row.unit,
            "as_at": as_at.isoformat(),
            "committed": plain(position.committed),
            "due": plain(position.due),
            "reported": plain(position.reported),
            "verified": plain(position.verified),
        }
        for (row, _), position in zip(pairs, found, strict=True)
    ]


def decide_case_study(*, uid: UUID, deed: str, reason: str, by: Person) -> None:
    """Accept, return or reopen a case study, with a reason: never by whoever handed it in (ruling 17)."""
    with transaction.atomic():
        study = CaseStudy.objects.select_for_update().filter(uid=uid).first()
        if study is None:
            raise Refusal("not-found", "We could not find that record.", status=404)
        contract = Contract.objects.get(id=study.contract_id)
        last = study.versions.order_by("-number")[0]
        door = ContractDoor(study.authority_id, parties_of(contract), last.submitted_by, study.state)
        demand(by, "case-study:decide", door)
        step = CASE_STUDY.step(study.state, deed)
        said = sufficient(reason, "CAS-1")
        require_no_personal_data(said, "reason")
        before = {"state": study.state}
        study.state = step.becomes
        study.save(update_fields=["state"])
        _keep_decision(last, step.becomes, said, by)
        receipt = events.append(
            deed=step.event,
            record="case-study",
            uid=study.uid,
            by=by,
            clause="CAS-1",
            before=before,
            after={
                "state": step.becomes,
                "contract": contract.reference,
                "contract_year": study.contract_year,
            },
            texts={"reason": said},
        )
        if deed == "return":
            mails.to_person(
                uid=last.submitted_by,
                subject=f"Please add to your case study: {contract.reference}, contract year {study.contract_year}",
                text=f"The Council sent it back with this reason:\n\n{said}",
                path=reverse("case-study", kwargs={"uid": study.uid}),
                occasion=f"case-study:{study.uid}:{receipt.index}",
            )


def _keep_decision(version: CaseStudyVersion, becomes: str, why: str, by: Person) -> None:
    """The version shows the decision in force; one that was reopened waits again. Every decision is in the log."""
    version.becomes, version.why = becomes, why
    version.decided_on, version.decided_at, version.decided_by = business_today(), instant_now(), by.account()
    version.save(update_fields=["becomes", "why", "decided_on", "decided_at", "decided_by"])
