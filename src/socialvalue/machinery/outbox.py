"""Mail that is owed: written with the deed, sent by the worker, at least once and recognisable if twice."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction
from django.db.models import Q

from socialvalue.foundation.clock import real_instant
from socialvalue.machinery.models import Mail

log = logging.getLogger(__name__)
MOST_TRIES: Final = 12
BATCH: Final = 50
LONGEST_WAIT: Final = timedelta(hours=6)
SECRET_HOLDS: Final = timedelta(minutes=15)  # a sign-in code older than this is of no use to anyone


def owe(
    *,
    to: str,
    subject: str,
    text: str,
    dedupe: str,
    secret: bool = False,
    of_use_for: timedelta = SECRET_HOLDS,
) -> None:
    """Owe someone an e-mail. `dedupe` names the occasion: the same occasion is never written twice.

    A `secret` text (a sign-in code, a link that opens something) is blanked here once the mail has gone, or when it is
    no longer `of_use`.
    """
    now = real_instant()
    Mail.objects.get_or_create(
        dedupe=dedupe,
        defaults={
            "to": to,
            "subject": " ".join(subject.split())[:200],
            "text": text,
            "owed_at": now,
            "next_try_at": now,
            "secret": secret,
            "stale_at": now + of_use_for if secret else None,
        },
    )


def deliver() -> int:
    """Try what is due; answers how many were tried.

    While the mail server is away nothing is tried and nobody's turn is used up: everything goes when it is back. One
    refused address doubles its own wait and holds up nobody else.
    """
    _blank_stale_secrets()
    if not _due().exists():
        return 0
    tried = 0
    server = get_connection()
    try:
        server.open()
        while tried < BATCH and (mail := _claim()) is not None:
            tried += 1
            _send(mail, server)
    except OSError as fault:
        log.warning("the mail server is away: %s", fault)
    finally:
        server.close()
    return tried


def _send(mail: Mail, server: Any) -> None:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >")
    headers = {"Message-ID": f"<{mail.uid}@{domain}>", "Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(mail.subject, mail.text, to=[mail.to], headers=headers, connection=server).send()
    except Exception as fault:  # a mail that cannot even be written must not stop the others
        log.warning("mail %s not sent: %s", mail.uid, type(fault).__name__)
        Mail.objects.filter(pk=mail.pk).update(last_fault=f"{type(fault).__name__}: {fault}"[:300])
        _fresh_line(server)
        return
    mail.sent_at, mail.last_fault = real_instant(), ""
    mail.text = "" if mail.secret else mail.text
    mail.save(update_fields=["sent_at", "last_fault", "text"])


def _fresh_line(server: Any) -> None:
    """A server that refused one mail may have hung up. Raises `OSError` where it no longer answers."""
    server.close()
    server.open()


def _due() -> Any:
    return Mail.objects.filter(sent_at=None, tries__lt=MOST_TRIES, next_try_at__lte=real_instant())


@transaction.atomic
def _claim() -> Mail | None:
    """Take one mail that is due. The next try is set before sending: no transaction waits for a mail server."""
    waiting = _due()
    if connection.features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(skip_locked=True)
    mail: Mail | None = waiting.order_by("next_try_at", "id").first()
    if mail is not None:
        mail.tries += 1
        mail.next_try_at = real_instant() + min(timedelta(seconds=30 * 2**mail.tries), LONGEST_WAIT)
        mail.save(update_fields=["tries", "next_try_at"])
    return mail


def _blank_stale_secrets() -> None:
    now = real_instant()
    too_old = Q(stale_at__lt=now) | Q(stale_at=None, owed_at__lt=now - SECRET_HOLDS)
    stale = Mail.objects.filter(too_old, secret=True, sent_at=None)
    stale.exclude(text="").update(
        text="", tries=MOST_TRIES, last_fault="Not sent while it was of use; its text was blanked."
    )
