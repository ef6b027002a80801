"""Procurements as notices bring them, many at a time. No event of their own: an import logs one a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, ProtectedError, QuerySet

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.machinery import series
from socialvalue.planning.models import Determination, Estimate, Lot, Procurement
from socialvalue.policy.rules import Band, Reason
from socialvalue.policy.rules import Determination as Answer


@dataclass(frozen=True, slots=True)
class NewLot:
    """A lot as read; money is £."""

    source_id: str
    title: str
    description: str
    status: str
    value_net: Decimal | None
    value_inc_vat: Decimal | None


@dataclass(frozen=True, slots=True)
class NewProcurement:
    """A procurement as its notices tell it, with the determination proposed for it."""

    ocid: str
    title: str
    description: str
    buyer_id: int | None
    buyer_name: str
    is_own: bool
    kind: str
    nature: str
    regime: str
    source: str
    external_reference: str
    commenced_on: date | None
    commenced_by: str
    published_on: date | None
    search_words: tuple[str, ...]
    lots: tuple[NewLot, ...]
    amount: Decimal | None
    vat: str
    value_inc_vat: Decimal | None
    is_assumed: bool
    basis: str
    band: Band
    answer: Answer | None
    reasons: tuple[Reason, ...]
    to_confirm: tuple[str, ...]
    policy_in_force: bool


FIELDS = (
    "title", "description", "buyer_id", "buyer_name", "is_own", "kind", "nature", "regime", "source",
    "external_reference", "commenced_on", "commenced_by", "published_on",
)  # fmt: skip
LONGEST = {
    "title": 500,
    "buyer_name": 300,
    "regime": 60,
    "source": 40,
    "external_reference": 200,
    "commenced_by": 300,
}


@dataclass(slots=True)
class _Entry:
    """One procurement on its way into the database."""

    new: NewProcurement
    row: Procurement
    is_new: bool
    live: Determination | None = None
    estimate: Estimate | None = None

    @property
    def is_decided(self) -> bool:
        return self.live is not None and self.live.state != "proposed"

    @property
    def is_estimated(self) -> bool:
        """Whether an officer's estimate of its parts stands, which a notice's one figure does not replace."""
        return self.estimate is not None and bool(self.estimate.method)


def enter_procurements(
    *, authority_id: int, policy_id: int, new: Sequence[NewProcurement], by: UUID | None
) -> dict[str, int]:
    """Create or bring up to date; answers the id of each by ocid (a bounded number of statements for any number).

    A determination that an officer has decided stays; the procurement is then marked as having a newer notice.
    """
    entries = _entries(authority_id, new, by)
    _write_procurements(entries)
    _write_lots(entries)
    _write_estimates(entries, by)
    _write_determinations(entries, policy_id)
    return {entry.new.ocid: entry.row.id for entry in entries}


def _entries(authority_id: int, new: Sequence[NewProcurement], by: UUID | None) -> list[_Entry]:
    here = Procurement.objects.select_for_update().filter(
        authority_id=authority_id, ocid__in=[each.ocid for each in new]
    )
    known = {row.ocid: row for row in here}
    live = _by_procurement(Determination.objects.exclude(state="replaced"), known)
    estimates = _by_procurement(Estimate.objects.order_by("version"), known)
    count = sum(each.ocid not in known for each in new)
    references = iter(series.take("PR", business_today().year, count) if count else ())
    entries = []
    for each in new:
        row = known.get(each.ocid)
        is_new = row is None
        if row is None:
            row = Procurement(
                authority_id=authority_id,
                originating_authority_id=authority_id,
                reference=next(references),
                ocid=each.ocid,
                entered_at=instant_now(),
                entered_by=by,
            )
        entries.append(_Entry(each, row, is_new, live.get(row.id), estimates.get(row.id)))
    return entries


def _by_procurement(rows: QuerySet[Any], known: Mapping[str, Procurement]) -> dict[int, Any]:
    ids = [row.id for row in known.values()]
    return {row.procurement_id: row for row in rows.filter(procurement_id__in=ids)} if ids else {}


def _write_procurements(entries: list[_Entry]) -> None:
    for entry in entries:
        row, new = entry.row, entry.new
        for name in FIELDS:
            value = getattr(new, name)
            setattr(row, name, value[: LONGEST[name]] if name in LONGEST else value)
        if entry.is_decided and entry.live is not None:
            # The officer's facts stand: only what the notices alone know is brought up to date.
            row.kind, row.nature, row.commenced_on = (
                entry.live.kind,
                entry.live.nature,
                entry.live.commenced_on,
            )
            row.has_newer_notice = True
        row.search_text = " ".join(
            (row.reference, new.title, new.buyer_name, new.ocid, *new.search_words)
        ).lower()
    Procurement.objects.bulk_create(entry.row for entry in entries if entry.is_new)
    Procurement.objects.bulk_update(
        [entry.row for entry in entries if not entry.is_new], [*FIELDS, "search_text", "has_newer_notice"]
    )


LOT_FIELDS = ("source_id", "title", "description", "status", "value_net", "value_inc_vat")


def _write_lots(entries: list[_Entry]) -> None:
    """Lots are brought up to date by number: requirements, exemptions and bids hang on them."""
    old = [entry.row.id for entry in entries if not entry.is_new]
    rows = Lot.objects.filter(procurement_id__in=old) if old else Lot.objects.none()
    known = {(row.procurement_id, row.number): row for row in rows}
    new: list[Lot] = []
    kept: list[Lot] = []
    for entry in entries:
        for number, lot in enumerate(entry.new.lots, start=1):
            row = known.pop((entry.row.id, number), None)
            (new if row is None else kept).append(
                _lot(row or Lot(procurement=entry.row, number=number), lot, entry)
            )
    Lot.objects.bulk_create(new)
    Lot.objects.bulk_update(kept, LOT_FIELDS, batch_size=500)
    _drop_lots(list(known.values()))


def _lot(row: Lot, lot: NewLot, entry: _Entry) -> Lot:
    row.source_id, row.title = lot.source_id[:300], (lot.title or entry.new.title)[:500]
    row.description, row.status = lot.description, lot.status[:40]
    row.value_net, row.value_inc_vat = lot.value_net, lot.value_inc_vat
    return row


def _drop_lots(gone: list[Lot]) -> None:
    """Lots that the newest notice does not name any more. One that something hangs on stays, and says so."""
    if not gone:
        return
    try:
        with transaction.atomic():
            Lot.objects.filter(id__in=[row.id for row in gone]).delete()
    except ProtectedError as fault:
        held = {thing.lot_id for thing in fault.protected_objects if hasattr(thing, "lot_id")}
        Lot.objects.filter(id__in=held).update(status="not in the newest notice")
        _drop_lots([row for row in gone if row.id not in held] if held else [])


def _write_estimates(entries: list[_Entry], by: UUID | None) -> None:
    changed = [
        entry
        for entry in entries
        if entry.estimate is None
        or (entry.estimate.amount, entry.estimate.vat, entry.estimate.value_inc_vat)
        != (entry.new.amount, entry.new.vat, entry.new.value_inc_vat)
    ]
    Estimate.objects.bulk_create(
        Estimate(
            procurement=entry.row,
            version=entry.estimate.version + 1 if entry.estimate else 1,
            amount=entry.new.amount,
            vat=entry.new.vat,
            value_inc_vat=entry.new.value_inc_vat,
            is_assumed=entry.new.is_assumed,
            basis=entry.new.basis[:500],
            made_at=instant_now(),
            made_by=by,
        )
        for entry in changed
        if not entry.is_estimated
    )


def _write_determinations(entries: list[_Entry], policy_id: int) -> None:
    open_to_notices = [entry for entry in entries if not entry.is_decided and not entry.is_estimated]
    proposals = [(entry, _proposed(entry, policy_id)) for entry in open_to_notices]
    changed = [(entry, row) for entry, row in proposals if entry.live is None or _differs(entry.live, row)]
    replaced = [entry.live for entry, _ in changed if entry.live is not None]
    for row in replaced:
        row.state = "replaced"
    Determination.objects.bulk_update(replaced, ["state"])
    last = dict(
        Determination.objects.filter(procurement_id__in=[row.procurement_id for row in replaced])
        .values_list("procurement_id")
        .annotate(last=Max("version"))
    )
    for entry, row in changed:
        row.version = last.get(entry.row.id, 0) + 1
    Determination.objects.bulk_create(row for _, row in changed)


def _proposed(entry: _Entry, policy_id: int) -> Determination:
    new, answer = entry.new, entry.new.answer
    return Determination(
        procurement=entry.row,
        state="proposed",
        band=new.band.value,
        kind=new.kind,
        nature=new.nature,
        value_inc_vat=new.value_inc_vat,
        threshold=answer.threshold if answer else None,
        threshold_from_on=answer.threshold_from if answer else None,
        commenced_on=new.commenced_on,
        is_notifiable=answer.notifiable if answer else None,
        social_value_act_applies=answer.social_value_act_applies if answer else None,
        policy_id=policy_id,
        policy_in_force=new.policy_in_force,
        reasons=[{"clause": reason.clause, "text": reason.text} for reason in new.reasons],
        to_confirm=list(new.to_confirm),
        made_at=instant_now(),
    )


COMPARED = ("band", "kind", "nature", "value_inc_vat", "threshold", "commenced_on", "policy_id", "reasons")


def _differs(one: Determination, other: Determination) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in COMPARED)
