"""Pages about deliveries: a contract's, one of them, reporting one, deciding it, its evidence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.delivery import actions, queries
from socialvalue.delivery.face import DELIVERIES, HOME, LIST
from socialvalue.delivery.forms import Decide, Report, Respond, Send
from socialvalue.delivery.pages.drafts import opened, sealed
from socialvalue.delivery.pages.reading import record, told
from socialvalue.delivery.queries import ContractShown, DeliveryShown, Line
from socialvalue.delivery.rules import DELIVERY
from socialvalue.delivery.rules.words import said
from socialvalue.design.listing import Listing
from socialvalue.design.page import render
from socialvalue.design.parts import Answer, AnswerGroup, Back, Column, Crumb, Deed
from socialvalue.foundation.calendar import format_instant
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.personal import require_no_personal_data
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events, files
from socialvalue.machinery.permissions import may
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import names
from socialvalue.toms.rules.wording import personal_data_words

COLUMNS: Final = (
    Column("delivery", "Delivery"),
    Column("on", "Delivered on"),
    Column("quantity", "Reported", numeric=True),
    Column("accepted", "Accepted", numeric=True),
    Column("state", "State"),
)
SALT: Final = "delivery being reported"
DECISIONS: Final = {
    "accept": "Accept it",
    "query": "Ask the supplier about it",
    "reject": "Reject it",
    "reopen": "Take the decision back and look at it again",
}
DECIDING: Final = "Decide about this delivery"
DONE: Final = {  # what is told after each deed
    "accept": "You accepted {}.",
    "query": "You asked about {}. The supplier is told by e-mail.",
    "reject": "You rejected {}. The supplier is told by e-mail.",
    "reopen": "You took the decision about {} back.",
    "answer": "Your answer about {} is sent. The Council’s contract manager looks at it next.",
    "withdraw": "You withdrew {}. It counts no longer.",
}
RESPONSES: Final = {"answer": "Answer the Council’s question", "withdraw": "Withdraw this delivery"}


def deliveries(request: Request, reference: str) -> HttpResponseBase:
    """Every delivery of a contract, newest first."""
    shown = queries.contract(reference=reference, person=request.person)
    listing = Listing.of(
        request,
        COLUMNS,
        total=queries.count_deliveries(shown),
        order="",
        noun="delivery",
        plural="deliveries",
    )
    rows = queries.deliveries(shown, offset=listing.offset, limit=listing.limit)
    return record(
        request,
        shown,
        "delivery/deliveries.html",
        "contract-deliveries",
        listing=listing,
        deed=report_deed(request, shown),
        rows=[(row, DELIVERIES[row.state], said(row.quantity, row.unit), _accepted(row)) for row in rows],
    )


def report_deed(request: Request, shown: ContractShown) -> Deed | None:
    """The way to report, for whoever may."""
    right = may(request.person, "delivery:report", shown)
    address = reverse("delivery-report", kwargs={"reference": shown.reference})
    return Deed("Report a delivery", address) if right else None


def _accepted(row: DeliveryShown) -> str:
    return "" if row.accepted_quantity is None else said(row.accepted_quantity, row.unit)


def report(request: Request, reference: str) -> HttpResponseBase:
    """Say what was delivered; look at it once more; send it."""
    shown = queries.contract(reference=reference, person=request.person, permission="delivery:report")
    lines = queries.ledger_of(shown, business_today())
    places = queries.place_names(shown.authority_id)
    if "draft" in request.POST:
        draft = opened(request, shown.reference, SALT, request.POST["draft"])
        if "change" in request.POST:
            return _ask(request, shown, Report(initial=draft, lines=lines, places=places))
        return _send(request, shown, draft, lines, places)
    start: dict[str, Any] = {
        "commitment": request.GET.get("commitment", ""),
        "delivered_on": business_today(),
    }
    if len(lines) == 1:
        start["commitment"] = lines[0].number
    form = Report(request.POST or None, request.FILES or None, initial=start, lines=lines, places=places)
    if not lines or not form.is_valid():
        return _ask(request, shown, form, nothing=not lines)
    try:
        draft = _kept(request, shown, form.cleaned_data)
    except Refusal as refusal:
        form.add_error(refusal.field or None, refusal.text)
        return _ask(request, shown, form)
    return _check(request, shown, draft, lines, places)


def _ask(request: Request, shown: ContractShown, form: Report, *, nothing: bool = False) -> HttpResponseBase:
    back = Back(
        reverse("contract-deliveries", kwargs={"reference": shown.reference}), "Back to the deliveries"
    )
    return render(
        request,
        "delivery/report.html",
        title="Report a delivery",
        caption=f"{shown.reference} {shown.title}",
        back=back,
        form=form,
        kept=form.initial.get("file_name", ""),
        nothing=nothing,
        button="Continue",
    )


def _kept(request: Request, shown: ContractShown, given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as a draft; a file that came with them is stored first."""
    require_no_personal_data(given["what_changed"], "what_changed")
    before = opened(request, shown.reference, SALT, given["kept"]) if given["kept"] else {}
    draft = {
        "commitment": given["commitment"],
        "quantity": f"{given['quantity']:f}",
        "delivered_on": given["delivered_on"].isoformat(),
        "place": given["place"],
        "what_changed": given["what_changed"],
        "file": before.get("file", ""),
        "file_name": before.get("file_name", ""),
    }
    if upload := given["file"]:
        uid = actions.keep_evidence(
            contract=shown.reference, content=upload.chunks(), name=upload.name, by=request.person
        )
        draft |= {"file": str(uid), "file_name": upload.name}
    return draft


