"""Deeds of whoever asks for an exemption: asked for in writing, asked for again, taken back (EXC-1)."""

from __future__ import annotations

from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Max, Q

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.reasons import sufficient
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import series
from socialvalue.machinery.permissions import Person
from socialvalue.planning.actions import mails
from socialvalue.planning.actions.doors import held, held_exemption, live_determination, lot_of
from socialvalue.planning.actions.telling import tell_exemption
from socialvalue.planning.models import Exemption, ExemptionRequest, Procurement
from socialvalue.planning.rules import (
    EXEMPTION,
    Answers,
    ExemptionKind,
    Ground,
    check_answers,
    check_in_time,
    check_request,
)
from socialvalue.planning.rules.exemptions import check_band
from socialvalue.policy.queries import policy_of


@transaction.atomic
def request_exemption(
    *,
    reference: str,
    lot: int | None,
    kind: ExemptionKind,
    lowest: Decimal | None,
    ground: Ground,
    justification: str,
    answers: Answers,
    by: Person,
) -> str:
    """Ask for an exemption of a procurement, or of one lot; answers its reference (EXC-1).

    `lowest` is in per cent of the total, where a lower weight is asked for. The rule stands until it is granted.
    """
    procurement = held(reference, by, "exemption:request")
    check_band(live_determination(procurement).band)
    part = lot_of(procurement, lot) if lot is not None else None
    granted = Q(expires_on=None) | Q(expires_on__gte=business_today())
    if Exemption.objects.filter(granted, procurement=procurement, state="granted", lot=part).exists():
        raise Refusal(
            "exemption-granted", "An exemption is granted here and still counts.", clause="EXC-1", status=409
        )
    step = EXEMPTION.step(EXEMPTION.begins, "request")
    made = Exemption(
        authority_id=procurement.authority_id,
        originating_authority_id=procurement.authority_id,
        reference=series.take("EX", business_today().year)[0],
        procurement=procurement,
        lot=part,
        state=step.becomes,
    )
    asked = _asked(procurement, kind, lowest, ground, justification, answers)
    _mirror(made, asked, by)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise Refusal(
            "exemption-open", "An exemption is already being asked for here.", clause="EXC-1", status=409
        ) from None
    _keep(made, asked, step.event, EXEMPTION.begins, by)
    return made.reference


@transaction.atomic
def request_again(
    *,
    exemption: str,
    kind: ExemptionKind,
    lowest: Decimal | None,
    ground: Ground,
    justification: str,
    answers: Answers,
    by: Person,
) -> None:
    """Ask again for what was returned, with better words. What was written before is kept."""
    row = held_exemption(exemption, by, "exemption:request")
    step = EXEMPTION.step(row.state, "request")
    if row.requested_by != by.account():  # whoever asked first must not come to decide it
        raise Refusal(
            "asked-by-another",
            "Only whoever asked for this exemption can ask again. Take it back, and ask for a new one.",
            clause="EXC-1",
            status=409,
        )
    asked = _asked(row.procurement, kind, lowest, ground, justification, answers)
    before, row.state = row.state, step.becomes
    _mirror(row, asked, by)
    row.save()
    _keep(row, asked, step.event, before, by)


@transaction.atomic
def withdraw_exemption(*, exemption: str, reason: str, by: Person) -> None:
    """Take a request back before it is determined."""
    row = held_exemption(exemption, by, "exemption:request")
    step = EXEMPTION.step(row.state, "withdraw")
    before, row.state = row.state, step.becomes
    row.reason = sufficient(reason, "EXC-1")
    row.save(update_fields=["state", "reason"])
    tell_exemption(
        row=row, deed=step.event, by=by, clause="EXC-1", before=before, texts={"reason": row.reason}
    )


def _asked(
    procurement: Procurement,
    kind: ExemptionKind,
    lowest: Decimal | None,
    ground: Ground,
    justification: str,
    answers: Answers,
) -> ExemptionRequest:
    """A version of a request that may be made today, with the figures it is made against; not saved yet."""
    today = business_today()
    version, policy = policy_of(procurement.authority_id, today)
    check_in_time(procurement.commenced_on, today, stage=procurement.stage)
    check_request(
        kind=kind,
        lowest=lowest,
        minimum=policy.minimum_weighting,
        justification=justification,
        commenced_on=procurement.commenced_on,
        today=today,
    )
    check_answers(answers, ground)
    return ExemptionRequest(
        kind=kind.value,
        lowest=None if lowest is None else lowest / 100,
        ground=ground.value,
        justification=justification.strip(),
        bought=answers.bought.strip(),
        tried=answers.tried.strip(),
        market=answers.market.strip(),
        instead=answers.instead.strip(),
        need=answers.need.strip(),
        is_urgent=answers.is_urgent,
        unforeseen=answers.unforeseen.strip(),
        minimum=policy.minimum_weighting / 100,
        policy_id=version,
        determination=live_determination(procurement),
    )


def _mirror(row: Exemption, asked: ExemptionRequest, by: Person) -> None:
    """The newest version stands in the exemption itself, where lists and constraints look."""
    row.kind, row.lowest, row.ground = asked.kind, asked.lowest, asked.ground
    row.justification = asked.justification
    row.requested_at, row.requested_by = instant_now(), by.account()


def _keep(row: Exemption, asked: ExemptionRequest, event: str, before: str, by: Person) -> None:
    last = row.requests.aggregate(last=Max("version"))["last"] or 0
    asked.exemption, asked.version = row, last + 1
    asked.requested_at, asked.requested_by = row.requested_at, row.requested_by
    asked.save()
    answered = ("bought", "tried", "market", "instead", "need", "unforeseen")
    texts = {"reason": asked.justification} | {name: getattr(asked, name) for name in answered}
    after = {"version": asked.version, "is_urgent": asked.is_urgent}
    tell_exemption(row=row, deed=event, by=by, clause="EXC-1", before=before, texts=texts, after=after)
    mails.to_review(row)
