"""What pages of deeds share: doing the deed that a form asks for, the page of a deed about a procurement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse

from socialvalue.design.forms import Form
from socialvalue.design.page import render
from socialvalue.design.parts import Back
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.routes import Request
from socialvalue.planning.queries import ProcurementShown


def done(form: Form, deed: Callable[[], object]) -> bool:
    """Do the deed if the form allows; a refusal that the person can put right stands beside its field."""
    if not form.is_valid():
        return False
    try:
        deed()
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text)
        return False
    return True


def engagement_back(reference: str) -> Back:
    """Back to a procurement's Engagement tab."""
    return Back(reverse("procurement-engagement", kwargs={"reference": reference}), "Back to the engagement")


def deed_page(
    request: Request,
    shown: ProcurementShown,
    form: Form,
    title: str,
    button: str,
    template: str = "planning/engagement_deed.html",
    **context: Any,
) -> HttpResponseBase:
    """A page of one deed about the engagement of a procurement."""
    return render(
        request,
        template,
        title=title,
        caption=f"{shown.reference} {shown.title}",
        back=engagement_back(shown.reference),
        form=form,
        button=button,
        **context,
    )
