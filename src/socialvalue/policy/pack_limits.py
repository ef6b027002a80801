"""Between what each parameter of a policy may lie, so that a slip of the pen neither breaks a page nor shows a person.

A figure outside these is no choice of a council: rounding to 0 divides by nothing, hiding counts “below −8” hides none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Final

from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.refusal import Refusal
from socialvalue.policy.pack_files import Table
from socialvalue.policy.rules import Parameter

_WHOLE: Final = {  # lowest and highest
    "case_studies_per_contract_year": (0, 50),
    "case_study_due_days": (0, 366),
    "grace_days": (0, 366),
    "year_end_cut_off_days": (0, 366),
    "suppress_people_below": (2, 1000),  # a 1 is one person
    "round_people_to": (1, 1000),
    "review_every_months": (1, 120),
    "kpis_at_least": (0, 50),
    "standstill_working_days": (0, 100),
    "contract_details_days": (0, 366),
    "contract_details_days_light_touch": (0, 366),
    "breach_notice_days": (0, 366),
    "records_kept_years": (0, 100),
    "framework_term_years": (1, 100),
}
_WORDS: Final = {"earlier_contracts": ("baseline-only", "in-scope")}
_DAYS: Final = ("successor_vesting_on", "successor_direction_on")
_AMOUNTS: Final = ("successor_consent_above", "successor_consent_above_capital")
_SHARES: Final = ("minimum_weighting", "place_breakdown_from", "substantial_term_change")
# read without a day: a second one would silently win
_ONCE: Final = (
    "encouraged_from", "notifiable_from", "minimum_weighting", "minimum_basis", "case_study_due_days", "grace_days",
)  # fmt: skip


def check_value(table: Table, parameter: Parameter) -> None:
    """Refuse a value that no council can mean, naming file, parameter and what to write."""
    if remedy := _remedy(parameter.name, parameter.unit, parameter.value):
        raise table.fault(f"value of {parameter.name}", remedy)
    if parameter.valid_from and parameter.valid_to and parameter.valid_to < parameter.valid_from:
        raise table.fault(f"to of {parameter.name}", "Give a day on or after the one in “from”")


def _remedy(name: str, unit: str, value: object) -> str:
    """What to write instead; empty where nothing is wrong."""
    if name in _WHOLE:
        low, high = _WHOLE[name]
        fits = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
        return "" if fits else f"Write a whole number from {low} to {high}"
    if name in _SHARES or unit.startswith("per cent"):
        fits = isinstance(value, Decimal) and value <= 100
        return "" if fits else 'Write a figure from "0" to "100", with a unit that begins with “per cent”'
    if name in _AMOUNTS:
        return (
            "" if isinstance(value, Decimal) else 'Give an amount as text, like "29999.00", with the unit GBP'
        )
    if name in _DAYS:
        return "" if isinstance(value, date) else "Write a date like 2028-04-01, without quotation marks"
    if name in _WORDS:
        return "" if value in _WORDS[name] else f"Write {' or '.join(_WORDS[name])}"
    if name == "native_bidding":
        return "" if isinstance(value, bool) else "Write true or false"
    return _year_remedy(value) if name == "first_statement_year" else ""


def _year_remedy(value: object) -> str:
    try:
        FinancialYear.parse(str(value))
    except Refusal:
        return 'Write a financial year like "2027–28"'
    return ""


def check_repeats(table: Table, parameters: Iterable[Parameter]) -> None:
    """Refuse two parameters of one name that count on one day: one of them would silently win."""
    for earlier, later in combinations(parameters, 2):
        if earlier.name != later.name:
            continue
        if earlier.name in _ONCE:
            remedy = "It stands here twice. Take one out: it lasts as long as this version of the policy"
            raise table.fault(f"parameter {earlier.name}", remedy)
        starts = max(earlier.valid_from or date.min, later.valid_from or date.min)
        if starts <= min(earlier.valid_to or date.max, later.valid_to or date.max):
            remedy = "It stands here twice for the same days. Take one out, or end the earlier one before the later"
            raise table.fault(f"parameter {earlier.name}", remedy)
