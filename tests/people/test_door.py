"""What is read behind a session: account, today's roles and second step, in one statement, anew each time."""

from datetime import timedelta

from allauth.mfa.models import Authenticator

from socialvalue.foundation.clock import real_today
from socialvalue.machinery.permissions import Role
from socialvalue.people.models import RoleHeld, User
from socialvalue.people.queries import account_at_the_door, has_second_step, person_of
from tests import make
from tests.cast import Play, Player
from tests.measure import Measured


def test_account_roles_and_second_step_are_one_statement(ed: Player) -> None:
    other = make.other_authority()
    RoleHeld.objects.create(
        user=ed.user, authority=other, role=Role.AUDIT, from_on=real_today(), given_at="2026-01-01T00:00Z"
    )
    with Measured() as cost:
        user = account_at_the_door(ed.user.id)
        assert user is not None and has_second_step(user)
        person = person_of(user)
    assert cost.statements == 1, cost
    assert person.roles == {(make.authority().id, Role.EVALUATOR), (other.id, Role.AUDIT)}
    assert person == person_of(User.objects.get(id=ed.user.id))


def test_a_role_ends_with_the_next_request(ed: Player) -> None:
    assert ed.client.get("/scoring").status_code == 200
    RoleHeld.objects.filter(user=ed.user).update(to_on=real_today())
    assert ed.client.get("/scoring").status_code == 403


def test_a_role_begins_on_its_day(ed: Player) -> None:
    RoleHeld.objects.filter(user=ed.user).update(from_on=real_today() + timedelta(days=1))
    assert ed.client.get("/scoring").status_code == 403


def test_who_loses_the_second_step_is_sent_to_set_one_up(ed: Player) -> None:
    Authenticator.objects.filter(user=ed.user).delete()
    assert ed.client.get("/scoring")["Location"].startswith("/account/")


def test_a_closed_account_is_nobody_with_the_next_request(ed: Player) -> None:
    User.objects.filter(id=ed.user.id).update(is_active=False)
    assert ed.client.get("/scoring")["Location"].startswith("/account/")


def test_someone_without_a_role_has_an_account(play: Play) -> None:
    user = account_at_the_door(play("nora").user.id)
    assert person_of(user).signed_in and person_of(user).roles == frozenset()


def test_no_account_is_behind_an_unknown_number(db: None) -> None:
    assert account_at_the_door(987654321) is None
