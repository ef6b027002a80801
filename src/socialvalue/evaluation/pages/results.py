"""From locked marks to the final order: agreeing, computing, the other parts, the result."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.page import render
from socialvalue.design.parts import Back
from socialvalue.evaluation import actions, queries, rules
from socialvalue.evaluation.forms import Agree, OtherPoints
from socialvalue.evaluation.pages.shared import address, done, form_page, lot_in, not_yet, number_in
from socialvalue.evaluation.queries import LotStanding, Moderation
from socialvalue.evaluation.rules import Stage
from socialvalue.evaluation.tie_words import tie_said
from socialvalue.foundation.canonical import canonical_bytes
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, may
from socialvalue.machinery.routes import Request

SHARED: Final = re.compile(r" share rank \d+ with [\d.]+: no published rule separates them\.")


def marks(request: Request, reference: str) -> HttpResponseBase:
    """Every evaluator's marks with their reasons, once all have locked, and what was agreed."""
    found = queries.moderation(reference=reference, lot=number_in(request, "lot"), person=request.person)
    lot = found.standing.lot
    if not lot.all_locked:
        return not_yet(request, reference, "Nobody sees marks before all evaluators have locked theirs.")
    return render(
        request,
        "evaluation/marks.html",
        title="Marks and what was agreed",
        caption=f"{lot.reference} {lot.tender}, lot {lot.number}",
        back=_back(reference),
        found=found,
        may_agree=found.standing.decision is None and bool(may(request.person, "consensus:agree", lot)),
        wide=True,
    )


def _back(reference: str) -> Back:
    return Back(reverse("evaluation", kwargs={"reference": reference}), "Back to the evaluation")


def agree(request: Request, reference: str) -> HttpResponseBase:
    """Record what was agreed for one bid and question, with everybody's marks beside it."""
    lot = number_in(request, "lot")
    standing = lot_in(request, reference, "consensus:agree")
    if not standing.lot.all_locked or standing.decision is not None:
        return not_yet(request, reference, "Marks are agreed between locking and the award.")
    key = (request.GET.get("bid", ""), request.GET.get("question", ""))
    if key not in standing.to_agree:
        return redirect(address("consensus", reference, standing.lot.number))
    found = queries.moderation(reference=reference, lot=lot, person=request.person)
    form = _agree_form(request, found, key)

    def deed() -> None:
        actions.agree_consensus(
            reference=reference,
            lot=standing.lot.number,
            bid=key[0],
            criterion=key[1],
            by=request.person,
            **form.cleaned_data,
        )

    if form.is_valid() and done(form, deed):
        messages.success(request, f"The agreed mark for {standing.bidder(key[0])} is recorded.")
        return redirect(address("consensus", reference, standing.lot.number))
    back = Back(address("consensus", reference, standing.lot.number), "Back to the marks")
    title = f"Agree a mark for {standing.bidder(key[0])}"
    asked = standing.scheme.criterion(key[1]) if standing.scheme else None
    return form_page(
        request, standing, "agree.html", title, form, "Record the agreed mark",
        back=back, moderation=found, key=key, asked=asked,
    )  # fmt: skip


def _agree_form(request: Request, found: Moderation, key: tuple[str, str]) -> Agree:
    """What was agreed before, else the mark that all gave, and the whole panel."""
    before = found.agreed.get(key)
    given = found.marks.get(key, ())
    same = {each.mark for each in given}
    initial: dict[str, Any] = {"present": [str(user) for user, _ in found.panel]}
    if before:
        initial = {"mark": str(before.mark), "reason": before.reason, "present": _texts(before.present)}
    elif len(same) == 1:
        initial["mark"] = str(same.pop())
    scheme = found.standing.scheme
    asked = scheme.criterion(key[1]) if scheme else None
    assert asked is not None  # noqa: S101  the key is one of those to agree
    return Agree(request.POST or None, criterion=asked, panel=found.panel, initial=initial)


def _texts(users: tuple[UUID, ...]) -> list[str]:
    return [str(user) for user in users]


def run(request: Request, reference: str) -> HttpResponseBase:
    """Compute the result; looking at this address computes nothing."""
    found = lot_in(request, reference, "result:run")
    if request.method == "POST":
        actions.run_result(reference=reference, lot=found.lot.number, by=request.person)
        messages.success(
            request, f"The result of lot {found.lot.number} is computed by the published method."
        )
        return redirect(address("result", reference, found.lot.number))
    return redirect("evaluation", reference=reference)


