"""The plan of the made-up past as deeds in time: each calls the very function that an officer’s button calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_UP, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from uuid import UUID

from socialvalue.delivery import actions as delivery
from socialvalue.delivery.models import CaseStudy, Commitment, Contract, Delivery, Party
from socialvalue.delivery.rules import Instalment
from socialvalue.entrance.demonstration import notices
from socialvalue.entrance.demonstration.notices import Story
from socialvalue.entrance.demonstration.plan import DAY, Deal, Drop, Promise, Study
from socialvalue.exchange.actions import import_notices
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.machinery.permissions import Person
from socialvalue.people.models import Authority
from socialvalue.people.queries import person_by_email
from socialvalue.planning import actions as planning
from socialvalue.planning.models import Determination
from socialvalue.policy import queries as policy_queries
from socialvalue.recognition import actions as recognition
from socialvalue.toms import queries as toms

FIRST_NUMBER: Final = 1000  # of the ocids of the past; the notices that every demonstration has come before
LEFT_TO_CONFIRM: Final = 17  # every so manyth determination still waits
EVIDENCE_EVERY: Final = 6  # every so manyth delivery comes with a file
VAT: Final = Decimal("1.2")


class Hands:
    """Who does the deeds: the people of the demonstration, looked up once."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self._people: dict[str, Person] = {}

    def __call__(self, name: str) -> Person:
        if name not in self._people:
            found = person_by_email(f"{name}@demo.example")
            assert found is not None, name  # noqa: S101  the cast was made before
            self._people[name] = found
        return self._people[name]

    def for_supplier(self, contract: Contract) -> Person:
        """The supplier's own person where it has one, or the service officer on its behalf."""
        lead = Party.objects.get(contract=contract, part="lead").organisation_id
        return self("sam") if self("sam").organisation_id == lead else self("olive")


@dataclass(frozen=True, slots=True)
class Step:
    """A deed at an instant."""

    at: datetime
    do: Callable[[Hands], object]


def steps(deals: tuple[Deal, ...]) -> list[Step]:
    """Every deed of the past, oldest first; the same ones in the same order every time."""
    found = [*_imports(deals), *(step for deal in deals for step in _of_deal(deal))]
    return sorted(found, key=lambda step: step.at)


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), UTC)


# notices --------------------


