"""Reads about badges: what a contract earned, what was verified, the public list, what waits for a contract manager."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from socialvalue.delivery.models import Commitment, Contract, Party
from socialvalue.delivery.queries import ContractShown
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.models import StoredFile
from socialvalue.machinery.orders import ordered
from socialvalue.machinery.permissions import Person, authorities_for, may
from socialvalue.machinery.waiting import Waiting
from socialvalue.people.queries import the_authority
from socialvalue.recognition.models import Badge, OutsideImpact
from socialvalue.recognition.readings import assess, cut_off_on
from socialvalue.recognition.rules import Impact, Recognition

SHOWN: Final = ("gold", "platinum")  # what the public list holds: nobody is put on show for missing one


@dataclass(frozen=True, slots=True)
class ImpactShown:
    """What a supplier says it achieved outside the contract in a year."""

    version: int
    what: str
    file: StoredFile | None
    told_at: datetime
    told_by: UUID


@dataclass(frozen=True, slots=True)
class BadgeVersion:
    """One verification of a contract's badge for a year."""

    uid: UUID
    version: int
    level: str
    reason: str
    why: str
    verified_at: datetime
    verified_by: UUID
    is_live: bool
    revoked_at: datetime | None
    revoked_why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A contract's badge for a year: what it would earn now, what was verified, what the supplier adds."""

    year: FinancialYear
    cut_off_on: date
    found: Recognition
    titles: Mapping[str, str]
    impact: ImpactShown | None
    versions: tuple[BadgeVersion, ...]

    @property
    def live(self) -> BadgeVersion | None:
        """The verification in force."""
        return next((each for each in self.versions if each.is_live), None)

    @property
    def is_badge(self) -> bool:
        """Whether what was verified is a badge: it may also be that there is none."""
        return self.live is not None and self.live.level in SHOWN

    @property
    def is_open(self) -> bool:
        """Whether the cut-off has passed, so that it can be verified."""
        return business_today() > self.cut_off_on


def years_of(contract: ContractShown) -> tuple[FinancialYear, ...]:
    """The financial years of a contract that have begun, newest first; none while its days are not known."""
    if contract.starts_on is None or contract.ends_on is None:
        return ()
    first = FinancialYear.of(contract.starts_on).start_year
    last = FinancialYear.of(min(contract.ends_on, business_today())).start_year
    return tuple(FinancialYear(year) for year in range(last, first - 1, -1))


def standing(contract: ContractShown, year: FinancialYear) -> Standing:
    """The badge of a contract for a year (a bounded number of statements)."""
    row = (
        OutsideImpact.objects.select_related("file")
        .filter(contract_id=contract.id, year_from_on=year.starts_on, is_live=True)
        .first()
    )
    impact = ImpactShown(row.version, row.what, row.file, row.told_at, row.told_by) if row else None
    rows = Badge.objects.filter(contract_id=contract.id, year_from_on=year.starts_on).order_by("-version")
    badges_of_year = list(rows[:50])
    is_accepted = any(each.is_live and row and each.impact_id == row.id for each in badges_of_year)
    assessed = assess(contract, year, [Impact(impact.what, is_evidenced=is_accepted)] if impact else [])
    return Standing(
        year=year,
        cut_off_on=assessed.cut_off_on,
        found=assessed.found,
        titles=assessed.titles,
        impact=impact,
        versions=tuple(_version(each) for each in badges_of_year),
    )


