"""What one request has asked already: the authority, its pack, its policy are read once, however many parts want them.

Only for what no page changes while it is answered. It begins and ends with the request, so that another request, the
worker and the commands read anew; outside a request nothing is remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

P = ParamSpec("P")
R = TypeVar("R")
_ASKED: Final[ContextVar[dict[Hashable, Any] | None]] = ContextVar("asked", default=None)


class RequestMemory:
    """Opens an empty memory for each request and forgets it with the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        before = _ASKED.set({})
        try:
            return self.get_response(request)
        finally:
            _ASKED.reset(before)


def once_a_request(ask: Callable[P, R]) -> Callable[P, R]:
    """Ask once a request for the same arguments, which must be hashable. A fault is not remembered."""

    @wraps(ask)
    def remembered(*args: P.args, **named: P.kwargs) -> R:
        asked = _ASKED.get()
        if asked is None:
            return ask(*args, **named)
        question = (ask, args, tuple(sorted(named.items())))
        if question not in asked:
            asked[question] = ask(*args, **named)
        answer: R = asked[question]
        return answer

    return remembered
