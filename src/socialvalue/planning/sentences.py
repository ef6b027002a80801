"""The history of a procurement in sentences: one for each past-tense event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from socialvalue.foundation.calendar import format_date
from socialvalue.foundation.money import format_money
from socialvalue.machinery.events import PastEvent

SENTENCES: Final[dict[str, str]] = {
    "procurement_entered": "{who} entered this procurement.",
    "determination_confirmed": "{who} confirmed the determination as {band}.",
    "act_duty_considered": "{who} recorded how the Social Value Act duty was considered.",
    "plan_recorded": "{who} recorded how the contract is bought.",
    "value_estimated": "{who} estimated what the contract is worth.",
    "similar_need_handled": "{who} decided about a similar need.",
    "regard_recorded": "{who} recorded how regard was had to the national policy statement.",
    "proportion_judged": "{who} judged how much to ask for.",
    "consent_recorded": "{who} recorded a successor’s consent.",
    "procurement_amended": "{who} put right what this procurement is called or who answers for it.",
    "procurement_ended": "{who} ended this procurement: it comes to no tender.",
    "procurement_reopened": "{who} took this procurement up again.",
    "procurement_copied": "{who} started this procurement as a copy of {other}.",
    "requirement_proposed": "{who} proposed the requirement “{measure}” for lot {lot}.",
    "requirement_confirmed": "{who} confirmed the requirement “{measure}” for lot {lot}.",
    "requirement_removed": "{who} removed the requirement “{measure}” of lot {lot}.",
    "requirement_classified": "{who} said whether the requirement “{measure}” of lot {lot} is about the environment.",
    "legal_advice_recorded": "{who} recorded what the law says to the requirement “{measure}” of lot {lot}.",
    "remark_sent": "{who} sent a remark about the requirement “{measure}” of lot {lot}.",
    "remark_answered": "{who} answered the remark about the requirement “{measure}” of lot {lot}.",
    "inclusion_recorded": "{who} answered whether Social Value is included.",
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
    "exemption_paper_added": "{who} put a paper beside the request for exemption {exemption}.",
    "exemption_summarised": "{who} wrote what the public reads of exemption {exemption} once it is awarded.",
    "condition_reported": "{who} said that condition {condition} of exemption {exemption} is fulfilled.",
    "condition_accepted": "{who} checked that condition {condition} of exemption {exemption} is fulfilled.",
    "condition_returned": "{who} gave condition {condition} of exemption {exemption} back: it is not fulfilled yet.",
    "breach_recorded": "{who} recorded breach {breach} of the policy.",
    "breach_planned": "{who} said what is done about breach {breach}.",
    "breach_closed": "{who} closed breach {breach}.",
    "breach_dismissed": "{who} found that breach {breach} was none.",
    "breach_reopened": "{who} took up breach {breach} again.",
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
    "value_inc_vat": "Estimated value inc. VAT",
    "commenced_on": "Commenced on",
    "exemption_state": "Exemption",
    "lowest_percent": "Lowest weight of Social Value (%)",
    "expires_on": "Last day of the exemption",
    "breach_state": "Breach",
    "is_environmental": "About the environment",
    "is_cleared": "Cleared by legal advice",
    "is_included": "Social Value is included",
    "why_not": "Why it is left out",
}


def sentence(event: PastEvent, names: Mapping[str, str]) -> str:
    """The event told in one sentence. An event this version does not know is still told, by its name."""
    known = SENTENCES.get(event.deed, "{who} did: " + event.deed.replace("_", " ") + ".")
    return known.format(
        who=actor(event, names),
        band=event.after.get("band", "as it was"),
        measure=event.after.get("measure", "one"),
        lot=event.after.get("lot", ""),
        other=event.after.get("other", "another"),
        exemption=event.after.get("exemption", "one"),
        condition=event.after.get("condition", ""),
        breach=event.after.get("breach", "one"),
        decision=event.after.get("decision", "decided"),
    )


READ_BY: Final = {  # the reasons of these deeds are read by whoever may look at their subject
    "exemption": "exemption:view",
    "condition": "exemption:view",
    "breach": "breach:view",
    "engagement": "engagement:view",
    "feasibility": "engagement:view",
    "supplier": "engagement:view",
    "invitation": "engagement:view",
    "attendance": "engagement:view",
    "conflict": "conflict:decide",
    "evaluator": "conflict:decide",
    "interest": "conflict:decide",
}


def reason_of(event: PastEvent) -> str:
    """The permission that somebody needs to read why this was done."""
    return READ_BY.get(event.deed.partition("_")[0], "procurement:view")


def actor(event: PastEvent, names: Mapping[str, str]) -> str:
    """Who did it, in words; a name that was erased reads "Someone whose account is closed"."""
    if event.deed == "feasibility_answered":
        return "An invited organisation"  # by its link: nobody signs in, and evaluators read this too
    machines = {"system": "The system", "command": "An operator, on the command line,"}
    return machines.get(event.actor) or names.get(event.actor, "Someone whose account is closed")


def changes(event: PastEvent) -> tuple[tuple[str, str, str], ...]:
    """What the event changed: the field in words, before, after."""
    pairs = ((key, name, event.before.get(key), event.after.get(key)) for key, name in FIELDS.items())
    return tuple(
        (name, _in_words(key, was), _in_words(key, now)) for key, name, was, now in pairs if was != now
    )


def _in_words(key: str, value: Any) -> str:
    """A figure, day or truth as people write it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if key == "value_inc_vat":
        return format_money(Decimal(value))
    return format_date(date.fromisoformat(value)) if key.endswith("_on") else str(value)
