"""Pages of what was promised: a commitment is agreed or varied, a contract ends early. Each is checked once more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.delivery import actions, queries
from socialvalue.delivery.forms import Agree, Send, Vary
from socialvalue.delivery.pages.drafts import opened, sealed
from socialvalue.delivery.queries import ContractShown, Line
from socialvalue.delivery.rules import Instalment
from socialvalue.delivery.rules.variations import compared, warnings
from socialvalue.delivery.rules.words import plain, said
from socialvalue.design.forms import Form
from socialvalue.design.page import render
from socialvalue.design.parts import Answer, AnswerGroup, Back
from socialvalue.foundation.calendar import contract_years, format_date
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.routes import Request
from socialvalue.people.queries import newest_pack_id
from socialvalue.places.queries import choosable
from socialvalue.toms import queries as toms

AGREED: Final = "commitment being agreed"
VARIED: Final = "commitment being varied"
MOST_DAYS: Final = 12  # boxes for ends of contract years; a longer contract has "another day"


def back_to(shown: ContractShown) -> Back:
    """To the commitments of the contract."""
    return Back(
        reverse("contract-commitments", kwargs={"reference": shown.reference}), "Back to the commitments"
    )


def caption(shown: ContractShown) -> str:
    """The contract that a form is about."""
    return f"{shown.reference} {shown.title}"


def likely_days(shown: ContractShown, profile: Sequence[Instalment] = ()) -> list[date]:
    """The days for which a form has a box: ends of contract years, and those of the profile as it stands."""
    if shown.starts_on is None or shown.ends_on is None:
        return []
    ends = {year.ends_on for year in contract_years(shown.starts_on, shown.ends_on)[:MOST_DAYS]}
    return sorted(ends | {step.due_on for step in profile})


def agree(request: Request, reference: str) -> HttpResponseBase:
    """Choose a measure; say what is promised of it by when; look at it once more; write it into the contract."""
    shown = queries.contract(reference=reference, person=request.person, permission="commitment:agree")
    code, days = request.GET.get("measure", ""), likely_days(shown)
    if not code or not days:
        return _choose_measure(request, shown, bool(days))
    measure = toms.measure(authority_id=shown.authority_id, code=code)
    places = _places(shown)
    kwargs: dict[str, Any] = {
        "days": days,
        "unit": measure.unit.value,
        "places": list(places.items()),
        "parties": [(party.organisation_id, party.name) for party in shown.parties],
    }
    start = {
        "evidence": "\n".join(measure.evidence),
        "answerable": shown.parties[0].organisation_id if shown.parties else "",
    }
    draft = _draft(request, shown, AGREED)
    form = Agree(_posted(request, draft), initial=start | draft, **kwargs)
    page: dict[str, Any] = {"measure": measure, "template": "delivery/agree.html", "title": measure.title}
    if draft and "change" not in request.POST:
        return _agreed(request, shown, measure, draft, form, page)
    if draft or not form.is_valid():
        return _ask(request, shown, form, **page)
    given = form.cleaned_data
    names = {party.organisation_id: party.name for party in shown.parties}
    answers = (
        Answer("Measure", f"{measure.code} {measure.title}"),
        Answer("Kind", given["category"].capitalize()),
        *_instalments(given["steps"], measure.unit.value),
        Answer("Where", places.get(given["place"], "Anywhere that the measure counts")),
        Answer("What proves it", "", lines=tuple(given["evidence"].splitlines())),
        Answer("Who answers for it", names[given["answerable"]]),
    )
    return _check(
        request,
        shown,
        AGREED,
        form,
        "Check the commitment",
        (AnswerGroup("Commitment", answers),),
        "Write it into the contract",
    )


def _choose_measure(request: Request, shown: ContractShown, has_days: bool) -> HttpResponseBase:
    return render(
        request,
        "delivery/choose_measure.html",
        title="Agree a commitment: choose a measure",
        caption=caption(shown),
        back=back_to(shown),
        has_days=has_days,
        framework=toms.framework(authority_id=shown.authority_id) if has_days else None,
    )


def _places(shown: ContractShown) -> dict[str, str]:
    pack = newest_pack_id(shown.authority_id)
    return {place.code: place.name for place in choosable(pack)} if pack else {}


def _draft(request: Request, shown: ContractShown, kind: str) -> dict[str, Any]:
    """The answers that come back from the check page, if they do."""
    text = request.POST.get("draft", "")
    return opened(request, shown.reference, kind, text) if text else {}


def _posted(request: Request, draft: Mapping[str, Any]) -> Any:
    """What the form is bound to: nothing while answers come back to be changed or sent."""
    return None if draft else request.POST or None


def _instalments(steps: Sequence[Instalment], unit: str) -> tuple[Answer, ...]:
    total = sum((step.quantity for step in steps), Decimal(0))
    lines = tuple(f"{said(step.quantity, unit)} by {format_date(step.due_on)}" for step in steps)
    return Answer("How much", said(total, unit)), Answer("By when", "", lines=lines)


def _steps(draft: Mapping[str, Any]) -> tuple[Instalment, ...]:
    return tuple(Instalment(date.fromisoformat(day), Decimal(much)) for day, much in draft["steps"])


def _as_draft(form: Form) -> dict[str, Any]:
    """The answers as texts: the form's own boxes, so that it can be filled again, and the instalments read."""
    given: dict[str, Any] = {}
    for name, value in form.cleaned_data.items():
        if name == "steps":
            given[name] = [[step.due_on.isoformat(), plain(step.quantity)] for step in value]
        else:
            given[name] = value.isoformat() if isinstance(value, date) else value
    return given


