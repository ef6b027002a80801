"""Made-up market engagement: events held, cancelled and planned, and drafts that suppliers are asked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from socialvalue.entrance.demonstration.needs import Do, at, confirm, key, reference_of, start
from socialvalue.entrance.demonstration.steps import Hands, Step
from socialvalue.planning import actions as planning
from socialvalue.planning.actions import Named, Occasion, Said
from socialvalue.planning.models import EngagementEvent, FeasibilityTest, Requirement
from socialvalue.planning.rules import Due, EventKind, Verdict

NEED: Final = "meals"
NEED_VERSION: Final = "Communities analysis 2028 (made up)"
MET: Final = (
    Named("Isle Kitchen CIC", is_vcse=True),
    Named("Weald Growers Co-operative", is_vcse=True),
    Named("Stour Catering Ltd", is_sme=True, is_vcse=False),
    Named("Nation Wide Foods plc", is_sme=False, is_vcse=False),
    Named("Kitchen Table"),
)
SAID: Final = {  # by who answered so far, of the two drafts
    "Isle Kitchen CIC": (
        Said(Verdict.ACHIEVABLE),
        Said(Verdict.WITH_CHANGES, "Twelve is too many for us. Four we can do."),
    ),
    "Weald Growers Co-operative": (
        Said(Verdict.ACHIEVABLE),
        Said(Verdict.NOT_ACHIEVABLE, "We are nine people. A trainee needs somebody beside them."),
    ),
    "Stour Catering Ltd": (
        Said(Verdict.WITH_CHANGES, "If hours on a Saturday count."),
        Said(Verdict.ACHIEVABLE),
    ),
}


def engagement_steps() -> Iterator[Step]:
    """Every deed of the engagement."""
    buyers = _plan("Meet the buyer: food and care", EventKind.MEET_THE_BUYER, date(2028, 4, 19))
    storage = _plan("Workshop on cold storage", EventKind.WORKSHOP, date(2028, 4, 25))
    morning = _plan("How to bid: a morning for small charities", EventKind.BRIEFING, date(2028, 6, 14))
    needed_on = date(2027, 12, 31)
    yield Step(at(date(2027, 12, 13)), start(NEED, "Meals at home", Decimal(880_000), needed_on))
    yield Step(at(date(2027, 12, 14)), confirm(NEED))
    yield Step(at(date(2028, 3, 20)), buyers)
    yield Step(at(date(2028, 3, 21)), storage)
    yield Step(at(date(2028, 4, 20)), _hold)
    yield Step(at(date(2028, 4, 21)), _cancel)
    yield Step(at(date(2028, 5, 2)), _ask)
    yield Step(at(date(2028, 5, 3)), _test)
    yield Step(at(date(2028, 5, 4)), morning)


def _plan(title: str, kind: EventKind, day: date) -> Do:
    def do(hands: Hands) -> None:
        occasion = Occasion(
            title=f"{title} (made up)",
            kind=kind,
            takes_place_on=day,
            is_online=False,
            place="The town hall",
            shares_priorities=True,
            need_version=NEED_VERSION,
            procurements=(reference_of(NEED),),
        )
        planning.plan_event(authority_id=hands.authority.id, occasion=occasion, by=hands("stan"))

    return do


def _event(kind: EventKind) -> str:
    return EngagementEvent.objects.get(kind=kind.value).reference


def _hold(hands: Hands) -> None:
    event, olive = _event(EventKind.MEET_THE_BUYER), hands("olive")
    planning.record_event(event=event, by=olive)
    for number, who in enumerate(MET, start=1):
        planning.note_attendance(event=event, who=who, people=1 + number % 3, by=olive)


def _cancel(hands: Hands) -> None:
    planning.cancel_event(
        event=_event(EventKind.WORKSHOP),
        reason="Only one organisation could come. It is met by itself.",
        by=hands("stan"),
    )


def _ask(hands: Hands) -> None:
    for measure, quantity, need in (
        ("CO-3.1", "240", "Groups say that they lack hands on weekdays."),
        ("EM-2.1", "12", "Few young people here learn the trade."),
    ):
        planning.propose_requirement(
            reference=reference_of(NEED),
            lot=1,
            measure=measure,
            kind="target",
            quantity=quantity,
            place="",
            due=Due.TWO_YEARS,
            need=need,
            evidence="A list with dates, without names.",
            unanswered="zero",
            is_environmental=False,
            by=hands("olive"),
        )


def _test(hands: Hands) -> None:
    olive = hands("olive")
    drafts = Requirement.objects.filter(lot__procurement__uid=key(NEED)).values_list("id", flat=True)
    planning.open_test(
        reference=reference_of(NEED),
        requirements=list(drafts),
        message="Hot meals on weekdays for about 300 people, from October, for three years.",
        closes_on=date(2028, 6, 30),
        by=olive,
    )
    test = FeasibilityTest.objects.get(procurement__uid=key(NEED))
    items = list(test.items.order_by("id").values_list("id", flat=True))
    for who in MET:
        token = planning.invite(test=test.id, who=who, email="", by=olive)
        if answers := SAID.get(who.name):
            planning.answer_test(token=token, answers=dict(zip(items, answers, strict=True)))
