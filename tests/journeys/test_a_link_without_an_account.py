"""An officer invites a small organisation; it answers on a phone, without scripts and without an account."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.hand import arrived, fill, follow, leaving, press
from tests.journeys.test_every_page import is_for_everyone

pytestmark = [pytest.mark.browser, pytest.mark.clause("PRE-3")]
Sit = Callable[..., Any]
SAID = "Four a year we can do."
ASKED = ("Hours of volunteering", "New apprentices")
ANSWERS = {  # who answers, what of each draft, and why
    "River Kitchen": ("Achievable", "Achievable with changes", SAID),
    "Made-up Caterers": ("Achievable", "Achievable", ""),
    "Two Cooks": ("Achievable", "Not achievable", "There are two of us."),
}


@pytest.mark.usefixtures("past")
def test_three_suppliers_answer_by_a_link_and_the_officer_reads_them(sit_at: Sit) -> None:
    olive = sit_at("olive")
    olive.goto("/procurements?q=meals+at+home")
    follow(olive, "Meals at home (made up)")
    follow(olive, "Engagement", exact=True)
    tab = olive.url
    for name, said in ANSWERS.items():
        olive.goto(tab)
        link = invite(olive, name)
        answer(sit_at("", width=320, scripts=False), link, said)
    olive.goto(tab)
    olive.get_by_text("What was said of “New apprentices”").click()
    told = olive.locator("main").inner_text()
    assert f"River Kitchen: Achievable with changes. {SAID}" in told
    assert (
        "Two Cooks: Not achievable. There are two of us." in told and "Made-up Caterers: Achievable" in told
    )
    is_for_everyone(olive)
    fresh = sit_at("")
    fresh.goto(link)
    is_for_everyone(fresh)


def invite(page: Any, name: str) -> str:
    """Type a name, choose it as typed; the link is shown once. Answers its path."""
    press(page, "Invite an organisation")
    fill(page, {"Name of the organisation": name})
    press(page, "Continue")
    fill(page, {f"“{name}”, as typed": True})
    press(page, "Invite it", "shown only this once")
    found = re.search(r"/invitations/[\w-]+", page.locator("main").inner_text())
    assert found is not None
    return found[0]


def answer(page: Any, link: str, said: tuple[str, str, str]) -> None:
    """Leave what is asked out, be told, answer both, and find what was typed still there."""
    page.goto(link)
    arrived(page)
    words = page.get_by_label("“New apprentices”: with which changes, or why not")
    words.fill(said[2])
    with leaving(page):
        page.locator("main form button").last.click()
    assert page.locator(".govuk-error-summary li").count() == 2
    for question, verdict in zip(ASKED, said, strict=False):
        group = page.get_by_role("group", name=re.compile(question))
        group.get_by_label(verdict, exact=True).check()
    assert words.input_value() == said[2]
    press(page, "Send your answer", "Your answer is kept")