def other(request: Request, reference: str) -> HttpResponseBase:
    """Enter the points of price and other quality."""
    found = lot_in(request, reference, "result:complete")
    if found.stage is not Stage.OTHER_PARTS or found.result is None or found.scheme is None:
        return not_yet(
            request, reference, "Points of price and other quality are entered after the result is computed."
        )
    named = [(bid, found.bidder(bid)) for bid in found.result.bids]
    most = rules.other_points(found.scheme.methodology)
    form = OtherPoints(request.POST or None, bids=named, most=most)

    def deed() -> None:
        actions.enter_other_points(
            reference=reference, lot=found.lot.number, points=form.cleaned_data, by=request.person
        )

    if form.is_valid() and done(form, deed):
        messages.success(request, "The points are entered and locked. The order is final.")
        return redirect(address("result", reference, found.lot.number))
    return form_page(
        request, found, "other.html", "Price and other quality", form, "Enter and lock", most=most
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A bid in the table of results."""

    reference: str
    bidder: str
    points: tuple[str, ...]
    social: str
    share: float
    other: str
    total: str
    price: object
    price_per_point: object
    rank: int


def result(request: Request, reference: str) -> HttpResponseBase:
    """Criteria by bids, the totals, what the scorer asks people to look at, and how to check it."""
    found = lot_in(request, reference, "result:view")
    if found.result is None:
        return not_yet(request, reference, "The result of this lot is not computed yet.")
    return render(
        request,
        "evaluation/result.html",
        title="The result",
        caption=f"{reference} {found.lot.tender}, lot {found.lot.number}",
        back=_back(reference),
        found=found,
        rows=rows_of(found),
        is_final=bool(found.order),
        ties=ties_of(found),
        warnings=_warnings(found),
        stage=found.stage,
        may_take_file=_may_take_file(request.person, found),
        may_run=found.decision is None and bool(may(request.person, "result:run", found.lot)),
        wide=True,
    )


def rows_of(found: LotStanding) -> list[Row]:
    """The bids in order: the final one once it is known, before that by Social Value."""
    result, scheme = found.result, found.scheme
    assert result is not None and scheme is not None  # noqa: S101  there is a result
    totals = {each.bid: each for each in result.order()}
    prices, most = queries.paid(found), scheme.methodology.weight_percent
    rows = []
    for scored in result.scores["scores"]:
        bid = scored["supplier"]
        final = totals.get(bid)
        rows.append(
            Row(
                bid, found.bidder(bid), tuple(scored["criteria"][each.key] for each in scheme.criteria),
                scored["total"], float(scored["total"]) / float(most),
                f"{final.other:f}" if final else "", f"{final.total:f}" if final else "",
                prices.get(bid), final.price_per_point if final else None,
                final.rank if final else result.scores["ranking"].index(bid) + 1,
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: (row.rank, row.bidder))


def ties_of(found: LotStanding) -> list[str]:
    """What the published rule makes of bids with the same total, in sentences; none before the order is final."""
    titles = {each.key: each.title for each in found.scheme.criteria} if found.scheme else {}
    return [tie_said(each, found.bidder, titles) for each in found.ties]


def _warnings(found: LotStanding) -> list[str]:
    """What the scorer told of Social Value. Shared ranks there count only until the order is final."""
    told = found.result.scores["warnings"] if found.result else []
    if found.order:
        return [found.in_names(text) for text in told if not SHARED.search(text)]
    return [
        found.in_names(f"By Social Value alone, {text}" if SHARED.search(text) else text) for text in told
    ]


def _may_take_file(person: Person, found: LotStanding) -> bool:
    """Before the order is final only whoever computes it: the marks are not everybody's yet."""
    return bool(found.order) or bool(may(person, "result:run", found.lot))


def result_file(request: Request, reference: str) -> HttpResponseBase:
    """The file that `socialvalue score` computes the same scores from."""
    found = lot_in(request, reference, "result:view")
    if found.result is None:
        return not_yet(request, reference, "The result of this lot is not computed yet.")
    if not _may_take_file(request.person, found):
        raise Refusal("not-final", "The file can be downloaded once the order is final.", status=409)
    name = f"scores-{reference}-lot-{found.lot.number}-run-{found.result.version}.json"
    return HttpResponse(
        canonical_bytes(found.result.given),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
