"""Rendering a page: one function, so that title, state and next deed stand in the same place everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final, Protocol

from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from socialvalue.design.forms import error_links
from socialvalue.design.listing import Listing
from socialvalue.design.parts import Back, Crumb, Deed, Tab, Tag
from socialvalue.design.ports import frame_for
from socialvalue.machinery.permissions import NOBODY
from socialvalue.machinery.routes import opens

DEFAULTS: Final[dict[str, Any]] = {
    "title": "",
    "caption": "",  # above the heading
    "lead": "",  # one sentence below it
    "reference": "",
    "state": None,
    "crumbs": (),
    "back": None,
    "deed": None,
    "deeds": (),
    "tabs": (),
    "form": None,
    "filters": None,
    "listing": None,
    "empty": None,
    "wide": False,
    "button": "Continue",
    "status": 500,
    "refusal": None,
}
"""What a layout takes a name to be that the page did not give: globals of the environment."""


class Gettable(Protocol):
    """A dict, or a template's context."""

    def get(self, key: str, /) -> Any: ...


def window_title(request: HttpRequest | None, context: Gettable) -> str:
    """What the browser's tab says: the heading, where in a list, the service, the council."""
    brand = frame_for(request).brand
    listing = context.get("listing")
    where = f" (page {listing.number} of {listing.pages})" if listing and listing.pages > 1 else ""
    fault = "Error: " if error_links(context.get("form")) else ""
    return f"{fault}{context.get('title')}{where} – {brand.service} – {brand.council}"


def render(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    status: int | None = None,
    form: BaseForm | BaseFormSet[Any] | None = None,
    state: Tag | None = None,
    crumbs: Sequence[Crumb] = (),
    back: Back | None = None,
    deed: Deed | None = None,
    tabs: Sequence[Tab] = (),
    listing: Listing | None = None,
    **context: Any,
) -> HttpResponse:
    """The page as a response. `title` is its heading; a form with errors answers 422 and the tab says so.

    A template asks `opens("engagement-plan")` before it draws a link that not every reader of the page may follow.
    """
    filled = {
        "title": title,
        "form": form,
        "state": state,
        "crumbs": crumbs,
        "back": back,
        "deed": deed,
        "tabs": tabs,
        "listing": listing,
        "opens": partial(opens, getattr(request, "person", NOBODY)),
    }
    html = render_to_string(template, filled | context, request=request, using="jinja2")
    return HttpResponse(html, status=status or (422 if error_links(form) else 200))
