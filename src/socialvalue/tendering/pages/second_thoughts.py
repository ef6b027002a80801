"""Withdrawing a bid, and making a new one of it, until the time for bids ends."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.forms import Form
from socialvalue.design.page import render
from socialvalue.design.parts import Back
from socialvalue.foundation.calendar import format_instant
from socialvalue.machinery.permissions import demand
from socialvalue.machinery.routes import Request
from socialvalue.tendering import actions, queries
from socialvalue.tendering.queries import BidShown

LIVE: Final = frozenset({"draft", "submitted"})


def replace(request: Request, reference: str) -> HttpResponseBase:
    """Change a bid that was sent: a new draft with the same answers."""
    shown = queries.bid(reference=reference, person=request.person)
    demand(request.person, "bid:replace", shown)
    if shown.stage != "submitted":
        return redirect("bid", reference=reference)
    if request.method == "POST":
        label = actions.replace_bid(reference=reference, by=request.person)
        messages.success(request, f"You can change this draft. Bid {reference} counts until you send it.")
        return redirect("bid", reference=label)
    text = (
        "We make a draft with the answers of this bid. You change it and send it. The bid that you have sent "
        "counts until the new one has arrived, so nothing is lost if you do not finish."
    )
    return _asked(request, shown, "Change your bid", text, "Make a draft", warning=False)


def withdraw(request: Request, reference: str) -> HttpResponseBase:
    """Take a bid back."""
    shown = queries.bid(reference=reference, person=request.person)
    demand(request.person, "bid:withdraw", shown)
    if shown.stage not in LIVE:
        return redirect("bid", reference=reference)
    if request.method == "POST":
        actions.withdraw_bid(reference=reference, by=request.person)
        messages.success(request, f"You withdrew bid {reference}. It does not count.")
        return redirect("bid", reference=reference)
    text = (
        "Your bid will not count and nobody at the council will read it. "
        "You can start a new one until the time for bids ends."
    )
    return _asked(request, shown, "Withdraw your bid", text, "Withdraw it", warning=True)


def _asked(
    request: Request, shown: BidShown, title: str, text: str, button: str, *, warning: bool
) -> HttpResponseBase:
    return render(
        request,
        "tendering/second_thoughts.html",
        title=title,
        caption=f"Bid {shown.reference}",
        back=Back(reverse("bid", kwargs={"reference": shown.reference}), "Back to the bid"),
        form=Form(),
        button=button,
        text=text,
        warning=warning,
        until=f"You can do this until {format_instant(shown.tender.closes_at)}, UK time.",
    )
