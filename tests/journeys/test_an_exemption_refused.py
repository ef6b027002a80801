"""An exemption is asked for, reviewed and refused; the rule stands, and nothing can be published without it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import pytest

from tests.journeys.hand import arrived, fill, follow, leaving, press

pytestmark = [pytest.mark.browser, pytest.mark.clause("EXC-1", "EXC-2", "SCO-1"), pytest.mark.rule(18)]
Sit = Callable[..., Any]
BEGINS: Final = date(2028, 9, 1)
MEETING: Final = date(2028, 5, 15)  # the demonstration's day
WHY: Final = "Only the maker holds the parts. A direct award has no criteria that it could be one of."


@pytest.mark.parametrize("width", [1280, 320])
def test_until_it_is_granted_the_rule_stands(sit_at: Sit, width: int) -> None:
    olive, priya, stan, dee = (sit_at(who, width=width) for who in ("olive", "priya", "stan", "dee"))
    tender = start(olive, width)
    is_not_ready(priya, tender)
    exemption = ask(olive, tender)
    is_not_ready(priya, tender)  # asked for is not granted
    review(stan, exemption)
    sheet(dee, exemption)
    refuse(dee, exemption)
    olive.goto(exemption)
    arrived(olive)
    shown = olive.locator("main").inner_text()
    assert "Refused" in shown and "EXC-2" in shown and "The figures as they stood" in shown
    is_not_ready(priya, tender)
    dee.goto("/exemptions/agenda")
    arrived(dee)
    assert exemption.rsplit("/", 1)[1] not in dee.locator("main").inner_text()


def start(page: Any, width: int) -> str:
    page.goto("/procurements/start")
    arrived(page)
    fill(
        page,
        {
            "What is it called?": f"Parts for school lifts, seen {width} wide",
            "Services": True,
            "What is the most you could spend?": "£310,000",
            "The value includes VAT": True,
            "When does the procurement begin?": BEGINS,
        },
    )
    press(page, "Continue")
    press(page, "Start the procurement", "You started the procurement")
    return str(page.url)


def is_not_ready(page: Any, tender: str) -> None:
    """Publication is not possible: what the policy asks for is still to do, and no exemption frees from it."""
    page.goto(f"{tender}/readiness")
    arrived(page)
    shown = page.locator("main").inner_text()
    assert "Publish the opportunity is not possible yet" in shown
    assert "An exemption was granted" not in shown
    for needed in ("Defined requirements", "A question for bidders"):
        task = page.locator("main li").filter(has_text=needed)
        assert "To do" in task.first.inner_text(), shown


def ask(page: Any, tender: str) -> str:
    page.goto(f"{tender}/exemption")
    arrived(page)
    press(page, "Ask for an exemption")
    fill(
        page,
        {
            "No Social Value": True,
            "What is being bought, and for whom?": "Parts for eleven lifts in six schools.",
            "Why can Social Value not be included, or the minimum not be met?": WHY,
            "No competition, or a framework without such a criterion": True,
            "What did you try or consider instead?": "Two repair firms; neither can get the parts.",
            "What did suppliers say when you asked them?": "The maker will talk about one apprentice.",
            "What will be done without it?": "An apprentice is asked for in the award.",
            "What does that mean for the need in the area?": "Pupils cannot reach their classes.",
        },
    )
    page.get_by_role("group", name="Is it urgent?").get_by_label("No", exact=True).check()
    press(page, "Ask for it", "The rule stands until it is granted")
    return str(page.url)


def review(page: Any, exemption: str) -> None:
    page.goto(exemption)
    arrived(page)
    press(page, "Review the request", WHY)
    fill(
        page,
        {
            "Do not support it": True,
            "Reasons": "The maker offers an apprentice: that can be asked for, and weighed.",
        },
    )
    press(page, "Review the request", "Does not support it")


def sheet(page: Any, exemption: str) -> None:
    """The paper of the meeting fits its page."""
    page.goto(exemption)
    arrived(page)
    follow(page, "The sheet for the meeting, to print")
    shown = page.locator("main").inner_text()
    assert WHY in shown and "Does not support it." in shown and "Refuse it: the rule stands" in shown


def refuse(page: Any, exemption: str) -> None:
    page.goto(f"{exemption}/determine")
    arrived(page)
    fill(
        page,
        {
            "When did the management team meet?": MEETING,
            "Who was present?": "Head of procurement (chair), head of finance.",
            "Refused: the rule stands": True,
            "Reasons": "One apprentice is enough to ask for. Ask for it.",
        },
    )
    page.get_by_role("group", name="Did anybody declare an interest?").get_by_label("No", exact=True).check()
    with leaving(page):
        page.get_by_role("button", name="Determine the exemption").click()
    arrived(page)
    assert "You determined the exemption" in page.locator("main").inner_text()
