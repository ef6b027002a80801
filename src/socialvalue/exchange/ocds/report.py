"""The report of an import: counts that balance, every kind of problem counted, the sentences kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from socialvalue.exchange.ocds.problems import CODES, Problem, Severity

KEPT_A_CODE = 500


class Outcome(StrEnum):
    """What became of one release."""

    STORED = "stored"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(slots=True)
class ImportTally:
    """Counts releases as they are read and as their fate is decided: read = stored + unchanged + refused."""

    releases: int = 0
    undecided: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)

    def read(self, outcome: Outcome | None = None) -> None:
        """Count one release read, decided at once or later."""
        self.releases += 1
        if outcome is None:
            self.undecided += 1
        else:
            self.outcomes[outcome] += 1

    def decide(self, outcome: Outcome, count: int = 1) -> None:
        """Decide the fate of releases that were read before."""
        if count > self.undecided:
            raise ValueError("more releases were decided than read")
        self.undecided -= count
        self.outcomes[outcome] += count

    @property
    def balances(self) -> bool:
        """True when every release that was read has one outcome."""
        return self.undecided == 0 and self.releases == sum(self.outcomes.values())

    def as_json(self) -> dict[str, int]:
        """The counts as they stand in a report."""
        return {"read": self.releases} | {outcome.value: self.outcomes[outcome] for outcome in Outcome}


@dataclass(slots=True)
class Problems:
    """Every problem counted by its code; of each code the first sentences are kept."""

    counts: Counter[str] = field(default_factory=Counter)
    kept: list[Problem] = field(default_factory=list)

    def tell(self, problem: Problem) -> None:
        """Count one problem."""
        self.counts[problem.code] += 1
        if self.counts[problem.code] <= KEPT_A_CODE:
            self.kept.append(problem)

    def count(self, severity: Severity) -> int:
        """How many problems matter this much."""
        return sum(count for code, count in self.counts.items() if CODES[code][0] is severity)

    def as_json(self) -> dict[str, Any]:
        """Counts by code, and the sentences; where sentences are left out their number is said."""
        left_out = {code: count - KEPT_A_CODE for code, count in self.counts.items() if count > KEPT_A_CODE}
        return {
            "by_code": {
                code: {"count": count, "severity": CODES[code][0].value, "meaning": CODES[code][1]}
                for code, count in sorted(self.counts.items())
            },
            "sentences": [problem.as_json() for problem in self.kept],
            "sentences_left_out": left_out,
        }
