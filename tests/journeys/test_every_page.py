"""Every page in a real browser: axe finds nothing, nothing scrolls sideways on a phone, also with larger text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.clause("EQU-2")]
Sit = Callable[..., Any]

ANSWER = (
    "/do-i-need-social-value?kind=services&value=207720&vat=inclusive"
    "&commenced_day=1&commenced_month=2&commenced_year=2027"
)
RECORD = "/procurements/PR-2028-0009"
PAGES = {
    "": ("/", "/do-i-need-social-value", ANSWER, "/policy", "/places?postcode=TN12", "/glossary", "/measures",
         "/measures/EM-1.1", "/granted-exemptions", "/help", "/privacy", "/accessibility", "/status", "/demonstration",
         "/account/login/", "/account/login/code/", "/account/password/reset/", "/priorities", "/need",
         "/need/E07000114", "/toolkit", "/toolkit/first-bid", "/is-it-worth-bidding",
         "/is-it-worth-bidding?value=300000&months=24&labour=most"),
    "priya": ("/", "/procurements", "/procurements?band=voluntary", RECORD, f"{RECORD}/lots", f"{RECORD}/requirements",
              f"{RECORD}/social-value-act", f"{RECORD}/requirements/add",
              f"{RECORD}/requirements/add?measure=EM-2.1", f"{RECORD}/question", f"{RECORD}/awards",
              f"{RECORD}/notices", f"{RECORD}/history", f"{RECORD}/confirm", f"{RECORD}/correct", "/imports",
              "/imports/new", "/search?q=made+up", "/search?q=nothing-like-it", "/contracts",
              "/procurements/start", f"{RECORD}/readiness", f"{RECORD}/exemption", f"{RECORD}/exemption/ask",
              f"{RECORD}/methodology", f"{RECORD}/publish", "/exemptions", "/opportunities", "/engagement",
              "/engagement/plan", f"{RECORD}/engagement", f"{RECORD}/engagement/state", f"{RECORD}/engagement/pack",
              f"{RECORD}/engagement/state?held=no", f"{RECORD}/plan", f"{RECORD}/plan/route", f"{RECORD}/plan/worth",
              f"{RECORD}/plan/regard", f"{RECORD}/copy", "/requirements"),
    "stan": ("/clauses", "/feedback", "/rulings", "/rulings/record", "/breaches", "/exemptions/by-year",
             "/encouraged", "/requirements"),
    "dee": ("/exemptions/agenda",),
    "sam": ("/", "/account/2fa/"),
}  # fmt: skip
YEAR = "/statement/2027-28"
FROM_THE_PAST = {
    "": ("/statement", YEAR, f"{YEAR}/figures/EM-2.1", f"{YEAR}/places", f"{YEAR}/places/E07000114", "/badges",
         "/your-area?postcode=CT9", "/opportunities"),
    "sam": ("/", "/contracts", "/bids", "/opportunities", "/badges"),
    "carol": ("/", "/contracts", "/case-studies", "/search?q=school", YEAR),
    "ed": ("/", "/scoring"),
    "dee": ("/", "/exemptions/agenda"),
    "stan": ("/feedback", "/engagement/years/2028-29/organisations"),
    "audrey": ("/", "/exemptions", "/exemptions/by-year", "/breaches", "/breaches/by-year",
               "/engagement/years/2028-29", YEAR, f"{YEAR}/figures/EM-2.1", f"{YEAR}/places"),
}  # fmt: skip
OF_A_RECORD = {
    ("sam", "/contracts"): ("", "/commitments", "/deliveries", "/deliveries/new", "/case-studies", "/badge",
                            "/history"),
    ("carol", "/contracts"): ("", "/commitments", "/deliveries", "/case-studies", "/badge", "/history"),
    ("carol", f"{YEAR}/figures/EM-2.1"): ("",),
    ("ed", "/scoring"): ("",),
    ("stan", "/exemptions"): ("", "/sheet", "/public-words"),
    ("stan", "/breaches"): ("", "/plan", "/settle?deed=dismiss"),
    ("", "/opportunities"): ("",),
    ("", "/badges"): ("",),
    ("priya", "/engagement"): ("",),
}  # fmt: skip
ALL = [(who, path) for who, paths in PAGES.items() for path in paths]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


@pytest.mark.parametrize(("who", "path"), ALL)
def test_axe_finds_nothing_and_a_phone_shows_all(sit_at: Sit, who: str, path: str) -> None:
    page = sit_at(who)
    page.goto(path)
    is_for_everyone(page)


@pytest.mark.usefixtures("past")
@pytest.mark.parametrize(
    ("who", "path"), [(who, path) for who, paths in FROM_THE_PAST.items() for path in paths]
)
def test_the_pages_that_the_past_fills(sit_at: Sit, who: str, path: str) -> None:
    page = sit_at(who)
    page.goto(path)
    is_for_everyone(page)


@pytest.mark.usefixtures("past")
@pytest.mark.parametrize(("who", "path"), list(OF_A_RECORD))
def test_the_pages_of_the_first_record_of_a_list(sit_at: Sit, who: str, path: str) -> None:
    page = sit_at(who)
    page.goto(path)
    with page.expect_navigation():
        page.locator("main tbody a, main h2 a, main h3 a").first.click()
    record = page.url
    assert "?" not in record
    for part in OF_A_RECORD[who, path]:
        page.set_viewport_size({"width": 1280, "height": 900})
        assert page.goto(f"{record}{part}").status == 200, page.url
        is_for_everyone(page)


def is_for_everyone(page: Any) -> None:
    """One heading, nothing that axe finds, nothing sideways."""
    assert page.locator("h1").count() == 1, page.url
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert sideways(page) == 0
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert sideways(page) == 0


def violations(page: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page, options=RULES).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:150]}"
        for fault in found
        for node in fault["nodes"]
        if not is_known(fault["id"], node)
    ]


def is_known(rule: str, node: Any) -> bool:
    """GOV.UK Frontend sets aria-expanded on a radio that reveals a field, on purpose."""
    return rule == "aria-allowed-attr" and "govuk-radios__input" in node["html"]


def sideways(page: Any) -> int:
    """How many pixels the page is wider than the screen."""
    return int(page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)"))
