"""What a procurement needs before it can be published, as far as planning knows it.

INC-4, CTX-1, CTX-3, PRE-1 to PRE-3, INC-5, TEN-2, CAT-1, EXC-2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from socialvalue.planning.rules.determinations import AS_ABOVE, BELOW
from socialvalue.planning.rules.exemptions import ExemptionKind
from socialvalue.planning.rules.inclusion import Included, included
from socialvalue.planning.rules.routes import Route, regard_is_due


class Readiness(StrEnum):
    """How far one thing is that publication asks for."""

    DONE = "done"
    MISSING = "missing"
    OPTIONAL = "optional"  # the policy does not ask for it here
    ASKED = "asked"  # the policy asks for it, and it stands in nobody's way
    NOT_YET = "not-yet"  # something else comes first


@dataclass(frozen=True, slots=True)
class LotKnown:
    """What is known of a lot: requirements proposed and confirmed, whether it has a question, its exemption's kind."""

    number: int
    drafts: int
    confirmed: int
    has_question: bool
    exemption: str = ""  # the kind of the one that counts today

    @property
    def is_freed(self) -> bool:
        """Whether nothing has to be asked: an exemption to a lower weight leaves that weight to be given (EXC-1)."""
        return self.exemption == ExemptionKind.NO_SOCIAL_VALUE


@dataclass(frozen=True, slots=True)
class MarketKnown:
    """What is known of market engagement: what was stated, and what a feasibility test still lacks.

    `unsettled` is one sentence for each thing that keeps what suppliers answered from every bidder (TEN-2).
    """

    stated: str = ""  # "held", "not-held"; empty: nobody said
    is_tested: bool = False
    unsettled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanKnown:
    """What is known of the plan: the route (empty: nobody said), whether regard is recorded and proportion judged."""

    route: str = ""
    has_regard: bool = False
    is_judged: bool = False
    is_reserved: bool = False


NOTHING_KNOWN: Final = MarketKnown()
NOTHING_PLANNED: Final = PlanKnown()


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a procurement needs before it can be published. `where` names the deed; `lot` 0 means all.

    `lacking` is the sentence that refuses publication while it is missing.
    """

    where: str
    text: str
    clause: str
    state: Readiness
    hint: str = ""
    lot: int = 0
    lacking: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether it stands in the way of publication."""
        return self.state is Readiness.MISSING


def readiness(
    *,
    band: str,
    decided: bool,
    act_applies: bool | None,
    has_act_record: bool,
    lots: Sequence[LotKnown],
    answer: bool | None = None,
    market: MarketKnown = NOTHING_KNOWN,
    plan: PlanKnown = NOTHING_PLANNED,
) -> tuple[Need, ...]:
    """What is done and what is missing, in the order of the work, each with its clause.

    `answer` is what was recorded to “included? If not, why” in the encouraged band.
    """
    found = [_planned(band, plan), _determination(band, decided), _act_record(act_applies, has_act_record)]
    found += [_regard(band, plan), _proportion(band, plan)]
    if band == "encouraged":
        found.append(_inclusion(included(answer, sum(lot.confirmed for lot in lots))))
    found += [_engagement(band, market), *_feasibility(market)]
    for lot in lots:
        name = f"Lot {lot.number}: " if len(lots) > 1 else ""
        found += [_requirements(lot, name, band), _question(lot, name, band)]
    return tuple(found)


def _planned(band: str, plan: PlanKnown) -> Need:
    """Asked for from the need on, and in nobody's way, unless it shuts out whom the law does not let it."""
    if plan.is_reserved and band not in BELOW:
        lacking = (
            "The plan reserves the competition, which is possible only below threshold: say who may bid."
        )
        return Need("plan", "Say how it is bought", "PRE-1", Readiness.MISSING, lacking=lacking)
    state = Readiness.DONE if plan.route else Readiness.ASKED
    return Need("plan", "Say how it is bought", "PRE-1", state)


def _regard(band: str, plan: PlanKnown) -> Need:
    """The law's duty (PA23 s.13(9)); suppliers cannot enforce it (s.100(5)), so that it blocks nothing here."""
    above = band not in BELOW  # undetermined: it may be
    due = regard_is_due(Route(plan.route) if plan.route else Route.COMPETITION, above=above)
    state = Readiness.DONE if plan.has_regard else Readiness.ASKED if due else Readiness.OPTIONAL
    return Need("regard", "Record regard to national policy", "CTX-3", state)


