"""The words and dated figures of the rules: kinds, bands, thresholds, parameters, a policy version."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from socialvalue.foundation.money import gross


class Kind(StrEnum):
    """The kind of contract that picks the threshold (Procurement Act 2023 Schedule 1)."""

    GOODS_SERVICES = "goods-services"
    WORKS = "works"
    LIGHT_TOUCH = "light-touch"
    CONCESSION = "concession"
    LIGHT_TOUCH_CONCESSION = "light-touch-concession"

    @property
    def label(self) -> str:
        """The words for a sentence: "goods and services"."""
        return _LABELS[self]

    @property
    def is_concession(self) -> bool:
        """Whether the supplier is paid, at least partly, by a right to exploit what it supplies."""
        return self in (Kind.CONCESSION, Kind.LIGHT_TOUCH_CONCESSION)


_LABELS = {
    Kind.GOODS_SERVICES: "goods and services",
    Kind.WORKS: "works",
    Kind.LIGHT_TOUCH: "light touch services",
    Kind.CONCESSION: "concessions",
    Kind.LIGHT_TOUCH_CONCESSION: "light touch concessions",
}


class Nature(StrEnum):
    """What a goods-and-services contract is for: the Social Value Act is about services."""

    GOODS = "goods"
    SERVICES = "services"


class Band(StrEnum):
    """What the policy expects (its table under "Inclusion of Social Value")."""

    MANDATORY = "mandatory"
    ENCOURAGED = "encouraged"
    VOLUNTARY = "voluntary"
    UNDETERMINED = "undetermined"


class VatStatus(StrEnum):
    """How the value that was given relates to VAT."""

    INCLUSIVE = "inclusive"
    EXEMPT = "exempt"
    NET = "net"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Vat:
    """VAT status of a value, with the rate in per cent where the value is net."""

    status: VatStatus = VatStatus.INCLUSIVE
    rate: Decimal | None = None

    @classmethod
    def of(cls, code: str) -> "Vat":
        """The status behind a code: "net:20" is net of 20%."""
        status, _, rate = code.partition(":")
        return cls(VatStatus(status), Decimal(rate) if rate else None)

    @property
    def code(self) -> str:
        """As it is kept and chosen: "net:20"."""
        return self.status.value if self.rate is None else f"net:{self.rate.normalize():f}"

    def including(self, value: Decimal) -> Decimal | None:
        """The value including VAT, in pounds; None where the status or the rate of a net value is unknown."""
        if self.status is VatStatus.UNKNOWN:
            return None
        if self.status is VatStatus.NET:
            return None if self.rate is None else gross(value, self.rate)
        return value


class PolicyStatus(StrEnum):
    """How far a version of the policy has come."""

    DRAFT = "draft"
    EFFECTIVE = "effective"
    SUPERSEDED = "superseded"


class MinimumBasis(StrEnum):
    """What must reach the minimum weighting, as a share of the total (SCO-1)."""

    JUDGED_PART = "judged-part"
    WHOLE_SOCIAL_VALUE = "whole-social-value"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a clause of the policy or a section of the law, and a sentence with its figures and dates."""

    clause: str
    text: str


@dataclass(frozen=True, slots=True)
class ThresholdRow:
    """One figure of Schedule 1, in pounds including VAT, and the days of commencement for which it counts."""

    row: int
    kind: str
    amount: Decimal
    valid_from: date
    valid_to: date | None
    source: str


class ThresholdTable:
    """The threshold figures by kind and day, built once; a look-up is a dictionary access and a bisection."""

    __slots__ = ("_by_kind", "rows")

    def __init__(self, rows: Iterable[ThresholdRow]) -> None:
        self.rows = tuple(sorted(rows, key=lambda row: (row.kind, row.valid_from)))
        self._by_kind: dict[str, tuple[list[date], list[ThresholdRow]]] = {}
        for row in self.rows:
            starts, same_kind = self._by_kind.setdefault(row.kind, ([], []))
            starts.append(row.valid_from)
            same_kind.append(row)

    def in_force(self, kind: str, on: date) -> ThresholdRow | None:
        """The row of `kind` for a procurement that began `on` that day; None if no row is in force."""
        starts, rows = self._by_kind.get(kind, ([], []))
        position = bisect_right(starts, on)
        if not position:
            return None
        row = rows[position - 1]
        return row if row.valid_to is None or on <= row.valid_to else None


@dataclass(frozen=True, slots=True)
class Parameter:
    """One figure or choice of the policy, or of the law around it, with its clause and its days.

    `unit` says what it is ("GBP inc. VAT", "per cent of total", "days"), `test` how a value is compared with
    it (">=", ">"), and `valid_from` and `valid_to` are None where it lasts as long as the policy version.
    """

    name: str
    value: Decimal | int | bool | str | date
    unit: str
    test: str
    clause: str
    valid_from: date | None
    valid_to: date | None
    note: str

    def counts_on(self, day: date) -> bool:
        """Whether the parameter has this value on that day."""
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of a council's Social Value policy, as data. A published version never changes.

    Amounts are pounds including VAT, weightings per cent of the total. The figures that rules use stand as
    fields of their own; `parameters` holds them all, each with its clause, for pages and for the record of a
    decision.
    """

    version: str
    title: str
    status: PolicyStatus
    effective_from: date | None
    effective_to: date | None
    effective_from_assumed: bool
    encouraged_from: Decimal
    notifiable_from: Decimal
    minimum_weighting: Decimal
    minimum_basis: MinimumBasis
    case_study_due_days: int
    grace_days: int
    thresholds: ThresholdTable
    parameters: tuple[Parameter, ...] = ()

    def is_in_force(self, on: date) -> bool:
        """Whether a decision made `on` that day is made under this version."""
        if self.effective_from is None or on < self.effective_from:
            return False
        return self.effective_to is None or on <= self.effective_to

    def parameter(self, name: str, on: date | None = None) -> Parameter | None:
        """The parameter `name` as it stands `on` a day (any day, if none is given); None if there is none."""
        for candidate in self.parameters:
            if candidate.name == name and (on is None or candidate.counts_on(on)):
                return candidate
        return None
