"""Pages about what goes with an exemption: its papers, and its conditions until they are fulfilled."""

from __future__ import annotations

from django.http import FileResponse, HttpResponseBase
from django.shortcuts import redirect

from socialvalue.machinery import files
from socialvalue.machinery.routes import Request
from socialvalue.planning import actions, queries
from socialvalue.planning.forms import CheckCondition, Paper, ReportCondition
from socialvalue.planning.pages.exemption_deeds import exemption_deed
from socialvalue.planning.rules import CONDITION, OPEN


def add_paper(request: Request, reference: str) -> HttpResponseBase:
    """Put a file beside a request."""
    shown = queries.exemption(reference=reference, person=request.person)
    if shown.state not in OPEN:
        return redirect("exemption", reference=reference)
    form = Paper(request.POST or None, request.FILES or None)

    def deed() -> None:
        upload = form.cleaned_data["file"]
        actions.add_paper(
            exemption=reference,
            title=form.cleaned_data["title"],
            content=upload.chunks(),
            name=upload.name,
            by=request.person,
        )

    return exemption_deed(
        request,
        shown,
        form,
        deed,
        step="",
        needs="exemption-paper:add",
        title="Add a paper",
        said="You added a paper to the request.",
    )


def paper(request: Request, reference: str) -> HttpResponseBase:
    """A paper, always as a download. Without its number: back to the exemption."""
    number = request.GET.get("number", "")
    found = None
    if number.isascii() and number.isdigit() and len(number) < 4:
        found = queries.paper(reference=reference, number=int(number), person=request.person)
    else:
        queries.exemption(reference=reference, person=request.person)
    if found is None:
        return redirect("exemption", reference=reference)
    response = FileResponse(
        files.opened(found), as_attachment=True, filename=found.name, content_type=found.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def report_condition(request: Request, reference: str) -> HttpResponseBase:
    """Say that a condition is fulfilled."""
    form = ReportCondition(request.POST or None)
    return _condition(request, reference, form, "report")


def check_condition(request: Request, reference: str) -> HttpResponseBase:
    """Check that a condition is fulfilled, or give it back."""
    form = CheckCondition(request.POST or None)
    return _condition(request, reference, form, "accept")


def _condition(
    request: Request, reference: str, form: ReportCondition | CheckCondition, step: str
) -> HttpResponseBase:
    shown = queries.exemption(reference=reference, person=request.person)
    asked = request.GET.get("number", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 4):
        return redirect("exemption", reference=reference)
    one = queries.condition(reference=reference, number=int(asked), person=request.person)
    if step not in CONDITION.allowed(one.stage):
        return redirect("exemption", reference=reference)
    reporting = step == "report"
    deed = actions.report_condition if reporting else actions.check_condition
    return exemption_deed(
        request,
        shown,
        form,
        lambda: deed(exemption=reference, number=one.number, by=request.person, **form.cleaned_data),
        step="",
        needs="condition:report" if reporting else "condition:check",
        title=f"Condition {one.number}: {'say that it is fulfilled' if reporting else 'check it'}",
        said="It is kept. Whoever has to act next is told.",
    )
