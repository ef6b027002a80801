"""A supplier on a phone without scripts: a bid from the opportunity to its receipt; a delivery with a photograph."""

from __future__ import annotations

import base64
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.hand import arrived, fill, follow, press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.clause("CAT-2"),
    pytest.mark.clause("EQU-1"),
    pytest.mark.usefixtures("past"),
]
Sit = Callable[..., Any]
PHOTO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
OPEN = "Company for people who live alone (made up)"


def test_a_bid_goes_from_the_opportunity_to_a_receipt_that_anyone_can_check(
    sit_at: Sit, tmp_path: Path
) -> None:
    page = sit_at("rita", width=320, scripts=False)
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
    fill(
        page,
        {
            "How much you offer": "420",
            "Where": "Thanet",
            "How you will do it": "Our drivers visit after their rounds.",
            "How you will prove it": "A list of visits with their hours.",
        },
    )
    press(page, "Save and continue")


def answer_and_price(page: Any) -> None:
    follow(page, "Question 1")
    fill(page, {"Your answer": "We ask the parish councils, and ask again in autumn."})
    press(page, "Save and continue")
    follow(page, "Price and declaration")
    fill(page, {"Your price for the whole contract": "£690,000", "Yes": True})
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
    fill(
        page,
        {
            "How many?": "2",
            "When was it done?": date(2028, 5, 2),
            "What changed, and for whom?": "Three classes came to see the kitchen.",
        },
    )
    page.get_by_label("Evidence").set_input_files(str(photo))
    press(page, "Continue")


def test_a_question_of_the_council_is_answered_from_the_queue(sit_at: Sit) -> None:
    page = sit_at("sam", width=320, scripts=False)
    page.goto("/")
    arrived(page)
    follow(page, "Answer the Council’s question")
    page.get_by_label("Answer the Council’s question").check()
    page.get_by_label("Your answer").fill("All of them were on this contract; the list says which day.")
    press(page, "Save", "Your answer about")
    assert "All of them were on this contract" in page.locator("main").inner_text()


def test_a_case_study_is_handed_in_and_the_badge_page_says_what_is_missing(sit_at: Sit) -> None:
    page = sit_at("sam", width=320, scripts=False)
    page.goto("/")
    follow(page, "Add to your case study")
    for path in ("Badge", "Case studies", "Commitments", "Overview"):
        page.goto("/contracts")
        follow(page, "School meals in Tonbridge and Malling")
        follow(page, path)
