"""Made-up notices of the council, so that a newcomer sees every answer the policy gives.

They go through the same import as real ones. Every title says that it is made up; no supplier or buyer but the
council itself exists. The same notices every time: no clock and no chance goes into them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

import orjson

PREFIX: Final = "ocds-000000-made-up"  # a prefix that nobody has registered


@dataclass(frozen=True, slots=True)
class Story:
    """One made-up procurement. Amounts are whole pounds; `net` and `gross` as a notice gives them."""

    title: str
    category: str
    net: int | None
    gross: str | None
    tender_on: str | None  # the day its tender notice was published
    regime: str = ""
    lots: tuple[str, ...] = ()
    supplier: str = ""  # set: awarded to this made-up organisation
    contract: tuple[str, str] = ("", "")  # first and last day


STORIES: Final = (
    Story("Highway drainage cleaning", "services", 350_000, "420000.00", "2027-02-01"),
    Story("Home care in two areas", "services", 250_000, "300000.00", "2027-03-15", "lightTouch", ("East", "West")),
    Story("Extension of a primary school", "works", 2_500_000, "3000000.00", "2027-01-18"),
    Story("Printing of library leaflets", "services", 15_000, "18000.00", "2027-04-06"),
    Story("Parent workshops", "services", 24_999, "29999.50", "2027-04-20"),
    Story("Laptops for schools", "goods", 173_100, "207720.00", "2027-05-04"),
    Story("Cafés in country parks", "services", 5_000_000, "6000000.00", "2026-11-02", "concession"),
    Story("Advice for carers", "services", 172_000, "206400.00", "2026-10-05",
          supplier="Made-up Carers’ Charity", contract=("2027-01-01", "2029-12-31")),
    Story("Grounds maintenance", "services", 900_000, "1080000.00", "2026-09-14", lots=("North", "South", "East"),
          supplier="Made-up Greens Limited", contract=("2027-04-01", "2031-03-31")),
    Story("School transport study", "services", 60_000, None, "2027-06-01"),
    Story("Youth outreach", "services", None, None, "2027-06-14"),
    Story("Wheelchair services", "services", 400_000, "480000.00", None),
    Story("Bus shelter cleaning", "services", 240_000, "288000.00", "2028-02-07"),
)  # fmt: skip


def package(council: str, buyer_id: str) -> bytes:
    """The made-up notices as one release package, for the import."""
    return package_of(dict(enumerate(STORIES, start=1)), council, buyer_id)


def package_of(stories: Mapping[int, Story], council: str, buyer_id: str) -> bytes:
    """Numbered stories as one release package."""
    releases = [_release(number, story, council, buyer_id) for number, story in stories.items()]
    return orjson.dumps({"uri": "made-up:demonstration", "version": "1.1", "releases": releases})


def ocid_of(number: int) -> str:
    """The ocid of a made-up procurement."""
    return f"{PREFIX}-{number:03d}"


def register_number(name: str) -> str:
    """The number of a made-up supplier, in the form of a register and plainly of no one: one name, one organisation."""
    drawn = sha256(name.encode()).digest()[:4]
    return f"PZZZ-{''.join(str(1 + byte % 9) for byte in drawn)}-ZZZZ"


def _supplier(name: str) -> dict[str, Any]:
    number = register_number(name)
    return {
        "id": f"GB-PPON-{number}",
        "name": name,
        "identifier": {"scheme": "GB-PPON", "id": number},
        "roles": ["supplier"],
    }


def _release(number: int, story: Story, council: str, buyer_id: str) -> dict[str, Any]:
    scheme, _, register_number = buyer_id.partition("-PPON-")
    buyer = {
        "id": buyer_id,
        "name": council,
        "identifier": {"scheme": f"{scheme}-PPON", "id": register_number},
        "roles": ["buyer"],
    }
    release: dict[str, Any] = {
        "ocid": ocid_of(number),
        "id": f"made-up-{number:03d}",
        "date": f"{story.tender_on or '2027-06-30'}T09:00:00Z",
        "tag": ["award", "contract"] if story.supplier or not story.tender_on else ["tender"],
        "initiationType": "tender",
        "language": "en",
        "buyer": {"id": buyer_id, "name": council},
        "parties": [buyer],
        "tender": _tender(number, story),
    }
    if story.supplier:
        release |= _award(story)
        release["parties"] = [buyer, _supplier(story.supplier)]
    return release


def _tender(number: int, story: Story) -> dict[str, Any]:
    tender: dict[str, Any] = {
        "id": f"MADE-UP-{number:03d}",
        "title": f"{story.title} (made up)",
        "description": "A made-up procurement for the demonstration.",
        "legalBasis": {"scheme": "UKPGA", "id": "2023/54"},
        "mainProcurementCategory": story.category,
        "lots": [{"id": str(at), "title": name} for at, name in enumerate(story.lots, start=1)],
    }
    if story.regime:
        tender["specialRegime"] = [story.regime]
    if story.net is not None:
        tender["value"] = {"amount": story.net, "currency": "GBP"}
        if story.gross:
            tender["value"]["amountGross"] = float(Decimal(story.gross))
    if story.tender_on:
        tender["documents"] = [
            {
                "id": f"made-up-{number:03d}",
                "documentType": "tenderNotice",
                "noticeType": "UK4",
                "datePublished": f"{story.tender_on}T09:00:00Z",
            }
        ]
    return tender


def _award(story: Story) -> dict[str, Any]:
    starts, ends = story.contract
    return {
        "awards": [
            {
                "id": "1",
                "title": story.title,
                "status": "active",
                "suppliers": [{"id": f"GB-PPON-{register_number(story.supplier)}", "name": story.supplier}],
            }
        ],
        "contracts": [
            {
                "id": "1",
                "awardID": "1",
                "title": story.title,
                "status": "active",
                "period": {"startDate": f"{starts}T00:00:00Z", "endDate": f"{ends}T00:00:00Z"},
            }
        ],
    }
