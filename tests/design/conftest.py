"""The gallery served on a loopback port, and a real browser to look at it. No database is asked."""

import threading
from collections.abc import Callable, Iterator
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.contrib.staticfiles import finders
from django.core.wsgi import get_wsgi_application
from django.http import FileResponse, HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import include, path

from socialvalue.design import ports
from socialvalue.design.brand import Brand
from socialvalue.design.ports import Frame, Link, Phase
from socialvalue.machinery.permissions import NOBODY

FRAME = Frame(
    brand=Brand("Made-up County Council"),
    menu=(Link("Home", "/"), Link("Procurements", "/p"), Link("Contracts", "/c", current=True)),
    search="/search",
    signed_in_as="Carol Lee",
    role="contract manager",
    account=(Link("Your account", "/account"),),
    sign_out="/sign-out",
    phase=Phase("Demonstration", "Everything here is made up."),
    footer=tuple(
        Link(text, f"/{text}") for text in ("Accessibility statement", "Privacy", "Help", "Policy", "Status")
    ),
)


def asset(request: HttpRequest, name: str) -> HttpResponse | FileResponse:
    found = finders.find(name)
    return FileResponse(open(found, "rb")) if found else HttpResponse(status=404)  # noqa: PTH123


urlpatterns = [path("", include("socialvalue.design.urls")), path("static/<path:name>", asset)]


class AtTheDoor:
    """Middleware: nobody in particular asks."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.person, request.session = NOBODY, SessionStore()
        return self.get_response(request)


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Address of the gallery, under the real content policy."""
    bound = ports._bound[0]
    ports.bind_frame(lambda _request: FRAME)
    with override_settings(
        ROOT_URLCONF=__name__,
        MIDDLEWARE=["csp.middleware.CSPMiddleware", f"{__name__}.AtTheDoor"],
        STORAGES={"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
        ALLOWED_HOSTS=["127.0.0.1"],
    ):
        server = make_server("127.0.0.1", 0, get_wsgi_application(), Server, Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/design/gallery"
        server.shutdown()
        server.server_close()
    ports.bind_frame(bound)


@pytest.fixture(scope="module")
def contexts(chromium: Any) -> dict[tuple[bool, bool], Any]:
    """Browser contexts by (scripts run, content policy kept): pages of a module share their cache."""
    return {
        (scripts, policy): chromium.new_context(java_script_enabled=scripts, bypass_csp=not policy)
        for scripts, policy in ((True, True), (False, True), (True, False))
    }


@pytest.fixture
def open_page(contexts: dict[tuple[bool, bool], Any], site: str) -> Iterator[Callable[..., Any]]:
    """Opens a page of the gallery; fails the test on a script's fault or a refusal by the content policy."""
    pages, faults = [], []

    def opened(path: str = "", *, width: int = 1280, scripts: bool = True, policy: bool = True) -> Any:
        page = contexts[scripts, policy].new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on(
            "console",
            lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None,
        )
        page.goto(f"{site}{path}")
        return page

    yield opened
    for page in pages:
        page.close()
    assert faults == []
