"""The history of a contract and of a delivery in sentences: one for each past-tense event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from socialvalue.delivery.ports import EXTRA_SENTENCES
from socialvalue.delivery.rules.words import said
from socialvalue.foundation.calendar import format_date
from socialvalue.machinery.events import PastEvent

SENTENCES: Final[dict[str, str]] = {
    "commitment_agreed": "{who} agreed commitment C{commitment} with the supplier: {committed} committed.",
    "commitment_varied": "{who} varied commitment C{commitment}: {committed} committed from {from}.",
    "contract_made": "{who} made this contract from the award of lot {lot} of {procurement}, signed on {signed_on}.",
    "contract_terminated": "{who} recorded that the contract ended early on {terminated_on}.",
    "evidence_uploaded": "{who} uploaded a file of evidence.",
    "delivery_reported": "{who} reported {quantity} delivered on {delivered_on}.",
    "delivery_accepted": "{who} accepted {accepted}.",
    "delivery_rejected": "{who} rejected this delivery.",
    "delivery_queried": "{who} queried this delivery.",
    "delivery_query_answered": "{who} answered the query.",
    "delivery_withdrawn": "{who} withdrew this delivery.",
    "delivery_reopened": "{who} reopened this delivery.",
    "commitment_confirmed": "{who} confirmed the year-end figures of commitment C{commitment}.",
    "commitment_questioned": "{who} questioned the year-end figures of commitment C{commitment}.",
    "commitment_check_reopened": "{who} reopened the year-end check of commitment C{commitment}.",
    "case_study_submitted": "{who} submitted the case study of contract year {contract_year}.",
    "case_study_accepted": "{who} accepted the case study of contract year {contract_year}.",
    "case_study_returned": "{who} returned the case study of contract year {contract_year}.",
    "case_study_reopened": "{who} reopened the case study of contract year {contract_year}.",
    "initiative_proposed": "{who} offered {quantity} of their own accord.",
    "initiative_asked": "{who} asked the supplier about it.",
    "initiative_answered": "{who} answered the question.",
    "initiative_accepted": "{who} accepted it.",
    "initiative_declined": "{who} declined it.",
    "initiative_withdrawn": "{who} took it back.",
}
FIELDS: Final = {
    "committed": "Committed",
    "due": "Due",
    "from": "Holds from",
    "state": "State",
    "accepted": "Accepted",
    "terminated_on": "Ended early on",
    "warned": "Warned about",
}
WARNED: Final = {
    "lowers": "less is promised",
    "postpones": "some of it is due later",
    "past": "what was due already is less",
    "economic-balance": "the economic balance (Procurement Act 2023, section 74(3)(c))",
}
DAYS: Final = frozenset({"from", "terminated_on", "delivered_on", "signed_on"})
QUANTITIES: Final = frozenset({"committed", "quantity", "accepted"})


class _Told(dict[str, str]):
    """What a sentence names, from the event's figures."""

    def __missing__(self, key: str) -> str:
        return "what was asked"


def sentence(event: PastEvent, names: Mapping[str, str]) -> str:
    """The event told in one sentence. An event this version does not know is still told, by its name."""
    ours = SENTENCES | EXTRA_SENTENCES
    known = ours.get(event.deed, "{who} did: " + event.deed.replace("_", " ") + ".")
    told = _Told({key: _in_words(key, value, event) for key, value in event.after.items()})
    return known.format_map(_Told(told | {"who": actor(event, names)}))


def actor(event: PastEvent, names: Mapping[str, str]) -> str:
    """Who did it, in words; a name that was erased reads "Someone whose account is closed"."""
    machines = {"system": "The system", "command": "An operator, on the command line,"}
    return machines.get(event.actor) or names.get(event.actor, "Someone whose account is closed")


def changes(event: PastEvent) -> tuple[tuple[str, str, str], ...]:
    """What the event changed: the field in words, before, after."""
    pairs = ((key, name, event.before.get(key), event.after.get(key)) for key, name in FIELDS.items())
    return tuple(
        (name, _in_words(key, was, event), _in_words(key, now, event))
        for key, name, was, now in pairs
        if was != now
    )


def _in_words(key: str, value: Any, event: PastEvent) -> str:
    unit = str(event.after.get("unit", ""))
    if value is None:
        return ""
    if key == "due" and isinstance(value, Mapping):
        parts = [f"{said(Decimal(much), unit)} by {_day(day)}" for day, much in sorted(value.items())]
        return "; ".join(parts)
    if key == "warned":
        return "; ".join(WARNED.get(code, code) for code in value)
    if key in QUANTITIES:
        return said(Decimal(str(value)), unit)
    return _day(value) if key in DAYS else str(value)


def _day(text: object) -> str:
    return format_date(date.fromisoformat(str(text)))
