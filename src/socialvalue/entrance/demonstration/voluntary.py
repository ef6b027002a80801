"""Made-up examples of what nobody has to do: voluntary initiatives, a remark, and an answer where it is encouraged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from socialvalue.delivery import actions as delivery
from socialvalue.delivery.models import Initiative
from socialvalue.entrance.demonstration.needs import at, confirm, key, reference_of, start
from socialvalue.entrance.demonstration.steps import Hands, Step
from socialvalue.planning import actions as planning
from socialvalue.planning.models import Requirement
from socialvalue.planning.rules import WhyNot

REMARKED: Final = "company"  # a tender of tenders.py
SMALL: Final = (  # name, title, £ including VAT, and what was answered: None is no answer yet
    ("benches", "Benches along a footpath", Decimal(48_000), False),
    ("minutes", "Minutes of panel meetings", Decimal(64_000), None),
)
BEGINS: Final = date(2027, 12, 13)


def voluntary_steps() -> Iterator[Step]:
    """Every deed of them."""
    yield Step(at(date(2027, 11, 10)), _remark)
    yield Step(at(date(2027, 11, 12)), _answer)
    for name, title, value, answered in SMALL:
        yield Step(at(date(2027, 11, 20)), start(name, title, value, BEGINS))
        yield Step(at(date(2027, 11, 22)), confirm(name))
        if answered is not None:
            yield Step(at(date(2027, 11, 24)), lambda hands, name=name: _leave_out(name, hands))  # type: ignore[misc]
    yield Step(
        at(date(2028, 3, 6)), lambda hands: _offer(hands, "Two of us help a food bank every Friday.", "60")
    )
    yield Step(at(date(2028, 3, 9)), _accept)
    yield Step(
        at(date(2028, 5, 10)), lambda hands: _offer(hands, "We open our workshop to a repair café.", "24")
    )


def _requirement() -> int:
    return Requirement.objects.get(lot__procurement__uid=key(REMARKED)).id


def _remark(hands: Hands) -> None:
    text = "400 hours are many for a small group. Have you asked one whether it can?"
    planning.send_remark(requirement=_requirement(), text=text, by=hands("stan"))


def _answer(hands: Hands) -> None:
    said = "Yes: two groups were asked in the spring. They would share it."
    planning.answer_remark(requirement=_requirement(), number=1, answer=said, by=hands("priya"))


def _leave_out(name: str, hands: Hands) -> None:
    planning.record_inclusion(
        reference=reference_of(name),
        is_included=False,
        reason=WhyNot.TOO_SMALL,
        sentence="One delivery of a day. Nothing could be asked for that suits it.",
        by=hands("olive"),
    )


def _offer(hands: Hands, what: str, hours: str) -> None:
    delivery.propose_initiative(
        authority_id=hands.authority.id,
        measure="CO-3.1",
        quantity=hours,
        what=what,
        place="",
        starts_on=date(2028, 6, 1),
        ends_on=date(2029, 5, 31),
        contract="",
        by=hands("sam"),
    )


def _accept(hands: Hands) -> None:
    first = Initiative.objects.order_by("id")[0]
    thanks = "Thank you: the food bank is glad of it."
    delivery.accept_initiative(reference=first.reference, reason=thanks, by=hands("olive"))
