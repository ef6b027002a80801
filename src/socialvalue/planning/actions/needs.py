"""What a deed about a requirement does with the figure that shows its need: pinned as it stood (PRI-2)."""

from __future__ import annotations

from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.people.queries import newest_pack_id
from socialvalue.planning.models import NeedPinned, Requirement
from socialvalue.toms import queries as toms


def pin_need(
    *, requirement: Requirement, outcome: str, figure: str, authority_id: int, area: str
) -> NeedPinned:
    """Keep the published figure "code:place" beside a requirement, as it stands today. Part of a deed that logs it.

    `area` is the code of the whole area. Refuses one that was not published, or does not point to the outcome.
    """
    code, _, place = figure.partition(":")
    pack = newest_pack_id(authority_id)
    shown = toms.figures_for(outcome, pack_id=pack, place=place, county=area) if pack else []
    found = next((each for each in shown if each.indicator.code == code), None)
    if found is None or found.here.value is None:
        raise Refusal("figure-unknown", "Select a figure of the list.", field="figure", clause="PRI-2")
    return NeedPinned.objects.create(
        requirement=requirement,
        indicator_id=found.indicator.id,
        place=place,
        period=found.indicator.period,
        value=found.here.value,
        county_value=found.county.value if found.county else None,
        pinned_on=business_today(),
    )
