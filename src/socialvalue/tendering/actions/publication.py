"""Publishing an opportunity: the methodology is frozen, and bidders see it with the notice's reference."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from socialvalue.foundation.canonical import digest, instant_text
from socialvalue.foundation.clock import LONDON, instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person, demand
from socialvalue.planning.actions import move_on
from socialvalue.tendering import readings, rules
from socialvalue.tendering.models import Methodology, Opportunity
from socialvalue.tendering.readings import LotShown


def publish_opportunity(
    *,
    reference: str,
    notice_reference: str,
    notice_address: str = "",
    closes_at: datetime,
    starts_on: date,
    ends_on: date,
    by: Person,
) -> None:
    """Publish an opportunity (SCO-1, SCO-4). Refused below the minimum weighting, and without what is asked.

    From then on the methodology cannot change: its digest stands in the event. Whether bids are made here or where the
    notice says is settled with it (rulings 20).
    """
    now = instant_now()
    _check_dates(closes_at, now, starts_on, ends_on)
    notice = " ".join(notice_reference.split())
    if not notice:
        raise Refusal("notice-missing", "Enter the reference of the published notice.", clause="FIN-1",
                      field="notice_reference")  # fmt: skip
    with transaction.atomic():
        ready = readings.readiness(reference=reference, person=by, held=True)
        demand(by, "opportunity:publish", ready.shown)
        if not ready.is_publishable:
            obstacle = ready.obstacle
            raise Refusal("not-publishable", obstacle.text, clause=obstacle.clause, status=409)
        event = move_on(procurement_id=ready.shown.id, deed="publish")
        frozen = {f"lot-{lot.number}": _freeze(lot, now, by) for lot in ready.lots if lot.method}
        Opportunity.objects.create(
            procurement_id=ready.shown.id,
            notice_reference=notice,
            notice_address=_checked_address(notice_address),
            takes_bids=readings.bids_are_made_here(ready.shown.authority_id),
            contract_starts_on=starts_on,
            contract_ends_on=ends_on,
            closes_at=closes_at,
            published_at=now,
            published_by=by.account(),
        )
        events.append(
            deed=event,
            record="procurement",
            uid=ready.shown.uid,
            by=by,
            clause="SCO-4",
            before={"stage": "planning"},
            after={
                "stage": "tendering",
                "notice": notice,
                "closes_at": instant_text(closes_at),
                "methodologies": frozen,
            },
        )


def _freeze(lot: LotShown, now: datetime, by: Person) -> str:
    """Freeze the methodology of a lot; answers the digest of its canonical form."""
    frozen = digest(readings.canonical(lot))
    assert lot.method is not None  # noqa: S101  the caller looked
    Methodology.objects.filter(id=lot.method.id, frozen_at=None).update(
        frozen_at=now, frozen_by=by.uid, digest=frozen
    )
    return frozen


def _checked_address(address: str) -> str:
    """The notice's address, if one is given: a page of the web and nothing else."""
    typed = address.strip()
    if typed and not typed.startswith(("https://", "http://")):
        raise Refusal(
            "address-not-web",
            "Enter an address that starts with https://, or leave it empty.",
            field="notice_address",
        )
    return typed


def _check_dates(closes_at: datetime, now: datetime, starts_on: date, ends_on: date) -> None:
    fault = rules.dates_fault(
        closes_at=closes_at,
        now=now,
        starts_on=starts_on,
        ends_on=ends_on,
        closes_on=closes_at.astimezone(LONDON).date(),
    )
    if fault is not None:
        raise Refusal("dates-impossible", fault[1], field=fault[0])
