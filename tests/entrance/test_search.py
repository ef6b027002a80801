"""Search: what somebody may see is found by its reference, title or supplier, and nothing else is."""

import pytest

from tests import make
from tests.cast import Play, Player
from tests.delivery import made
from tests.planning import engagement
from tests.strict import page, text_of


def test_a_contract_is_found_by_its_supplier(priya: Player) -> None:
    for _ in range(2):
        its = made.contract(supplier=make.organisation(name="Thanet Growers CIC"))
    said = page(priya.client.get("/search?q=thanet growers"))
    assert f"/contracts/{its.reference}" in [link.get("href") for link in said.findall(".//main//li/a")]
    assert "2 found" in text_of(said)


def test_an_exemption_is_found_by_its_reference(stan: Player) -> None:
    asked = make.exemption(make.procurement())
    make.exemption(make.procurement())
    answer = stan.client.get(f"/search?q={asked.reference}")
    assert answer["Location"] == f"/exemptions/{asked.reference}"


def test_the_whole_reference_of_a_delivery_goes_straight_to_it(carol: Player) -> None:
    row = made.reported()
    for typed in (row.reference, row.reference.lower()):
        assert carol.client.get(f"/search?q={typed}")["Location"] == f"/deliveries/{row.reference}"


@pytest.mark.parametrize("kind", ["breaches", "rulings"])
def test_the_whole_reference_of_a_breach_or_ruling_goes_straight_to_it(priya: Player, kind: str) -> None:
    row = make.breach(make.procurement()) if kind == "breaches" else make.ruling()
    assert priya.client.get(f"/search?q={row.reference.lower()}")["Location"] == f"/{kind}/{row.reference}"
    theirs = make.other_authority()
    other = make.breach(make.procurement(of=theirs)) if kind == "breaches" else make.ruling(of=theirs)
    assert "Nothing matches" in text_of(page(priya.client.get(f"/search?q={other.reference}")))


@pytest.mark.parametrize("name", ["priya", "audrey"])
def test_the_whole_reference_of_an_event_or_initiative_goes_straight_to_it(play: Play, name: str) -> None:
    reader, event, offer = play(name), engagement.event(), made.initiative()
    for row, place in ((event, "engagement/events"), (offer, "initiatives")):
        answer = reader.client.get(f"/search?q={row.reference.lower()}")
        assert answer["Location"] == f"/{place}/{row.reference}"


def test_an_event_or_initiative_of_another_authority_is_not_found_by_its_reference(priya: Player) -> None:
    other = make.other_authority()
    for row in (engagement.event(of=other), made.initiative(of=other)):
        assert "Nothing matches" in text_of(page(priya.client.get(f"/search?q={row.reference}")))


def test_an_event_or_initiative_is_not_found_by_who_may_not_look_at_it(play: Play) -> None:
    evaluator, event, offer = play("ed"), engagement.event(), made.initiative()
    for reference in (event.reference, offer.reference):
        assert "Nothing matches" in text_of(page(evaluator.client.get(f"/search?q={reference}")))


def test_the_only_hit_goes_straight_to_its_record(priya: Player) -> None:
    row = make.procurement(title="Road signs", search_text="road signs")
    assert priya.client.get("/search?q=road signs")["Location"] == f"/procurements/{row.reference}"


def test_what_belongs_to_another_authority_is_not_found(priya: Player) -> None:
    other = make.other_authority()
    row = made.reported(of=other)
    make.procurement(of=other, title="Road signs", search_text="road signs")
    for typed in (row.reference, "road signs"):
        assert "Nothing matches" in text_of(page(priya.client.get(f"/search?q={typed}")))


def test_somebody_without_the_permission_finds_nothing(play: Play) -> None:
    made.contract(supplier=make.organisation(name="Thanet Growers CIC"))
    for name in ("nora", "sam"):
        assert play(name).client.get("/search?q=thanet").status_code == 403


def test_a_supplier_finds_its_own_contracts_only(sam: Player) -> None:
    own = made.contract(supplier=sam.user.organisation, title="Buses")
    made.contract(supplier=make.organisation(name="Medway Works Ltd"), title="Buses")
    said = page(sam.client.get("/contracts?q=buses"))
    found = [link.get("href") for link in said.findall(".//main//tbody//a")]
    assert found == [f"/contracts/{own.reference}"]


def test_no_words_find_nothing_and_say_what_may_be_entered(priya: Player) -> None:
    make.procurement()
    assert "Enter a reference" in text_of(page(priya.client.get("/search?q=")))
