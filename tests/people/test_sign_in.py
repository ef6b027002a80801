"""Signing in: a code by e-mail, a password and an authenticator app for officers, the same answer for strangers."""

import re
from typing import Any

import pyotp
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache

from socialvalue.machinery.models import Mail
from socialvalue.machinery.permissions import SYSTEM, Role
from socialvalue.people import actions
from socialvalue.people.models import User
from tests import make
from tests.strict import Browser, page, text_of

PASSWORD = "four-quiet-heron-lamps"


@pytest.fixture(autouse=True)
def no_earlier_tries(db: None) -> None:
    cache.clear()


def someone(role: Role = Role.SUPPLIER, password: str | None = None) -> User:
    user = actions.add_user(email="sue@example.org", name="Sue", by=SYSTEM, password=password)
    actions.give_role(user=user, authority=make.authority(), role=role, by=None)
    return user


def ask_for_code(browser: Browser, address: str) -> Any:
    return browser.post("/account/login/code/", {"email": address}, follow=True)


def code_sent() -> str:
    found = re.search(r"^ {4}(\S+)$", Mail.objects.get(to="sue@example.org").text, re.M)
    assert found
    return found[1]


def enter(browser: Browser, code: str) -> Any:
    return browser.post("/account/login/code/confirm/", {"code": code})


def is_in(browser: Browser) -> bool:
    return "_auth_user_id" in browser.session


def test_a_supplier_signs_in_with_a_code_from_the_outbox(visitor: Browser) -> None:
    someone()
    ask_for_code(visitor, "Sue@Example.org")
    mail = Mail.objects.get()
    assert mail.secret and mail.subject.startswith("Your sign-in code: ")
    assert "It works once, and for 10 minutes." in mail.text and "&" not in mail.text
    assert enter(visitor, code_sent()).status_code == 302 and is_in(visitor)


def test_a_wrong_code_does_not_let_in_and_three_end_it(visitor: Browser) -> None:
    someone()
    ask_for_code(visitor, "sue@example.org")
    for _ in range(3):
        enter(visitor, "WRONG1")
    enter(visitor, code_sent())
    assert not is_in(visitor)


def test_tries_from_copies_of_one_session_are_counted_together(visitor: Browser) -> None:
    someone()
    ask_for_code(visitor, "sue@example.org")
    session = visitor.session
    as_it_was = dict(session.items())
    for _ in range(3):  # as of requests at one moment: each reads the session before the others count in it
        enter(visitor, "WRONG1")
        restored = SessionStore(session.session_key)
        restored.update(as_it_was)
        restored.save()
        visitor.cookies["session"] = session.session_key
    ended = enter(visitor, code_sent())
    assert not is_in(visitor) and ended["Location"] == "/account/login/code/"


def test_a_code_asked_for_anew_may_be_tried_anew(visitor: Browser) -> None:
    someone()
    ask_for_code(visitor, "sue@example.org")
    for _ in range(3):
        enter(visitor, "WRONG1")
    Mail.objects.all().delete()
    cache.clear()
    ask_for_code(visitor, "sue@example.org")
    enter(visitor, code_sent())
    assert is_in(visitor)


def test_a_code_works_once(visitor: Browser) -> None:
    someone()
    ask_for_code(visitor, "sue@example.org")
    code = code_sent()
    enter(visitor, code)
    other = Browser()
    ask_for_code(other, "nobody@example.org")
    enter(other, code)
    assert not is_in(other)


def test_a_stranger_sees_the_same_answer(visitor: Browser) -> None:
    someone()
    known, stranger = (ask_for_code(Browser(), address) for address in ("sue@example.org", "who@example.org"))
    same = [text_of(page(each)).replace("who@", "sue@") for each in (known, stranger)]
    assert same[0] == same[1] and known.redirect_chain == stranger.redirect_chain
    told = Mail.objects.get(to="who@example.org")
    assert "There is no account for it." in told.text


def test_a_closed_account_gets_in_nowhere(visitor: Browser) -> None:
    user = someone()
    actions.close_account(user=user, by=SYSTEM)
    ask_for_code(visitor, "sue@example.org")
    assert not Mail.objects.filter(subject__startswith="Your sign-in code").exists()


def test_the_session_changes_at_sign_in(visitor: Browser) -> None:
    someone()
    ask_for_code(visitor, "sue@example.org")
    before = visitor.session.session_key
    enter(visitor, code_sent())
    assert visitor.session.session_key != before


