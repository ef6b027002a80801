"""How many exemptions and breaches there are, by financial year and what became of them (GOV-2, EXC-2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Case, Count, Value, When
from django.db.models.functions import TruncMonth

from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.clock import LONDON
from socialvalue.machinery.permissions import Person, demand
from socialvalue.planning.queries.exemptions import ExemptionsWanted, matching

OUTCOMES: Final = ("open", "granted", "with-conditions", "refused", "withdrawn")


@dataclass(frozen=True, slots=True)
class YearCounts:
    """A financial year and how many were asked for in it, by what became of them."""

    year: FinancialYear
    numbers: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.numbers.values())


def exemption_counts(*, person: Person, wanted: ExemptionsWanted) -> list[YearCounts]:
    """The newest year first (one statement, a row a month and outcome)."""
    demand(person, "exemption:view")
    outcome = Case(
        When(state="granted", conditions="", then=Value("granted")),
        When(state="granted", then=Value("with-conditions")),
        When(state="refused", then=Value("refused")),
        When(state="withdrawn", then=Value("withdrawn")),
        default=Value("open"),
    )
    rows = matching(person, wanted).annotate(month=TruncMonth("requested_at", tzinfo=LONDON), outcome=outcome)
    counted = rows.order_by("month").values_list("month", "outcome").annotate(number=Count("id"))
    return by_year(counted)


def by_year(counted: Iterable[tuple[Any, str, int]]) -> list[YearCounts]:
    """Months added up to financial years, newest first."""
    found: dict[int, dict[str, int]] = {}
    for month, outcome, number in counted:
        day = month.date() if isinstance(month, datetime) else month
        year = found.setdefault(FinancialYear.of(day).start_year, {})
        year[outcome] = year.get(outcome, 0) + number
    return [YearCounts(FinancialYear(start), found[start]) for start in sorted(found, reverse=True)]
