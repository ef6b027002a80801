"""What made-up procurements, suppliers and deliveries are called and say. No person, firm or place of it is real."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

SUPPLIERS: Final = tuple(
    f"Made-up {name}"
    for name in (
        "Garden Makers CIC",
        "Greens Limited",
        "Builders Limited",
        "Care Partners",
        "Carers’ Charity",
        "Clean Streets Limited",
        "Coach Company",
        "Community Kitchens CIC",
        "Digital Skills Limited",
        "Drainage Limited",
        "Early Years Trust",
        "Electrical Limited",
        "Facilities Limited",
        "Family Support Charity",
        "Fleet Services Limited",
        "Food Supplies Limited",
        "Footpaths CIC",
        "Highways Limited",
        "Home Help Limited",
        "Housing Support Charity",
        "Joiners Limited",
        "Legal Advice Charity",
        "Lighting Limited",
        "Meals at Home CIC",
        "Office Supplies Limited",
        "Paper Limited",
        "Play Equipment Limited",
        "Power Tools Limited",
        "Recovery Charity",
        "Recruitment Limited",
        "Roofing Limited",
        "School Software Limited",
        "Security Limited",
        "Sports Trust",
        "Surveyors LLP",
        "Training College",
        "Transport CIC",
        "Waste Services Limited",
        "Youth Work Charity",
        "Zebra Crossings Limited",
    )
)

SUBJECTS: Final = (
    ("Home care", "services", "lightTouch"),
    ("School meals", "services", ""),
    ("Highway resurfacing", "works", ""),
    ("Grounds maintenance", "services", ""),
    ("Library cleaning", "services", ""),
    ("Youth work", "services", "lightTouch"),
    ("Street lighting", "works", ""),
    ("School transport", "services", ""),
    ("Office furniture", "goods", ""),
    ("Roof repairs", "works", ""),
    ("Adult learning", "services", ""),
    ("Day services", "services", "lightTouch"),
    ("Vehicle hire", "services", ""),
    ("Playground equipment", "goods", ""),
    ("Payroll software", "services", ""),
    ("Meals at home", "services", ""),
    ("Bridge inspections", "services", ""),
    ("Family support", "services", "lightTouch"),
    ("Security guarding", "services", ""),
    ("Country park paths", "works", ""),
    ("Supported living", "services", "lightTouch"),
    ("Fresh food", "goods", ""),
    ("Boiler servicing", "services", ""),
    ("Translation", "services", ""),
)

AREAS: Final = (
    ("E07000105", "Ashford"),
    ("E07000106", "Canterbury"),
    ("E07000107", "Dartford"),
    ("E07000108", "Dover"),
    ("E07000109", "Gravesham"),
    ("E07000110", "Maidstone"),
    ("E07000111", "Sevenoaks"),
    ("E07000112", "Folkestone and Hythe"),
    ("E07000113", "Swale"),
    ("E07000114", "Thanet"),
    ("E07000115", "Tonbridge and Malling"),
    ("E07000116", "Tunbridge Wells"),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A measure as deliveries of it look: how much an instalment is, in steps, and what changed for whom."""

    code: str
    least: int
    most: int
    step: Decimal
    changed: tuple[str, ...]


COUNTED: Final = (
    Counted("EM-1.1", 1, 6, Decimal("0.5"), ("New jobs on the contract, advertised in the county first.",)),
    Counted("EM-1.2", 1, 6, Decimal(1), ("People who had been out of work for a year started on the team.",)),
    Counted(
        "EM-2.1",
        1,
        5,
        Decimal(1),
        (
            "Apprentices started and go to college one day a week.",
            "School leavers began to learn a trade with us.",
        ),
    ),
    Counted(
        "EM-2.2", 10, 60, Decimal(1), ("Weeks in which apprentices worked and learned on this contract.",)
    ),
    Counted("EM-2.3", 2, 12, Decimal(1), ("Staff passed a first certificate in their trade.",)),
    Counted("EM-3.1", 5, 40, Decimal(1), ("Students tried the work and got a reference.",)),
    Counted("EM-3.2", 1, 6, Decimal(1), ("We showed school classes what the work is like.",)),
    Counted(
        "EC-1.1",
        5_000,
        90_000,
        Decimal(100),
        (
            "Paid to small firms in the county for materials and repairs.",
            "Work that went to local sub-contractors.",
        ),
    ),
    Counted("EC-1.2", 1, 3, Decimal(1), ("Small firms met our buyers and heard what we will need.",)),
    Counted("EC-2.1", 2_000, 30_000, Decimal(100), ("Bought from charities and social enterprises.",)),
    Counted("EC-2.2", 5, 40, Decimal("0.5"), ("Advice for new firms on tenders, accounts and safety.",)),
    Counted("CO-1.1", 10, 90, Decimal(1), ("Neighbours joined walks and gardening sessions.",)),
    Counted("CO-1.2", 10, 80, Decimal("0.5"), ("Visits and calls to people who live alone.",)),
    Counted("CO-2.1", 10, 60, Decimal(1), ("People learned to spot scams and to stay safe at home.",)),
    Counted("CO-2.2", 10, 60, Decimal("0.5"), ("Groups used our hall in the evening, free of charge.",)),
    Counted(
        "CO-3.1",
        10,
        120,
        Decimal("0.5"),
        ("Staff cleared paths with the friends of a park.", "Staff painted a village hall."),
    ),
    Counted("CO-3.2", 5, 40, Decimal("0.5"), ("Our accountant helped a youth club with its books.",)),
)