def _imports(deals: tuple[Deal, ...]) -> Iterator[Step]:
    """One file of notices a quarter, before its contracts begin."""
    by_quarter: dict[date, list[Deal]] = {}
    for deal in deals:
        quarter = date(deal.starts_on.year, (deal.starts_on.month - 1) // 3 * 3 + 1, 1)
        by_quarter.setdefault(quarter, []).append(deal)
    for quarter, its in by_quarter.items():
        yield Step(_at(quarter - timedelta(days=14), 7), _importing(tuple(its)))


def _importing(deals: tuple[Deal, ...]) -> Callable[[Hands], object]:
    def do(hands: Hands) -> None:
        council = policy_queries.newest_pack(hands.authority.id).council
        buyer_id = min(number for number in council.buyer_ids if "-PPON-" in number)
        stories = {FIRST_NUMBER + deal.number: _story(deal) for deal in deals}
        with TemporaryDirectory() as folder:
            file = Path(folder) / f"made-up-notices-{deals[0].starts_on:%Y-%m}.json"
            file.write_bytes(notices.package_of(stories, hands.authority.name, buyer_id))
            import_notices([file])

    return do


def _story(deal: Deal) -> Story:
    return Story(
        title=deal.title,
        category=deal.category,
        net=deal.net,
        gross=str((deal.net * VAT).quantize(Decimal("0.01"))),
        tender_on=deal.noticed_on.isoformat(),
        regime=deal.regime,
        supplier=deal.supplier,
        contract=(deal.starts_on.isoformat(), deal.ends_on.isoformat()),
    )


# one contract --------------------


def _of_deal(deal: Deal) -> Iterator[Step]:
    agreed_on = deal.starts_on - timedelta(days=6)
    minute = deal.number % 60
    if deal.number % LEFT_TO_CONFIRM:
        yield Step(_at(agreed_on - timedelta(days=2), 9, minute), lambda hands: _confirm(deal, hands))
    for number, promise in enumerate(deal.promises, start=1):
        yield from _of_promise(deal, number, promise, agreed_on, minute)
    if deal.ended_on:
        yield Step(_at(deal.ended_on + timedelta(days=2), 15, minute), lambda hands: _end(deal, hands))
    for study in deal.studies:
        yield from _of_study(deal, study, minute)
    for year in deal.years:
        if deal.outside and year == 2027:
            yield Step(_at(date(year + 1, 4, 12), 11, minute), lambda hands: _tell_impact(deal, hands))
        verified_on = date(year + 1, 5, 3 + deal.number % 11)
        yield Step(_at(verified_on, 16, minute), _verifying(deal, year))


def _of_promise(deal: Deal, number: int, promise: Promise, agreed_on: date, minute: int) -> Iterator[Step]:
    yield Step(_at(agreed_on, 10, minute), lambda hands: _agree(deal, promise, hands))
    if promise.varied_on:
        varied_on = promise.varied_on
        yield Step(
            _at(varied_on - timedelta(days=5), 14, minute), lambda hands: _vary(deal, number, promise, hands)
        )
    for at, drop in enumerate(promise.drops):
        yield from _of_drop(deal, number, drop, with_file=(deal.number + number + at) % EVIDENCE_EVERY == 0)


def _of_drop(deal: Deal, number: int, drop: Drop, *, with_file: bool) -> Iterator[Step]:
    reported_on = drop.delivered_on + timedelta(days=drop.reported_after)
    yield Step(
        _at(reported_on, 11, deal.number % 60), lambda hands: _report(deal, number, drop, with_file, hands)
    )
    if drop.outcome != "wait":
        decided_on = reported_on + timedelta(days=drop.decided_after)
        yield Step(_at(decided_on, 13, deal.number % 60), lambda hands: _decide(deal, number, drop, hands))


def _of_study(deal: Deal, study: Study, minute: int) -> Iterator[Step]:
    yield Step(_at(study.handed_in_on, 12, minute), lambda hands: _hand_in(deal, study, hands))
    decided_on = study.handed_in_on + timedelta(days=9)
    if study.outcome != "wait" and decided_on < DAY:
        yield Step(_at(decided_on, 12, minute), lambda hands: _decide_study(deal, study, hands))


# its deeds --------------------


def _contract(deal: Deal) -> Contract:
    return Contract.objects.select_related("procurement").get(
        procurement__ocid=notices.ocid_of(FIRST_NUMBER + deal.number)
    )


def _confirm(deal: Deal, hands: Hands) -> None:
    live = (
        Determination.objects.filter(
            procurement__ocid=notices.ocid_of(FIRST_NUMBER + deal.number), state="proposed"
        )
        .select_related("procurement")
        .first()
    )
    if live and live.band != "undetermined":
        planning.confirm_determination(
            reference=live.procurement.reference,
            version=live.version,
            reason="The value and the day were checked against the notice.",
            by=hands("priya"),
        )


def _agree(deal: Deal, promise: Promise, hands: Hands) -> None:
    contract = _contract(deal)
    delivery.agree_commitment(
        contract=contract.reference,
        measure=toms.measure(authority_id=hands.authority.id, code=promise.measure),
        category=promise.category,
        steps=_instalments(promise.steps),
        place=deal.area,
        evidence="",
        answerable=Party.objects.get(contract=contract, part="lead").organisation_id,
        by=hands("carol"),
    )


def _instalments(given: tuple[tuple[date, Decimal], ...]) -> tuple[Instalment, ...]:
    return tuple(Instalment(day, quantity) for day, quantity in given)


def _vary(deal: Deal, number: int, promise: Promise, hands: Hands) -> None:
    assert promise.varied_on is not None  # noqa: S101  only varied promises come here
    delivery.vary_commitment(
        contract=_contract(deal).reference,
        number=number,
        holds_from=promise.varied_on,
        steps=_instalments(promise.varied_steps),
        reason="Fewer works are ordered than planned, so less can be delivered beside them.",
        by=hands("carol"),
    )


def _end(deal: Deal, hands: Hands) -> None:
    assert deal.ended_on is not None  # noqa: S101  only contracts that ended come here
    delivery.terminate_contract(
        contract=_contract(deal).reference,
        terminated_on=deal.ended_on,
        reason="The supplier stopped trading, and the service went to another one.",
        by=hands("carol"),
    )


def _report(deal: Deal, number: int, drop: Drop, with_file: bool, hands: Hands) -> None:
    contract = _contract(deal)
    by = hands.for_supplier(contract)
    delivery.report_delivery(
        contract=contract.reference,
        commitment=number,
        delivered_on=drop.delivered_on,
        quantity=drop.quantity,
        place=drop.place,
        what_changed=drop.text,
        file=_evidence(contract, drop, by) if with_file else None,
        by=by,
    )


def _evidence(contract: Contract, drop: Drop, by: Person) -> UUID:
    rows = f"Made up,\nDelivered on,{drop.delivered_on.isoformat()}\nQuantity,{drop.quantity}\nWhat,{drop.text}\n"
    return delivery.keep_evidence(
        contract=contract.reference, content=[rows.encode()], name="what-was-done.csv", by=by
    )


DECISIONS: Final[dict[str, tuple[str, str]]] = {
    "accept": ("accept", "The file and a visit bear it out."),
    "part": ("accept", "The list bears out half of it; the rest lay before the contract."),
    "reject": ("reject", "This was part of the service itself, so it is not additional."),
    "query": ("query", "Which of these were on our contract, and which on another one?"),
}


def _decide(deal: Deal, number: int, drop: Drop, hands: Hands) -> None:
    row = (
        Delivery.objects.filter(
            commitment=Commitment.objects.get(contract=_contract(deal), number=number),
            delivered_on=drop.delivered_on,
            quantity=drop.quantity,
            state="reported",
        )
        .order_by("id")
        .first()
    )
    if row is None:
        return
    deed, reason = DECISIONS[drop.outcome]
    quantity = {"accept": drop.quantity, "part": _half(drop.quantity)}.get(drop.outcome)
    delivery.decide_delivery(
        reference=row.reference, deed=deed, reason=reason, quantity=quantity, by=hands("carol")
    )


def _half(quantity: Decimal) -> Decimal:
    return min(quantity, (quantity / 2).to_integral_value(ROUND_UP))


def _hand_in(deal: Deal, study: Study, hands: Hands) -> None:
    contract = _contract(deal)
    counts = ", ".join(f"{promise.measure}" for promise in deal.promises)
    delivery.submit_case_study(
        contract=contract.reference,
        year=study.year,
        committed=f"We promised {len(deal.promises)} things beside the service: {counts}.",
        delivered="Most of it is done, and what is missing has a date. The figures stand beside this text.",
        who_benefited="People who live near the sites, and small firms that supply us.",
        where_felt="Mostly in the district of the contract, and a little next door.",
        by=hands.for_supplier(contract),
    )


def _decide_study(deal: Deal, study: Study, hands: Hands) -> None:
    row = CaseStudy.objects.get(contract=_contract(deal), contract_year=study.year)
    returned = study.outcome == "return"
    delivery.decide_case_study(
        uid=row.uid,
        deed="return" if returned else "accept",
        reason="Say more about who benefited: how many, and how you know."
        if returned
        else "It answers the four questions and agrees with the figures.",
        by=hands("carol"),
    )


def _tell_impact(deal: Deal, hands: Hands) -> None:
    contract = _contract(deal)
    by = hands.for_supplier(contract)
    file = delivery.keep_evidence(
        contract=contract.reference,
        content=[b"Made up,\nSaturdays,24\nVisitors,410\n"],
        name="room.csv",
        by=by,
    )
    recognition.tell_impact(
        contract=contract.reference, year=FinancialYear(2027), what=deal.outside, file=file, by=by
    )


def _verifying(deal: Deal, year: int) -> Callable[[Hands], object]:
    def do(hands: Hands) -> Any:
        return recognition.verify_badge(
            contract=_contract(deal).reference,
            year=FinancialYear(year),
            accepts_impact=bool(deal.outside) and year == 2027,
            why="The figures are those of the ledger at the cut-off.",
            by=hands("carol"),
        )

    return do
