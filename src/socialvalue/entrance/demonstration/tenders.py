"""Made-up tenders from need to award, and exemptions: one of every situation that an officer meets on the way.

Each begins before 31 December 2027, the last day of the thresholds that are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from socialvalue.delivery import actions as delivery
from socialvalue.entrance.demonstration.needs import Do, at, confirm, key, reference_of, start
from socialvalue.entrance.demonstration.steps import Hands, Step
from socialvalue.evaluation import actions as evaluation
from socialvalue.evaluation.models import Evaluator, Result, TenderFeedback
from socialvalue.people.queries import newest_pack_id
from socialvalue.planning import actions as planning
from socialvalue.planning.models import Requirement
from socialvalue.planning.rules import Due, NotHeld, Statement
from socialvalue.tendering import actions as tendering
from socialvalue.tendering.models import Bid
from socialvalue.tendering.rules import ShareOf
from socialvalue.toms import queries as toms

REASON: Final = "It names the places, the partners and the dates, and says what happens if one falls out."
DESCRIPTORS: Final = (
    "Says nothing about it",
    "Says that it will be done, not how",
    "Says how, but not when or with whom",
    "Says how, when and with whom",
    "Also says how it knows that it works",
    "Also learns from the people it is for",
)


@dataclass(frozen=True, slots=True)
class Tender:
    """A made-up tender, and how far it comes: open, conflict, tie or awarded."""

    name: str
    title: str
    value: Decimal  # £ including VAT
    measure: str
    quantity: int
    begins_on: date
    closes_on: date
    contract: tuple[date, date]
    comes_to: str
    offers: tuple[int, int]  # Sam's and Rita's
    marks: tuple[int, int]


TENDERS: Final = (
    Tender("transport", "Community transport", Decimal(640_000), "CO-3.1", 200, date(2027, 10, 4), date(2027, 11, 15),
           (date(2028, 3, 1), date(2031, 2, 28)), "awarded", (180, 120), (5, 3)),
    Tender("carers", "Breaks for young carers", Decimal(720_000), "CO-1.2", 300, date(2027, 11, 8), date(2028, 1, 10),
           (date(2028, 9, 1), date(2031, 8, 31)), "tie", (240, 240), (4, 4)),
    Tender("advice", "Advice on school catering", Decimal(480_000), "EM-2.3", 12, date(2027, 12, 6), date(2028, 2, 14),
           (date(2028, 9, 1), date(2030, 8, 31)), "conflict", (10, 12), (4, 3)),
    Tender("company", "Company for people who live alone", Decimal(900_000), "CO-1.2", 400, date(2027, 12, 20),
           date(2028, 6, 30), (date(2028, 10, 1), date(2031, 9, 30)), "open", (350, 0), (0, 0)),
)  # fmt: skip


def tender_steps() -> Iterator[Step]:
    """Every deed of the tenders."""
    for tender in TENDERS:
        yield from _of_tender(tender)


# tenders --------------------


def _of_tender(tender: Tender) -> Iterator[Step]:
    day = tender.begins_on
    yield Step(at(day - timedelta(days=60)), start(tender.name, tender.title, tender.value, day))
    yield Step(at(day - timedelta(days=57)), confirm(tender.name))
    yield Step(at(day - timedelta(days=50)), lambda hands: _consider(tender, hands))
    yield Step(at(day - timedelta(days=48)), lambda hands: _state(tender, hands))
    yield Step(at(day - timedelta(days=45)), lambda hands: _ask(tender, hands))
    yield Step(at(day - timedelta(days=30)), lambda hands: _weigh(tender, hands))
    yield Step(at(day), lambda hands: _publish(tender, hands))
    for who, number in (("sam", 0), ("rita", 1)):
        if tender.offers[number]:
            yield Step(at(day + timedelta(days=20 + number)), _bidding(tender, who, number))
    if tender.comes_to != "open":
        yield from _evaluating(tender)


def _consider(tender: Tender, hands: Hands) -> None:
    planning.record_consideration(
        reference=reference_of(tender.name),
        economic="Work and training for people who live here.",
        social="People meet, and groups grow stronger.",
        environmental="Shorter ways and fewer journeys: passed on to the environment plan.",
        consults=True,
        consultation="Two groups of people who use the service were asked in the spring.",
        considered_on=tender.begins_on - timedelta(days=51),
        by=hands("olive"),
    )


def _state(tender: Tender, hands: Hands) -> None:
    """Most tenders were talked about with the market; one came from a market that is known."""
    statement = Statement(
        is_held=True,
        engaged_on=tender.begins_on - timedelta(days=55),
        with_whom="Six organisations at a market briefing: four charities and two small firms.",
        shares_priorities=True,
        need_version="Communities analysis 2027 (made up)",
        notice_reference=f"MADE-UP-UK2-{tender.name.upper()}",
    )
    if tender.comes_to == "tie":
        said = "The same breaks were bought two years ago, and four organisations bid for them."
        statement = Statement(is_held=False, ground=NotHeld.KNOWN_MARKET.value, because=said)
    planning.state_engagement(reference=reference_of(tender.name), statement=statement, by=hands("olive"))


def _ask(tender: Tender, hands: Hands) -> None:
    reference, olive = reference_of(tender.name), hands("olive")
    planning.propose_requirement(
        reference=reference,
        lot=1,
        measure=tender.measure,
        kind="target",
        quantity=str(tender.quantity),
        place="",
        due=Due.TWO_YEARS,
        need="Groups say that this is what they lack most.",
        evidence="A list with dates and hours, without names.",
        unanswered="zero",
        is_environmental=False,
        figure=_figure(tender.measure, hands),
        by=olive,
    )
    asked = Requirement.objects.get(lot__procurement__uid=key(tender.name))
    planning.confirm_requirement(requirement=asked.id, by=hands("priya"))
    planning.write_question(
        reference=reference,
        lot=1,
        text="How will you find the groups that need it most, and how will you know that it helped?",
        word_limit=300,
        descriptors=DESCRIPTORS,
        by=olive,
    )


def _figure(measure: str, hands: Hands) -> str:
    """The first published figure of the whole area that points to the measure's outcome; none where there is none."""
    of, area = hands.authority, hands.authority.place
    counted, pack = toms.measure(authority_id=of.id, code=measure), newest_pack_id(of.id)
    found = toms.figures_for(counted.outcome_code, pack_id=pack, place=area, county=area) if pack else []
    return f"{found[0].indicator.code}:{area}" if found else ""


