"""Who comes to an address without the right to it: sent to sign in, told who may, or told it is not there."""

import json

import pytest
from django.urls import reverse

from socialvalue.machinery import permissions
from socialvalue.machinery.routes import ROUTES, route
from tests import make
from tests.cast import Play, Player
from tests.strict import Browser, page, text_of

NEEDS = [
    each for each in ROUTES.values() if each.needs not in {"public", "signed-in"} and "<" not in each.pattern
]


@pytest.mark.parametrize("address", NEEDS, ids=lambda each: each.name)
def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_back(visitor: Browser, address: object) -> None:
    path = reverse(address.name)  # type: ignore[attr-defined]
    response = visitor.get(f"{path}?q=a")
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next={path}%3Fq%3Da"
    assert "no-store" in response["Cache-Control"]


def test_a_program_is_told_instead_of_sent(visitor: Browser) -> None:
    response = visitor.get(reverse("procurements"), headers={"accept": "application/json"})
    told = json.loads(response.content)
    assert response.status_code == 403 and response["Content-Type"] == "application/problem+json"
    assert (told["type"], told["status"]) == ("about:refusal/sign-in-needed", 403)


def test_the_page_of_a_refusal_names_who_may(sam: Player) -> None:
    response = sam.client.get(reverse("procurements"))
    assert response.status_code == 403 and response["Cache-Control"] == "no-store"
    text = text_of(page(response))
    assert "Only these roles may" in text and "procurement officer" in text


def test_what_signed_in_people_see_is_not_stored(priya: Player, visitor: Browser) -> None:
    assert priya.client.get("/")["Cache-Control"] == "no-store"
    assert priya.client.get(reverse("procurements"))["Cache-Control"] == "no-store"
    assert "no-store" not in visitor.get("/").get("Cache-Control", "")


def test_every_address_names_a_permission_that_there_is() -> None:
    known = {permissions.PUBLIC, permissions.SIGNED_IN, *permissions.TABLE.rows}
    assert {each.needs for each in ROUTES.values()} <= known


def test_two_addresses_may_not_share_a_name() -> None:
    with pytest.raises(ValueError, match="the name home"):
        route("elsewhere", lambda request: None, needs="public", name="home")  # type: ignore[arg-type,return-value]


def test_another_authoritys_officer_does_not_find_our_record(play: Play) -> None:
    other = play.with_role(permissions.Role.PROCUREMENT_OFFICER, authority=make.other_authority())
    response = other.client.get(reverse("procurement", kwargs={"reference": make.procurement().reference}))
    assert response.status_code == 404
