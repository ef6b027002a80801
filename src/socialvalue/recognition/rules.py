"""Badges: Gold, Platinum, none or not assessed, for one contract and one financial year (ruling 11, rule 38).

Judged from the ledger as at 31 March, as known at the pack's cut-off (`delivery.rules.year_end`).

- *Not assessed*: nothing fell due within the year, and nothing of earlier years is missing. A year without a promise to
  keep earns no badge and loses none.
- *None*: of at least one commitment less is verified than is due to date. Nothing makes up for it elsewhere.
- *Gold*: all that is due to date is verified; so too for a contract that ended early.
- *Platinum*: Gold, and at least one Defined commitment verified above its whole contracted quantity, and evidenced
  impact outside the contract. Additional Social Value that was written into the contract must be kept for Gold and
  counts to nothing more; a commitment varied to nothing cannot be exceeded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from socialvalue.delivery.rules import Commitment, Moment, Position, State, Term, position, schedule
from socialvalue.delivery.rules.words import number, said
from socialvalue.foundation.calendar import FinancialYear, format_date
from socialvalue.policy.rules import Reason


class Level(StrEnum):
    """What a contract earned in a year."""

    PLATINUM = "platinum"
    GOLD = "gold"
    NONE = "none"
    NOT_ASSESSED = "not-assessed"


class Verdict(StrEnum):
    """How one commitment was judged."""

    MET = "met"
    MISSED = "missed"
    NOT_DUE = "not-due"


@dataclass(frozen=True, slots=True)
class Judged:
    """A commitment as at 31 March: its position, what fell due within the year, and whether it is Additional."""

    position: Position
    due_in_year: Decimal
    is_additional: bool = False

    @property
    def verdict(self) -> Verdict:
        """Met when all that is due to date is verified."""
        if self.position.missing:
            return Verdict.MISSED
        return Verdict.MET if self.position.due else Verdict.NOT_DUE

    @property
    def is_exceeded(self) -> bool:
        """Whether more than the whole contracted quantity is verified, in a way that counts to Platinum."""
        committed = self.position.committed
        return not self.is_additional and self.position.verified > committed > 0


@dataclass(frozen=True, slots=True)
class Impact:
    """Something a supplier achieved outside the contract, and whether its evidence was accepted."""

    what: str
    is_evidenced: bool


@dataclass(frozen=True, slots=True)
class CommitmentReason:
    """The verdict on one commitment and the sentence why."""

    commitment: str
    verdict: Verdict
    text: str


@dataclass(frozen=True, slots=True)
class Recognition:
    """The level of a contract in a year, the reason for it, and a reason for every commitment."""

    year: FinancialYear
    level: Level
    reason: Reason
    commitments: tuple[CommitmentReason, ...]


def judge(
    commitment: Commitment,
    term: Term,
    year: FinancialYear,
    at: Moment,
    *,
    grace_days: int,
    is_additional: bool = False,
) -> Judged:
    """A commitment at the end of a year, from the ledger."""
    within = schedule(commitment, term, at).due_within(year.starts_on, year.ends_on)
    return Judged(position(commitment, term, at, grace_days=grace_days), within, is_additional)


def recognise(year: FinancialYear, judged: Sequence[Judged], impacts: Sequence[Impact] = ()) -> Recognition:
    """The badge that a contract earned in a financial year, with its reasons."""
    level, reason = _level(year, judged, impacts)
    return Recognition(year, level, reason, tuple(_reason(each, year) for each in judged))


def _level(year: FinancialYear, judged: Sequence[Judged], impacts: Sequence[Impact]) -> tuple[Level, Reason]:
    missed = [each for each in judged if each.verdict is Verdict.MISSED]
    if missed:
        names = ", ".join(each.position.commitment for each in missed)
        text = f"Not all that was due by {format_date(year.ends_on)} is verified: {names}."
        return Level.NONE, Reason("REC-3", text)
    if not any(each.due_in_year for each in judged):
        return Level.NOT_ASSESSED, Reason(
            "REC-1", f"Nothing fell due in {year.label}, so there is nothing to judge."
        )
    gold = f"All that was due by {format_date(year.ends_on)} is delivered and verified"
    exceeded = [each.position.commitment for each in judged if each.is_exceeded]
    evidenced = [impact.what.rstrip(".") for impact in impacts if impact.is_evidenced]
    if exceeded and evidenced:
        text = f"{gold}; {', '.join(exceeded)} above the contracted quantity; evidenced beyond the contract: "
        return Level.PLATINUM, Reason("REC-4", f"{text}{'; '.join(evidenced)}.")
    return Level.GOLD, Reason(
        "REC-3", f"{gold}. For Platinum: {_wanting(bool(exceeded), bool(impacts), bool(evidenced))}."
    )


def _wanting(is_exceeded: bool, has_impact: bool, is_evidenced: bool) -> str:
    """What a Gold contract would need for Platinum."""
    wanting = []
    if not is_exceeded:
        wanting.append("no Defined commitment is verified above its contracted quantity")
    if not is_evidenced:
        claimed = "the impact beyond the contract has no accepted evidence"
        wanting.append(claimed if has_impact else "no impact beyond the contract is recorded")
    return " and ".join(wanting)


def _reason(judged: Judged, year: FinancialYear) -> CommitmentReason:
    found = judged.position
    day, due = format_date(year.ends_on), said(found.due, found.unit)
    if judged.verdict is Verdict.MISSED:
        text = f"{due} due by {day}, {number(found.verified)} verified: {number(found.missing)} missing"
    elif judged.verdict is Verdict.NOT_DUE:
        text = f"Nothing was due by {day}"
    else:
        text = f"{due} due by {day}, {number(found.verified)} verified"
        if judged.is_exceeded:
            text += f": more than the {number(found.committed)} contracted"
    if found.state is State.ENDED_EARLY:
        text += "; the contract ended early, so only what was due by then is judged"
    return CommitmentReason(found.commitment, judged.verdict, f"{text}.")


def may_claim_for_supplier(levels: Iterable[Level]) -> bool:
    """Whether a supplier may speak of all its contracts: every one that was assessed passed, and one was."""
    assessed = [level for level in levels if level is not Level.NOT_ASSESSED]
    return bool(assessed) and Level.NONE not in assessed
