"""An evaluator's desk: what waits, one lot, declaring, scoring a question, locking."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.forms import Form
from socialvalue.design.page import render
from socialvalue.design.parts import Back, Crumb, Deed
from socialvalue.evaluation import actions, queries
from socialvalue.evaluation.face import HOME, SCORING, SEATS
from socialvalue.evaluation.forms import Declare, Marks
from socialvalue.evaluation.pages.shared import done
from socialvalue.evaluation.queries import Desk
from socialvalue.foundation.calendar import format_instant
from socialvalue.machinery.permissions import demand
from socialvalue.machinery.routes import Request


def scoring(request: Request) -> HttpResponseBase:
    """What waits for an evaluator: every lot they score, with how far they are."""
    return render(
        request,
        "evaluation/scoring.html",
        title="Scoring",
        lead="The lots whose bids you score.",
        crumbs=(HOME, Crumb("Scoring")),
        found=queries.desks(person=request.person),
        seats=SEATS,
    )


def desk(request: Request, seat: int) -> HttpResponseBase:
    """One lot: how far it is, its questions, the lock."""
    found = queries.desk(seat=seat, person=request.person)
    return render(
        request,
        "evaluation/desk.html",
        title=found.lot.tender,
        reference=found.lot.reference,
        lead=f"Lot {found.lot.number}: {found.lot.title}",
        state=SEATS[found.seat.state],
        crumbs=(HOME, SCORING, Crumb(f"{found.lot.reference}, lot {found.lot.number}")),
        deed=_next_deed(found),
        found=found,
    )


def _next_deed(found: Desk) -> Deed | None:
    """Declare, score the next question, lock."""
    parts = {"seat": found.seat.id}
    if found.seat.state == "appointed":
        because = ""
        if not found.lot.is_opened:
            opens = found.lot.opens_at
            because = f"the bids are opened on {format_instant(opens)}" if opens else "nothing is published"
        return Deed("Declare your interests", reverse("scoring-declare", kwargs=parts), because=because)
    if found.seat.state != "declared":
        return None
    if found.may_lock:
        return Deed("Lock your scores", reverse("scoring-lock", kwargs=parts))
    return Deed("Score the next question", _question(found, found.after("")))


def _question(found: Desk, key: str) -> str:
    return f"{reverse('scoring-question', kwargs={'seat': found.seat.id})}?question={key}"


def declare(request: Request, seat: int) -> HttpResponseBase:
    """Declare interests, now that it is known who bids."""
    found = queries.desk(seat=seat, person=request.person)
    demand(request.person, "interest:declare", found.lot)
    if not found.lot.is_opened or found.seat.state not in ("appointed", "declared"):
        return redirect("scoring-lot", seat=seat)
    form = Declare(request.POST or None)

    def deed() -> None:
        actions.declare_interests(seat=seat, interests=form.cleaned_data["interests"], by=request.person)

    if form.is_valid() and done(form, deed):
        told = "You declared that you have no interest. You can score now."
        if form.cleaned_data["interests"]:
            told = "You declared an interest. Somebody else decides about it before you score."
        messages.success(request, told)
        return redirect("scoring-lot", seat=seat)
    return _page(request, found, "declare.html", "Declare your interests", form, "Declare")


def question(request: Request, seat: int) -> HttpResponseBase:
    """One question: every bid's answer with its offers, beside the scale."""
    key = request.GET.get("question", "")
    plain = queries.desk(seat=seat, person=request.person, criterion=key)
    demand(request.person, "score:give", plain.lot)
    asked = plain.scheme.criterion(key) if plain.scheme else None
    if asked is None or plain.seat.state != "declared" or not plain.lot.is_opened:
        return redirect("scoring-lot", seat=seat)
    form = Marks(request.POST or None, desk=plain, criterion=asked)

    def deed() -> None:
        given = {bid: actions.Mark(mark, reason) for bid, (mark, reason) in form.given().items()}
        actions.score(seat=seat, criterion=key, given=given, by=request.person)

    if form.is_valid() and done(form, deed):
        messages.success(request, f"Your marks for “{asked.title}” are saved.")
        return redirect("scoring-lot", seat=seat)
    return _page(
        request, plain, "question.html", asked.title, form, "Save your marks", asked=asked, wide=True
    )


def lock(request: Request, seat: int) -> HttpResponseBase:
    """Lock: look at every mark once more, then once and for all."""
    found = queries.desk(seat=seat, person=request.person)
    demand(request.person, "score:give", found.lot)
    if found.seat.state != "declared":
        return redirect("scoring-lot", seat=seat)
    if request.method == "POST":
        actions.lock_scores(seat=seat, by=request.person)
        messages.success(request, "You locked your scores. They cannot be changed any more.")
        return redirect("scoring-lot", seat=seat)
    if not found.may_lock:
        return redirect("scoring-lot", seat=seat)
    return _page(request, found, "lock.html", "Check and lock your scores", Form(), "Lock my scores")


def _page(
    request: Request, found: Desk, template: str, title: str, form: Form, button: str, **context: Any
) -> HttpResponseBase:
    lot = found.lot
    return render(
        request,
        f"evaluation/{template}",
        title=title,
        caption=f"{lot.reference} {lot.tender}, lot {lot.number}",
        back=Back(reverse("scoring-lot", kwargs={"seat": found.seat.id}), "Back to the lot"),
        form=form,
        button=button,
        found=found,
        status=422 if form.is_bound and form.errors else None,
        **context,
    )
