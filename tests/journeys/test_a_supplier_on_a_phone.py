"""A supplier on a phone without scripts: a bid from the opportunity to its receipt; a delivery with a photograph."""

from __future__ import annotations

import base64
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.clause("CAT-2"), pytest.mark.clause("EQU-1")]
Sit = Callable[..., Any]
PHOTO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
OPEN = "Company for people who live alone (made up)"


def looks_right(page: Any) -> None:
    """One heading, nothing wider than the phone, no fault."""
    assert page.locator("h1").count() == 1, page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    assert page.locator(".govuk-error-summary").count() == 0, page.locator("main").inner_text()


def press(page: Any, name: str) -> None:
    """Press a button or a link that looks like one, and look at where it leads."""
    page.locator("main").get_by_role("button", name=name, exact=True).first.click()
    looks_right(page)


def follow(page: Any, name: str) -> None:
    """Follow a link of the page."""
    page.locator("main").get_by_role("link", name=name).first.click()
    looks_right(page)


def fill_day(page: Any, name: str, day: int, month: int, year: int) -> None:
    for part, number in (("day", day), ("month", month), ("year", year)):
        page.locator(f"[name={name}_{part}]").fill(str(number))


def when_the_past_is_written(page: Any) -> None:
    """The worker writes it while the service is open already."""
    until = time.monotonic() + 180
    while time.monotonic() < until:
        page.goto("/demonstration")
        if "still being written" not in page.locator("main").inner_text():
            return
        time.sleep(2)
    raise AssertionError("the made-up past was not written in three minutes")


def test_a_bid_goes_from_the_opportunity_to_a_receipt_that_anyone_can_check(
    sit_at: Sit, tmp_path: Path
) -> None:
    page = sit_at("rita", width=320, scripts=False)
    when_the_past_is_written(page)
    page.goto("/opportunities")
    follow(page, OPEN)
    begin(page)
    offer(page)
    answer_and_price(page)
    press(page, "Check your answers and send")
    press(page, "Send the bid")
    assert "received" in page.locator("main").inner_text().lower()
    verify_receipt(page, tmp_path)


def begin(page: Any) -> None:
    press(page, "Make your bid")
    if page.locator("[name=lot]").count():
        page.locator("[name=lot]").first.check()
        press(page, "Start the bid")


def offer(page: Any) -> None:
    follow(page, "Hours of company for people who are lonely")
    page.get_by_label("How much you offer").fill("420")
    page.get_by_label("Where").fill("Thanet")
    fill_day(page, "due_on", 30, 9, 2031)
    page.get_by_label("How you will do it").fill("Our drivers visit after their rounds.")
    page.get_by_label("How you will prove it").fill("A list of visits with their hours.")
    press(page, "Save and continue")


def answer_and_price(page: Any) -> None:
    follow(page, "Question 1")
    page.get_by_label("Your answer").fill("We ask the parish councils, and ask again in autumn.")
    press(page, "Save and continue")
    follow(page, "Price and declaration")
    page.get_by_label("Your price for the whole contract").fill("£690,000")
    page.get_by_label("Yes").check()
    press(page, "Save and continue")


def verify_receipt(page: Any, folder: Path) -> None:
    """Download the receipt and the bid, and check both without the service, with the key that the page shows."""
    key = page.locator("main code").first.text_content().strip()
    receipt, bid = (
        download(page, name, folder) for name in ("Download the receipt", "the bid as it was sent")
    )
    command = [sys.executable, "-m", "socialvalue", "verify-receipt", receipt, "--key", key, "--bid", bid]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def download(page: Any, name: str, folder: Path) -> str:
    """Follow a link to a file; where it was kept."""
    with page.expect_download() as loading:
        page.locator("main").get_by_role("link", name=name).first.click()
    file = folder / loading.value.suggested_filename
    loading.value.save_as(file)
    return str(file)


def test_a_delivery_is_reported_with_a_photograph(sit_at: Sit, tmp_path: Path) -> None:
    photo = tmp_path / "garden.png"
    photo.write_bytes(PHOTO)
    page = sit_at("sam", width=320, scripts=False)
    when_the_past_is_written(page)
    page.goto("/contracts")
    follow(page, "School meals in Tonbridge and Malling")
    follow(page, "Deliveries")
    press(page, "Report a delivery")
    report(page, photo)
    assert "Three classes came" in page.locator("main").inner_text()
    press(page, "Send the report")
    assert "DV-2028-" in page.locator("main").inner_text()


def report(page: Any, photo: Path) -> None:
    page.locator("[name=commitment]").first.check()
    page.get_by_label("How many?").fill("2")
    fill_day(page, "delivered_on", 2, 5, 2028)
    page.get_by_label("What changed, and for whom?").fill("Three classes came to see the kitchen.")
    page.get_by_label("Evidence").set_input_files(str(photo))
    press(page, "Continue")


def test_a_question_of_the_council_is_answered_from_the_queue(sit_at: Sit) -> None:
    page = sit_at("sam", width=320, scripts=False)
    when_the_past_is_written(page)
    page.goto("/")
    looks_right(page)
    follow(page, "Answer the Council’s question")
    page.get_by_label("Answer the Council’s question").check()
    page.get_by_label("Reason").fill("All of them were on this contract; the list says which day.")
    press(page, "Save")
    assert "All of them were on this contract" in page.locator("main").inner_text()


def test_a_case_study_is_handed_in_and_the_badge_page_says_what_is_missing(sit_at: Sit) -> None:
    page = sit_at("sam", width=320, scripts=False)
    when_the_past_is_written(page)
    page.goto("/")
    follow(page, "Add to your case study")
    for path in ("Badge", "Case studies", "Commitments", "Overview"):
        page.goto("/contracts")
        follow(page, "School meals in Tonbridge and Malling")
        follow(page, path)
