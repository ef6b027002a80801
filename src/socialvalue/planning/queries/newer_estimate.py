"""What a newer estimate would ask for, where a determination stands that was made from an earlier one (rule 14)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from socialvalue.foundation.clock import business_today
from socialvalue.planning.queries.plans import Worth
from socialvalue.planning.queries.procurements import ProcurementShown
from socialvalue.planning.readings.plans import is_call_off
from socialvalue.policy.queries import policy_of
from socialvalue.policy.rules import Band, Facts, Kind, Nature, Vat, VatStatus, determine


@dataclass(frozen=True, slots=True)
class NewerEstimate:
    """An estimate that came after the determination: £ including VAT, and what it would ask for."""

    value_inc_vat: Decimal | None
    band: Band
    asks_the_same: bool
    has_begun: bool  # then what the procurement began under stands


def newer_estimate(shown: ProcurementShown, worth: Worth | None) -> NewerEstimate | None:
    """None where the determination was made from the newest estimate. Otherwise it takes about four statements."""
    live = shown.determination
    if worth is None or worth.made_at <= live.made_at or _is_of(worth, live.value_inc_vat):
        return None
    today = business_today()
    known = worth.value_inc_vat is not None
    answer = determine(
        Facts(
            Kind(live.kind) if live.kind else None,
            Nature(live.nature) if live.nature in Nature.__members__.values() else None,
            worth.value_inc_vat if known else worth.stated,
            Vat() if known else Vat(VatStatus.UNKNOWN),
            live.commenced_on,
            today,
            is_call_off=is_call_off(shown.id),
            treated_as_above=worth.above,
        ),
        policy_of(shown.authority_id, today)[1],
    )
    return NewerEstimate(
        worth.value_inc_vat,
        answer.band,
        (answer.band.value, answer.notifiable, answer.social_value_act_applies)
        == (live.band, live.notifiable, live.social_value_act_applies),
        live.commenced_on is not None and live.commenced_on < today,
    )


def _is_of(worth: Worth, value: Decimal | None) -> bool:
    """Whether a determination of this value says already what the estimate would."""
    return value is not None and worth.value_inc_vat == value and not worth.above
