"""The answers of a bid as groups of lines: for checking them, for reading them afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse

from socialvalue.design.parts import Answer, AnswerGroup
from socialvalue.foundation.calendar import format_date
from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.planning.rules import DueStep, dues_in_words, shared_out
from socialvalue.tendering.queries import Asked, BidShown, OfferShown


def answer_groups(shown: BidShown, *, links: bool) -> tuple[AnswerGroup, ...]:
    """Every answer; `links` lead back to the page that changes it."""
    groups = [_price(shown, links)]
    for asked in shown.lot.requirements:
        change = _address(shown, "bid-offer", asked.number) if links else ""
        title = f"{asked.title}: {asked.amount} asked"
        given = shown.offer_for(asked)
        groups.append(AnswerGroup(title, _lines(shown, given, change, _parts(asked, given))))
    for extra in shown.additional:
        change = _address(shown, "bid-take-back", extra.number) if links else ""
        groups.append(AnswerGroup(f"Also offered: {extra.title}", _lines(shown, extra, change)))
    if shown.lot.questions:
        groups.append(
            AnswerGroup(
                "Questions",
                tuple(
                    Answer(
                        f"Question {each.number}",
                        shown.answers.get(each.id) or "Not answered",
                        _address(shown, "bid-question", each.number) if links else "",
                    )
                    for each in shown.lot.questions
                ),
            )
        )
    return tuple(groups)


def _price(shown: BidShown, links: bool) -> AnswerGroup:
    change = reverse("bid-price", kwargs={"reference": shown.reference}) if links else ""
    said = {True: "Yes", False: "No", None: "Not answered"}[shown.within_value]
    price = "Not answered" if shown.price_ex_vat is None else shown.price_ex_vat
    return AnswerGroup(
        "Price",
        (
            Answer("Price without VAT", price, change),
            Answer("Everything is delivered within this price", said, change),
        ),
    )


def _parts(asked: Asked, given: OfferShown | None) -> tuple[str, ...]:
    """By when how much of the offer is due, where what is asked is due in several parts."""
    if len(asked.steps) < 2 or given is None or not given.quantity:
        return ()
    like = [DueStep(days, much) for days, much in asked.steps]
    return dues_in_words(shared_out(given.quantity, like), Unit(asked.unit))


def _lines(
    shown: BidShown, given: OfferShown | None, change: str, dues: Sequence[str] = ()
) -> tuple[Answer, ...]:
    if given is None or given.quantity is None:
        return (Answer("How much you offer", "Not answered", change),)
    much = Answer("How much", str(Quantity(given.quantity, Unit(given.unit))), change)
    if not given.quantity:
        return (much,)
    due = format_date(shown.tender.starts_on + timedelta(days=given.due_after_days or 0))
    lines = [
        much,
        Answer("Where", given.place or "Not stated"),
        Answer("By when", f"{due}, in parts as asked: {'; '.join(dues)}" if dues else due),
        Answer("How", given.how),
        Answer("Evidence", given.evidence),
    ]
    if given.additionality:
        lines.append(Answer("Why it would not happen anyway", given.additionality))
    return tuple(lines)


def _address(shown: BidShown, name: str, number: int) -> str:
    return f"{reverse(name, kwargs={'reference': shown.reference})}?number={number}"