def _check(
    request: Request,
    shown: ContractShown,
    draft: dict[str, Any],
    lines: tuple[Line, ...],
    places: Mapping[str, str],
) -> HttpResponseBase:
    line = next(line for line in lines if line.number == draft["commitment"])
    signed = sealed(request, shown.reference, SALT, draft)
    answers = (
        Answer("Commitment", f"{line.name} {line.title}"),
        Answer("How many", said(Decimal(draft["quantity"]), line.unit)),
        Answer("When", date.fromisoformat(draft["delivered_on"])),
        Answer("Where", places.get(draft["place"], "Not in one place, or elsewhere")),
        Answer("What changed, and for whom", draft["what_changed"]),
        Answer(
            "Evidence", draft["file_name"] or "None: the Council may ask for it before it can accept this"
        ),
    )
    return render(
        request,
        "delivery/check_report.html",
        title="Check what you report",
        caption=f"{shown.reference} {shown.title}",
        groups=(AnswerGroup("Delivery", answers),),
        form=Send(initial={"draft": signed}),
        signed=signed,
        suspicious=personal_data_words(draft["what_changed"]),
        declaration="It is true as far as you know, and names nobody who benefited.",
        button="Send the report",
    )


def _send(
    request: Request,
    shown: ContractShown,
    draft: dict[str, Any],
    lines: tuple[Line, ...],
    places: Mapping[str, str],
) -> HttpResponseBase:
    try:
        reference = actions.report_delivery(
            contract=shown.reference,
            commitment=draft["commitment"],
            delivered_on=date.fromisoformat(draft["delivered_on"]),
            quantity=Decimal(draft["quantity"]),
            place=draft["place"],
            what_changed=draft["what_changed"],
            file=UUID(draft["file"]) if draft["file"] else None,
            key=UUID(draft["key"]),
            by=request.person,
        )
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        form = Report(_as_posted(draft), lines=lines, places=places)
        form.is_valid()
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text)
        return _ask(request, shown, form)
    messages.success(request, f"You reported {reference}. The Council’s contract manager looks at it next.")
    return redirect("delivery", reference=reference)


def _as_posted(draft: dict[str, Any]) -> dict[str, Any]:
    year, month, day = draft["delivered_on"].split("-")
    parts = {"delivered_on_day": day, "delivered_on_month": month, "delivered_on_year": year}
    return draft | parts


def delivery(request: Request, reference: str) -> HttpResponseBase:
    """One delivery: what was reported, what was decided, what to do next."""
    shown = queries.delivery(reference=reference, person=request.person)
    past = events.history(shown.uid)
    return render(
        request,
        "delivery/delivery.html",
        title=shown.commitment,
        reference=shown.reference,
        state=DELIVERIES[shown.state],
        crumbs=(HOME, LIST, Crumb(shown.contract, reverse("contract-deliveries", kwargs={"reference": shown.contract})),
                Crumb(shown.reference)),
        deed=next(iter(_deeds(request, shown)), None),
        deeds=_deeds(request, shown)[1:],
        shown=shown,
        answers=_answers(request, shown),
        events=told(past),
    )  # fmt: skip


