"""What pages may cost, by count: statements, rows loaded, bytes. Never by time: that is `socialvalue bench`."""

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from socialvalue.planning.models import Procurement
from tests import make
from tests.cast import Player
from tests.measure import Measured

LIST, RECORD, EXPORT = 8, 12, 5  # statements of the whole request, session and account among them
KILOBYTES = 60
PAGE = 50  # rows of a list


def cost_of(player: Player, address: str) -> tuple[Measured, bytes]:
    """What the second visit costs: the first one compiles templates and reads the pack."""
    player.client.get(address)
    with Measured() as cost:
        response: HttpResponse | StreamingHttpResponse = player.client.get(address)
        body = response.getvalue()
    assert response.status_code == 200, response
    return cost, body


@pytest.mark.parametrize("number", [1, 3, 200])
@pytest.mark.parametrize(
    "address", ["/procurements", "/procurements?q=school&band=mandatory&sort=-value", "/search?q=school"]
)
def test_a_list_costs_the_same_however_long(priya: Player, address: str, number: int) -> None:
    make.procurements(number + 1)  # one hit of a search leads to its record
    cost, body = cost_of(priya, address)
    assert cost.statements <= LIST, cost
    assert cost.rows <= 10 * min(number + 1, PAGE) + 100, cost
    assert len(body) <= KILOBYTES * 1000, f"{len(body)} bytes"


@pytest.mark.parametrize("number", [1, 3, 200])
def test_the_imports_and_their_problems_cost_the_same_however_many(priya: Player, number: int) -> None:
    runs = [make.import_run() for _ in range(number)]
    make.problems(runs[0], number)
    for address, statements in (("/imports", LIST), (f"/imports/{runs[0].uid}", RECORD)):
        cost, body = cost_of(priya, address)
        assert cost.statements <= statements, cost
        assert cost.rows <= 10 * min(number, PAGE) + 100, cost
        assert len(body) <= KILOBYTES * 1000, f"{len(body)} bytes"


@pytest.mark.parametrize("address", ["", "/lots", "/history", "/notices", "/awards", "/confirm", "/correct"])
def test_a_record_is_read_in_few_statements(priya: Player, address: str) -> None:
    procurement = make.procurement()
    make.procurements(20)
    for _ in range(3):
        make.contract(procurement, award=make.award(procurement))
    cost, body = cost_of(priya, f"/procurements/{procurement.reference}{address}")
    assert cost.statements <= RECORD, cost
    assert len(body) <= KILOBYTES * 1000


@pytest.mark.slow
@pytest.mark.parametrize("number", [1, 3, 2500])
def test_an_export_is_streamed_in_few_statements(priya: Player, number: int) -> None:
    make.procurements(number)
    with Measured() as cost:
        response = priya.client.get("/procurements.csv")
        assert response.streaming
        lines = response.getvalue().decode().splitlines()
    assert len(lines) == Procurement.objects.count() + 1
    assert cost.statements <= EXPORT, cost


@pytest.mark.parametrize(
    "address", ["/", "/policy", "/glossary", "/do-i-need-social-value", "/status", "/help"]
)
def test_public_pages_stay_light(olive: Player, address: str) -> None:
    make.procurements(200)
    cost, body = cost_of(olive, address)
    assert cost.statements <= RECORD, cost
    assert cost.rows <= 400, cost
    assert len(body) <= KILOBYTES * 1000, f"{len(body)} bytes"