def with_password(browser: Browser, password: str = PASSWORD) -> Any:
    return browser.post("/account/login/", {"login": "sue@example.org", "password": password})


def test_an_officer_without_a_second_step_is_sent_to_set_one_up(visitor: Browser) -> None:
    someone(Role.EVALUATOR, PASSWORD)
    with_password(visitor)
    response = visitor.get("/procurements")
    assert response.status_code == 302 and response["Location"] == "/account/2fa/totp/activate/"
    assert visitor.get(response["Location"], follow=True).status_code == 200


def test_an_officer_sets_up_an_app_and_signs_in_with_it(visitor: Browser) -> None:
    user = someone(Role.EVALUATOR, PASSWORD)
    with_password(visitor)
    shown = visitor.get("/account/2fa/totp/activate/")
    secret = re.findall(r"\b[A-Z2-7]{32}\b", shown.content.decode())[0]
    visitor.post("/account/2fa/totp/activate/", {"code": pyotp.TOTP(secret).now()})
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    again = Browser()
    with_password(again)
    assert not is_in(again)
    cache.clear()  # the app's code was used a moment ago and may not be used twice
    again.post("/account/2fa/authenticate/", {"code": pyotp.TOTP(secret).now()})
    assert is_in(again) and again.get("/procurements").status_code == 200


def test_an_officer_with_a_code_by_mail_still_needs_the_second_step(visitor: Browser) -> None:
    user = someone(Role.EVALUATOR)
    Authenticator.objects.create(user=user, type="totp", data={"secret": pyotp.random_base32()})
    ask_for_code(visitor, "sue@example.org")
    enter(visitor, code_sent())
    assert not is_in(visitor)


def test_guessing_passwords_is_stopped(visitor: Browser) -> None:
    someone(Role.EVALUATOR, PASSWORD)
    for _ in range(10):
        answer = with_password(visitor, "wrong-quiet-heron-lamps")
    with_password(visitor)
    assert not is_in(visitor) and answer.status_code in {200, 429}


def test_asking_for_codes_is_stopped(visitor: Browser) -> None:
    someone()
    for _ in range(30):
        response = visitor.post("/account/login/code/", {"email": "sue@example.org"})
    assert response.status_code == 429 or Mail.objects.count() <= 20


def test_nobody_signs_up(visitor: Browser) -> None:
    visitor.post("/account/signup/", {"email": "eve@example.org", "password1": PASSWORD})
    assert not User.objects.exists()


@pytest.mark.parametrize("address", ["/account/login/", "/account/login/code/", "/account/password/reset/"])
def test_the_sign_in_pages_stand_in_our_layout(visitor: Browser, address: str) -> None:
    tree = page(visitor.get(address))
    assert "govuk-" in str(tree.find(".//body").attrib) and tree.find(".//h1") is not None  # type: ignore[union-attr]
    classes = [element.get("class", "") for element in tree.iter("input") if element.get("type") != "hidden"]
    assert classes and all("govuk-input" in each or "govuk-checkboxes" in each for each in classes)


@pytest.mark.parametrize("address", ["/account/login/", "/account/login/code/", "/account/password/reset/"])
def test_no_sign_in_page_asks_to_sign_up_which_is_closed(visitor: Browser, address: str) -> None:
    tree = page(visitor.get(address))
    assert not any("signup" in (link.get("href") or "") for link in tree.iter("a"))
    assert "sign up" not in text_of(tree).lower()


def test_nobody_gives_themselves_an_address(visitor: Browser) -> None:
    user = someone(password=PASSWORD)
    with_password(visitor)
    for deed in ("action_add", "action_primary"):
        response = visitor.post("/account/email/", {"email": "chief@example.org", deed: ""})
        assert response.status_code == 403 and "administrator" in text_of(page(response))
    user.refresh_from_db()
    assert user.email == "sue@example.org" and visitor.get("/account/email/").status_code == 403


def test_an_address_that_no_code_has_proved_does_not_bar_the_second_step(visitor: Browser) -> None:
    user = someone(Role.EVALUATOR, PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, verified=False)
    with_password(visitor)
    assert visitor.get("/account/2fa/totp/activate/").status_code == 200


@pytest.mark.parametrize(
    "address", ["/account/2fa/", "/account/2fa/recovery-codes/", "/account/password/set/"]
)
def test_no_cache_keeps_what_an_account_page_shows(visitor: Browser, address: str) -> None:
    someone(password=PASSWORD)
    with_password(visitor)
    assert "no-store" in visitor.get(address)["Cache-Control"]
