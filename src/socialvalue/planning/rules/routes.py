"""How a contract is bought, and what that allows (rulings 6, 9 and 32; Procurement Act 2023 ss.13, 44 to 46).

Above threshold Social Value is mandatory whatever the route; what differs is how it can be asked for.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules.determinations import BELOW
from socialvalue.policy.rules import Reason
from socialvalue.policy.rules.valuation import call_off_obstacle

ORDER: Final = "LG (Exclusion of Non-commercial Considerations) (England) Order 2026"
RESERVATION_FROM: Final = date(2026, 2, 4)  # from when that Order is in force


class Route(StrEnum):
    """The way to a contract."""

    COMPETITION = "competition"
    QUOTES = "quotes"
    FRAMEWORK = "framework"  # setting one up
    CALL_OFF = "call-off"  # a competition under a framework
    CALL_OFF_DIRECT = "call-off-direct"  # without one
    DIRECT_AWARD = "direct-award"
    USER_CHOICE = "user-choice"

    @property
    def is_call_off(self) -> bool:
        """Whether it is under a framework that stands already."""
        return self in (Route.CALL_OFF, Route.CALL_OFF_DIRECT)

    @property
    def has_competition(self) -> bool:
        """Whether offers are compared, so that Social Value can be scored."""
        return self in (Route.COMPETITION, Route.QUOTES, Route.FRAMEWORK, Route.CALL_OFF)


class Reservation(StrEnum):
    """Who alone may bid below threshold (the 2026 Order)."""

    NONE = "anyone"
    UNITED_KINGDOM = "united-kingdom"
    UNITED_KINGDOM_SMALL = "uk-small"  # small firms and charities alone
    LOCAL = "local"
    LOCAL_SMALL = "local-small"
    WIDER = "wider"  # with the counties that border the area
    WIDER_SMALL = "wider-small"


def what_the_route_means(route: Route, *, framework_scored: bool | None, above: bool) -> tuple[Reason, ...]:
    """How Social Value can be asked for on this route. `framework_scored`: whether its framework had a criterion."""
    if route.is_call_off:
        return _of_call_off(route, framework_scored)
    if not route.has_competition:
        text = "Nothing is compared, so nothing can be scored: negotiate commitments where that is lawful" + (
            ", or ask for an exemption on this ground." if above else "."
        )
        return (Reason("INC-1" if above else "INC-2", text),)
    if route is Route.FRAMEWORK:
        return (
            Reason(
                "PA23 s.46(8)",
                "Call-offs can use only the criteria of this framework: put Social Value into them now. "
                "No spend is guaranteed, so ask for so much for every pound spent.",
            ),
        )
    return ()


def _of_call_off(route: Route, framework_scored: bool | None) -> tuple[Reason, ...]:
    if framework_scored is None:
        return (
            Reason("PA23 s.46(8)", "Say whether the framework was awarded with a Social Value criterion."),
        )
    obstacle = call_off_obstacle(framework_scored_social_value=framework_scored)
    if obstacle is not None:
        return (obstacle,)
    if route is Route.CALL_OFF:
        return (Reason("PA23 s.46(8)", "Use the framework’s own Social Value criteria, and no others."),)
    return (Reason("PA23 s.46(8)", "The commitments of the framework apply: agree your share of them."),)


def regard_is_due(route: Route, *, above: bool) -> bool:
    """Whether regard to the National Procurement Policy Statement is due (s.13(9), and (10)(b) for frameworks)."""
    return above and not route.is_call_off


def check_may_be_asked(route: Route, *, framework_scored: bool | None) -> None:
    """Refuses a requirement or question of a call-off whose framework had no such criterion (s.46(8), rulings 6)."""
    if not route.is_call_off or framework_scored:
        return
    said = (
        "was awarded without a Social Value criterion"
        if framework_scored is False
        else "is not known to have one"
    )
    raise Refusal(
        "framework-without-criterion",
        f"The framework {said}, so its orders cannot ask for any. Record in the plan that it has one, or ask for an "
        "exemption on the ground that there is none.",
        clause="PA23 s.46(8)",
        status=409,
    )


def check_reservation(
    reservation: Reservation, *, band: str, is_concession: bool, route: Route, commenced_on: date | None
) -> None:
    """Refuses a reservation that the 2026 Order does not allow: above threshold, or before it was in force."""
    if reservation is Reservation.NONE:
        return
    competes = route.has_competition and not route.is_call_off and route is not Route.FRAMEWORK
    if band not in BELOW or is_concession or not competes:
        raise Refusal(
            "reservation-above",
            "Only a competition below threshold can be reserved. Choose “Nobody is shut out”.",
            field="reservation",
            clause=ORDER,
        )
    if commenced_on is not None and commenced_on < RESERVATION_FROM:
        raise Refusal(
            "reservation-early",
            "A competition can be reserved only if it began on or after 4 February 2026.",
            field="reservation",
            clause=ORDER,
        )
