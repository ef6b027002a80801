"""The whole way, through pages alone: a real notice becomes a tender, a contract, a delivery, a figure; and back.

The notice is one that Kent County Council published on Contracts Finder, as it was published. All that are at hand
are works of 2021 to 2023, awarded long ago. So Priya corrects the determination, as an officer does who buys the like
again: the care suite of a school with four years of its running, a light touch service, begun under a known threshold.
For light touch the Act asks for no standstill, so that the contract can be signed on the day of the award.

Bids are opened an hour after the time for them has ended. So the days until then pass: the service is started again as
one that was first started earlier, which dates what is written down so much later (decision 0022).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import orjson
import pytest

from tests.exchange.ocds.helpers import NOTICES
from tests.journeys.hand import arrived, fill, follow, leaving, press
from tests.journeys.running import Service, desks_of, open_service, seats

pytestmark = [
    pytest.mark.browser,
    pytest.mark.clause("FIN-1"),
    pytest.mark.clause("TEN-3"),
    pytest.mark.skipif(not NOTICES.is_dir(), reason="the real notices (../shared/data/ocds) are not here"),
]
Sit = Callable[..., Any]
TITLE: Final = "New Ash Green Primary School"
MEASURE: Final = "Suppliers checked for fair work"  # nothing else of the demonstration promises it
TODAY: Final = date(2028, 5, 15)  # the demonstration's day
BIDDING: Final = 30  # days for bids
LAST_DAY: Final = date(2030, 5, 14)
PRICES: Final = {"sam": "£588,500", "rita": "£594,000"}
OFFERS: Final = {"sam": "12", "rita": "9"}
EVIDENCE: Final = (
    b"Checked on,Supplier\n2028-05-15,First made-up supplier\n2028-05-15,Second made-up supplier\n"
)


def go(page: Any, *parts: str) -> Any:
    page.goto("/" + "/".join(parts))
    arrived(page)
    return page


# the journey --------------------


@pytest.fixture
def own_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of its own, because its days pass; without a made-up past."""
    with open_service(tmp_path_factory.mktemp("own"), 0) as opened:
        yield opened


@pytest.fixture
def sit_at(chromium: Any, own_service: Service) -> Iterator[Sit]:
    address = own_service.address
    with seats(chromium, address, desks_of(chromium, address)) as opened:
        yield opened


def test_a_real_notice_becomes_a_figure_and_the_figure_leads_back_to_its_evidence(
    sit_at: Sit, own_service: Service, tmp_path: Path
) -> None:
    priya, sam, rita = sit_at("priya"), sit_at("sam"), sit_at("rita")
    tender = bring_in_the_notice(priya, tmp_path)
    correct_the_determination(priya, tender)
    consider_the_act(priya, tender)
    say_why_the_market_was_not_engaged(priya, tender)
    ask_for_something(priya, tender)
    say_how_it_is_scored(priya, tender)
    publish(priya, tender)
    for page, who in ((sam, "sam"), (rita, "rita")):
        bid(page, tender, PRICES[who], OFFERS[who])
    appoint(priya, tender)
    own_service.let_days_pass(BIDDING + 1)
    for who in ("ed", "eve"):
        score(sit_at(who), tender)
    agree(priya, tender)
    rank(priya, tender)
    award(priya, tender)
    carol = sit_at("carol")
    contract = make_the_contract(carol, tender)
    delivery = report(sam, contract, tmp_path)
    accept(carol, delivery)
    walk_back_from_the_figure(sit_at("audrey"), delivery)


def bring_in_the_notice(page: Any, folder: Path) -> str:
    """Upload the release as it was published; answers the reference of its procurement."""
    package = orjson.loads((NOTICES / "kcc_contracts_finder_excerpts.json").read_bytes())
    release = next(each for each in package["releases"] if each["tender"]["title"] == TITLE)
    file = folder / "notice.json"
    file.write_bytes(orjson.dumps(package | {"releases": [release]}))
    go(page, "imports", "new").set_input_files("input[type=file]", str(file))
    press(page, "Upload and read")
    page.get_by_role("heading", name="What was done").wait_for(timeout=60_000)
    go(page, "procurements?q=New+Ash+Green")
    follow(page, TITLE)
    return str(page.url.rsplit("/", 1)[1])