def _weigh(tender: Tender, hands: Hands) -> None:
    tendering.save_methodology(
        reference=reference_of(tender.name),
        lot=1,
        social=Decimal(20),
        quality=Decimal(60),
        share_of=ShareOf.TOTAL,
        weights={"r1": Decimal(8), "q1": Decimal(12)},
        additional="Additional Social Value is not scored; it becomes part of the contract.",
        by=hands("priya"),
    )


def _publish(tender: Tender, hands: Hands) -> None:
    starts_on, ends_on = tender.contract
    tendering.publish_opportunity(
        reference=reference_of(tender.name),
        notice_reference=f"MADE-UP-{tender.name.upper()}",
        closes_at=at(tender.closes_on, 12),
        starts_on=starts_on,
        ends_on=ends_on,
        by=hands("priya"),
    )


def _bidding(tender: Tender, who: str, number: int) -> Do:
    def do(hands: Hands) -> None:
        by = hands(who)
        label = tendering.begin_bid(reference=reference_of(tender.name), lot=1, by=by)
        given = tendering.Given(
            Decimal(tender.offers[number]),
            place="Thanet and Swale",
            how="With two groups that we have worked with for years.",
            evidence="A list with dates and hours.",
        )
        tendering.offer(bid=label, requirement=1, given=given, by=by)
        tendering.answer_question(
            bid=label,
            question=1,
            text="We ask the parish councils each spring, and again in the autumn.",
            by=by,
        )
        if tender.comes_to == "open":
            return  # the draft waits for its price
        price = (tender.value / Decimal("1.25")).quantize(Decimal(1)) - (
            0 if tender.comes_to == "tie" else 5_000 * number
        )
        tendering.declare_price(bid=label, price=price, within_value=True, by=by)
        tendering.submit_bid(reference=label, key=Bid.objects.get(reference=label).idempotency, by=by)

    return do


