"""What pages of deeds about market engagement share."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse

from socialvalue.design.forms import Form
from socialvalue.design.page import render
from socialvalue.design.parts import Back
from socialvalue.machinery.routes import Request
from socialvalue.planning.queries import ProcurementShown


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