def correct_the_determination(page: Any, tender: str) -> None:
    """The notice tells of the works alone."""
    go(page, "procurements", tender, "correct")
    fill(
        page,
        {
            "Light touch services, such as social care, health or education": True,
            "What is the most this contract alone could cost?": "£720,000",
            "The value includes VAT": True,
            "When does the procurement begin?": date(2027, 12, 1),
            "Reason": "The suite is bought with four years of its running; the notice gives the works alone.",
        },
    )
    press(page, "Save the correction", "mandatory")


def consider_the_act(page: Any, tender: str) -> None:
    go(page, "procurements", tender, "social-value-act")
    fill(
        page,
        {
            "Economic well-being": "Steady hours for care staff who live near the school.",
            "Social well-being": "Pupils who need care can stay with their class.",
            "Environmental well-being": "Fewer journeys to care elsewhere.",
            "Yes, people or groups are asked": True,
            "With whom, or why not": "The parents of the school, in October.",
            "Considered on": date(2027, 11, 1),
        },
    )
    with leaving(page):
        page.locator("main form button").first.click()
    assert "Steady hours for care staff" in page.locator("main").inner_text()


def say_why_the_market_was_not_engaged(page: Any, tender: str) -> None:
    go(page, "procurements", tender, "engagement")
    follow(page, "Say why it was not engaged")
    known = "The market is known well from a recent procurement"
    fill(page, {known: True, "In a sentence": "The same was bought for another school last year."})
    press(page, "Save", "Not held")


def ask_for_something(page: Any, tender: str) -> None:
    """A Defined requirement from a measure, confirmed, and a question."""
    go(page, "procurements", tender, "requirements")
    follow(page, "Add a requirement")
    follow(page, MEASURE)
    fill(
        page,
        {
            "Target": True,
            "How much": "12",
            "In equal parts over two years": True,
            "Which need it answers": "Small care firms here do not know how to show that work is fair.",
            "The bid scores nothing for it": True,
            "No": True,
        },
    )
    press(page, "Propose it", "You proposed")
    press(page, f"Confirm {MEASURE}", "You confirmed the requirement")
    follow(page, "Write the question")
    fill(page, {"The question": "How will you choose the suppliers that you check, and tell what changed?"})
    press(page, "Save", "You wrote the question")


def say_how_it_is_scored(page: Any, tender: str) -> None:
    go(page, "procurements", tender, "methodology", "set")
    fill(
        page,
        {
            "Weight of quality, Social Value included": "60",
            "Weight of Social Value": "20",
            f"Weight of “{MEASURE}”": "8",
            "Weight of “Question 1”": "12",
        },
    )
    press(page, "Save", "You saved how lot 1 is scored")


def publish(page: Any, tender: str) -> None:
    go(page, "procurements", tender, "publish")
    fill(
        page,
        {
            "Reference of the published notice": "KENT001-DN528421-64458396",
            "Last day for bids": TODAY + timedelta(days=BIDDING - 1),
            "First day of the contract": TODAY + timedelta(days=BIDDING),
            "Last day of the contract": LAST_DAY,
        },
    )
    press(page, "Publish", "You published the opportunity")


def bid(page: Any, tender: str, price: str, offer: str) -> None:
    """Start, offer, answer, price, check, send."""
    go(page, "opportunities", tender)
    press(page, "Make your bid")
    if page.get_by_role("button", name="Start the bid").count():
        press(page, "Start the bid")
    follow(page, MEASURE)
    fill(
        page,
        {
            "How much you offer": offer,
            "How you will do it": "Our buyer visits each firm with the trade body.",
            "How you will prove it": "A list of the checks with their days.",
        },
    )
    press(page, "Save and continue")
    follow(page, "Question 1")
    fill(page, {"Your answer": "We begin with the smallest, and ask each again after half a year."})
    press(page, "Save and continue")
    follow(page, "Price and declaration")
    fill(page, {"Your price for the whole contract": price, "Yes": True})
    press(page, "Save and continue")
    press(page, "Check your answers and send")
    press(page, "Send the bid", "Your bid was received")