def _ask(
    request: Request, shown: ContractShown, form: Form, *, template: str, title: str, **context: Any
) -> HttpResponseBase:
    return render(
        request,
        template,
        title=title,
        caption=caption(shown),
        back=back_to(shown),
        form=form,
        button="Continue",
        **({"fault": ""} | context),
    )


def _check(
    request: Request,
    shown: ContractShown,
    kind: str,
    form: Form,
    title: str,
    groups: Sequence[AnswerGroup],
    button: str,
    **context: Any,
) -> HttpResponseBase:
    signed = sealed(request, shown.reference, kind, _as_draft(form))
    return render(
        request,
        "delivery/check.html",
        title=title,
        caption=caption(shown),
        groups=groups,
        form=Send(initial={"draft": signed}),
        signed=signed,
        button=button,
        **({"rows": (), "warned": ()} | context),
    )


def _agreed(
    request: Request,
    shown: ContractShown,
    measure: toms.MeasureShown,
    draft: dict[str, Any],
    form: Agree,
    page: dict[str, Any],
) -> HttpResponseBase:
    def deed() -> None:
        actions.agree_commitment(
            contract=shown.reference,
            measure=measure,
            category=draft["category"],
            steps=_steps(draft),
            place=draft["place"],
            evidence=draft["evidence"],
            answerable=draft["answerable"],
            key=UUID(draft["key"]),
            by=request.person,
        )

    return _done(request, shown, deed, form, page, "The commitment is written into the contract.")


def _done(
    request: Request,
    shown: ContractShown,
    deed: Callable[[], None],
    form: Form,
    page: dict[str, Any],
    text: str,
) -> HttpResponseBase:
    """Do the deed; a refusal that the person can put right stands above the form again."""
    try:
        deed()
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        return _ask(request, shown, form, fault=refusal.text, **page)
    messages.success(request, text)
    return redirect("contract-commitments", reference=shown.reference)


def vary(request: Request, reference: str) -> HttpResponseBase:
    """Choose a commitment; say what is due by when from now on; see before and after; record it (rule 34)."""
    shown = queries.contract(reference=reference, person=request.person, permission="commitment:vary")
    lines = queries.ledger_of(shown, business_today())
    asked = request.GET.get("commitment", "")
    line = next((line for line in lines if str(line.number) == asked), None)
    if line is None:
        return render(
            request, "delivery/choose_commitment.html", title="Vary a commitment", caption=caption(shown),
            back=back_to(shown), lines=lines,
        )  # fmt: skip
    before = profile_of(line)
    start: dict[str, Any] = {f"due_{step.due_on.isoformat()}": plain(step.quantity) for step in before}
    draft = _draft(request, shown, VARIED)
    form = Vary(
        _posted(request, draft), initial=draft or start, days=likely_days(shown, before), unit=line.unit
    )
    page: dict[str, Any] = {
        "line": line,
        "template": "delivery/vary.html",
        "title": f"Vary {line.name} {line.title}",
    }
    if draft and "change" not in request.POST:
        return _varied(request, shown, line, draft, form, page)
    if draft or not form.is_valid():
        return _ask(request, shown, form, **page)
    return _check_variation(request, shown, line, before, form)


def profile_of(line: Line) -> tuple[Instalment, ...]:
    """The profile agreed last: the one that a variation takes the place of."""
    return line.rule.variations[-1].profile if line.rule.variations else line.rule.profile


def _check_variation(
    request: Request, shown: ContractShown, line: Line, before: Sequence[Instalment], form: Vary
) -> HttpResponseBase:
    given = form.cleaned_data
    answers = (Answer("Holds from", given["holds_from"]), Answer("Reason", given["reason"]))
    warned = warnings(
        before,
        given["steps"],
        unit=line.unit,
        today=business_today(),
        kind=shown.kind,
        was_competed=line.is_competed,
    )
    return _check(
        request,
        shown,
        VARIED,
        form,
        "Check the variation",
        (AnswerGroup(f"{line.name} {line.title}", answers),),
        "Record the variation",
        rows=[
            (format_date(each.due_on), said(each.before, line.unit), said(each.after, line.unit))
            for each in compared(before, given["steps"])
        ],
        totals=tuple(
            said(sum((step.quantity for step in steps), Decimal(0)), line.unit)
            for steps in (before, given["steps"])
        ),
        warned=warned,
        declaration="The earlier profile is kept for the days before. What you were warned about is recorded with it.",
    )


def _varied(
    request: Request,
    shown: ContractShown,
    line: Line,
    draft: dict[str, Any],
    form: Vary,
    page: dict[str, Any],
) -> HttpResponseBase:
    def deed() -> None:
        actions.vary_commitment(
            contract=shown.reference,
            number=line.number,
            holds_from=date.fromisoformat(draft["holds_from"]),
            steps=_steps(draft),
            reason=draft["reason"],
            by=request.person,
        )

    return _done(request, shown, deed, form, page, f"The variation of {line.name} is recorded.")
