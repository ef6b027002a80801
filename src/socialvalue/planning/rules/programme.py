"""The engagement programme of a year in figures (COM-1, EQU-1): organisations met, each counted once, by kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class SupplierKind(StrEnum):
    """What kind of organisation a supplier is, as far as it is known."""

    VCSE = "vcse"
    SME = "sme"
    OTHER = "other"
    NOT_KNOWN = "not-known"


def supplier_kind(*, is_sme: bool | None, is_vcse: bool | None) -> SupplierKind:
    """One kind for each organisation, so that kinds add up: a small charity counts as a charity."""
    if is_vcse:
        return SupplierKind.VCSE
    if is_sme:
        return SupplierKind.SME
    return SupplierKind.OTHER if is_sme is False else SupplierKind.NOT_KNOWN


@dataclass(frozen=True, slots=True)
class Came:
    """An organisation at an event: its number where it is known here, its name as typed where it is not."""

    organisation: int | None
    name: str
    kind: SupplierKind
    people: int = 0

    @property
    def key(self) -> tuple[int, str]:
        """The same for the same organisation: by its number, else by its name whatever the letters and spaces."""
        return (self.organisation, "") if self.organisation else (0, " ".join(self.name.split()).casefold())


@dataclass(frozen=True, slots=True)
class Met:
    """Organisations met, by kind, and people who came."""

    by_kind: dict[SupplierKind, int]
    people: int

    @property
    def organisations(self) -> int:
        """How many organisations were met, each once."""
        return sum(self.by_kind.values())


def met(everyone: Iterable[Came]) -> Met:
    """Each organisation once, however often it came; where its kind differs, the most telling kind."""
    kinds: dict[tuple[int, str], SupplierKind] = {}
    people = 0
    order = list(SupplierKind)
    for each in everyone:
        people += each.people
        kinds[each.key] = min(kinds.get(each.key, each.kind), each.kind, key=order.index)
    return Met({kind: sum(1 for found in kinds.values() if found is kind) for kind in order}, people)


@dataclass(frozen=True, slots=True)
class Feedback:
    """How many organisations were asked what they think of a tender in a year, and how many said it."""

    asked: int = 0
    received: int = 0
    href: str = ""  # the rows behind them
