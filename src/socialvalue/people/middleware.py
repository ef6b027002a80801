"""Who is at the door: the person behind the session, once a request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, Role
from socialvalue.machinery.requests import AWAY, answer, refusal_for
from socialvalue.people.queries import has_second_step, person_of

SECOND_STEP = "mfa_activate_totp"
OWN_ADDRESSES = "/account/email/"
ADDRESS_KEPT = Refusal(
    "address-kept",
    "Your e-mail address is how you sign in. Ask an administrator for an account with another one.",
    status=403,
)
OPEN_TO_ALL = ("/account/", "/static/", "/brand/", "/alive", "/ready")


class WhoIsThere:
    """Sets `request.person`. An officer without a second sign-in step is sent to set one up first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        request.person = SimpleLazyObject(lambda: person_of(request.user))
        # allauth's page would give anyone any address, unproved.
        if request.path.startswith(OWN_ADDRESSES) and request.session.session_key:
            return answer(request, ADDRESS_KEPT)
        try:
            owes_a_second_step = self._must_add_a_second_step(request)
        except (OperationalError, InterfaceError) as fault:  # no page's fault is mapped this far out
            return answer(request, refusal_for(fault) or AWAY)
        return redirect(SECOND_STEP) if owes_a_second_step else self.get_response(request)

    def _must_add_a_second_step(self, request: Any) -> bool:
        if request.path.startswith(OPEN_TO_ALL) or not request.session.session_key or settings.DEMONSTRATION:
            return False
        person: Person = request.person
        if not person.signed_in or all(role is Role.SUPPLIER for _, role in person.roles):
            return False
        return not has_second_step(request.user)