def _deeds(request: Request, shown: DeliveryShown) -> tuple[Deed, ...]:
    """What can be done with this delivery, each with its reason where it is not allowed."""
    possible = DELIVERY.allowed(shown.state)
    found = []
    for name, text, wanted, permission in (
        ("delivery-decide", DECIDING, DECISIONS, "delivery:decide"),
        ("delivery-respond", _responding(possible), RESPONSES, "delivery:report"),
    ):
        right = may(request.person, permission, shown)
        shut_out = may(request.person, permission) and not right and not right.hidden
        if possible & wanted.keys() and (right or shut_out):
            because = right.because[:1].lower() + right.because[1:].rstrip(".")
            found.append(Deed(text, reverse(name, kwargs={"reference": shown.reference}), because=because))
    return tuple(found)


def _answers(request: Request, shown: DeliveryShown) -> list[Answer]:
    who = names(uid for uid in (shown.reported_by, shown.decided_by) if uid)
    reported = f"{who.get(str(shown.reported_by), 'Someone')}, {format_instant(shown.reported_at)}"
    rows: list[tuple[str, object]] = [
        ("Reported", said(shown.quantity, shown.unit)),
        ("Accepted", _accepted(shown) or "Nothing yet"),
        ("Delivered on", shown.delivered_on),
        ("Where", queries.place_names(shown.authority_id).get(shown.place, "Not in one place, or elsewhere")),
        ("What changed, and for whom", shown.what_changed),
        ("Reported by", reported),
    ]
    if shown.on_behalf_of:
        rows.append(("On behalf of", shown.on_behalf_of))
    if shown.decided_at:
        rows.append(("Last decision", f"{who.get(str(shown.decided_by), 'Someone')}: “{shown.why}”"))
    return [Answer(key, value) for key, value in rows]


def decide(request: Request, reference: str) -> HttpResponseBase:
    """Accept, query, reject or reopen, with a reason: for someone who did not report it."""
    shown = queries.delivery(reference=reference, person=request.person, permission="delivery:decide")
    return _decide(request, shown, DECISIONS, DECIDING, Decide)


def respond(request: Request, reference: str) -> HttpResponseBase:
    """Answer the council's question, or withdraw: for whoever reports."""
    shown = queries.delivery(reference=reference, person=request.person, permission="delivery:report")
    title = _responding(DELIVERY.allowed(shown.state))
    return _decide(request, shown, RESPONSES, title, Respond)


def _responding(possible: Collection[str]) -> str:
    """What whoever reports may do with a delivery now, in words."""
    return "Answer or withdraw" if "answer" in possible else RESPONSES["withdraw"]


def _decide(
    request: Request, shown: DeliveryShown, wanted: Mapping[str, str], title: str, kind: type[Decide]
) -> HttpResponseBase:
    reference, possible = shown.reference, DELIVERY.allowed(shown.state)
    deeds = {deed: text for deed, text in wanted.items() if deed in possible}
    if not deeds:
        return redirect("delivery", reference=reference)  # decided meanwhile
    form = kind(request.POST or None, deeds=deeds, unit=shown.unit)
    if form.is_valid():
        try:
            actions.decide_delivery(reference=reference, by=request.person, **form.cleaned_data)
        except Refusal as refusal:
            if refusal.status != 422:
                raise
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text)
        else:
            messages.success(request, DONE[form.cleaned_data["deed"]].format(reference))
            return redirect("delivery", reference=reference)
    return render(
        request,
        "delivery/decide.html",
        title=title,
        caption=f"{shown.reference} {shown.commitment}",
        back=Back(reverse("delivery", kwargs={"reference": reference}), "Back to the delivery"),
        form=form,
        answers=_answers(request, shown),
        delivery=shown,
        button="Save",
    )


def evidence(request: Request, reference: str) -> HttpResponseBase:
    """The file of evidence, always as a download."""
    shown = queries.delivery(reference=reference, person=request.person, permission="evidence:view")
    if shown.file is None:
        return redirect("delivery", reference=reference)
    response = FileResponse(
        files.opened(shown.file),
        as_attachment=True,
        filename=shown.file.name,
        content_type=shown.file.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
