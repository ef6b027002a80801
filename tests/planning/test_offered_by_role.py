"""What a procurement and its list offer depends on who reads them: no tab and no download that is then refused."""

import pytest

from socialvalue.machinery.permissions import Role
from tests import make
from tests.cast import Play, Player
from tests.strict import page, text_of

pytestmark = pytest.mark.django_db
EVERY_TAB = [
    "Overview", "Plan", "Lots", "Requirements", "Engagement", "Exemption", "Methodology", "Publication", "Bids",
    "Evaluation", "Awards and contracts", "Notices", "History",
]  # fmt: skip


def tabs(player: Player, address: str) -> list[str]:
    """The sections that a record offers."""
    shown = page(player.client.get(address))
    bars = [each for each in shown.iter("nav") if each.get("aria-label") == "Sections of this record"]
    return [text_of(link) for bar in bars for link in bar.iter("a")]


@pytest.mark.parametrize(
    ("role", "missing"),
    [
        (Role.PROCUREMENT_OFFICER, set()),
        (Role.LEGAL, set()),
        (Role.LEAD_MEMBER, {"Engagement", "Exemption", "Methodology", "Publication", "Bids", "Evaluation"}),
        (Role.EVALUATOR, {"Engagement", "Exemption", "Bids", "Evaluation"}),
    ],
)
def test_a_procurement_offers_the_sections_that_its_reader_may_open(
    play: Play, role: Role, missing: set[str]
) -> None:
    address = f"/procurements/{make.procurement().reference}"
    assert tabs(play.with_role(role), address) == [each for each in EVERY_TAB if each not in missing]


@pytest.mark.parametrize(("role", "offered"), [(Role.FINANCE, True), (Role.LEAD_MEMBER, False)])
def test_a_download_is_offered_to_whoever_may_have_it(play: Play, role: Role, offered: bool) -> None:
    make.procurement()
    shown = page(play.with_role(role).client.get("/procurements"))
    assert any("procurements.csv" in link.get("href", "") for link in shown.iter("a")) is offered
