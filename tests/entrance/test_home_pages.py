"""Home pages: what each role sees first, what is late before all else, and what it costs however much waits."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from socialvalue.foundation.clock import business_today
from tests import make
from tests.cast import Play, Player
from tests.delivery import made
from tests.evaluation import made as evaluations
from tests.measure import Measured
from tests.strict import page, text_of
from tests.tendering import made as tenders

QUEUE, WHOLE = 12, 10  # statements: a queue of every room as one record, the whole as a dashboard
NOTHING = "Nothing waits for you today."


def lines(player: Player) -> list[tuple[str, str]]:
    """The queue as it stands on the page: text and address."""
    found = page(player.client.get("/")).findall(".//main//tbody//th/a")
    return [(text_of(link), link.get("href", "")) for link in found]


def exemption(state: str, play: Play) -> str:
    """An exemption that olive asked for."""
    asked = make.exemption(
        make.procurement(title="Road signs"), state=state, requested_by=play("olive").person.uid
    )
    return f"/exemptions/{asked.reference}"


def determination(play: Play) -> str:
    row = make.procurement(title="Road signs", commenced_on=business_today())
    return f"/procurements/{row.reference}"


def delivery(play: Play) -> str:
    return f"/deliveries/{made.reported().reference}"


def opportunity(play: Play) -> str:
    return f"/opportunities/{tenders.opportunity(title='Road signs').reference}"


def seat(play: Play) -> str:
    return f"/scoring/{evaluations.opened().seat(play('ed').person)}"


@pytest.mark.parametrize(
    ("name", "happens", "says"),
    [
        ("priya", determination, "Confirm or correct the determination of Road signs"),
        ("carol", delivery, "Decide about"),
        ("sam", opportunity, "Road signs"),
        ("ed", seat, "interest"),
        ("stan", lambda play: exemption("requested", play), "Review"),
        ("dee", lambda play: exemption("with-management", play), "Determine"),
        ("olive", lambda play: exemption("returned", play), "Ask again"),
    ],
)
def test_what_waits_for_a_role_leads_to_where_it_is_done(
    play: Play, name: str, happens: Callable[[Play], str], says: str
) -> None:
    address = happens(play)
    told = [text for text, href in lines(play(name)) if href.startswith(address)]
    assert told and says in told[0], lines(play(name))


@pytest.mark.parametrize("name", ["priya", "carol", "sam", "ed", "stan", "dee", "audrey", "olive"])
def test_an_empty_queue_says_so(play: Play, name: str) -> None:
    assert NOTHING in text_of(page(play(name).client.get("/")))


def test_what_is_late_stands_first_and_says_how_late(priya: Player) -> None:
    today = business_today()
    make.procurement(title="Buses", commenced_on=today + timedelta(days=2))
    make.procurement(title="Road signs", commenced_on=today - timedelta(days=3))
    assert "Road signs" in lines(priya)[0][0]
    assert "3 days late" in text_of(page(priya.client.get("/")))


def test_an_administrator_is_told_what_is_not_sound(ada: Player) -> None:
    assert "/status" in [href for _, href in lines(ada)]


def test_an_auditor_sees_the_whole(audrey: Player) -> None:
    assert "Mandatory contracts with commitments" in text_of(page(audrey.client.get("/")))


def test_nothing_of_another_authority_waits(priya: Player) -> None:
    make.procurement(of=make.other_authority(), commenced_on=business_today())
    assert lines(priya) == []


def busy(number: int, play: Play) -> None:
    """So many of everything that a home page may show: before publication, open, in delivery, to be written."""
    today = business_today()
    for procurement in make.procurements(number, commenced_on=today):
        make.exemption(procurement)
    decided = {"state": "confirmed", "why": "Checked.", "made_by": make.new_uid()}
    for _ in range(min(number, 5)):
        make.procurement(commenced_on=today, determination=decided)
        tenders.opportunity()
    own = play("sam").user.organisation
    made.commitments(made.contract(supplier=own), number)
    made.case_study(within=made.contract(supplier=own))


@pytest.mark.slow
@pytest.mark.parametrize("number", [1, 3, 200])
@pytest.mark.parametrize("name", ["priya", "carol", "sam", "ed", "stan", "dee", "audrey", "ada", "olive"])
def test_a_home_page_costs_the_same_however_much_waits(play: Play, name: str, number: int) -> None:
    busy(number, play)
    player = play(name)
    player.client.get("/")
    with Measured() as cost:
        body: Any = player.client.get("/").content
    assert cost.statements <= (WHOLE if name in {"dee", "audrey"} else QUEUE), str(cost)
    own = 3 * number if name == "sam" else 0  # the ledger of a supplier's own commitments says what is due
    assert cost.rows <= 10 * min(number, 30) + 300 + own, str(cost)
    assert len(body) <= 60_000
