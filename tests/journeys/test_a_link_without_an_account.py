"""An officer invites a small organisation; it answers on a phone, without scripts and without an account."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.hand import arrived, fill, follow, press
from tests.journeys.test_every_page import is_for_everyone

pytestmark = [pytest.mark.browser, pytest.mark.clause("PRE-3")]
Sit = Callable[..., Any]
SAID = "Four a year we can do."


@pytest.mark.usefixtures("past")
def test_a_supplier_answers_by_a_link_and_the_officer_reads_it(sit_at: Sit) -> None:
    olive = sit_at("olive")
    olive.goto("/procurements?q=meals+at+home")
    follow(olive, "Meals at home (made up)")
    follow(olive, "Engagement", exact=True)
    tab = olive.url
    link = invite(olive, "River Kitchen")
    phone = sit_at("", width=320, scripts=False)
    answer(phone, link)
    olive.goto(tab)
    olive.get_by_text("What was said of “New apprentices”").click()
    assert f"River Kitchen: Achievable with changes. {SAID}" in olive.locator("main").inner_text()
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


def answer(page: Any, link: str) -> None:
    """Leave one question out, be told, answer both, and change nothing of what was typed."""
    page.goto(link)
    arrived(page)
    words = page.get_by_label("“New apprentices”: with which changes, or why not")
    words.fill(SAID)
    page.locator("main form button").last.click()
    assert page.locator(".govuk-error-summary li").count() == 2
    for question, verdict in (
        ("Hours of volunteering", "Achievable"),
        ("New apprentices", "Achievable with changes"),
    ):
        group = page.get_by_role("group", name=re.compile(question))
        group.get_by_label(verdict, exact=True).check()
    assert words.input_value() == SAID
    press(page, "Send your answer", "Your answer is kept")
