"""Around every request: lengths, ids, hosts, and what a fault looks like."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from socialvalue.foundation.refusal import Refusal
from tests.cast import Player
from tests.strict import Browser


def raising(fault: Exception) -> object:
    def page(request: HttpRequest) -> HttpResponse:
        raise fault

    return page


urlpatterns = [
    path("refused", raising(Refusal("too-late", "It is too late.", clause="INC-4", field="day", status=409))),
    path("away", raising(OperationalError("connection refused"))),
    path("gone", raising(InterfaceError("connection already closed"))),
    path("fault", raising(ZeroDivisionError())),
]
from socialvalue.entrance import urls  # noqa: E402  the refusal pages link to the addresses of the product

urlpatterns += urls.urlpatterns
handler400, handler403, handler404, handler500 = (
    urls.handler400, urls.handler403, urls.handler404, urls.handler500,
)  # fmt: skip
here = pytest.mark.urls(__name__)


@here
@pytest.mark.parametrize("address", ["/away", "/gone"])
def test_with_the_database_away_the_answer_is_503_and_says_when_to_try_again(
    visitor: Browser, address: str
) -> None:
    response = visitor.get(address)
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "Nothing was saved" in response.content.decode()


@here
def test_a_program_gets_problem_json(visitor: Browser) -> None:
    response = visitor.get("/refused", headers={"accept": "application/problem+json"})
    assert json.loads(response.content) == {
        "type": "about:refusal/too-late", "title": "It is too late.", "status": 409, "clause": "INC-4",
        "field": "day",
    }  # fmt: skip
    assert response["Content-Type"] == "application/problem+json" and response["Cache-Control"] == "no-store"


@here
def test_a_person_gets_a_page_with_the_clause(visitor: Browser) -> None:
    response = visitor.get("/refused")
    assert response.status_code == 409 and "INC-4" in response.content.decode()


@here
def test_a_fault_of_ours_is_a_page_that_shows_nothing_of_it(db: None) -> None:
    response = Browser(raise_request_exception=False).get("/fault")
    assert response.status_code == 500 and "ZeroDivision" not in response.content.decode()


@pytest.mark.parametrize("length", ["", "12a", "-1", "²"])
def test_a_body_without_its_length_is_refused(visitor: Browser, length: str) -> None:
    response = visitor.post("/do-i-need-social-value", b"x", content_type="text/plain", CONTENT_LENGTH=length)
    assert response.status_code == 411 and "Content-Length" in response.content.decode()


def test_a_body_larger_than_any_form_is_refused_unread(visitor: Browser) -> None:
    response = visitor.post("/", b"", content_type="text/plain", CONTENT_LENGTH=str(10**9))
    assert response.status_code == 413 and "200 MB" in response.content.decode()


@pytest.mark.parametrize(
    ("form", "limit"),
    [
        ({"title": "x" * 2_600_000}, "at most 2.5 MB of text in one form"),
        ({f"field-{number}": "x" for number in range(1001)}, "at most 1,000 fields in one form"),
        ({f"file-{number}": SimpleUploadedFile("a.txt", b"a") for number in range(101)}, "at most 100 files"),
    ],
)
def test_a_form_that_is_too_large_is_told_the_limit(
    priya: Player, form: dict[str, object], limit: str
) -> None:
    response = priya.client.post("/imports/new", form)
    said = response.content.decode()
    assert response.status_code == 413 and limit in said and "Nothing was saved" in said
    program = priya.client.post("/imports/new", form, headers={"accept": "application/json"})
    assert json.loads(program.content)["type"] == "about:refusal/form-too-large"


def test_a_request_that_cannot_be_read_is_not_called_out_of_date(priya: Player) -> None:
    response = priya.client.post("/imports/new", b"nonsense", content_type="multipart/form-data")
    assert response.status_code == 400 and "out of date" not in response.content.decode()


def test_every_answer_has_an_id_of_its_own(visitor: Browser) -> None:
    ids = {
        visitor.get(address, headers={"x-request-id": "mine"})["X-Request-ID"]
        for address in ("/alive", "/", "/nowhere")
    }
    assert len(ids) == 3 and all(re.fullmatch("[0-9a-f]{16}", each) for each in ids)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "a b"])
def test_another_host_is_refused(db: None, host: str) -> None:
    assert Browser().get("/", headers={"host": host}).status_code == 400


@override_settings(ALLOWED_HOSTS=["social-value.example"])
def test_a_forwarded_host_is_not_believed(db: None) -> None:
    response = Browser().get(
        "/", headers={"host": "evil.example", "x-forwarded-host": "social-value.example"}
    )
    assert response.status_code == 400


@pytest.mark.parametrize(
    "goal", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_sign_in_leads_nowhere_else(olive: Player, goal: str) -> None:
    response = olive.client.get("/account/login/", {"next": goal})
    assert response.status_code == 302 and response["Location"] == "/"


def test_safe_headers_stand_on_every_page(visitor: Browser) -> None:
    response = visitor.get("/")
    assert response["X-Content-Type-Options"] == "nosniff" and response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["Referrer-Policy"] == "same-origin" and "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "BREW"])
def test_a_kind_of_request_that_no_page_of_ours_knows_is_refused(visitor: Browser, method: str) -> None:
    response = visitor.generic(method, "/glossary")
    assert response.status_code == 405 and "POST" in response["Allow"]
