"""How a contract is bought and what that allows: call-offs, reservations, regard, consent, similar needs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules.routes import (
    Reservation,
    Route,
    check_may_be_asked,
    check_reservation,
    regard_is_due,
    what_the_route_means,
)
from socialvalue.planning.rules.similar import Handling, Need, check_handling, crosses, likeness, significant
from socialvalue.planning.rules.vesting import Vesting, consent_reason, runs_past

D = Decimal
VESTING = Vesting(date(2028, 4, 1), D(100_000), D(1_000_000), date(2026, 9, 1))


@pytest.mark.rule(13)
@pytest.mark.parametrize("route", [Route.CALL_OFF, Route.CALL_OFF_DIRECT])
def test_a_call_off_of_a_framework_without_the_criterion_cannot_add_one(route: Route) -> None:
    (reason,) = what_the_route_means(route, framework_scored=False, above=True)
    assert reason.clause == "PA23 s.46(8)" and "cannot add one" in reason.text


@pytest.mark.rule(13)
@pytest.mark.parametrize(
    ("route", "scored", "may"),
    [
        (Route.CALL_OFF, True, True),
        (Route.CALL_OFF, False, False),
        (Route.CALL_OFF_DIRECT, None, False),  # nobody has said that it has one
        (Route.COMPETITION, None, True),
    ],
)
def test_orders_ask_for_nothing_that_their_framework_did_not(
    route: Route, scored: bool | None, may: bool
) -> None:
    if may:
        return check_may_be_asked(route, framework_scored=scored)
    with pytest.raises(Refusal) as told:
        check_may_be_asked(route, framework_scored=scored)
    assert (told.value.clause, told.value.status) == ("PA23 s.46(8)", 409)
    says = "was awarded without a Social Value criterion" if scored is False else "is not known to have one"
    assert says in told.value.text
    return None


@pytest.mark.rule(13)
def test_a_call_off_uses_the_criteria_of_its_framework() -> None:
    (reason,) = what_the_route_means(Route.CALL_OFF, framework_scored=True, above=True)
    assert "no others" in reason.text


@pytest.mark.clause("INC-1")
@pytest.mark.parametrize(
    ("above", "clause", "says"), [(True, "INC-1", "exemption"), (False, "INC-2", "negotiate")]
)
@pytest.mark.parametrize("route", [Route.DIRECT_AWARD, Route.USER_CHOICE])
def test_without_a_competition_commitments_are_negotiated(
    route: Route, above: bool, clause: str, says: str
) -> None:
    (reason,) = what_the_route_means(route, framework_scored=None, above=above)
    assert reason.clause == clause and says in reason.text


@pytest.mark.rule(13)
@pytest.mark.parametrize(
    ("route", "scored", "says"),
    [
        (Route.CALL_OFF_DIRECT, True, "agree your share"),
        (Route.CALL_OFF, None, "Say whether the framework"),
        (Route.FRAMEWORK, None, "so much for every pound"),
    ],
)
def test_frameworks_say_what_their_orders_can_do(route: Route, scored: bool | None, says: str) -> None:
    (reason,) = what_the_route_means(route, framework_scored=scored, above=True)
    assert says in reason.text


def test_a_plain_competition_needs_no_word() -> None:
    assert what_the_route_means(Route.COMPETITION, framework_scored=None, above=True) == ()


@pytest.mark.clause("CTX-3")
@pytest.mark.parametrize(
    ("route", "above", "due"),
    [
        (Route.COMPETITION, True, True),
        (Route.COMPETITION, False, False),
        (Route.CALL_OFF, True, False),  # s.13(10)(b)
        (Route.DIRECT_AWARD, True, True),
    ],
)
def test_regard_to_the_national_statement_is_due_above_threshold_but_not_under_a_framework(
    route: Route, above: bool, due: bool
) -> None:
    assert regard_is_due(route, above=above) is due


@pytest.mark.parametrize(
    ("band", "concession", "route", "on", "code"),
    [
        ("encouraged", False, Route.QUOTES, date(2026, 2, 4), ""),
        ("voluntary", False, Route.QUOTES, None, ""),
        ("encouraged", False, Route.QUOTES, date(2026, 2, 3), "reservation-early"),
        ("mandatory", False, Route.COMPETITION, date(2026, 5, 1), "reservation-above"),
        ("encouraged", True, Route.QUOTES, date(2026, 5, 1), "reservation-above"),
        ("encouraged", False, Route.CALL_OFF, date(2026, 5, 1), "reservation-above"),
        ("undetermined", False, Route.QUOTES, date(2026, 5, 1), "reservation-above"),
        ("encouraged", False, Route.DIRECT_AWARD, date(2026, 5, 1), "reservation-above"),  # nobody competes
        ("encouraged", False, Route.FRAMEWORK, date(2026, 5, 1), "reservation-above"),
    ],
)
def test_only_a_competition_below_threshold_is_reserved(
    band: str, concession: bool, route: Route, on: date | None, code: str
) -> None:
    def reserve(reservation: Reservation) -> None:
        check_reservation(reservation, band=band, is_concession=concession, route=route, commenced_on=on)

    reserve(Reservation.NONE)
    if not code:
        return reserve(Reservation.LOCAL)
    with pytest.raises(Refusal) as told:
        reserve(Reservation.LOCAL)
    assert told.value.code == code
    return None


@pytest.mark.parametrize(
    ("until", "value", "capital", "needed"),
    [
        (date(2028, 3, 31), 500_000, False, False),  # over before vesting
        (date(2028, 4, 1), 500_000, False, True),
        (date(2028, 4, 1), 100_000, False, False),  # not more than
        (date(2028, 4, 1), "100000.01", False, True),
        (date(2028, 4, 1), 500_000, True, False),
        (date(2027, 1, 1), "1000000.01", True, True),  # capital: whenever it ends (s.24(1)(b))
        (date(2028, 4, 1), "1000000.01", True, True),
        (None, 500_000, False, True),  # nobody knows when it ends
        (date(2030, 1, 1), None, False, True),
    ],
)
def test_consent_is_needed_past_vesting_once_a_direction_is_made(
    until: date | None, value: int | str | None, capital: bool, needed: bool
) -> None:
    worth = None if value is None else D(value)
    found = consent_reason(VESTING, runs_until=until, value=worth, is_capital=capital)
    assert (found is not None) is needed
    assert found is None or found.text.startswith("It is paid from capital" if capital else "It can run past")


def test_without_a_direction_no_consent_is_asked_but_it_is_known_that_it_runs_past() -> None:
    undirected = Vesting(VESTING.on, VESTING.above, VESTING.above_capital, None)
    until = date(2029, 1, 1)
    assert consent_reason(undirected, runs_until=until, value=D(10**6), is_capital=False) is None
    assert runs_past(undirected, until) and not runs_past(undirected, date(2028, 3, 31))
    assert (
        runs_past(undirected, VESTING.on) and not runs_past(None, until) and not runs_past(undirected, None)
    )


def need(title: str, *, id: int = 1, kind: str = "works", on: date | None = date(2027, 1, 1)) -> Need:
    return Need(id, title, kind, on)


@pytest.mark.rule(8)
@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (need("Cleaning of school kitchens, north", id=2), True),
        (need("School cleaning", id=2), True),
        (need("School meals", id=2), False),  # one word in common is not enough
        (need("Cleaning of schools", id=2, kind="light-touch"), False),
        (need("Cleaning of schools", id=2, on=date(2028, 1, 1)), True),  # 365 days
        (need("Cleaning of schools", id=2, on=date(2028, 1, 2)), False),
        (need("Cleaning of schools", id=2, on=None), True),
        (need("Cleaning of schools"), False),  # itself
    ],
)
def test_needs_are_alike_by_words_kind_and_a_year(other: Need, alike: bool) -> None:
    assert bool(likeness(need("Cleaning of schools"), other)) is alike


def test_how_alike_is_how_many_words_are_shared() -> None:
    assert likeness(need("Cleaning of schools"), need("Cleaning of schools", id=2)) == 2
    assert likeness(need("Cleaning of schools"), need("Meals", id=2)) == 0
    assert likeness(need("Cleaning"), need("Cleaning of schools", id=2)) == 1  # all of a title of one word
    assert likeness(need("Bus hire"), need("Hire of a bus", id=2)) == 2  # words of three letters count
    assert likeness(need("A to B"), need("A to B", id=2)) == 0
    assert likeness(need("Cleaning of schools"), need("Cleaning of schools")) == 0
    assert likeness(need("Cleaning of schools"), need("Cleaning of schools", id=2, kind="light-touch")) == 0


def test_two_words_of_a_longer_title_are_enough() -> None:
    assert likeness(need("Cleaning of school kitchens"), need("School cleaning", id=2)) == 2
    assert likeness(need("Cleaning of school kitchens"), need("School meals", id=2)) == 0
    assert likeness(need("School"), need("School", id=2, on=date(2029, 1, 1))) == 0


def test_words_that_every_title_has_say_nothing() -> None:
    assert significant("Provision of Services for the Council 2027") == frozenset()


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    assert bool(likeness(need(one), need(other, id=2))) in (True, False)
    shared = significant(one) & significant(other)
    assert likeness(need(one), need(other, id=2)) in (0, len(shared))


@pytest.mark.rule(8)
@pytest.mark.parametrize(
    ("handling", "reason", "approver", "value", "code"),
    [
        (Handling.TOGETHER, "", "", D(1), ""),
        (Handling.TOGETHER, "", "", None, "similar-without-value"),
        (Handling.APART, "Different trades are needed.", "", D(1), "apart-without-approver"),
        (Handling.APART, "no", "Head of Law", D(1), "similar-without-reason"),
        (Handling.APART, "123456789", "Head of Law", D(1), "similar-without-reason"),
        (Handling.APART, "1234567890", "Head of Law", D(1), ""),
        (Handling.APART, "Different trades are needed.", "Head of Law", None, ""),
        (Handling.UNRELATED, "Only the words are alike.", "", None, ""),
    ],
)
def test_needs_are_kept_apart_only_for_a_reason_that_someone_approved(
    handling: Handling, reason: str, approver: str, value: Decimal | None, code: str
) -> None:
    if not code:
        return check_handling(handling, reason=reason, approver=approver, value=value)
    with pytest.raises(Refusal) as told:
        check_handling(handling, reason=reason, approver=approver, value=value)
    assert told.value.code == code
    return None


@pytest.mark.rule(8)
@pytest.mark.parametrize(
    ("own", "other", "threshold", "found"),
    [
        ("100000.00", "107720.00", "207720.00", True),
        ("100000.00", "107719.99", "207720.00", False),
        ("207719.99", "0.01", "207720.00", True),
        ("207720.00", "5.00", "207720.00", False),  # it was above already
        (None, "5.00", "207720.00", False),
        ("207719.99", None, "207720.00", False),
        ("207719.99", "0.01", None, False),
    ],
)
def test_two_needs_cross_a_threshold_together_to_the_penny(
    own: str | None, other: str | None, threshold: str | None, found: bool
) -> None:
    amounts = [None if each is None else D(each) for each in (own, other, threshold)]
    assert crosses(*amounts) is found


@pytest.mark.rule(8)
@pytest.mark.parametrize(
    ("handling", "crosses_threshold", "asked"),
    [
        (Handling.TOGETHER, True, False),
        (Handling.TOGETHER, False, False),
        (Handling.UNRELATED, True, True),
        (Handling.UNRELATED, False, False),
        (Handling.APART, False, True),
    ],
)
def test_who_approved_it_is_asked_where_a_threshold_could_be_avoided(
    handling: Handling, crosses_threshold: bool, asked: bool
) -> None:
    given: dict[str, Any] = {"reason": "Different trades.", "approver": " ", "value": D(1)}
    if not asked:
        return check_handling(handling, crosses_threshold=crosses_threshold, **given)
    with pytest.raises(Refusal) as told:
        check_handling(handling, crosses_threshold=crosses_threshold, **given)
    assert told.value.code == "apart-without-approver"
    return None
