"""Exemptions and breaches for tests, by the deeds themselves: asked for, reviewed, determined; recorded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from socialvalue.foundation.clock import business_today
from socialvalue.planning import actions
from socialvalue.planning.models import Procurement
from socialvalue.planning.rules import Answers, ExemptionKind, Ground, Meeting, Missing, Opinion
from tests import make
from tests.cast import Play, Player

WHY = "A flood has closed the school and transport is needed at once."
ANSWERS: dict[str, Any] = {
    "bought": "Buses for two hundred pupils, for three weeks.",
    "tried": "We asked for a criterion of 5%; there was no time to score it.",
    "market": "Two firms have buses free, and no time to write a plan.",
    "instead": "Each is asked for a voluntary initiative after the flood.",
    "need": "Work for young people near the school is put off by a term.",
    "is_urgent": True,
    "unforeseen": "The river rose within two days.",
}


def answers(**changes: Any) -> Answers:
    return Answers(**ANSWERS | changes)


def ahead(**given: Any) -> Procurement:
    return make.procurement(commenced_on=business_today() + timedelta(days=30), **given)


def ask(procurement: Procurement, by: Player, **changes: Any) -> str:
    plain: dict[str, Any] = {
        "lot": None,
        "kind": ExemptionKind.NO_SOCIAL_VALUE,
        "lowest": None,
        "ground": Ground.URGENT,
        "justification": WHY,
        "answers": answers(),
    }
    return actions.request_exemption(reference=procurement.reference, by=by.person, **(plain | changes))


def review(label: str, play: Play, *, passed_on: bool = True, **changes: Any) -> None:
    plain: dict[str, Any] = {
        "opinion": Opinion.SUPPORT if passed_on else Opinion.RETURNED,
        "reasons": "The flood is real.",
        "questions": "" if passed_on else "What did you try?",
    }
    actions.screen_exemption(exemption=label, **({"by": play("stan").person} | plain | changes))


def meeting(held_on: date | None = None) -> Meeting:
    return Meeting(held_on or business_today(), "Head of procurement; head of finance.", "")


def grant(label: str, play: Play, **changes: Any) -> None:
    plain: dict[str, Any] = {
        "reason": "Nobody else could do it.",
        "conditions": (),
        "expires_on": None,
        "meeting": meeting(),
    }
    actions.grant_exemption(exemption=label, **({"by": play("dee").person} | plain | changes))


def refuse(label: str, play: Play, **changes: Any) -> None:
    plain: dict[str, Any] = {"reason": "It is not exceptional.", "meeting": meeting()}
    actions.refuse_exemption(exemption=label, **({"by": play("dee").person} | plain | changes))


def begun(**given: Any) -> Procurement:
    return make.procurement(commenced_on=business_today() - timedelta(days=1), **given)


def breach(procurement: Procurement, by: Player, **changes: Any) -> str:
    plain: dict[str, Any] = {
        "lot": None,
        "missing": Missing.NO_SOCIAL_VALUE,
        "what": "The tender asked for nothing and no exemption was granted.",
        "found_on": business_today(),
    }
    return actions.record_breach(reference=procurement.reference, by=by.person, **(plain | changes))


def typed_day(name: str, day: date) -> dict[str, str]:
    """A day as a form sends it."""
    return {f"{name}_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