def appoint(page: Any, tender: str) -> None:
    for name in ("Ed Evaluator", "Eve Evaluator"):
        go(page, "procurements", tender, "evaluation", "appoint?lot=1")
        fill(page, {name: True})
        press(page, "Appoint", f"You appointed {name}")


def score(page: Any, tender: str) -> None:
    """Declare, score the one question, lock."""
    go(page, "scoring")
    with leaving(page):
        page.locator("main tr, main li").filter(has_text=tender).get_by_role("link").first.click()
    press(page, "Declare your interests")
    fill(page, {"No, I have none": True})
    press(page, "Declare", "no interest")
    press(page, "Score the next question")
    for section in page.locator("main section").all():
        section.locator("input[type=radio][value='4']").check()
        section.locator("textarea").fill("Names whom it begins with, and when it asks again.")
    press(page, "Save your marks", "are saved")
    press(page, "Lock your scores")
    press(page, "Lock my scores", "You locked your scores")


def agree(page: Any, tender: str) -> None:
    """Record the agreed mark of both bids."""
    for _ in PRICES:
        go(page, "procurements", tender, "evaluation", "marks?lot=1")
        follow(page, "Agree a mark")
        fill(page, {"The agreed reason": "It says whom it begins with and when it asks again."})
        press(page, "Record the agreed mark", "is recorded")


def rank(page: Any, tender: str) -> None:
    """Compute the Social Value score, then enter price and other quality."""
    go(page, "procurements", tender, "evaluation")
    press(page, "Compute the result of lot 1", "is computed by the published method")
    go(page, "procurements", tender, "evaluation", "other?lot=1")
    for points in page.locator("main .govuk-form-group input[type=text]").all():
        points.fill("80")
    press(page, "Enter and lock", "The order is final")


def award(page: Any, tender: str) -> None:
    go(page, "procurements", tender, "evaluation")
    press(page, "Award lot 1")
    fill(
        page,
        {
            "Day on which the award notice is published": TODAY,
            "Why this is value for money": "The highest total by the published method, below the estimate.",
        },
    )
    press(page, "Continue", "What bidders will read")
    press(page, "Award the lot", "You awarded lot 1")


def make_the_contract(page: Any, tender: str) -> str:
    """Signed today, and it starts today; answers its reference."""
    go(page, "procurements", tender, "contract?lot=1")
    fill(
        page,
        {
            "Day on which the contract was signed": TODAY,
            "First day of the contract": TODAY,
            "Last day of the contract": LAST_DAY,
        },
    )
    press(page, "Make the contract", "You made contract CT-2028-")
    return str(page.url.rsplit("/", 1)[1])


def report(page: Any, contract: str, folder: Path) -> str:
    """Two checks, with a list of them; answers the reference of the delivery."""
    file = folder / "checks.csv"
    file.write_bytes(EVIDENCE)
    go(page, "contracts", contract, "deliveries")
    press(page, "Report a delivery")
    fill(
        page,
        {
            "How many?": "2",
            "When was it done?": TODAY,
            "What changed, and for whom?": "Two small firms now pay by the hour that is worked.",
        },
    )
    page.set_input_files("input[type=file]", str(file))
    press(page, "Continue", "checks.csv")
    press(page, "Send the report", "The Council’s contract manager looks at it next")
    return str(page.url.rsplit("/", 1)[1])


def accept(page: Any, delivery: str) -> None:
    go(page, "deliveries", delivery, "decide")
    fill(page, {"Accept it": True, "Reason": "The list names both checks and their day."})
    with leaving(page):
        page.locator("main form button").first.click()
    assert "Accepted" in page.locator("main").inner_text()


def walk_back_from_the_figure(page: Any, delivery: str) -> None:
    """Statement, figure, row, delivery, file: what Sam uploaded, byte for byte."""
    go(page, "statement", "2028-29")
    row = page.locator("main tr").filter(has_text=MEASURE)
    assert re.search(r"\b2\b", row.locator("td").last.inner_text()), row.inner_text()
    follow(page, MEASURE)
    follow(page, delivery)
    with page.expect_download() as loading:
        page.locator("main").get_by_role("link", name="Download the evidence: checks.csv").click()
    assert Path(loading.value.path()).read_bytes() == EVIDENCE
