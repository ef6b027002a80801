"""Lots under evaluation for tests: two bids that are opened, a panel of two; each step in one call."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from socialvalue.evaluation import actions
from socialvalue.evaluation.actions import Mark
from socialvalue.evaluation.models import Evaluator, Result, TenderFeedback
from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.machinery.permissions import Person, Role
from socialvalue.people.models import Authority, Organisation, User
from socialvalue.planning.models import Lot, Procurement
from socialvalue.tendering import actions as tendering
from socialvalue.tendering.models import Bid, Offer
from tests import make
from tests.tendering import made as tenders

D = Decimal
REASON: Final = "Three youth hubs are named, with dates (page 2)."
WORTH: Final = "The highest total by the published method, within the estimate."


def judge(name: str = "Eve Evaluator", of: Authority | None = None, **given: Any) -> Person:
    """Somebody with an account and the role of evaluator, beside the cast."""
    from socialvalue.machinery.permissions import SYSTEM  # noqa: PLC0415
    from socialvalue.people import actions as people  # noqa: PLC0415
    from socialvalue.people.queries import person_of  # noqa: PLC0415

    whose = of or make.authority()
    email = f"judge{User.objects.count()}@example.org"
    user = people.add_user(email=email, name=name, by=SYSTEM, **({"organisation_id": None} | given))
    people.give_role(user=user, authority=whose, role=Role.EVALUATOR, by=None)
    return person_of(user)


@dataclass
class Evaluation:
    """One lot with its bids by bidder, who runs it and who scores it."""

    procurement: Procurement
    officer: Person
    bids: dict[str, str]  # reference by the bidder's name
    seats: dict[Any, int] = field(default_factory=dict)  # by the evaluator's uid

    @property
    def reference(self) -> str:
        return self.procurement.reference

    @property
    def lot(self) -> Lot:
        return Lot.objects.get(procurement=self.procurement)

    def bid(self, name: str) -> Bid:
        return Bid.objects.get(reference=self.bids[name])

    def seat(self, person: Person) -> int:
        """Appoint somebody."""
        uid = person.account()
        self.seats[uid] = actions.appoint_evaluator(
            reference=self.reference, lot=1, user=uid, by=self.officer
        )
        return self.seats[uid]

    def ready(self, person: Person) -> int:
        """Appoint somebody who declares no interest."""
        seat = self.seat(person)
        actions.declare_interests(seat=seat, interests="", by=person)
        return seat

    def score(self, person: Person, mark: int = 3) -> None:
        """Score every bid alike."""
        given = {bid: Mark(mark, REASON) for bid in self.bids.values()}
        actions.score(seat=self.seats[person.account()], criterion="q1", given=given, by=person)

    def scored(self, person: Person, mark: int = 3) -> None:
        """Appoint, declare, score, lock."""
        seat = self.ready(person)
        self.score(person, mark)
        actions.lock_scores(seat=seat, by=person)

    def agree(self, name: str, mark: int, **given: Any) -> int:
        """Agree a mark for the bid of this bidder."""
        locked = Evaluator.objects.filter(lot=self.lot, state="locked")
        plain: dict[str, Any] = {
            "reason": REASON,
            "present": list(locked.values_list("user", flat=True)),
            "by": self.officer,
        }
        return actions.agree_consensus(
            reference=self.reference, lot=1, bid=self.bids[name], criterion="q1", mark=mark, **(plain | given)
        )

    def run(self) -> Result:
        """Compute the result."""
        version = actions.run_result(reference=self.reference, lot=1, by=self.officer)
        return Result.objects.get(lot=self.lot, version=version)

    def other(self, **points: Decimal) -> None:
        """Enter the points of the other parts: "first" and "second" bid."""
        first, second = self.bids.values()
        given = {first: points.get("first", D(60)), second: points.get("second", D(55))}
        actions.enter_other_points(reference=self.reference, lot=1, points=given, by=self.officer)

    def award(self, name: str, **given: Any) -> int:
        """Award the lot on the newest result."""
        plain: dict[str, Any] = {
            "result": Result.objects.filter(lot=self.lot).count(),
            "winner": self.bids[name],
            "notice_on": business_today(),
            "value_for_money": WORTH,
            "by": self.officer,
        }
        return actions.award_lot(reference=self.reference, lot=1, **(plain | given))


def opened(
    *, of: Authority | None = None, first: Organisation | None = None, second: Organisation | None = None
) -> Evaluation:
    """Two opened bids: six apprenticeships for £480,000 and ten for £500,000."""
    procurement = tenders.opportunity(of=of)
    bidders = (first or make.organisation(of=of, name="Thanet Growers CIC"),
               second or make.organisation(of=of, name="Medway Works Ltd"))  # fmt: skip
    bids = {}
    for bidder, quantity, price in zip(bidders, (D(6), D(10)), (D(480_000), D(500_000)), strict=True):
        by = tenders.supplier(bidder)
        label = tenders.draft(procurement, by)
        given = tendering.Given(quantity, date(2030, 3, 31), "Thanet", "With the college.", "Start dates.")
        tendering.offer(bid=label, requirement=1, given=given, by=by)
        tendering.declare_price(bid=label, price=price, within_value=True, by=by)
        tenders.send(label, by)
        bids[bidder.name] = label
    tenders.closed(procurement)
    return Evaluation(procurement, tenders.officer(of), bids)


def locked(**given: Any) -> Evaluation:
    """Two evaluators have locked their scores."""
    made = opened(**given)
    for number in (1, 2):
        made.scored(judge(f"Judge {number}", given.get("of")), mark=2 + number)
    return made


def agreed(**given: Any) -> Evaluation:
    """Marks are agreed: the first bid 4, the second 2. Social Value: 18 against 12.5 of 20."""
    made = locked(**given)
    made.agree("Thanet Growers CIC", 4)
    made.agree("Medway Works Ltd", 2)
    return made


def complete(**given: Any) -> Evaluation:
    """The result is computed and the other parts are entered: 78 against 67.5."""
    made = agreed(**given)
    made.run()
    made.other()
    return made


def shared(**given: Any) -> Evaluation:
    """Both bids come to 78 at the same price: nothing published separates them."""
    made = locked(**given)
    references = made.bids.values()
    Offer.objects.filter(bid__reference__in=references).update(quantity=6)
    Bid.objects.filter(reference__in=references).update(price_ex_vat=480_000)
    for name in made.bids:
        made.agree(name, 4)
    made.run()
    made.other(first=D(60), second=D(60))
    return made


def awarded(**given: Any) -> Evaluation:
    """Awarded to the first bid."""
    made = complete(**given)
    made.award("Thanet Growers CIC")
    return made


def feedback(
    procurement: Procurement | None = None, *, of: Authority | None = None, **given: Any
) -> TenderFeedback:
    """Three questions to an organisation that bid, not answered yet."""
    asked = procurement or make.procurement(of=of, stage="tendering")
    plain: dict[str, Any] = {"asked_at": instant_now(), "asked_by": make.new_uid()}
    if "organisation" not in given:
        plain["organisation"] = make.organisation(of=of)
    return TenderFeedback.objects.create(
        authority=asked.authority, originating_authority=asked.authority, procurement=asked, **(plain | given)
    )


def a_seat(*, of: Authority | None = None) -> int:
    """A seat of somebody who has declared no interest."""
    return opened(of=of).ready(judge(of=of))
