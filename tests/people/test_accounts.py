"""Accounts: made with a sound address and name, closed at once."""

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import NOBODY, SYSTEM
from socialvalue.people import actions
from socialvalue.people.models import User
from tests.cast import Player


def add(**given: object) -> User:
    return actions.add_user(**({"email": "new@example.org", "name": "New", "by": SYSTEM} | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"email": "nonsense"}, "address-form"),
        ({"email": ""}, "address-form"),
        ({"email": "a@b\nc"}, "address-form"),
        ({"name": " "}, "name-form"),
        ({"name": "a" * 121}, "name-form"),
        ({"name": "a\x00b"}, "name-form"),
        ({"password": "password1234"}, "password-weak"),
        ({"password": "short"}, "password-weak"),
        ({"email": "newton.isaac@example.org", "password": "newton.isaac@example"}, "password-weak"),
    ],
)
def test_a_wrong_account_is_refused(db: None, given: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        add(**given)
    assert refused.value.code == code and not User.objects.exists()


def test_an_address_has_one_account_however_it_is_typed(db: None) -> None:
    assert add(email=" New@Example.ORG ").email == "new@example.org"
    with pytest.raises(Refusal, match="already an account"):
        add(email="NEW@example.org")


@pytest.mark.parametrize("who", ["olive", "nobody"])
def test_only_an_administrator_adds_accounts(olive: Player, ada: Player, who: str) -> None:
    with pytest.raises(Refusal, match="administrator"):
        add(by=olive.person if who == "olive" else NOBODY)
    assert add(by=ada.person).email == "new@example.org"


def test_a_closed_account_is_out_at_once(ada: Player, olive: Player) -> None:
    assert olive.client.get("/procurements").status_code == 200
    actions.close_account(user=olive.user, by=ada.person)
    assert olive.client.get("/procurements").status_code == 302
    with pytest.raises(Refusal, match="closed already"):
        actions.close_account(user=olive.user, by=ada.person)
