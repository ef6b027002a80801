"""How a contract is bought as it stands, the council's scale, what it is measured against: for pages and deeds."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import lru_cache

from socialvalue.planning.models import Plan
from socialvalue.planning.pack import CROSSWALKS, FILE, Proportion, crosswalks_of, proportion_of
from socialvalue.planning.rules.crosswalks import Crosswalks
from socialvalue.planning.rules.plans import Level, Planned
from socialvalue.planning.rules.proportion import Bought, Labour, Market
from socialvalue.planning.rules.routes import Reservation, Route
from socialvalue.planning.rules.vesting import Vesting
from socialvalue.policy.pack import table_of
from socialvalue.policy.queries import newest_pack, policy_of


def plan_of(procurement_id: int) -> tuple[Plan, Planned] | None:
    """The newest plan of a procurement, its row and what it says; None before there is one (one statement)."""
    row = Plan.objects.filter(procurement_id=procurement_id).order_by("-version").first()
    return None if row is None else (row, planned(row))


def planned(row: Plan) -> Planned:
    """A row of the table as the rules read it."""
    given = {each.name: getattr(row, each.name) for each in fields(Planned)}
    return Planned(
        **given
        | {
            "route": Route(row.route),
            "reservation": Reservation(row.reservation),
            "places": tuple(row.places),
            "labour": Labour(row.labour),
            "market": Market(row.market),
            "risk": Level(row.risk),
            "complexity": Level(row.complexity),
        }
    )


@lru_cache(maxsize=8)
def _read(digest: str, text: str) -> Proportion:
    return proportion_of(table_of(FILE, text))


@lru_cache(maxsize=8)
def _read_crosswalks(digest: str, text: str) -> Crosswalks:
    return crosswalks_of(table_of(CROSSWALKS, text))


def crosswalks(authority_id: int) -> Crosswalks:
    """The national statements of the newest pack (one statement a request)."""
    loaded = newest_pack(authority_id)
    return _read_crosswalks(loaded.pack.digest, loaded.files[CROSSWALKS])


def vesting_of(authority_id: int) -> Vesting | None:
    """When new councils take over, and what then needs consent, as the policy's figures say; None: not planned."""
    policy = policy_of(authority_id)[1]
    names = ("successor_vesting_on", "successor_consent_above", "successor_consent_above_capital")
    on, above, capital = (
        parameter.value if (parameter := policy.parameter(name)) else None for name in names
    )
    direction = policy.parameter("successor_direction_on")
    if not (isinstance(on, date) and isinstance(above, Decimal) and isinstance(capital, Decimal)):
        return None
    made_on = direction.value if direction and isinstance(direction.value, date) else None
    return Vesting(on, above, capital, made_on)


def scale_of(authority_id: int) -> tuple[str, Proportion]:
    """The scale and the lead times of the newest pack, with the pack's digest (one statement a request)."""
    loaded = newest_pack(authority_id)
    return loaded.pack.digest, _read(loaded.pack.digest, loaded.files[FILE])


def bought(value_inc_vat: Decimal, plan: Planned | None) -> Bought:
    """What the scale looks at; without a plan only the value is known."""
    if plan is None:
        return Bought(value_inc_vat)
    return Bought(value_inc_vat, plan.longest_months, plan.labour, plan.market)


def is_call_off(procurement_id: int) -> bool:
    """Whether it is bought under a framework that stands already; nobody has said so before there is a plan."""
    found = plan_of(procurement_id)
    return bool(found and found[1].route.is_call_off)