# evaluation --------------------


def _evaluating(tender: Tender) -> Iterator[Step]:
    day = tender.closes_on + timedelta(days=4)
    yield Step(at(day), lambda hands: _appoint(tender, hands))
    yield Step(at(day + timedelta(days=8)), lambda hands: _score(tender, hands))
    if tender.comes_to == "conflict":
        return
    yield Step(at(day + timedelta(days=14)), lambda hands: _agree(tender, hands))
    if tender.comes_to == "awarded":
        yield Step(at(day + timedelta(days=20)), lambda hands: _award(tender, hands))
        yield Step(at(day + timedelta(days=23)), lambda hands: _say(tender, hands))
        starts_on = tender.contract[0]
        yield Step(at(starts_on - timedelta(days=10)), lambda hands: _make_contract(tender, hands))


def _appoint(tender: Tender, hands: Hands) -> None:
    for name in ("ed", "eve"):
        person = hands(name)
        seat = evaluation.appoint_evaluator(
            reference=reference_of(tender.name), lot=1, user=person.account(), by=hands("priya")
        )
        has_interest = tender.comes_to == "conflict" and name == "ed"
        interests = "A relative of mine works for one of the bidders." if has_interest else ""
        evaluation.declare_interests(seat=seat, interests=interests, by=person)


def _bids(tender: Tender) -> list[str]:
    rows = Bid.objects.filter(lot__procurement__uid=key(tender.name), state="submitted")
    return list(rows.order_by("id").values_list("reference", flat=True))


def _score(tender: Tender, hands: Hands) -> None:
    for seat in Evaluator.objects.filter(lot__procurement__uid=key(tender.name), state="declared"):
        person = next(hands(name) for name in ("ed", "eve") if hands(name).account() == seat.user)
        marks = {
            bid: evaluation.Mark(mark, REASON) for bid, mark in zip(_bids(tender), tender.marks, strict=True)
        }
        evaluation.score(seat=seat.id, criterion="q1", given=marks, by=person)
        evaluation.lock_scores(seat=seat.id, by=person)


def _agree(tender: Tender, hands: Hands) -> None:
    reference, priya = reference_of(tender.name), hands("priya")
    bids = _bids(tender)
    for bid, mark in zip(bids, tender.marks, strict=True):
        evaluation.agree_consensus(
            reference=reference,
            lot=1,
            bid=bid,
            criterion="q1",
            mark=mark,
            reason=REASON,
            present=[hands("ed").account(), hands("eve").account()],
            by=priya,
        )
    evaluation.run_result(reference=reference, lot=1, by=priya)
    evaluation.enter_other_points(
        reference=reference, lot=1, points={bid: Decimal(62) for bid in bids}, by=priya
    )


def _award(tender: Tender, hands: Hands) -> None:
    newest = Result.objects.filter(lot__procurement__uid=key(tender.name)).order_by("-version")[0]
    evaluation.award_lot(
        reference=reference_of(tender.name),
        lot=1,
        result=newest.version,
        winner=_bids(tender)[0],
        notice_on=tender.closes_on + timedelta(days=25),
        value_for_money="The highest total by the published method, at a price below the estimate.",
        by=hands("priya"),
    )


def _say(tender: Tender, hands: Hands) -> None:
    """One of the two that bid answers the three questions; the other has not yet."""
    asked = TenderFeedback.objects.get(
        procurement__uid=key(tender.name), organisation=hands("sam").organisation_id
    )
    evaluation.give_feedback(
        feedback=asked.id,
        clear=4,
        proportionate=3,
        change="Say earlier how many hours count. We found out only when we wrote the bid.",
        by=hands("sam"),
    )


def _make_contract(tender: Tender, hands: Hands) -> None:
    starts_on, ends_on = tender.contract
    delivery.make_contract(
        procurement=reference_of(tender.name),
        lot=1,
        signed_on=starts_on - timedelta(days=10),
        starts_on=starts_on,
        ends_on=ends_on,
        by=hands("carol"),
    )
