"""The history of a procurement in sentences: one for each past-tense event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from socialvalue.machinery.events import PastEvent

SENTENCES: Final[dict[str, str]] = {
    "procurement_entered": "{who} entered this procurement.",
    "determination_confirmed": "{who} confirmed the determination as {band}.",
    "act_duty_considered": "{who} recorded how the Social Value Act duty was considered.",
    "requirement_proposed": "{who} proposed the requirement “{measure}” for lot {lot}.",
    "requirement_confirmed": "{who} confirmed the requirement “{measure}” for lot {lot}.",
    "requirement_removed": "{who} removed the requirement “{measure}” of lot {lot}.",
    "question_written": "{who} wrote the question of lot {lot}.",
    "engagement_stated": "{who} stated whether the market was engaged.",
    "engagement_planned": "{who} planned this event.",
    "engagement_amended": "{who} changed what is planned.",
    "engagement_recorded": "{who} recorded that the event was held.",
    "engagement_cancelled": "{who} cancelled this event.",
    "attendance_noted": "{who} noted an organisation that attended.",
    "attendance_removed": "{who} took an organisation off the list of those that attended.",
    "feasibility_asked": "{who} put draft requirements before the market.",
    "supplier_invited": "{who} invited a supplier to say whether draft requirements can be achieved.",
    "invitation_revoked": "{who} revoked the link of an invitation.",
    "feasibility_answered": "{who} said whether the draft requirements can be achieved.",
    "feasibility_ended": "{who} ended the test of draft requirements.",
    "feasibility_decided": "{who} decided about a draft requirement after what suppliers said: it is {decision}.",
    "feasibility_disclosed": "{who} disclosed to every bidder what suppliers said of the draft requirements.",
    "exemption_requested": "{who} asked for exemption {exemption}.",
    "exemption_returned": "{who} returned the request for exemption {exemption}.",
    "exemption_forwarded": "{who} reviewed exemption {exemption} and passed it on to be determined.",
    "exemption_granted": "{who} granted exemption {exemption}.",
    "exemption_refused": "{who} refused exemption {exemption}: the rule stands.",
    "exemption_withdrawn": "{who} took back the request for exemption {exemption}.",
    "methodology_saved": "{who} saved how a lot is scored.",
    "opportunity_published": "{who} published the opportunity.",
    "evaluator_appointed": "{who} appointed an evaluator for lot {lot}.",
    "evaluator_released": "{who} released an evaluator of lot {lot}.",
    "evaluator_removed": "{who} removed an evaluator of lot {lot} because of an interest that was declared.",
    "no_interest_declared": "{who} declared to have no interest in lot {lot}.",
    "interest_declared": "{who} declared an interest in lot {lot}.",
    "conflict_dismissed": "{who} decided that an interest in lot {lot} that was declared is no conflict.",
    "conflict_mitigated": "{who} decided how a conflict of interest in lot {lot} is mitigated.",
    "scores_noted": "{who} scored bids for lot {lot}.",
    "scores_locked": "{who} locked the scores they gave for lot {lot}.",
    "consensus_agreed": "{who} recorded a mark that the evaluators of lot {lot} agreed.",
    "result_computed": "{who} computed the result of lot {lot} by the published method.",
    "other_points_entered": "{who} entered the points of price and other quality for lot {lot}.",
    "lot_awarded": "{who} awarded lot {lot}.",
    "determination_corrected": "{who} corrected the determination: it is now {band}.",
}
FIELDS: Final = {
    "state": "Determination",
    "band": "Band",
    "kind": "Kind of contract",
    "nature": "Goods or services",
    "value_inc_vat": "Estimated value inc. VAT (£)",
    "commenced_on": "Commenced on",
    "exemption_state": "Exemption",
    "lowest_percent": "Lowest weight of Social Value (%)",
    "expires_on": "Last day of the exemption",
}


def sentence(event: PastEvent, names: Mapping[str, str]) -> str:
    """The event told in one sentence. An event this version does not know is still told, by its name."""
    known = SENTENCES.get(event.deed, "{who} did: " + event.deed.replace("_", " ") + ".")
    return known.format(
        who=actor(event, names),
        band=event.after.get("band", "as it was"),
        measure=event.after.get("measure", "one"),
        lot=event.after.get("lot", ""),
        exemption=event.after.get("exemption", "one"),
        decision=event.after.get("decision", "decided"),
    )


def actor(event: PastEvent, names: Mapping[str, str]) -> str:
    """Who did it, in words; a name that was erased reads "Someone whose account is closed"."""
    if event.deed == "feasibility_answered":
        return "An invited organisation"  # by its link: nobody signs in, and evaluators read this too
    machines = {"system": "The system", "command": "An operator, on the command line,"}
    return machines.get(event.actor) or names.get(event.actor, "Someone whose account is closed")


def changes(event: PastEvent) -> tuple[tuple[str, str, str], ...]:
    """What the event changed: the field in words, before, after."""
    pairs = ((name, event.before.get(key), event.after.get(key)) for key, name in FIELDS.items())
    return tuple((name, str(was or ""), str(now or "")) for name, was, now in pairs if was != now)
