"""What pages of an evaluation share: the lot in the address, doing a deed, one page of a lot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from socialvalue.design.forms import Form
from socialvalue.design.page import render
from socialvalue.design.parts import Back
from socialvalue.evaluation import queries
from socialvalue.evaluation.queries import LotStanding
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.routes import Request


def number_in(request: Request, name: str) -> int | None:
    """A number in the address."""
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else None


def lot_in(request: Request, reference: str, permission: str) -> LotStanding:
    """The lot in the address, without one the first."""
    return queries.lot_standing(
        reference=reference, lot=number_in(request, "lot"), person=request.person, permission=permission
    )


def address(name: str, reference: str, lot: int, **more: Any) -> str:
    """A page of a lot."""
    query = "".join(f"&{key}={value}" for key, value in more.items())
    return f"{reverse(name, kwargs={'reference': reference})}?lot={lot}{query}"


def not_yet(request: Request, reference: str, text: str) -> HttpResponseBase:
    """Back to the evaluation, saying why this cannot be done now."""
    messages.info(request, text)
    return redirect("evaluation", reference=reference)


def done(form: Form, deed: Callable[[], object]) -> bool:
    """Do the deed; a refusal that the person can put right stands beside its field."""
    try:
        deed()
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text)
        return False
    return True


def form_page(
    request: Request, found: LotStanding, template: str, title: str, form: Form, button: str, **context: Any
) -> HttpResponseBase:
    """A form about a lot, with the way back."""
    lot = found.lot
    context.setdefault(
        "back", Back(reverse("evaluation", kwargs={"reference": lot.reference}), "Back to the evaluation")
    )
    return render(
        request,
        f"evaluation/{template}",
        title=title,
        caption=f"{lot.reference} {lot.tender}, lot {lot.number}",
        form=form,
        button=button,
        found=found,
        status=422 if form.is_bound and form.errors else None,
        **context,
    )
