"""From an empty page to requirements with reasons, ready to publish, by an officer who knows nothing of it yet.

The procurement begins under a known threshold, and before the demonstration's day: what is entered is what was planned.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import pytest

from tests.journeys.hand import arrived, fill, follow, leaving, press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.clause("PRE-1", "CAT-1", "CAT-5", "INC-5"),
    pytest.mark.rule(15),
]
Sit = Callable[..., Any]
SCREENS: Final = 15  # fewer than this
MEASURE: Final = "Hours of company for people who are lonely"
NEED: Final = "Many older people here live alone, and their families are far away."


@pytest.mark.parametrize("width", [1280, 320])
def test_in_fewer_than_fifteen_screens(sit_at: Sit, width: int) -> None:
    olive, priya = sit_at("olive", width=width), sit_at("priya", width=width)
    screens: list[str] = []
    for page in (olive, priya):
        page.on(
            "framenavigated", lambda frame: screens.append(frame.url) if frame.parent_frame is None else None
        )
    tender = start(olive, width)
    consider(olive, tender)
    ask(olive, tender)
    engage(olive, tender)
    settle(priya, tender)
    priya.goto(f"{tender}/readiness")
    arrived(priya)
    assert "Nothing is missing" in priya.locator("main").inner_text()
    different = {url.partition("?")[0] for url in screens}
    assert len(different) < SCREENS, sorted(different)


def start(page: Any, width: int) -> str:
    """What is needed, what it could cost, when it begins; what the policy asks is said before it is started."""
    page.goto("/procurements/start")
    fill(
        page,
        {
            "What is it called?": f"Visits at home, seen {width} wide",
            "What is needed, and why?": "People who leave hospital need somebody who looks in.",
            "Light touch services, such as social care, health or education": True,
            "What is the most you could spend?": "£700,000",
            "The value includes VAT": True,
            "When does the procurement begin?": date(2027, 12, 1),
        },
    )
    press(page, "Continue", "Social Value is mandatory")
    press(page, "Start the procurement", "You started the procurement")
    return str(page.url)


def consider(page: Any, tender: str) -> None:
    page.goto(f"{tender}/social-value-act")
    heads = {
        f"{each} well-being": f"Looked at for {each.lower()} well-being."
        for each in ("Economic", "Social", "Environmental")
    }
    fill(
        page,
        heads
        | {
            "No, it is not needed here": True,
            "With whom, or why not": "Asked last year.",
            "Considered on": date(2027, 11, 1),
        },
    )
    with leaving(page):
        page.locator("main form button").first.click()


def ask(page: Any, tender: str) -> None:
    """One requirement with its need in words, and one question."""
    page.goto(f"{tender}/requirements/add")
    follow(page, MEASURE)
    fill(
        page,
        {
            "Target": True,
            "How much": "400",
            "In equal parts over two years": True,
            "Which need it answers": NEED,
            "The bid scores nothing for it": True,
            "No": True,
        },
    )
    press(page, "Propose it", "You proposed")
    follow(page, "Write the question")
    fill(page, {"The question": "How will you find the people who need it most?"})
    press(page, "Save", "You wrote the question")


def engage(page: Any, tender: str) -> None:
    page.goto(f"{tender}/engagement/state?held=no")
    known = "The market is known well from a recent procurement"
    fill(page, {known: True, "In a sentence": "The same was bought in the next district last year."})
    press(page, "Save", "Not held")


def settle(page: Any, tender: str) -> None:
    """A procurement officer agrees with both, and says how it is scored."""
    page.goto(f"{tender}/confirm")
    fill(page, {"Reason": "Checked with the service."})
    press(page, "Confirm", "You confirmed that Social Value is mandatory here")
    page.goto(f"{tender}/requirements")
    assert NEED in page.locator("main").inner_text()
    press(page, f"Confirm {MEASURE}", "You confirmed the requirement")
    page.goto(f"{tender}/methodology/set")
    weights = {
        "quality, Social Value included": "60",
        "Social Value": "20",
        f"“{MEASURE}”": "8",
        "“Question 1”": "12",
    }
    fill(page, {f"Weight of {name}": weight for name, weight in weights.items()})
    press(page, "Save", "You saved how lot 1 is scored")
