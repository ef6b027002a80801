"""From a file of notices to a confirmed determination: at a desk, by keyboard alone, on a phone without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.journeys.hand import follow, leaving, press

pytestmark = [pytest.mark.browser, pytest.mark.clause("FIN-1"), pytest.mark.clause("INC-4")]
Sit = Callable[..., Any]


def notice(number: int, name: str, *, net: int, gross: int) -> dict[str, Any]:
    return {
        "ocid": f"ocds-h6vhtk-{number:06d}",
        "id": f"{number:06d}-2027",
        "date": "2027-05-01T09:00:00Z",
        "tag": ["tender"],
        "tender": {
            "id": f"T-{number}",
            "title": f"Journey {name}",
            "mainProcurementCategory": "services",
            "legalBasis": {"scheme": "UKPGA", "id": "2023/54"},
            "value": {"amount": net, "amountGross": gross, "currency": "GBP"},
        },
    }


def file_of(folder: Path, *notices: dict[str, Any]) -> str:
    file = folder / "journey.json"
    file.write_bytes(orjson.dumps({"releases": list(notices)}))
    return str(file)


def report_of(page: Any) -> Any:
    """The report, when the worker has read the file."""
    page.get_by_role("heading", name="What was done").wait_for(timeout=60_000)
    return page.locator("main")


def test_an_officer_brings_in_a_file_reads_the_report_and_confirms(sit_at: Sit, tmp_path: Path) -> None:
    page = sit_at("priya")
    press(page, "Bring in a file of notices")
    page.set_input_files(
        "input[type=file]", file_of(tmp_path, notice(1, "alpha", net=173_100, gross=207_720))
    )
    press(page, "Upload and read")
    assert "Stored\t1" in report_of(page).inner_text()
    page.goto("/search?q=Journey+alpha")
    press(page, "Confirm this determination")
    page.get_by_label("Reason").fill("The gross value stands in the tender notice.")
    press(page, "Confirm")
    assert "You confirmed that Social Value is mandatory here" in page.locator("main").inner_text()
    follow(page, "History")
    assert "Priya Procurement confirmed the determination as mandatory" in page.locator("main").inner_text()


def test_the_same_on_a_phone_without_scripts(sit_at: Sit, tmp_path: Path) -> None:
    page = sit_at("priya", width=320, scripts=False)
    page.goto("/imports/new")
    page.set_input_files("input[type=file]", file_of(tmp_path, notice(2, "beta", net=10_000, gross=12_000)))
    press(page, "Upload and read")
    assert "Voluntary" in report_of(page).inner_text()
    page.goto("/search?q=Journey+beta")
    press(page, "Confirm this determination")
    page.get_by_label("Reason").fill("Checked the value with the service.")
    press(page, "Confirm")
    assert "Confirmed" in page.locator("main").inner_text()


def test_the_question_page_is_answered_with_the_keyboard_alone(sit_at: Sit) -> None:
    page = sit_at()
    page.goto("/do-i-need-social-value")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    tab_until(page, "kind")
    page.keyboard.press("Space")
    tab_until(page, "value")
    page.keyboard.type("300000")
    tab_until(page, "vat")
    page.keyboard.press("Space")
    for part, typed in (("commenced_day", "1"), ("commenced_month", "2"), ("commenced_year", "2027")):
        tab_until(page, part)
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Yes. Social Value is mandatory").wait_for()


def tab_until(page: Any, name: str) -> None:
    """Press Tab until the field of this name has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"The keyboard does not reach {name}")


def test_a_mistake_keeps_what_was_typed_and_leads_to_the_field(sit_at: Sit) -> None:
    page = sit_at()
    page.goto("/do-i-need-social-value")
    page.get_by_label("What is the most you could spend?").fill("a lot")
    with leaving(page):
        page.get_by_role("button", name="Get the answer").click()
    assert page.title().startswith("Error: ")
    page.locator(".govuk-error-summary a[href='#id_value']").click()
    assert page.evaluate("document.activeElement.value") == "a lot"
