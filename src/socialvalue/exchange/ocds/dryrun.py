"""Everything an import does short of storing: read, check, merge, our words, a determination to confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from socialvalue.exchange.ocds.gather import Gathered, gather
from socialvalue.exchange.ocds.notices import Agreement, NoticeProcurement
from socialvalue.exchange.ocds.report import ImportTally, Outcome, Problems
from socialvalue.exchange.ocds.source import Readable
from socialvalue.exchange.ocds.translate import procurement
from socialvalue.policy.rules import Band, Determination, Facts, Policy, Reason, determine

MOST_PROPOSALS = 5_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """One procurement with the band that is proposed for it, to be confirmed by a person."""

    procurement: NoticeProcurement
    band: Band
    reasons: tuple[Reason, ...]
    to_confirm: tuple[str, ...]
    determination: Determination | None

    def as_json(self) -> dict[str, Any]:
        """The proposal as it stands in a report."""
        told, value = self.procurement, self.procurement.value
        return {
            "ocid": told.ocid,
            "reference": told.reference,
            "title": told.title,
            "portal": told.portal.value,
            "buyer": told.buyer.name if told.buyer else None,
            "regime": told.regime.value,
            "kind": told.kind.value if told.kind else None,
            "commenced_on": told.commenced_on.isoformat() if told.commenced_on else None,
            "value_inc_vat": None if value.gross is None else f"{value.gross:.2f}",
            "value_net": None if value.net is None else f"{value.net:.2f}",
            "value_estimated": value.estimated,
            "value_source": value.source,
            "lots": len(told.lots),
            "band": self.band.value,
            "reasons": [{"clause": reason.clause, "text": reason.text} for reason in self.reasons],
            "to_confirm": list(self.to_confirm),
        }


@dataclass(slots=True)
class Report:
    """What an import found: counts that balance, bands, problems, the proposals (the first of many)."""

    tally: ImportTally = field(default_factory=ImportTally)
    problems: Problems = field(default_factory=Problems)
    procurements: int = 0
    bands: Counter[Band] = field(default_factory=Counter)
    proposals: list[Proposal] = field(default_factory=list)

    def refuse(self, gathered: Gathered, fault: Exception) -> None:
        """Leave one procurement out for a fault that nobody foresaw, and tell it of each of its releases."""
        for problem in gathered.unusable(fault):
            self.problems.tell(problem)
        self.tally.decide(Outcome.REFUSED, len(gathered.releases))

    def as_json(self) -> dict[str, Any]:
        """The report for a program."""
        return {
            "releases": self.tally.as_json(),
            "balances": self.tally.balances,
            "procurements": self.procurements,
            "bands": {band.value: self.bands[band] for band in Band},
            "problems": self.problems.as_json(),
            "proposals": [proposal.as_json() for proposal in self.proposals],
            "proposals_left_out": self.procurements - len(self.proposals),
        }


def examine(
    paths: Iterable[Path | Readable],
    *,
    policy: Policy | None = None,
    decided_on: date | None = None,
    each: Callable[[Proposal], None] | None = None,
) -> Report:
    """Do everything but store. `each` hears every proposal; the report keeps the first few thousand."""
    report = Report()
    for proposal in proposals(paths, report, policy=policy, decided_on=decided_on):
        report.procurements += 1
        report.bands[proposal.band] += 1
        if len(report.proposals) < MOST_PROPOSALS:
            report.proposals.append(proposal)
        if each:
            each(proposal)
    return report


def proposals(
    paths: Iterable[Path | Readable], report: Report, *, policy: Policy | None, decided_on: date | None
) -> Iterator[Proposal]:
    """Every procurement with its proposal; its releases count as stored once it was taken."""
    for gathered in gather(paths, report.problems.tell, report.tally):
        try:
            proposal = propose(gathered, policy, decided_on)
        except Exception as fault:  # one procurement must not stop the rest
            report.refuse(gathered, fault)
            continue
        yield proposal
        report.tally.decide(Outcome.STORED, len(gathered.releases))


def propose(gathered: Gathered, policy: Policy | None, decided_on: date | None) -> Proposal:
    """What the policy would ask of one procurement, on what its notices say."""
    told = procurement(gathered)
    if policy is None:
        why = (Reason("", "No policy was given, so no band is proposed."),)
        return Proposal(told, Band.UNDETERMINED, why, (), None)
    if told.regime.has_act_thresholds is False:
        said = (
            f"It runs under {told.legal_basis}; the thresholds of the Procurement Act 2023 do not govern it."
        )
        return Proposal(told, Band.UNDETERMINED, (Reason("PA23 s.3", said),), (), None)
    facts = Facts(
        kind=told.kind,
        nature=told.nature,
        value=told.value.gross,
        commenced_on=told.commenced_on,
        decided_on=decided_on,
        is_call_off=told.agreement is Agreement.CALL_OFF,
    )
    answer = determine(facts, policy)
    gaps = tuple(_gaps(told)) if answer.band is Band.UNDETERMINED else ()
    return Proposal(told, answer.band, (*gaps, *answer.reasons), tuple(_to_confirm(told)), answer)


def _gaps(told: NoticeProcurement) -> Iterator[Reason]:
    """What the notices do not say, in the order in which a person would look it up."""
    if told.kind is None:
        yield Reason("PA23 Sch 1", f"{told.kind_why}.")
    if told.commenced_on is None:
        yield Reason("SI 2025/1200 reg 3", f"{told.commenced_why}.")
    if told.value.gross is None:
        yield Reason("PA23 s.4", f"{'; '.join((told.value.why, *told.value.passed_over))}.")


def _to_confirm(told: NoticeProcurement) -> Iterator[str]:
    if told.value.estimated and told.value.gross is not None:
        yield f"The value including VAT (£{told.value.gross:,.2f}) is estimated: {told.value.why}"
    if told.value.source in ("awards", "contracts", "planning/budget"):
        yield told.value.why
    if told.regime.has_act_thresholds is None:
        yield "The notices do not say which law the procurement runs under"
    yield from (suggestion.text for suggestion in told.suggestions)
