"""Addresses with their permission: no page of ours can be reached without one being named.

`route(...)` is the only way our rooms register an address. The table of third-party addresses stands in
`entrance/urls.py`. The permission matrix test and the help page read `ROUTES`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, Protocol

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import PUBLIC, TABLE, Person, Thing
from socialvalue.machinery.requests import wants_json


class Request(HttpRequest):
    """What a page receives: Django's request with the person at the door."""

    person: Person


class Page(Protocol):
    """One page: request and the parts of its address in, response out."""

    def __call__(self, request: Any, **parts: Any) -> HttpResponseBase: ...


@dataclass(frozen=True, slots=True)
class Route:
    """One registered address, for the permission matrix."""

    name: str
    pattern: str
    needs: str


ROUTES: Final[dict[str, Route]] = {}


def route(pattern: str, page: Callable[..., HttpResponseBase], *, needs: str, name: str) -> URLPattern:
    """Register a page under an address with the permission it needs (or `PUBLIC`).

    Someone who is not signed in is sent to sign in and back; someone without the permission gets a 403 that says who
    has it. Whether they may see *this* record is asked by the page's query, which answers 404.
    """

    @wraps(page)
    def guarded(request: Request, **parts: Any) -> HttpResponseBase:
        answer = TABLE.may(request.person, needs)
        if not answer and not request.person.signed_in:
            return _sign_in_first(request)
        if not answer:
            raise Refusal(code="not-allowed", text=answer.because, clause=answer.clause, status=403)
        response = page(request, **parts)
        if needs != PUBLIC or request.session.session_key:  # the key is in the cookie: this asks no database
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    if name in ROUTES and ROUTES[name].pattern != pattern:
        raise ValueError(f"Two addresses have the name {name}.")
    ROUTES[name] = Route(name=name, pattern=pattern, needs=needs)
    return path(pattern, guarded, name=name)


def opens(person: Person, name: str, thing: Thing | None = None) -> bool:
    """Whether someone may open the page of this name, for a record if one is given: other links are not drawn."""
    return bool(TABLE.may(person, ROUTES[name].needs, thing))


def address_for(person: Person, name: str, *parts: str) -> str:
    """The address of a page for whoever may open it; nothing for others."""
    return reverse(name, args=parts) if opens(person, name) else ""


def _sign_in_first(request: Request) -> HttpResponseBase:
    """To the sign-in page and back to where they were going."""
    if wants_json(request):
        raise Refusal(code="sign-in-needed", text="You need to sign in first.", status=403)
    response = redirect_to_login(request.get_full_path())
    response["Cache-Control"] = "no-store"
    return response
