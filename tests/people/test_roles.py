"""Roles: held from a day, ended at once, one open at a time, given by another, for one's own authority."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from socialvalue.foundation.clock import instant_now, real_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.models import Event
from socialvalue.machinery.permissions import SYSTEM, Role
from socialvalue.people import actions
from socialvalue.people.models import RoleHeld
from socialvalue.people.queries import addresses_of, person_of
from tests import make
from tests.cast import Play, Player

EVALUATOR = Role.EVALUATOR


def give(player: Player, by: Player | None, **given: object) -> None:
    actions.give_role(
        **(
            {"user": player.user, "authority": make.authority(), "role": EVALUATOR, "by": by and by.person}
            | given
        )  # type: ignore[arg-type]
    )


def roles(player: Player) -> set[Role]:
    return {role for _, role in person_of(player.user).roles}


def test_an_administrator_gives_a_role_and_the_log_says_so(ada: Player, nora: Player) -> None:
    give(nora, ada)
    event = Event.objects.order_by("-index")[0]
    assert roles(nora) == {EVALUATOR} and (event.deed, event.uid) == ("role_given", nora.user.uid)
    assert addresses_of(EVALUATOR, make.authority().id) == ["nora@example.org"]


def test_nobody_gives_a_role_to_themselves(ada: Player) -> None:
    with pytest.raises(Refusal, match="to themselves") as refused:
        give(ada, ada)
    assert refused.value.status == 403 and roles(ada) == {Role.ADMINISTRATOR}


def test_only_an_administrator_gives_roles(olive: Player, nora: Player) -> None:
    with pytest.raises(Refusal, match="administrator"):
        give(nora, olive)


def test_an_administrator_gives_no_role_for_another_authority(ada: Player, nora: Player) -> None:
    with pytest.raises(Refusal) as refused:
        give(nora, ada, authority=make.other_authority())
    assert refused.value.status == 404 and roles(nora) == set()


def test_an_administrator_of_another_authority_ends_no_role_here(play: Play, olive: Player) -> None:
    stranger = play.with_role(Role.ADMINISTRATOR, authority=make.other_authority())
    with pytest.raises(Refusal) as refused:
        actions.end_role(
            user=olive.user, authority=make.authority(), role=Role.SERVICE_OFFICER, by=stranger.person
        )
    assert refused.value.status == 404 and roles(olive) == {Role.SERVICE_OFFICER}


def test_a_role_begins_on_its_day_and_can_be_brought_forward(ada: Player, nora: Player) -> None:
    give(nora, ada, from_on=real_today() + timedelta(days=1))
    assert roles(nora) == set()
    give(nora, ada)
    assert roles(nora) == {EVALUATOR} and RoleHeld.objects.filter(user=nora.user).count() == 1


def test_a_role_ends_at_once_and_can_be_given_again(ada: Player, ed: Player) -> None:
    actions.end_role(user=ed.user, authority=make.authority(), role=EVALUATOR, by=ada.person)
    assert roles(ed) == set() and ed.client.get("/procurements").status_code == 403
    give(ed, ada)
    assert roles(ed) == {EVALUATOR} and RoleHeld.objects.filter(user=ed.user).count() == 2


def test_a_role_that_is_not_held_is_not_ended(ada: Player, nora: Player) -> None:
    with pytest.raises(Refusal, match="does not hold") as refused:
        actions.end_role(user=nora.user, authority=make.authority(), role=EVALUATOR, by=ada.person)
    assert refused.value.status == 409


def test_a_role_given_twice_is_held_once(ada: Player, nora: Player) -> None:
    give(nora, ada)
    give(nora, ada)
    assert Event.objects.filter(deed="role_given", uid=nora.user.uid).count() == 1


def test_the_database_holds_one_open_role(nora: Player) -> None:
    give(nora, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHeld.objects.create(
            user=nora.user,
            authority=make.authority(),
            role=EVALUATOR,
            from_on=real_today(),
            given_at=instant_now(),
        )


def test_two_administrators_at_once_give_one_role(transactional_db: None) -> None:
    user = actions.add_user(email="new@example.org", name="New", by=SYSTEM)

    def one(_: int) -> None:
        try:
            actions.give_role(user=user, authority=make.authority(), role=EVALUATOR, by=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(one, range(6)))
    assert RoleHeld.objects.filter(user=user).count() == 1
