"""What a bidder reads after the award: its own scores and the winner's; nothing before, nothing of another."""

import pytest

from tests.cast import Play, Player
from tests.evaluation import made
from tests.measure import Measured
from tests.strict import page, text_of
from tests.tendering import made as tenders

pytestmark = pytest.mark.django_db
OWN = "Sam’s own reason: three hubs are named."
OTHERS = "Rita’s reason: two sites are named."


def between(sam: Player, rita: Player) -> made.Evaluation:
    """Sam is first, Rita second, and a third bidder is behind both."""
    assert sam.user.organisation and rita.user.organisation
    lot = made.locked(first=sam.user.organisation, second=rita.user.organisation)
    lot.agree("Thanet Growers CIC", 4, reason=OWN)
    lot.agree("Medway Works Ltd", 2, reason=OTHERS)
    lot.run()
    lot.other()
    return lot


@pytest.mark.rule(29)
@pytest.mark.clause("TEN-2")
def test_before_the_award_there_is_nothing(sam: Player, rita: Player) -> None:
    lot = between(sam, rita)
    for player, bid in zip((sam, rita), lot.bids.values(), strict=True):
        assert player.client.get(f"/bids/{bid}/result").status_code == 404
        assert f"/bids/{bid}/result" not in player.client.get(f"/bids/{bid}").content.decode()


@pytest.mark.rule(27)
@pytest.mark.clause("TEN-2")
def test_the_second_reads_its_own_and_the_winners(sam: Player, rita: Player) -> None:
    lot = between(sam, rita)
    lot.award("Thanet Growers CIC")
    bid = lot.bids["Medway Works Ltd"]
    assert f"/bids/{bid}/result" in rita.client.get(f"/bids/{bid}").content.decode()
    told = text_of(page(rita.client.get(f"/bids/{bid}/result")))
    assert "is to go to Thanet Growers CIC" in told
    assert "67.50" in told and OTHERS in told  # its own
    assert "78.00" in told and OWN in told  # the winner's


def test_the_list_of_bids_says_who_won_once_it_is_decided(sam: Player, rita: Player) -> None:
    lot = between(sam, rita)
    assert "Opened" in text_of(page(sam.client.get("/bids")))
    lot.award("Thanet Growers CIC")
    said = {"Won": (sam, "Thanet Growers CIC"), "Not won": (rita, "Medway Works Ltd")}
    for words, (player, name) in said.items():
        with Measured() as cost:
            listed = player.client.get("/bids")
        assert cost.statements <= 8, cost
        assert f"/bids/{lot.bids[name]}/result" in listed.content.decode()
        assert f"{words} Read your result" in text_of(page(listed))
        assert "Opened" not in text_of(page(listed))


@pytest.mark.rule(27)
def test_the_winner_reads_nothing_of_another(sam: Player, rita: Player) -> None:
    lot = between(sam, rita)
    lot.award("Thanet Growers CIC")
    told = text_of(page(sam.client.get(f"/bids/{lot.bids['Thanet Growers CIC']}/result")))
    assert "Your bid came first" in told and OWN in told
    assert OTHERS not in told and "67.50" not in told and "Medway" not in told


def test_a_rivals_summary_does_not_exist(sam: Player, rita: Player) -> None:
    lot = between(sam, rita)
    lot.award("Thanet Growers CIC")
    assert rita.client.get(f"/bids/{lot.bids['Thanet Growers CIC']}/result").status_code == 404


def test_suppliers_see_no_page_of_an_evaluation(play: Play) -> None:
    lot = between(play("sam"), play("rita"))
    for place in ("", "/marks?lot=1", "/result?lot=1", "/result.json?lot=1", "/award?lot=1", "/other?lot=1"):
        for name in ("sam", "rita"):
            client = play(name).client
            assert client.get(f"/procurements/{lot.reference}/evaluation{place}").status_code == 403
    assert play("rita").client.get("/scoring").status_code == 403


def test_a_draft_has_no_result(sam: Player) -> None:
    label = tenders.draft(tenders.opportunity(), sam.person)
    assert sam.client.get(f"/bids/{label}/result").status_code == 404