def _version(row: Badge) -> BadgeVersion:
    return BadgeVersion(
        uid=row.uid,
        version=row.version,
        level=row.level,
        reason=row.reason,
        why=row.why,
        verified_at=row.verified_at,
        verified_by=row.verified_by,
        is_live=row.is_live,
        revoked_at=row.revoked_at,
        revoked_why=row.revoked_why,
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the public list, as they stand in the address. Empty: not filtered."""

    text: str = ""
    level: str = ""  # gold, platinum
    year: int | None = None  # the calendar year in which the financial year starts


@dataclass(frozen=True, slots=True)
class BadgeRow:
    """One verified badge: for a contract and a financial year, never for a supplier as such (ruling 11)."""

    uid: UUID
    contract: str
    title: str
    supplier: str
    year_from_on: date
    level: str
    verified_at: datetime

    @property
    def year(self) -> FinancialYear:
        """The financial year it is for."""
        return FinancialYear.of(self.year_from_on)


ORDERS: Final = {
    "year": ("year_from_on", "id"),
    "supplier": ("supplier", "id"),
    "title": ("contract__title", "id"),
}
COLUMNS: Final = (
    "uid", "contract__reference", "contract__title", "supplier", "year_from_on", "level", "verified_at",
)  # fmt: skip
EXPORTED: Final = {
    "Contract": "contract__reference",
    "Title": "contract__title",
    "Supplier": "supplier",
    "Financial year from": "year_from_on",
    "Level": "level",
    "Verified at": "verified_at",
    "Badge": "uid",
}


def _seen(person: Person) -> QuerySet[Badge]:
    """Badges of the council on show, and of this person's own authorities."""
    public = the_authority()
    ids = person.authorities() | ({public.id} if public else set())
    lead = Party.objects.filter(contract=OuterRef("contract"), part="lead")
    return Badge.objects.filter(authority_id__in=ids).annotate(
        supplier=Subquery(lead.values("organisation__name")[:1])
    )


def _matching(person: Person, wanted: Wanted) -> QuerySet[Badge]:
    rows = _seen(person).filter(is_live=True, level__in=SHOWN)
    for word in wanted.text.split()[:8]:
        rows = rows.filter(
            Q(contract__title__icontains=word)
            | Q(contract__reference__icontains=word)
            | Q(supplier__icontains=word)
        )
    if wanted.level in SHOWN:
        rows = rows.filter(level=wanted.level)
    if wanted.year is not None:
        rows = rows.filter(year_from_on=date(wanted.year, 4, 1))
    return rows


def count_badges(*, person: Person, wanted: Wanted) -> int:
    """How many badges stand and match: for everyone (two statements)."""
    return _matching(person, wanted).count()


def badges(*, person: Person, wanted: Wanted, order: str, offset: int, limit: int) -> list[BadgeRow]:
    """One page of the public list (two statements). `order` is a key of `ORDERS`, "-" before it for descending."""
    rows = ordered(_matching(person, wanted), ORDERS, order)
    return [BadgeRow(*row) for row in rows.values_list(*COLUMNS)[offset : offset + limit]]


def badges_for_export(*, person: Person, wanted: Wanted, order: str) -> Iterator[tuple[Any, ...]]:
    """Every matching badge, streamed in constant memory: the columns of `EXPORTED`."""
    return (
        ordered(_matching(person, wanted), ORDERS, order)
        .values_list(*EXPORTED.values())
        .iterator(chunk_size=2000)
    )


def years_with_badges(person: Person) -> list[FinancialYear]:
    """The financial years for which a badge stands, newest first: choices of the filter (two statements)."""
    rows = _seen(person).filter(is_live=True, level__in=SHOWN).order_by("-year_from_on")
    return [FinancialYear.of(day) for day in rows.values_list("year_from_on", flat=True).distinct()]


@dataclass(frozen=True, slots=True)
class BadgeShown:
    """One badge for anyone who wants to check it: what for, since when, whether it still stands."""

    uid: UUID
    contract: str
    title: str
    supplier: str
    council: str
    year: FinancialYear
    level: str
    clause: str
    commitments: Sequence[tuple[str, str]]  # the measure's title, the verdict: no figures, which may be small
    verified_at: datetime
    is_live: bool
    revoked_at: datetime | None


def badge(*, uid: UUID, person: Person) -> BadgeShown:
    """One badge, gold or platinum, whether it still stands or not (three statements). Anything else is a 404."""
    row = _seen(person).select_related("contract", "authority").filter(uid=uid, level__in=SHOWN).first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    lead = Party.objects.filter(contract_id=row.contract_id, part="lead")
    return BadgeShown(
        uid=row.uid,
        contract=row.contract.reference,
        title=row.contract.title,
        supplier=lead.values_list("organisation__name", flat=True).first() or "",
        council=row.authority.name,
        year=FinancialYear.of(row.year_from_on),
        level=row.level,
        clause=row.clause,
        commitments=tuple((each["title"], each["verdict"]) for each in row.commitments),
        verified_at=row.verified_at,
        is_live=row.is_live,
        revoked_at=row.revoked_at,
    )


def waiting_for(*, person: Person, limit: int = 20) -> list[Waiting]:
    """Contracts whose badge of the year that ended last waits for this person, once its cut-off has passed.

    For home pages; a bounded number of statements.
    """
    if not may(person, "badge:verify"):
        return []
    year = FinancialYear(FinancialYear.of(business_today()).start_year - 1)
    open_to = [
        of for of in authorities_for(person, "badge:verify") if business_today() > cut_off_on(of, year)
    ]
    rows = (
        Contract.objects.filter(
            authority_id__in=open_to, starts_on__lte=year.ends_on, ends_on__gte=year.starts_on
        )
        .filter(Q(terminated_on=None) | Q(terminated_on__gte=year.starts_on))
        .filter(Exists(Commitment.objects.filter(contract=OuterRef("pk"))))
        .exclude(
            Exists(Badge.objects.filter(contract=OuterRef("pk"), year_from_on=year.starts_on, is_live=True))
        )
        .order_by("ends_on", "id")
    )
    return [
        Waiting(
            f"Verify the badge of {title} for {year.label}",
            f"{reverse('contract-badge', kwargs={'reference': reference})}?year={year.start_year}",
        )
        for reference, title in rows.values_list("reference", "title")[:limit]
    ]
