"""No page offers what it then refuses: everyone of the demonstration follows the links of the pages they can open."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, override_settings
from django.urls import Resolver404, resolve

from socialvalue.entrance.demonstration import making, past
from socialvalue.machinery.permissions import PUBLIC, SIGNED_IN, TABLE, Person
from socialvalue.machinery.routes import ROUTES, opens
from socialvalue.people.models import User
from socialvalue.people.queries import person_of
from tests import make
from tests.cast import BACKEND

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LINK = re.compile(r'<a\b[^>]*?\shref="([^"#]+)')
REFUSED = {403, 404, 409}
NOT_THE_SAME = {"home", "guide", "statement", "figure"}  # public pages with links for whoever may follow them
FEW, SEVERAL = 1, 2  # pages of a kind that one person opens: two where record or stage decides


def name_of(address: str) -> str:
    """The page that an address leads to; empty for what is not ours."""
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""


def links(address: str, body: str) -> set[str]:
    """The addresses of this service that a page leads to."""
    found = (urljoin(address, each.replace("&amp;", "&")) for each in LINK.findall(body))
    return {each for each in found if each.startswith("/") and not each.startswith("/static/")}


def enough(person: Person, name: str) -> int:
    """How many pages of a kind to open: more where the permission table looks at the record."""
    needs = ROUTES[name].needs if name in ROUTES else PUBLIC
    if person.signed_in and needs == PUBLIC and name not in NOT_THE_SAME:
        return 0  # the visitor has opened it
    held = () if needs in (PUBLIC, SIGNED_IN) else TABLE.rows[needs]
    of_record = any(
        row.relation or row.stages for row in held if any(r in row.roles for _, r in person.roles)
    )
    return SEVERAL if of_record or name in ("procurement", "result", "result-file") else FEW


def refused(client: Client, person: Person) -> Iterator[str]:
    """Every link that this person is shown and then refused, walking from the home page."""
    waiting, seen, opened = deque([("/", "")]), {"/"}, Counter[str]()
    while waiting:
        address, shown_on = waiting.popleft()
        name = name_of(address)
        if name in ROUTES and person.signed_in and not opens(person, name):
            yield f"{person.name} may not open {address}, shown on {shown_on}"
        opened[name] += 1
        if opened[name] > enough(person, name) or name == "account_logout":
            continue
        response: Any = client.get(address)
        if response.status_code in REFUSED:
            yield f"{person.name} got {response.status_code} for {address}, shown on {shown_on}"
        body = response.getvalue()
        if response.status_code == 302:
            found = {urljoin(address, response["Location"])}
        else:
            found = (
                links(address, body.decode()) if response["Content-Type"].startswith("text/html") else set()
            )
        waiting.extend((each, address) for each in sorted(found - seen))
        seen |= found


def signed_in(user: User) -> Client:
    """Somebody's browser, their second step set up."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "made up"})
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def test_nobody_is_offered_a_page_that_is_then_refused() -> None:
    make.authority()
    with override_settings(DEMONSTRATION=True):  # bids are made here
        making.make(0)
        past.write(3)
    said = list(refused(Client(), Person()))
    for user in User.objects.filter(is_demonstration=True).exclude(email__regex="^(eve|rita)@"):  # same roles
        said += refused(signed_in(user), person_of(user))
    assert said == []