def _proportion(band: str, plan: PlanKnown) -> Need:
    asked = band in {"mandatory", "encouraged"}
    state = Readiness.DONE if plan.is_judged else Readiness.ASKED if asked else Readiness.OPTIONAL
    return Need("proportion", "Judge how much to ask for", "INC-5", state)


def _determination(band: str, decided: bool) -> Need:
    state, lacking = Readiness.MISSING, "Confirm or correct the determination first."
    if band == "undetermined":
        lacking = "It is not determined whether Social Value is mandatory: add what is missing."
    elif decided:
        state, lacking = Readiness.DONE, ""
    return Need("determination", "Confirm or correct the determination", "INC-4", state, lacking=lacking)


def _act_record(applies: bool | None, has_record: bool) -> Need:
    lacking = ""
    if has_record:
        state = Readiness.DONE
    elif applies is False:
        state = Readiness.OPTIONAL
    else:
        state, lacking = Readiness.MISSING, "Record how the Social Value Act duty was considered."
    text = "Record how the Social Value Act duty was considered"
    return Need("act-record", text, "CTX-1", state, lacking=lacking)


def _inclusion(how: Included) -> Need:
    """Strongly encouraged is not mandatory (INC-2): the answer is asked for and blocks nothing."""
    hints = {
        Included.INCLUDED: "It is included",
        Included.LEFT_OUT: "It is left out, and the reason is recorded",
        Included.NO_ANSWER: "Ask for something, or record why not",
    }
    state = Readiness.ASKED if how is Included.NO_ANSWER else Readiness.DONE
    return Need("inclusion", "Included? If not, why", "INC-2", state, hints[how])


def _engagement(band: str, market: MarketKnown) -> Need:
    """Held, or why not: both the law (sections 16 and 17) and the policy ask for it above threshold."""
    state, hint, lacking = Readiness.OPTIONAL, "", ""
    if market.stated:
        state = Readiness.DONE
        hint = "Held" if market.stated == "held" else "Not held, with the reason"
    elif band == "mandatory":
        state, lacking = Readiness.MISSING, "Say whether the market was engaged, or why not."
    return Need("engagement", "Market engagement held, or why not", "PRE-2", state, hint, lacking=lacking)


def _feasibility(market: MarketKnown) -> list[Need]:
    if not market.is_tested:
        return []
    text = "What suppliers said of draft requirements, decided and disclosed"
    if market.unsettled:
        return [Need("feasibility", text, "TEN-2", Readiness.MISSING, lacking=market.unsettled[0])]
    return [Need("feasibility", text, "TEN-2", Readiness.DONE)]


def _requirements(lot: LotKnown, name: str, band: str) -> Need:
    state, hint, lacking = _otherwise(lot, band), "", ""
    if lot.drafts:
        state, hint = Readiness.MISSING, f"{lot.drafts} proposed and not confirmed yet"
        lacking = f"Lot {lot.number} has requirements in draft: confirm or remove them."
    elif lot.confirmed:
        state = Readiness.DONE
    elif state is Readiness.MISSING:
        lacking = f"Lot {lot.number} has no confirmed requirement, and no exemption was granted."
    elif lot.is_freed:
        hint = "An exemption was granted"
    return Need("requirements", f"{name}Defined requirements", "CAT-1", state, hint, lot.number, lacking)


def _question(lot: LotKnown, name: str, band: str) -> Need:
    state = Readiness.DONE if lot.has_question else _otherwise(lot, band)
    missing = f"Lot {lot.number} has no question for bidders: the judged part is marked on their answers."
    lacking = missing if state is Readiness.MISSING else ""
    return Need("question", f"{name}A question for bidders", "SCO-1", state, "", lot.number, lacking)


def _otherwise(lot: LotKnown, band: str) -> Readiness:
    """What it means that a lot has nothing: only a mandatory procurement without an exemption must ask."""
    asks = band in AS_ABOVE and not lot.is_freed
    return Readiness.MISSING if asks else Readiness.OPTIONAL
