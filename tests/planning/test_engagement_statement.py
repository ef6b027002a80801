"""The Engagement tab: stating that the market was engaged or why not, and what publication then says."""

from __future__ import annotations

from typing import Any

import pytest

from socialvalue.machinery.models import Event
from socialvalue.planning.models import EngagementStatement
from tests import make
from tests.cast import Player
from tests.planning import engagement
from tests.strict import page, refused, text_of

pytestmark = pytest.mark.clause("PRE-2")
HELD: dict[str, Any] = {
    "engaged_on_day": "6",
    "engaged_on_month": "5",
    "engaged_on_year": "2026",
    "with_whom": "Four growers and a college",
    "shares_priorities": "on",
    "need_version": "Analysis 2026",
    "notice_reference": "2026/S 000-001111",
}


def test_what_was_held_is_kept_with_the_version_of_the_priorities(olive: Player) -> None:
    procurement = make.procurement()
    base = f"/procurements/{procurement.reference}/engagement"
    assert olive.client.post(f"{base}/state", HELD).status_code == 302
    row = EngagementStatement.objects.get()
    assert (row.is_held, row.priorities, row.version) == (True, make.policy_version(), 1)
    words = text_of(page(olive.client.get(base)))
    assert "Analysis 2026" in words and "2026/S 000-001111" in words and "Olive Officer" in words


def test_what_is_left_out_is_said_beside_its_field_and_what_was_typed_stays(olive: Player) -> None:
    address = f"/procurements/{make.procurement().reference}/engagement/state"
    shown = refused(olive.client.post(address, HELD | {"notice_reference": ""}))
    assert "Enter the reference of notice UK2" in text_of(shown)
    assert "Four growers and a college" in text_of(shown)
    assert not EngagementStatement.objects.exists()


def test_why_it_was_not_held_is_a_ground_and_a_sentence(olive: Player) -> None:
    procurement = make.procurement()
    base = f"/procurements/{procurement.reference}/engagement"
    shown = refused(olive.client.post(f"{base}/state?held=no", {"ground": "urgent", "because": "No."}))
    assert "in a sentence why the market was not engaged" in text_of(shown)
    given = {"ground": "urgent", "because": "The roof of the school has to be mended by June."}
    assert olive.client.post(f"{base}/state?held=no", given).status_code == 302
    assert "There was no time for it" in text_of(page(olive.client.get(base)))


def test_a_second_statement_is_a_new_version_and_the_log_holds_codes_only(olive: Player) -> None:
    procurement = make.procurement()
    address = f"/procurements/{procurement.reference}/engagement/state"
    olive.client.post(address, HELD)
    olive.client.post(address, HELD | {"with_whom": "Five growers and a college"})
    assert list(EngagementStatement.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    last = Event.objects.filter(deed="engagement_stated").order_by("-index")[0]
    assert b"growers" not in bytes(last.body) and b"2026-05-06" in bytes(last.body)


def test_an_event_that_was_held_fills_the_form(olive: Player) -> None:
    procurement = make.procurement()
    held = engagement.event(procurement, need_version="Analysis 2026")
    engagement.attendance(held, name="Brook Growers")
    shown = page(olive.client.get(f"/procurements/{procurement.reference}/engagement/state"))
    assert "Brook Growers" in text_of(shown)
    assert shown.find(".//input[@name='need_version']").get("value") == "Analysis 2026"
    assert shown.find(".//input[@name='engaged_on_year']").get("value") == "2026"


def test_it_cannot_be_said_that_nothing_was_held_while_an_event_is_on_record(olive: Player) -> None:
    procurement = make.procurement()
    engagement.event(procurement)
    given = {"ground": "other", "because": "It was forgotten by everyone."}
    address = f"/procurements/{procurement.reference}/engagement/state?held=no"
    assert "An event that was held is on record" in text_of(refused(olive.client.post(address, given)))


def test_publication_waits_for_it_and_links_to_it(olive: Player, priya: Player) -> None:
    procurement = make.procurement()
    base = f"/procurements/{procurement.reference}"
    shown = page(olive.client.get(f"{base}/readiness"))
    assert "Say whether the market was engaged, or why not" in text_of(shown)
    assert f"{base}/engagement" in {link.get("href") for link in shown.iter("a")}
    olive.client.post(f"{base}/engagement/state", HELD)
    assert "Say whether the market" not in text_of(page(priya.client.get(f"{base}/readiness")))


def test_it_is_stated_before_publication_and_not_after(olive: Player) -> None:
    procurement = make.procurement(stage="tendering")
    base = f"/procurements/{procurement.reference}/engagement"
    assert olive.client.post(f"{base}/state", HELD).status_code == 403
    assert "only while the record is planning" in text_of(page(olive.client.get(base)))


def test_evaluators_do_not_see_who_said_what_to_the_market(ed: Player) -> None:
    assert ed.client.get(f"/procurements/{make.procurement().reference}/engagement").status_code == 403
