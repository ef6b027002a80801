"""What happens around every request: an id and a log line, safe headers, refusals as pages."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable

import orjson
from django.conf import settings
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from socialvalue.foundation.refusal import Refusal

log = logging.getLogger("socialvalue.requests")
Handler = Callable[[HttpRequest], HttpResponseBase]
AWAY = Refusal(
    code="database-away",
    text="The service is busy or being mended. Nothing was saved. Go back, wait a minute and press the button again.",
    status=503,
)


class RequestLog:
    """One line a request: method, address without its question, status, milliseconds, request id. No names."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started, request_id = time.perf_counter(), uuid.uuid4().hex[:16]
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        log.info(
            "%s %s %s %.0f ms %s",
            request.method,
            request.path,
            response.status_code,
            1000 * (time.perf_counter() - started),
            request_id,
        )
        return response


class SafeHeaders:
    """Headers that Django has no setting for, and a body's length before anything reads it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._length_fault(request) or self.get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        return response

    def _length_fault(self, request: HttpRequest) -> HttpResponse | None:
        # A chunked body reads as empty here: an upload would be accepted as nothing.
        if request.method not in {"POST", "PUT", "PATCH"}:
            return None
        length = request.headers.get("Content-Length", "")
        if not length.isdigit():
            return HttpResponse(
                "Send the length of the request (Content-Length).", status=411, content_type="text/plain"
            )
        if int(length) > settings.LARGEST_UPLOAD + 1_000_000:
            return HttpResponse("The request is too large.", status=413, content_type="text/plain")
        return None


class RefusalPages:
    """One `Refusal`, one answer: a page for people, problem JSON for programs (rulings 40)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponseBase | None:
        if isinstance(fault, (OperationalError, InterfaceError)):
            log.error("the database did not answer: %s", fault)
            fault = AWAY
        if not isinstance(fault, Refusal):
            return None
        return answer(request, fault)


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponseBase:
    """The response for a refusal, in the form the asker reads."""
    if "application/json" in request.headers.get("Accept", "") and "text/html" not in request.headers.get(
        "Accept", ""
    ):
        problem = {
            "type": f"about:refusal/{refusal.code}",
            "title": refusal.text,
            "status": refusal.status,
            "clause": refusal.clause,
            "field": refusal.field,
        }
        response: HttpResponseBase = HttpResponse(
            orjson.dumps(problem), status=refusal.status, content_type="application/problem+json"
        )
    else:
        response = render(request, "design/layouts/refusal.html", {"refusal": refusal}, status=refusal.status)
    if refusal.status == 503:
        response["Retry-After"] = "60"
    return response
