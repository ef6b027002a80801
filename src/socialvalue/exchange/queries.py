"""Reads of exchange: imports with their reports, the notices, awards and contracts of a procurement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Count

from socialvalue.delivery.models import Contract, Party
from socialvalue.evaluation.models import Award, AwardSupplier
from socialvalue.exchange.models import ImportProblem, ImportRun, Release
from socialvalue.exchange.ocds.times import instant
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, authorities_for, demand


@dataclass(frozen=True, slots=True)
class RunShown:
    """One import with its figures: read = stored + unchanged + refused."""

    uid: UUID
    authority_id: int
    file_name: str
    stage: str
    done_bytes: int
    all_bytes: int
    read: int
    stored: int
    unchanged: int
    refused: int
    procurements_new: int
    procurements_changed: int
    bands: dict[str, int]
    failure: str
    asked_at: datetime
    asked_by: UUID | None
    finished_at: datetime | None

    @property
    def share_done(self) -> float:
        """How far it is, 0 to 1."""
        return 1.0 if self.stage == "done" else min(self.done_bytes / max(self.all_bytes, 1), 0.99)

    @property
    def is_over(self) -> bool:
        return self.stage in {"done", "failed"}

    def relations(self, person: Person) -> frozenset[str]:
        """What this person is to the import."""
        return frozenset({"asker"} if person.uid == self.asked_by else ())


def _shown(row: ImportRun) -> RunShown:
    return RunShown(
        uid=row.uid,
        authority_id=row.authority_id,
        file_name=row.file_name,
        stage=row.state,
        done_bytes=row.done_bytes,
        all_bytes=row.all_bytes,
        read=row.read,
        stored=row.stored,
        unchanged=row.unchanged,
        refused=row.refused,
        procurements_new=row.procurements_new,
        procurements_changed=row.procurements_changed,
        bands=row.bands,
        failure=row.failure,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        finished_at=row.finished_at,
    )


def count_imports(*, person: Person) -> int:
    """How many imports this person may see (one statement)."""
    demand(person, "import:view")
    return ImportRun.objects.filter(authority_id__in=authorities_for(person, "import:view")).count()


def imports(*, person: Person, offset: int, limit: int) -> list[RunShown]:
    """Imports, newest first (one statement)."""
    demand(person, "import:view")
    rows = ImportRun.objects.filter(authority_id__in=authorities_for(person, "import:view")).order_by("-id")
    return [_shown(row) for row in rows[offset : offset + limit]]


def import_run(*, uid: UUID, person: Person) -> RunShown:
    """One import (one statement). Another authority's is a 404."""
    row = ImportRun.objects.filter(uid=uid).first()
    if row is None:
        raise Refusal("not-found", "We could not find that import.", status=404)
    shown = _shown(row)
    demand(person, "import:view", shown)
    return shown


@dataclass(frozen=True, slots=True)
class ProblemShown:
    """One problem of an import, in a sentence."""

    severity: str
    code: str
    release: str
    ocid: str
    path: str
    text: str


PROBLEM_COLUMNS = ("severity", "code", "release", "ocid", "path", "text")


def problem_kinds(uid: UUID) -> list[tuple[str, str, int]]:
    """How often each kind of problem was met: severity, code, number (one statement)."""
    rows = (
        ImportProblem.objects.filter(run__uid=uid)
        .values_list("severity", "code")
        .annotate(number=Count("id"))
    )
    return [(severity, code, number) for severity, code, number in rows.order_by("-number", "code")]


def problems(uid: UUID, *, code: str, offset: int, limit: int) -> list[ProblemShown]:
    """The problems of an import, in the order of the file (one statement); of one kind if `code` is given."""
    rows = ImportProblem.objects.filter(run__uid=uid, **({"code": code} if code else {})).order_by("number")
    return [ProblemShown(*row) for row in rows.values_list(*PROBLEM_COLUMNS)[offset : offset + limit]]


def count_problems(uid: UUID, *, code: str = "") -> int:
    """How many problems were kept (one statement)."""
    return ImportProblem.objects.filter(run__uid=uid, **({"code": code} if code else {})).count()


def problems_for_export(uid: UUID) -> Iterator[tuple[str, ...]]:
    """Every kept problem, streamed (one statement)."""
    rows = ImportProblem.objects.filter(run__uid=uid).order_by("number")
    return rows.values_list(*PROBLEM_COLUMNS).iterator(chunk_size=2000)


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """One notice of a procurement."""

    release_id: str
    as_read: str  # its date, as the notice writes it
    notice_type: str
    tag: str
    file_name: str

    @property
    def released_at(self) -> datetime | None:
        """The moment the notice names, or none where what it writes is no date."""
        return instant(self.as_read)


def notices(procurement_id: int) -> list[NoticeShown]:
    """The notices of a procurement in order of date (one statement)."""
    rows = Release.objects.filter(procurement_id=procurement_id).order_by("released_at", "id")
    names = ("release_id", "released_at", "notice_type", "tag", "run__file_name")
    return [NoticeShown(*row) for row in rows.values_list(*names)[:500]]


@dataclass(frozen=True, slots=True)
class AwardShown:
    """An award with its suppliers' names."""

    title: str
    status: str
    decided_on: date | None
    value_net: Decimal | None
    value_inc_vat: Decimal | None
    suppliers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContractShown:
    """A contract with its parties' names."""

    reference: str
    title: str
    status: str
    starts_on: date | None
    ends_on: date | None
    value_net: Decimal | None
    value_inc_vat: Decimal | None
    parties: tuple[str, ...]


def awards(procurement_id: int) -> list[AwardShown]:
    """The awards of a procurement (two statements)."""
    rows = list(Award.objects.filter(procurement_id=procurement_id).order_by("decided_on", "id")[:200])
    suppliers: dict[int, list[str]] = {}
    linked = AwardSupplier.objects.filter(award_id__in=[row.id for row in rows]).order_by("id")
    for award, name in linked.values_list("award_id", "organisation__name"):
        suppliers.setdefault(award, []).append(name)
    return [
        AwardShown(
            row.title,
            row.status,
            row.decided_on,
            row.value_net,
            row.value_inc_vat,
            tuple(suppliers.get(row.id, ())),
        )
        for row in rows
    ]


def contracts(procurement_id: int) -> list[ContractShown]:
    """The contracts of a procurement (two statements)."""
    rows = list(Contract.objects.filter(procurement_id=procurement_id).order_by("starts_on", "id")[:200])
    parties: dict[int, list[str]] = {}
    linked = Party.objects.filter(contract_id__in=[row.id for row in rows]).order_by("id")
    for contract, name in linked.values_list("contract_id", "organisation__name"):
        parties.setdefault(contract, []).append(name)
    return [
        ContractShown(
            row.reference, row.title, row.status, row.starts_on, row.ends_on, row.value_net, row.value_inc_vat,
            tuple(parties.get(row.id, ())),
        )
        for row in rows
    ]  # fmt: skip
