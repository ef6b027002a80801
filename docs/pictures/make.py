"""Make the pictures of this folder: real pages of a demonstration that is open on this machine.

    python3 start.py run --port 8000          in one window
    .venv/bin/python docs/pictures/make.py    in another (after `python3 start.py test` has installed Playwright)

Needs Chromium on the path, and a file of notices for the pages that show some:
    … docs/pictures/make.py --address http://127.0.0.1:8000 --notices notices.json
"""

from __future__ import annotations

import argparse
import re
import shutil
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
QUESTION = "/do-i-need-social-value?kind=light-touch&value=300000&vat=inclusive"
DAY = "&commenced_day=1&commenced_month=2&commenced_year=2027"
LARGEST = 200_000  # bytes


def take(page: Page, name: str, height: int) -> None:
    """One picture of what stands at the top of the page."""
    path = HERE / f"{name}.png"
    width = (page.viewport_size or {"width": 1000})["width"]
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    print(f"{path.name}: {path.stat().st_size:,} bytes")
    if path.stat().st_size > LARGEST:
        raise SystemExit(f"{path.name} is larger than {LARGEST:,} bytes.")


def bring_in(page: Page, address: str, notices: str) -> None:
    """Upload a file of notices and wait for its report."""
    page.goto(f"{address}/imports/new")
    page.locator("input[type=file]").set_input_files(notices)
    page.get_by_role("button", name="Upload and read").click()
    page.get_by_role("heading", name="What was done").wait_for(timeout=60_000)


def main() -> None:
    """Every picture."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--address", default="http://127.0.0.1:8000")
    parser.add_argument("--notices", help="a file of notices")
    given = parser.parse_args()
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1000, "height": 800})
        page.goto(given.address + QUESTION + DAY)
        take(page, "answer", 940)
        page.goto(f"{given.address}/statement/2027-28")
        take(page, "statement", 1230)
        if given.notices:
            page.goto(f"{given.address}/demonstration")
            page.get_by_role("button", name=re.compile("Procurement officer")).click()
            bring_in(page, given.address, given.notices)
            take(page, "report", 900)
            page.goto(f"{given.address}/procurements?whose=own&band=mandatory&band=encouraged")
            page.locator("tbody th a").first.click()
            take(page, "procurement", 1060)
        browser.close()


if __name__ == "__main__":
    main()
