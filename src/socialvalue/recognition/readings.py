"""What a contract earned in a financial year, read from the ledger: for the deed that verifies it, and for its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from socialvalue.delivery.queries import ContractShown, ledger_of
from socialvalue.delivery.rules import schedule, year_end
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.policy.queries import policy_of
from socialvalue.recognition.rules import Impact, Judged, Recognition, recognise

USUAL_CUT_OFF: Final = 30  # days, where a pack names none


def cut_off_days(authority_id: int, year: FinancialYear) -> int:
    """The pack's days after 31 March up to which what came in still counts."""
    parameter = policy_of(authority_id, year.ends_on)[1].parameter("year_end_cut_off_days", year.ends_on)
    return int(str(parameter.value)) if parameter else USUAL_CUT_OFF


def cut_off_on(authority_id: int, year: FinancialYear) -> date:
    """The last day on which what came in still counts to a year's badges."""
    return year.ends_on + timedelta(days=cut_off_days(authority_id, year))


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a contract earned in a year, at which moment it is judged, and what its commitments are called."""

    found: Recognition
    cut_off_on: date
    known_at: datetime  # the end of that day
    titles: Mapping[str, str]  # by commitment: the measure's title


def assess(contract: ContractShown, year: FinancialYear, impacts: Sequence[Impact]) -> Assessment:
    """The badge of a contract for a year, as at 31 March and as known at the cut-off (ruling 23)."""
    days = cut_off_days(contract.authority_id, year)
    at = year_end(year, days)
    judged, titles = [], {}
    for line in ledger_of(contract, at.as_at, at.known_at):
        within = schedule(line.rule, contract.term, at).due_within(year.starts_on, year.ends_on)
        judged.append(Judged(line.position, within, is_additional=line.category == "additional"))
        titles[line.name] = line.title
    assert at.known_at is not None  # noqa: S101  the end of a year has its cut-off
    return Assessment(
        recognise(year, judged, impacts), year.ends_on + timedelta(days=days), at.known_at, titles
    )
