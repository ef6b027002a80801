"""Pages of case studies: a contract's slots, writing one, reading one, deciding about it, who owes how many."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.delivery import actions, queries
from socialvalue.delivery.face import CASE_STUDIES, HOME, LIST
from socialvalue.delivery.forms import CaseStudyFilters, DecideCaseStudy, Send, Write
from socialvalue.delivery.pages.drafts import opened, sealed
from socialvalue.delivery.pages.promising import caption
from socialvalue.delivery.pages.reading import record, told
from socialvalue.delivery.queries import CaseStudyShown, ContractShown, SlotShown
from socialvalue.delivery.rules import CASE_STUDY
from socialvalue.delivery.rules.words import said
from socialvalue.design.exports import csv_response
from socialvalue.design.listing import Listing, order_of
from socialvalue.design.page import render
from socialvalue.design.parts import Answer, AnswerGroup, Back, Column, Crumb, Deed, Empty
from socialvalue.foundation.calendar import format_date
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.personal import require_no_personal_data
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import may
from socialvalue.machinery.routes import Request, address_for
from socialvalue.people.queries import names
from socialvalue.toms.rules.wording import personal_data_words

WRITTEN: Final = "case study being written"
QUESTIONS: Final = {
    "committed": "What was promised",
    "delivered": "What was done",
    "who_benefited": "Who it helped, and how",
    "where_felt": "Where it was felt",
}
DECISIONS: Final = {
    "accept": "Accept it",
    "return": "Send it back: something is missing",
    "reopen": "Take the decision back and look at it again",
}
COLUMNS: Final = (
    Column("title", "Contract", sort=True),
    Column("due", "Fallen due", numeric=True),
    Column("handed", "Handed in", numeric=True),
    Column("accepted", "Accepted", numeric=True),
    Column("missing", "Overdue", sort=True, numeric=True),
    Column("ends", "Ends", sort=True),
)


def slots(request: Request, reference: str) -> HttpResponseBase:
    """A slot for each contract year: due, overdue, handed in, accepted, sent back (MEA-2)."""
    shown = queries.contract(reference=reference, person=request.person)
    found = queries.slots_of(shown)
    right = may(request.person, "case-study:submit", shown)
    return record(
        request,
        shown,
        "delivery/slots.html",
        "contract-case-studies",
        rows=[(slot, CASE_STUDIES[slot.state], _address(shown, slot, bool(right))) for slot in found],
        why_none=_why_none(shown),
    )


def _address(shown: ContractShown, slot: SlotShown, may_write: bool) -> str:
    """Where this person can write it; empty where they cannot, or not yet."""
    if not (may_write and slot.may_be_written):
        return ""
    return f"{reverse('case-study-write', kwargs={'reference': shown.reference})}?year={slot.year}"


def _why_none(shown: ContractShown) -> str:
    if shown.starts_on is None or shown.ends_on is None:
        return "The contract has no first or last day yet, so we cannot say when a case study is due."
    if shown.band != "mandatory":
        return "Case studies are asked for where Social Value is mandatory. In this contract it is not."
    return "This contract was exempted from Social Value, so it owes no case study."


def write(request: Request, reference: str) -> HttpResponseBase:
    """The four questions, with what the ledger knows filled in; looked at once more; handed in (CAS-1)."""
    shown = queries.contract(reference=reference, person=request.person, permission="case-study:submit")
    owed = queries.slots_of(shown)
    slot = next((slot for slot in owed if str(slot.year) == request.GET.get("year", "")), None)
    if slot is None or not slot.may_be_written:
        return _choose_year(request, shown, owed)
    text = request.POST.get("draft", "")
    draft = opened(request, shown.reference, WRITTEN, text) if text else {}
    form = Write(None if draft else request.POST or None, initial=draft or _start(request, shown, slot))
    if draft and "change" not in request.POST:
        return _send(request, shown, slot, draft, form)
    if draft or not form.is_valid() or not _is_without_names(form):
        return _ask(request, shown, slot, form)
    signed = sealed(request, shown.reference, WRITTEN, form.cleaned_data)
    answers = tuple(
        Answer(question, "", lines=tuple(form.cleaned_data[name].splitlines()))
        for name, question in QUESTIONS.items()
    )
    return render(
        request,
        "delivery/check_report.html",
        title="Check your case study",
        caption=caption(shown),
        groups=(AnswerGroup(f"Contract year {slot.year}", answers),),
        form=Send(initial={"draft": signed}),
        signed=signed,
        suspicious=personal_data_words("\n".join(form.cleaned_data.values())),
        declaration="It is true as far as you know, and nobody who was helped can be recognised from it. It is not "
        "published now: the Council asks you first.",
        button="Hand it in",
    )


def _is_without_names(form: Write) -> bool:
    """Marks the answers that hold what looks like personal data (DPA-1)."""
    for name, text in list(form.cleaned_data.items()):
        try:
            require_no_personal_data(text, name)
        except Refusal as refusal:
            form.add_error(name, refusal.text)
    return not form.errors


def _choose_year(request: Request, shown: ContractShown, owed: tuple[SlotShown, ...]) -> HttpResponseBase:
    return render(
        request,
        "delivery/choose_year.html",
        title="Write a case study",
        caption=caption(shown),
        back=_back(shown),
        slots=[slot for slot in owed if slot.may_be_written],
        why_none=_why_none(shown) if not owed else "",
    )


def _back(shown: ContractShown) -> Back:
    address = reverse("contract-case-studies", kwargs={"reference": shown.reference})
    return Back(address, "Back to the case studies")


def _start(request: Request, shown: ContractShown, slot: SlotShown) -> dict[str, str]:
    """What is known already: the answers that were sent back, or what the ledger says of that year."""
    if slot.uid:
        last = queries.case_study(uid=slot.uid, person=request.person).versions[0]
        return {name: getattr(last, name) for name in QUESTIONS}
    as_at = min(slot.ends_on, business_today())
    lines = queries.ledger_of(shown, as_at)
    promised = [
        f"{line.title}: {said(line.position.committed, line.unit)} in all, "
        f"{said(line.position.due, line.unit)} by {format_date(as_at)}."
        for line in lines
    ]
    done = [
        f"{line.title}: {said(line.position.reported, line.unit)} reported by {format_date(as_at)}, "
        f"{said(line.position.verified, line.unit)} accepted by the Council."
        for line in lines
    ]
    return {"committed": "\n".join(promised), "delivered": "\n".join(done)}


def _ask(
    request: Request, shown: ContractShown, slot: SlotShown, form: Write, fault: str = ""
) -> HttpResponseBase:
    return render(
        request,
        "delivery/write.html",
        title=f"Case study of contract year {slot.year}",
        caption=caption(shown),
        back=_back(shown),
        form=form,
        fault=fault,
        slot=slot,
        button="Continue",
    )


def _send(
    request: Request, shown: ContractShown, slot: SlotShown, draft: dict[str, Any], form: Write
) -> HttpResponseBase:
    try:
        uid = actions.submit_case_study(
            contract=shown.reference,
            year=slot.year,
            by=request.person,
            **{name: draft[name] for name in QUESTIONS},
        )
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        return _ask(request, shown, slot, form, refusal.text)
    messages.success(request, "You handed it in. The Council’s contract manager reads it next.")
    return redirect("case-study", uid=uid)


def case_study(request: Request, uid: UUID) -> HttpResponseBase:
    """One case study: the four answers, the figures of the day it was handed in, what was decided."""
    shown = queries.case_study(uid=uid, person=request.person)
    return render(
        request,
        "delivery/case_study.html",
        title=f"Case study of contract year {shown.year}",
        caption=f"{shown.contract} {shown.contract_title}",
        state=CASE_STUDIES[shown.state],
        crumbs=(
            HOME,
            LIST,
            Crumb(shown.contract, reverse("contract-case-studies", kwargs={"reference": shown.contract})),
            Crumb(f"Contract year {shown.year}"),
        ),
        deed=_deed(request, shown),
        shown=shown,
        last=shown.versions[0],
        answers=[Answer(question, "", lines=tuple(getattr(shown.versions[0], name).splitlines()))
                 for name, question in QUESTIONS.items()],
        figures=[_in_words(figure) for figure in shown.versions[0].figures],
        who=names(uid for version in shown.versions for uid in (version.submitted_by, version.decided_by) if uid),
        events=told(events.history(shown.uid)),
    )  # fmt: skip


def _in_words(figure: Mapping[str, str]) -> tuple[str, ...]:
    """A kept line of the ledger: the commitment and its four figures."""
    four = (
        said(Decimal(figure[name]), figure["unit"]) for name in ("committed", "due", "reported", "verified")
    )
    return (f"{figure['commitment']} {figure['title']}", *four)


def _deed(request: Request, shown: CaseStudyShown) -> Deed | None:
    """What comes next: deciding for a contract manager, writing again for who handed it in."""
    if shown.state == "returned" and may(request.person, "case-study:submit", shown):
        address = reverse("case-study-write", kwargs={"reference": shown.contract})
        return Deed("Write it again", f"{address}?year={shown.year}")
    right = may(request.person, "case-study:decide", shown)
    possible = CASE_STUDY.allowed(shown.state) & DECISIONS.keys()
    shut_out = may(request.person, "case-study:decide") and not right and not right.hidden
    if not possible or not (right or shut_out):
        return None
    because = right.because[:1].lower() + right.because[1:].rstrip(".")
    return Deed(
        "Decide about this case study",
        reverse("case-study-decide", kwargs={"uid": shown.uid}),
        because=because,
    )


def decide(request: Request, uid: UUID) -> HttpResponseBase:
    """Accept, send back or reopen, with a reason: for someone who did not hand it in."""
    shown = queries.case_study(uid=uid, person=request.person, permission="case-study:decide")
    possible = CASE_STUDY.allowed(shown.state)
    deeds = {deed: text for deed, text in DECISIONS.items() if deed in possible}
    if not deeds:
        return redirect("case-study", uid=uid)  # sent back meanwhile
    form = DecideCaseStudy(request.POST or None, deeds=deeds)
    if form.is_valid():
        try:
            actions.decide_case_study(uid=uid, by=request.person, **form.cleaned_data)
        except Refusal as refusal:
            if refusal.status != 422:
                raise
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text)
        else:
            messages.success(request, "Your decision about the case study is recorded.")
            return redirect("case-study", uid=uid)
    return render(
        request,
        "delivery/decide.html",
        title="Decide about this case study",
        caption=f"{shown.contract} {shown.contract_title}, contract year {shown.year}",
        back=Back(reverse("case-study", kwargs={"uid": uid}), "Back to the case study"),
        form=form,
        answers=[Answer(question, "", lines=tuple(getattr(shown.versions[0], name).splitlines()))
                 for name, question in QUESTIONS.items()],
        button="Save",
    )  # fmt: skip


def owing(request: Request) -> HttpResponseBase:
    """Who owes how many case studies, 50 a page; every matching row as CSV (MEA-2)."""
    filters = CaseStudyFilters(request.GET)
    wanted = filters.wanted()
    listing = Listing.of(
        request,
        COLUMNS,
        total=queries.count_owing(person=request.person, wanted=wanted),
        order="-missing",
        noun="contract",
        export=address_for(request.person, "case-studies-csv"),
    )
    rows = queries.owing(
        person=request.person, wanted=wanted, order=listing.order, offset=listing.offset, limit=listing.limit
    )
    return render(
        request,
        "delivery/owing.html",
        title="Case studies",
        lead="Mandatory contracts that have begun, with the case studies they owe: one for each contract year.",
        crumbs=(HOME, LIST, Crumb("Case studies")),
        listing=listing,
        filters=filters,
        found=rows,
        empty=Empty(
            "No case studies are owed yet",
            "Once a mandatory contract has begun, the case study of each of its years is counted here.",
        ),
    )


def owing_csv(request: Request) -> HttpResponseBase:
    """Every contract that matches the filters in the address, as CSV, streamed."""
    wanted = CaseStudyFilters(request.GET).wanted()
    order = order_of(request, queries.OWING_ORDERS, "-missing")
    rows = queries.owing_for_export(person=request.person, wanted=wanted, order=order)
    return csv_response("case-studies", queries.OWING_EXPORTED, rows)
