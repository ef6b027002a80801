"""What happens around every request: an id and a log line, safe headers, refusals as pages."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable

import orjson
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
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


ADDRESS_UNREADABLE = Refusal(
    code="address-unreadable", text="We could not read that address. Check it and try again.", status=400
)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
METHOD_UNKNOWN = Refusal(
    code="method-unknown", text="We do not answer that kind of request. Open the page instead.", status=405
)
LENGTH_MISSING = Refusal(
    code="length-missing",
    text="Send the length of the request (Content-Length). Nothing was saved.",
    status=411,
)
FORM_AROUND_IT = 1_000_000  # bytes that a form may need beside the largest file


def too_large(largest: int) -> Refusal:
    """The refusal of a request that no form of ours would send."""
    return Refusal("too-large", f"You can send at most {largest // 1_000_000} MB at a time.", status=413)


def form_too_large(fault: BaseException) -> Refusal | None:
    """The refusal of a form that is longer than Django reads; None where the fault is another."""
    if isinstance(fault, RequestDataTooBig):
        most = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1_000_000:g} MB of text in one form"
    elif isinstance(fault, TooManyFieldsSent):
        most = f"{settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} fields in one form"
    elif isinstance(fault, TooManyFilesSent):
        most = f"{settings.DATA_UPLOAD_MAX_NUMBER_FILES:,} files in one form"
    else:
        return None
    return Refusal("form-too-large", f"You can send at most {most}. Send it in parts.", status=413)


class RequestLog:
    """One line a request: method, address without its question, status, milliseconds, request id. No names."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started, request_id = time.perf_counter(), uuid.uuid4().hex[:16]
        request.META["REQUEST_ID"] = request_id
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        log.info(
            "%s %s %s %.0f ms %s",
            request.method,
            _path_without_token(request),
            response.status_code,
            1000 * (time.perf_counter() - started),
            request_id,
        )
        return response


def _path_without_token(request: HttpRequest) -> str:
    """The address as it may be logged: whoever reads a log must not be able to open somebody's link."""
    token = (request.resolver_match.kwargs if request.resolver_match else {}).get("token")
    return request.path.replace(str(token), "…") if token else request.path


class SafeHeaders:
    """Headers that Django has no setting for, and a body's length before anything reads it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = (
            self._method_fault(request)
            or self._address_fault(request)
            or self._length_fault(request)
            or self.get_response(request)
        )
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        # Pages that are not ours show private things too: recovery codes.
        if settings.SESSION_COOKIE_NAME in request.COOKIES or request.path.startswith("/account/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _method_fault(self, request: HttpRequest) -> HttpResponseBase | None:
        if request.method in METHODS:
            return None
        response = answer(request, METHOD_UNKNOWN)
        response["Allow"] = ", ".join(METHODS)
        return response

    def _address_fault(self, request: HttpRequest) -> HttpResponseBase | None:
        # PostgreSQL holds no NUL, and no address of ours has one: whoever sends it is looking for a fault.
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return answer(request, ADDRESS_UNREADABLE)
        return None

    def _length_fault(self, request: HttpRequest) -> HttpResponseBase | None:
        # A chunked body reads as empty here: an upload would be accepted as nothing.
        if request.method not in {"POST", "PUT", "PATCH"}:
            return None
        length = request.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            return answer(request, LENGTH_MISSING)
        if int(length) > settings.LARGEST_UPLOAD + FORM_AROUND_IT:
            return answer(request, too_large(settings.LARGEST_UPLOAD))
        return None


class RefusalPages:
    """One `Refusal`, one answer: a page for people, problem JSON for programs (rulings 40)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponseBase | None:
        refusal = refusal_for(fault)
        return answer(request, refusal) if refusal else None


def refusal_for(fault: BaseException | None) -> Refusal | None:
    """The refusal that a fault amounts to: itself, or that the database is away. None: it is a fault of ours."""
    if isinstance(fault, (OperationalError, InterfaceError)):
        log.error("the database did not answer: %s", fault)
        return AWAY
    return fault if isinstance(fault, Refusal) else None


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponseBase:
    """The response for a refusal, in the form the asker reads."""
    if wants_json(request):
        response: HttpResponseBase = _problem(refusal)
    else:
        response = render(request, "design/layouts/refusal.html", {"refusal": refusal}, status=refusal.status)
    response["Cache-Control"] = "no-store"
    if refusal.status == 503:
        response["Retry-After"] = "60"
    return response


def wants_json(request: HttpRequest) -> bool:
    """Whether a program asks. A browser says that it reads HTML."""
    accept = request.headers.get("Accept", "")
    return "json" in accept and "text/html" not in accept


def _problem(refusal: Refusal) -> HttpResponse:
    """Problem JSON (RFC 9457)."""
    problem = {
        "type": f"about:refusal/{refusal.code}",
        "title": refusal.text,
        "status": refusal.status,
        "clause": refusal.clause,
        "field": refusal.field,
    }
    return HttpResponse(orjson.dumps(problem), status=refusal.status, content_type="application/problem+json")
