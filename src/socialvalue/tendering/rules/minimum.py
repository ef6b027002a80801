"""The minimum weighting (SCO-1, rulings 4, rules 15 to 17): what must be true before a tender can be published.

A draft may stand below the minimum. Publishing below it takes an exemption that was granted before: no third way.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from socialvalue.foundation.calendar import format_date
from socialvalue.planning.rules import ExemptionKind
from socialvalue.policy.rules import Band as PolicyBand
from socialvalue.policy.rules import MinimumBasis, Reason
from socialvalue.tendering.rules.weights import Shares, Weighting, percent


@dataclass(frozen=True, slots=True)
class Exemption:
    """A granted exemption. `lowest` is the weight in per cent of the total that one for a lower weight states.

    It counts from the day it was granted up to and on `expires_on`.
    """

    kind: ExemptionKind
    granted_on: date
    lowest: Decimal | None = None
    expires_on: date | None = None

    def counts_on(self, day: date) -> bool:
        """Whether it was granted by that day and has not expired."""
        return self.granted_on <= day and (self.expires_on is None or day <= self.expires_on)


@dataclass(frozen=True, slots=True)
class MinimumFinding:
    """Whether the weighting allows publication, with every figure it was judged by, exact and in per cent.

    `needs_acceptance`: the whole reaches the minimum and its judged part does not (rule 17); the configured
    authority accepts that, or it is not published.
    """

    is_publishable: bool
    shares: Shares
    measured: Fraction
    minimum: Decimal
    basis: MinimumBasis
    needs_acceptance: bool
    by_exemption: bool
    reasons: tuple[Reason, ...]

    @property
    def obstacle(self) -> Reason:
        """Of what cannot be published: the reason why."""
        return self.reasons[-1] if self.needs_acceptance else self.reasons[1]


def judge_minimum(
    weighting: Weighting,
    *,
    minimum: Decimal,
    basis: MinimumBasis,
    band: PolicyBand,
    publish_on: date,
    exemption: Exemption | None = None,
    judged_part_accepted: bool = False,
) -> MinimumFinding:
    """Whether a lot with this weighting can be published on that day, and why."""
    shares = weighting.shares()
    measured = shares.judged_of_total if basis is MinimumBasis.JUDGED_PART else shares.social_value_of_total
    splits = basis is MinimumBasis.WHOLE_SOCIAL_VALUE and shares.judged_of_total < minimum <= measured
    exempt, why = _exempted(exemption, measured, publish_on)
    needs = band is PolicyBand.MANDATORY and not exempt and splits and not judged_part_accepted
    reasons = [Reason("SCO-1", shares.sentence())]
    if band is PolicyBand.UNDETERMINED:
        publishable = False
        reasons.append(Reason("INC-4", "It is not determined whether a minimum applies: settle that first."))
    elif band is not PolicyBand.MANDATORY:
        publishable = True
        clause = "INC-2" if band is PolicyBand.ENCOURAGED else "INC-3"
        reasons.append(Reason(clause, "No minimum applies below the threshold: keep it in proportion."))
    else:
        publishable = exempt or (measured >= minimum and not needs)
        reasons += [_of_measure(measured, minimum, basis), *why]
        if splits:
            reasons.append(_of_split(shares, minimum, accepted=judged_part_accepted or exempt))
    by_exemption = exempt and publishable and measured < minimum and band is PolicyBand.MANDATORY
    return MinimumFinding(publishable, shares, measured, minimum, basis, needs, by_exemption, tuple(reasons))


def _of_measure(measured: Fraction, minimum: Decimal, basis: MinimumBasis) -> Reason:
    part = "The judged part" if basis is MinimumBasis.JUDGED_PART else "Social Value as a whole"
    if measured >= minimum:
        return Reason("SCO-1", f"{part} reaches the minimum of {percent(minimum)} of the total.")
    return Reason(
        "SCO-1",
        f"{part} is {percent(measured)} of the total, below the minimum of {percent(minimum)}. Raise it, or ask "
        "for an exemption before the procurement begins (EXC-1). The draft can be saved.",
    )


def _of_split(shares: Shares, minimum: Decimal, *, accepted: bool) -> Reason:
    text = f"The judged part is {percent(shares.judged_of_total)}, below {percent(minimum)} of the total"
    return Reason("SCO-1", f"{text}: {'that was accepted' if accepted else 'that must be accepted first'}.")


def _exempted(
    exemption: Exemption | None, measured: Fraction, publish_on: date
) -> tuple[bool, tuple[Reason, ...]]:
    """Whether an exemption lets this weighting be published that day, and the sentence for it."""
    if exemption is None:
        return False, ()
    granted = format_date(exemption.granted_on)
    if not exemption.counts_on(publish_on):
        return False, (
            Reason(
                "EXC-2", f"The exemption granted on {granted} does not count on {format_date(publish_on)}."
            ),
        )
    if exemption.kind is ExemptionKind.NO_SOCIAL_VALUE:
        return True, (Reason("EXC-2", f"An exemption from Social Value was granted on {granted}."),)
    lowest = exemption.lowest
    if lowest is None or measured < lowest:
        stated = "states no weight" if lowest is None else f"allows {percent(lowest)} of the total or more"
        return False, (Reason("EXC-2", f"The exemption granted on {granted} {stated}: this is less."),)
    text = f"An exemption granted on {granted} allows {percent(lowest)} of the total or more."
    return True, (Reason("EXC-2", text),)
