"""Mail that is owed, with a real SMTP server: at least once, recognisable if twice, nobody held up by another."""

import email
import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from socialvalue.machinery import outbox
from socialvalue.machinery.models import Mail


class PostOffice:
    """Takes mail, refuses one address."""

    def __init__(self) -> None:
        self.taken: list[Any] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address.startswith("nobody@"):
            return "550 there is nobody here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.taken.append(email.message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def port(settings: Any) -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        number = int(chosen.getsockname()[1])
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.DEFAULT_FROM_EMAIL = (
        "127.0.0.1",
        number,
        "sv@council.example",
    )
    return number


@pytest.fixture
def office(port: int) -> Iterator[PostOffice]:
    handler = PostOffice()
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    yield handler
    server.stop()


def owe(to: str = "olive@example.org", **given: Any) -> None:
    outbox.owe(**({"to": to, "subject": "A bid", "text": "It came.", "dedupe": f"bid:{to}"} | given))


def later() -> None:
    """As if the wait were over."""
    Mail.objects.update(next_try_at=timezone.now() - timedelta(seconds=1))


def test_a_mail_goes_once(db: None, office: PostOffice) -> None:
    owe()
    assert (outbox.deliver(), outbox.deliver()) == (1, 0)
    [taken] = office.taken
    assert (taken["To"], taken["From"], taken["Subject"]) == (
        "olive@example.org",
        "sv@council.example",
        "A bid",
    )
    assert taken["Auto-Submitted"] == "auto-generated" and Mail.objects.get().sent_at


def test_the_same_occasion_is_owed_once(db: None) -> None:
    owe()
    owe(text="It came again.")
    assert Mail.objects.get().text == "It came."


def test_a_double_bears_the_same_message_id(db: None, office: PostOffice) -> None:
    owe()
    outbox.deliver()
    Mail.objects.update(sent_at=None)  # the worker died between sending and writing it down
    later()
    outbox.deliver()
    first, second = office.taken
    assert first["Message-ID"] == second["Message-ID"] == f"<{Mail.objects.get().uid}@council.example>"


def test_while_the_server_is_down_no_turn_is_used_up_and_all_goes_when_it_is_back(
    db: None, port: int, request: pytest.FixtureRequest
) -> None:
    owe()
    for _ in range(20):
        assert outbox.deliver() == 0
    assert Mail.objects.get().tries == 0
    office = request.getfixturevalue("office")
    assert outbox.deliver() == 1 and len(office.taken) == 1


def test_one_refused_address_does_not_stop_the_others(db: None, office: PostOffice) -> None:
    for to in ("a@example.org", "nobody@example.org", "b@example.org"):
        owe(to)
    outbox.deliver()
    assert {taken["To"] for taken in office.taken} == {"a@example.org", "b@example.org"}
    refused = Mail.objects.get(sent_at=None)
    assert (refused.tries == 1 and "550" in refused.last_fault) or "nobody here" in refused.last_fault


def test_the_wait_of_a_refused_mail_doubles_and_has_an_end(db: None, office: PostOffice) -> None:
    owe("nobody@example.org")
    waits = []
    for _ in range(15):
        if outbox.deliver():
            waits.append(Mail.objects.get().next_try_at - timezone.now())
        later()
    assert len(waits) == outbox.MOST_TRIES and max(waits) <= outbox.LONGEST_WAIT
    assert timedelta(seconds=110) < waits[1] < timedelta(seconds=130)


def test_a_mail_that_cannot_be_written_does_not_stop_the_others(db: None, office: PostOffice) -> None:
    owe("not an address\n", dedupe="poison")
    owe()
    outbox.deliver()
    assert len(office.taken) == 1 and Mail.objects.filter(sent_at=None).get().last_fault


def test_a_subject_is_one_line(db: None, office: PostOffice) -> None:
    owe(subject="A bid\r\nBcc: rita@example.org")
    outbox.deliver()
    assert office.taken[0]["Subject"] == "A bid Bcc: rita@example.org" and office.taken[0]["Bcc"] is None


def test_a_secret_text_is_blanked_once_it_has_gone(db: None, office: PostOffice) -> None:
    owe(text="Your code is ABCD", secret=True)
    outbox.deliver()
    assert "ABCD" in office.taken[0].get_payload() and Mail.objects.get().text == ""


def test_a_secret_that_never_went_is_blanked_when_it_is_of_no_use(db: None, port: int) -> None:
    owe(text="Your code is ABCD", secret=True)
    held = Mail.objects.get()
    assert held.stale_at == held.owed_at + outbox.SECRET_HOLDS
    Mail.objects.update(stale_at=timezone.now() - timedelta(seconds=1))
    outbox.deliver()
    assert Mail.objects.get().text == "" and Mail.objects.get().tries == outbox.MOST_TRIES


def test_a_secret_that_is_of_use_for_days_waits_for_days(db: None, port: int) -> None:
    owe(text="Your link", secret=True, of_use_for=timedelta(days=7))
    Mail.objects.update(owed_at=timezone.now() - timedelta(days=6))
    outbox.deliver()
    assert Mail.objects.get().text == "Your link"


def test_a_secret_of_an_earlier_version_is_of_use_for_a_quarter_of_an_hour(db: None, port: int) -> None:
    owe(text="Your code is ABCD", secret=True)
    Mail.objects.update(stale_at=None, owed_at=timezone.now() - timedelta(minutes=16))
    outbox.deliver()
    assert Mail.objects.get().text == ""
