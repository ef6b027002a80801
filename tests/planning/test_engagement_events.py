"""The engagement programme: events planned, held and cancelled; who came; the list and its download."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from socialvalue.foundation.clock import business_today
from socialvalue.planning.models import Attendance, EngagementEvent
from tests import make
from tests.cast import Player
from tests.planning import engagement
from tests.strict import page, refused, text_of

pytestmark = pytest.mark.clause("COM-1")
PLANNED: dict[str, Any] = {
    "title": "Meet the growers", "kind": "briefing", "takes_place_on_day": "6", "takes_place_on_month": "5",
    "takes_place_on_year": "2026", "is_online": "no", "place": "Town hall", "shares_priorities": "on",
}  # fmt: skip


def test_an_event_serves_several_procurements(stan: Player) -> None:
    one, two = make.procurement(), make.procurement()
    given = PLANNED | {"procurements": f"{one.reference}, {two.reference.lower()}\n{one.reference}"}
    assert stan.client.post("/engagement/plan", given).status_code == 302
    event = EngagementEvent.objects.get()
    assert event.state == "planned" and event.priorities == make.policy_version()
    assert {each.procurement for each in event.served.all()} == {one, two}
    assert event.title in text_of(page(stan.client.get(f"/procurements/{two.reference}/engagement")))


@pytest.mark.parametrize("reference", ["PR-1999-0001", "nonsense"])
def test_a_procurement_that_is_not_here_is_named(stan: Player, reference: str) -> None:
    shown = refused(stan.client.post("/engagement/plan", PLANNED | {"procurements": reference}))
    assert f"There is no procurement {reference.upper()} here" in text_of(shown)
    assert not EngagementEvent.objects.exists()


def test_another_councils_procurement_is_not_here(stan: Player) -> None:
    theirs = make.procurement(of=make.other_authority())
    given = PLANNED | {"procurements": theirs.reference}
    assert stan.client.post("/engagement/plan", given).status_code == 422


def test_it_is_held_on_its_day_and_not_before(olive: Player) -> None:
    ahead = engagement.event(state="planned", takes_place_on=business_today() + timedelta(days=1))
    olive.client.post(f"/engagement/events/{ahead.reference}/held")
    assert EngagementEvent.objects.get(id=ahead.id).state == "planned"
    today = engagement.event(state="planned", takes_place_on=business_today())
    olive.client.post(f"/engagement/events/{today.reference}/held")
    row = EngagementEvent.objects.get(id=today.id)
    assert (row.state, row.recorded_by) == ("held", olive.person.uid)


def test_what_is_planned_can_be_changed_and_what_was_held_cannot(olive: Player) -> None:
    planned = engagement.event(make.procurement(), state="planned")
    address = f"/engagement/events/{planned.reference}/amend"
    assert planned.title in page(olive.client.get(address)).find(".//input[@name='title']").get("value", "")
    olive.client.post(address, PLANNED | {"title": "Meet the bakers"})
    row = EngagementEvent.objects.get()
    assert row.title == "Meet the bakers" and not row.served.exists()
    held = engagement.event()
    olive.client.post(f"/engagement/events/{held.reference}/amend", PLANNED | {"title": "Other"})
    assert EngagementEvent.objects.get(id=held.id).title == "Meet the growers"


def test_what_is_cancelled_stays_with_its_reason(olive: Player) -> None:
    planned = engagement.event(state="planned")
    address = f"/engagement/events/{planned.reference}/cancel"
    assert olive.client.post(address, {"reason": "ill"}).status_code == 422
    assert olive.client.post(address, {"reason": "The hall was flooded."}).status_code == 302
    assert EngagementEvent.objects.get().state == "cancelled"
    assert "It was cancelled" in text_of(page(olive.client.get(f"/engagement/events/{planned.reference}")))


def came(player: Player, event: EngagementEvent, name: str, **given: Any) -> int:
    address = f"/engagement/events/{event.reference}/organisations?q={name}"
    plain = {"organisation": "typed", "kind": "", "people": "2"}
    return player.client.post(address, plain | given).status_code


def test_an_organisation_that_is_known_is_found_and_its_kind_is_taken(olive: Player) -> None:
    known = make.organisation(name="Brook Growers CIC", is_vcse=True)
    event = engagement.event()
    shown = page(olive.client.get(f"/engagement/events/{event.reference}/organisations?q=brook"))
    assert "Brook Growers CIC" in text_of(shown)
    assert came(olive, event, "brook", organisation=str(known.id), kind="sme") == 302
    row = Attendance.objects.get()
    assert (row.organisation, row.name, row.is_vcse, row.people) == (known, "Brook Growers CIC", True, 2)


def test_a_typed_name_is_kept_with_the_kind_that_is_said(olive: Player) -> None:
    event = engagement.event()
    assert came(olive, event, "River  Bakers", kind="sme") == 302
    row = Attendance.objects.get()
    assert (row.organisation, row.name, row.is_sme, row.is_vcse) == (None, "River Bakers", True, False)
    assert came(olive, event, "RIVER bakers") == 422, "it is on the list already"


@pytest.mark.parametrize("people", ["0", "501", "many", ""])
def test_people_are_a_number(olive: Player, people: str) -> None:
    assert came(olive, engagement.event(), "River", people=people) == 422
    assert not Attendance.objects.exists()


def test_somebody_elses_organisation_cannot_be_chosen(olive: Player) -> None:
    theirs = make.organisation(of=make.other_authority(), name="Brook Others")
    assert came(olive, engagement.event(), "brook", organisation=str(theirs.id)) == 422


def test_what_was_noted_by_mistake_is_struck_and_counts_nowhere(olive: Player) -> None:
    event = engagement.event()
    noted = engagement.attendance(event)
    olive.client.post(f"/attendances/{noted.id}/remove")
    assert Attendance.objects.get().struck_by == olive.person.uid
    assert "No organisation is on the list yet" in text_of(
        page(olive.client.get(f"/engagement/events/{event.reference}"))
    )
    assert came(olive, event, "Brook Growers") == 302, "it can be noted again"
    assert ",1,2" in b"".join(olive.client.get("/engagement.csv")).decode()


def test_who_came_is_noted_only_of_what_was_held(olive: Player) -> None:
    planned = engagement.event(state="planned")
    assert came(olive, planned, "River") == 302
    assert not Attendance.objects.exists()


def test_the_list_is_narrowed_by_year_kind_state_and_words(audrey: Player) -> None:
    engagement.event(title="Briefing on meals")
    engagement.event(title="Meals workshop", kind="workshop")
    engagement.event(title="Meals again", takes_place_on=engagement.DAY.replace(year=2025))
    address = "/engagement?q=meals&year=2026-27&kind=briefing&state=held"
    words = text_of(page(audrey.client.get(address)))
    assert "Briefing on meals" in words and "workshop" not in words.partition("Briefing on meals")[2]
    assert "1 event" in words
    assert page(audrey.client.get("/engagement?year=never&kind=nonsense")) is not None


def test_the_download_has_every_event_and_readers_may_have_it(audrey: Player, olive: Player) -> None:
    for _ in range(3):
        engagement.event()
    lines = b"".join(audrey.client.get("/engagement.csv?state=held")).decode().splitlines()
    assert len(lines) == 4 and lines[0].startswith("\ufeffReference,Title,Kind,Day")


def test_an_empty_programme_teaches_what_to_do(olive: Player) -> None:
    shown = page(olive.client.get("/engagement"))
    assert "No events yet" in text_of(shown)
    assert "/engagement/plan" in {link.get("href") for link in shown.iter("a")}
