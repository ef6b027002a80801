"""A supplier's bid: the task list, one card a commitment, check answers, the receipt."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.forms import Form
from socialvalue.design.page import render
from socialvalue.design.parts import Back, Colour, Crumb, Deed, Tag, Task, TaskGroup
from socialvalue.foundation.calendar import format_instant
from socialvalue.foundation.canonical import canonical_bytes
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import audit
from socialvalue.machinery.permissions import demand
from socialvalue.machinery.routes import Request
from socialvalue.tendering import actions, queries
from socialvalue.tendering.face import BIDS, CONSEQUENCES, HOME, OUTCOMES, STATES
from socialvalue.tendering.forms import LotForm, MoreForm, OfferForm, PriceForm, QuestionForm, SendForm
from socialvalue.tendering.pages.answers import answer_groups
from socialvalue.tendering.ports import outcomes
from socialvalue.tendering.queries import BidShown

TO_DO = Tag("Not answered", Colour.BLUE)


def own_bids(request: Request) -> HttpResponseBase:
    """The bids of the organisation that someone works for; of those that are decided whether they won."""
    found = queries.own_bids(person=request.person)
    return render(
        request,
        "tendering/own_bids.html",
        title="Your bids",
        crumbs=(HOME, Crumb("Your bids")),
        found=found,
        states=STATES,
        decided={
            bid: OUTCOMES[won]
            for bid, won in outcomes([each.reference for each in found if each.stage == "opened"]).items()
        },
    )


def begin(request: Request, reference: str) -> HttpResponseBase:
    """Start a bid, or go on with the one that was started."""
    shown = queries.opportunity(reference=reference, person=request.person)
    if not shown.takes_bids and request.method != "POST":
        return redirect("opportunity", reference=reference)  # it says where bids are made
    form = LotForm(request.POST or None, lots=shown.lots)
    if form.is_valid():
        label = actions.begin_bid(reference=reference, lot=form.cleaned_data["lot"], by=request.person)
        return redirect("bid", reference=label)
    return render(
        request,
        "tendering/begin.html",
        title="Make your bid",
        caption=f"{reference} {shown.title}",
        back=Back(reverse("opportunity", kwargs={"reference": reference}), "Back to the opportunity"),
        form=form,
        button="Start the bid",
        tender=shown,
        status=422 if request.method == "POST" else None,
    )


def _bids_of(shown: BidShown) -> Crumb:
    """Where officers come from: the bids of its procurement."""
    of = shown.tender.reference
    return Crumb(f"Bids of {of}", reverse("procurement-bids", kwargs={"reference": of}))


def bid(request: Request, reference: str) -> HttpResponseBase:
    """The task list of a draft; what was sent, with its receipt, afterwards."""
    shown = queries.bid(reference=reference, person=request.person)
    own = "bidder" in shown.relations(request.person)
    common: dict[str, Any] = {
        "title": f"Bid {shown.reference}",
        "lead": f"{shown.tender.title}, lot {shown.lot.number}: {shown.lot.title}",
        "state": STATES[shown.stage],
        "crumbs": (HOME, BIDS if own else _bids_of(shown), Crumb(shown.reference)),
        "shown": shown,
    }
    if shown.stage != "draft":
        groups = answer_groups(shown, links=False)
        key = audit.verifier_keys()[0] if own else ""
        deed, deeds = _second_thoughts(shown) if own and shown.stage == "submitted" else (None, ())
        won = outcomes([reference]).get(reference) if own and shown.stage == "opened" else None
        if won is not None:
            common["state"] = OUTCOMES[won]
            deed = Deed("Read the result", reverse("bid-result", kwargs={"reference": reference}))
        return render(
            request, "tendering/sent.html", groups=groups, own=own, key=key, deed=deed, deeds=deeds, **common
        )
    ready = not shown.unfinished()
    deed = Deed(
        "Check your answers and send",
        reverse("bid-check", kwargs={"reference": reference}),
        because=""
        if ready
        else shown.unfinished()[0].rstrip(".").replace("Enter", "you have not entered", 1)
        if shown.price_ex_vat is None
        else "the declaration about the price is missing",
    )
    return render(request, "tendering/bid.html", groups=_tasks(shown), deed=deed, **common)


def _second_thoughts(shown: BidShown) -> tuple[Deed | None, tuple[Deed, ...]]:
    """What may still be done with a bid that was sent, until the time for bids ends."""
    if not shown.tender.is_open:
        return None, ()
    parts = {"reference": shown.reference}
    withdraw = Deed("Withdraw it", reverse("bid-withdraw", kwargs=parts))
    return Deed("Change your bid", reverse("bid-replace", kwargs=parts)), (withdraw,)


def _tasks(shown: BidShown) -> tuple[TaskGroup, ...]:
    base = {"reference": shown.reference}
    offers = []
    for asked in shown.lot.requirements:
        given = shown.offer_for(asked)
        done = given is not None and given.quantity is not None
        address = f"{reverse('bid-offer', kwargs=base)}?number={asked.number}"
        offers.append(Task(f"{asked.title}: {asked.amount}", None if done else TO_DO, address))
    for extra in shown.additional:
        address = f"{reverse('bid-take-back', kwargs=base)}?number={extra.number}"
        offers.append(Task(f"Also offered: {extra.title}", None, address, "Open it to take it back"))
    words = [
        Task(
            f"Question {each.number}",
            None if shown.answers.get(each.id, "").strip() else TO_DO,
            f"{reverse('bid-question', kwargs=base)}?number={each.number}",
        )
        for each in shown.lot.questions
    ]
    price = Task(
        "Price and declaration", TO_DO if shown.unfinished() else None, reverse("bid-price", kwargs=base)
    )
    groups = (TaskGroup("What you offer", tuple(offers)), TaskGroup("Questions", tuple(words)))
    return (*(group for group in groups if group.tasks), TaskGroup("Price", (price,)))


def offer(request: Request, reference: str) -> HttpResponseBase:
    """One requirement, one card."""
    shown = _draft(request, reference)
    number = _number(request)
    asked = next((each for each in shown.lot.requirements if each.number == number), None)
    if number is not None and asked is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    if asked is None:
        return redirect("bid", reference=reference)
    given = shown.offer_for(asked)
    initial = {}
    if given is not None and given.due_after_days is not None:
        initial = {
            "quantity": f"{given.quantity.normalize():f}" if given.quantity is not None else "",
            "place": given.place,
            "due_on": shown.tender.starts_on + timedelta(days=given.due_after_days),
            "how": given.how,
            "evidence": given.evidence,
        }
    form = OfferForm(request.POST or None, initial=initial, asks_when=not asked.steps)
    form.fields["quantity"].unit = asked.unit  # type: ignore[attr-defined]
    if form.is_valid() and _done(
        form,
        lambda: actions.offer(
            bid=reference,
            requirement=asked.number,
            given=actions.Given(**form.cleaned_data),
            by=request.person,
        ),
    ):
        return redirect("bid", reference=reference)
    return _part(
        request,
        shown,
        form,
        asked.title,
        template="tendering/offer.html",
        asked=asked,
        consequence=CONSEQUENCES[asked.unanswered],
    )


def more(request: Request, reference: str) -> HttpResponseBase:
    """Additional Social Value."""
    shown = _draft(request, reference)
    measures = queries.measures_of(authority_id=shown.authority_id)
    form = MoreForm(request.POST or None, measures=measures)
    if form.is_valid():
        given = dict(form.cleaned_data)
        measure = int(given.pop("measure"))
        if _done(
            form,
            lambda: actions.offer_more(
                bid=reference, measure=measure, given=actions.Given(**given), by=request.person
            ),
        ):
            return redirect("bid", reference=reference)
    return _part(request, shown, form, "Offer something more", template="tendering/more.html")


def take_back(request: Request, reference: str) -> HttpResponseBase:
    """Look at an additional offer, and take it back."""
    shown = _draft(request, reference)
    number = _number(request)
    found = next((each for each in shown.additional if each.number == number), None)
    if found is None:
        return redirect("bid", reference=reference)
    if request.method == "POST":
        actions.take_back_offer(bid=reference, number=found.number, by=request.person)
        messages.success(request, f"You took back “{found.title}”.")
        return redirect("bid", reference=reference)
    return _part(request, shown, Form(), f"Take back “{found.title}”", button="Take it back")


def question(request: Request, reference: str) -> HttpResponseBase:
    """The answer to a question."""
    shown = _draft(request, reference)
    number = _number(request)
    asked = next((each for each in shown.lot.questions if each.number == number), None)
    if asked is None:
        return redirect("bid", reference=reference)
    form = QuestionForm(
        request.POST or None,
        initial={"text": shown.answers.get(asked.id, "")},
        most_words=asked.word_limit,
    )
    if form.is_valid() and _done(
        form,
        lambda: actions.answer_question(
            bid=reference, question=asked.number, text=form.cleaned_data["text"], by=request.person
        ),
    ):
        return redirect("bid", reference=reference)
    return _part(
        request, shown, form, f"Question {asked.number}", template="tendering/question.html", asked=asked
    )


def price(request: Request, reference: str) -> HttpResponseBase:
    """The price, and that everything is delivered within it."""
    shown = _draft(request, reference)
    form = PriceForm(
        request.POST or None, initial={"price": shown.price_ex_vat, "within_value": shown.within_value}
    )
    if form.is_valid():
        actions.declare_price(bid=reference, by=request.person, **form.cleaned_data)
        return redirect("bid", reference=reference)
    return _part(request, shown, form, "Price and declaration")


def check(request: Request, reference: str) -> HttpResponseBase:
    """Check the answers; sending is one small form."""
    shown = queries.bid(reference=reference, person=request.person)
    if request.method == "POST":
        form = SendForm(request.POST)
        if form.is_valid():
            actions.submit_bid(reference=reference, key=form.cleaned_data["key"], by=request.person)
            return redirect("bid-receipt", reference=reference)
    demand(request.person, "bid:submit", shown)
    if shown.stage != "draft":
        return redirect("bid", reference=reference)
    return render(
        request,
        "tendering/check.html",
        title="Check your answers",
        caption=f"Bid {shown.reference}",
        back=Back(reverse("bid", kwargs={"reference": reference}), "Back to the tasks"),
        groups=answer_groups(shown, links=True),
        form=SendForm(initial={"key": shown.key}),
        button="Send the bid",
        declaration=f"You send this bid for {shown.bidder}. It must arrive before "
        f"{format_instant(shown.tender.closes_at)}, UK time. Until then you can replace or withdraw it. Nobody "
        "at the council can look into it before the time for bids has ended.",
        unfinished=shown.unfinished(),
        unanswered=shown.standing().unanswered,
        status=422 if request.method == "POST" else None,
    )


def receipt(request: Request, reference: str) -> HttpResponseBase:
    """The receipt, byte for byte as it was signed."""
    shown = queries.bid(reference=reference, person=request.person)
    if not shown.receipt or "bidder" not in shown.relations(request.person):
        return redirect("bid", reference=reference)
    if "download" not in request.GET:
        return render(
            request,
            "tendering/receipt.html",
            title="Your bid was received",
            reference=shown.reference,
            crumbs=(HOME, BIDS, Crumb(shown.reference)),
            lead=f"We received it on {format_instant(shown.received_at)}, UK time."  # type: ignore[arg-type]
            " Keep the receipt.",
            next_steps=[
                "Nobody can look into your bid before the time for bids has ended.",
                "The bids are then scored as published, and you are told the result with reasons.",
            ],
            shown=shown,
            key=audit.verifier_keys()[0],
        )
    return _file(shown.receipt.encode(), f"receipt-{shown.reference}.txt", "text/plain; charset=utf-8")


def bid_file(request: Request, reference: str) -> HttpResponseBase:
    """The bid in the form whose digest stands on the receipt."""
    shown = queries.bid(reference=reference, person=request.person)
    content = canonical_bytes(queries.canonical_bid(shown))
    return _file(content, f"bid-{shown.reference}.json", "application/json")


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _draft(request: Request, reference: str) -> BidShown:
    """A bid that may still be changed: otherwise the refusal says why."""
    shown = queries.bid(reference=reference, person=request.person)
    demand(request.person, "bid:change", shown)
    return shown


def _number(request: Request) -> int | None:
    asked = request.GET.get("number", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else None


def _done(form: Form, deed: Any) -> bool:
    """Do it; a refusal about a field is said beside the field."""
    try:
        deed()
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        form.add_error(refusal.field, refusal.text)
        return False
    return True


def _part(
    request: Request,
    shown: BidShown,
    form: Form,
    title: str,
    *,
    template: str = "tendering/part.html",
    button: str = "Save and continue",
    **context: Any,
) -> HttpResponseBase:
    return render(
        request,
        template,
        title=title,
        caption=f"Bid {shown.reference}",
        back=Back(reverse("bid", kwargs={"reference": shown.reference}), "Back to the tasks"),
        form=form,
        button=button,
        given=shown,
        status=422 if request.method == "POST" else None,
        **context,
    )
