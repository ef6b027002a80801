"""The hand of somebody at a page: it presses, follows and fills in, and waits for the page that comes of it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from typing import Any


def arrived(page: Any) -> None:
    """One heading, nothing wider than the screen, nothing refused."""
    text = page.locator("body").inner_text()
    assert page.locator("h1").count() == 1, f"{page.url}: {text}"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url
    assert page.locator(".govuk-error-summary").count() == 0, text


def leaving(page: Any) -> AbstractContextManager[Any]:
    """What is done in here leads to another page, and is over when that page is there.

    A click alone answers as soon as it was made: what is read next may still be the page before, or an empty one.
    """
    return page.expect_navigation()  # type: ignore[no-any-return]


def press(page: Any, name: str, told: str = "") -> None:
    """Press a button, or a link that looks like one, and read what is told."""
    with leaving(page):
        page.locator("main").get_by_role("button", name=name, exact=True).first.click()
    arrived(page)
    assert told in page.locator("main").inner_text(), page.locator("main").inner_text()


def follow(page: Any, name: str, *, exact: bool = False) -> None:
    """Follow a link of the page."""
    with leaving(page):
        page.locator("main").get_by_role("link", name=name, exact=exact).first.click()
    arrived(page)


def fill(page: Any, answers: dict[str, Any]) -> None:
    """Answer a form by its labels: text, a day, or True for a choice of that name."""
    main = page.locator("main")
    for label, answer in answers.items():
        if answer is True:
            main.get_by_label(label, exact=True).check()
        elif isinstance(answer, date):
            day = main.get_by_role("group", name=label)
            for part in ("day", "month", "year"):
                day.get_by_label(part.title(), exact=True).fill(str(getattr(answer, part)))
        else:
            main.get_by_label(label).fill(answer)
