"""Mail that is owed: written with the deed, sent by the worker, at least once and recognisable if twice."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Final

from django.core.mail import EmailMessage
from django.db import connection, transaction

from socialvalue.foundation.clock import instant_now
from socialvalue.machinery.models import Mail

log = logging.getLogger(__name__)
MOST_TRIES: Final = 12
BATCH: Final = 50


def owe(*, to: str, subject: str, text: str, dedupe: str, secret: bool = False) -> None:
    """Owe someone an e-mail. `dedupe` names the occasion: the same occasion is never written twice.

    A `secret` text (a sign-in code) is blanked here once the mail has gone.
    """
    now = instant_now()
    Mail.objects.get_or_create(
        dedupe=dedupe,
        defaults={
            "to": to,
            "subject": subject,
            "text": text,
            "owed_at": now,
            "next_try_at": now,
            "secret": secret,
        },
    )


def deliver() -> int:
    """Try what is due; answers how many were tried. A fault of the mail server doubles the wait of that mail."""
    tried = 0
    while tried < BATCH and _deliver_one():
        tried += 1
    return tried


def _deliver_one() -> bool:
    mail = _claim()
    if mail is None:
        return False
    message = EmailMessage(
        mail.subject, mail.text, to=[mail.to], headers={"Message-ID": f"<{mail.uid}@socialvalue>"}
    )
    try:
        message.send()
        mail.sent_at = instant_now()
        mail.text = "" if mail.secret else mail.text
    except OSError as fault:  # every SMTP and network fault is one
        mail.last_fault = str(fault)[:300]
        log.warning("mail %s not sent: %s", mail.uid, fault)
    mail.save(update_fields=["sent_at", "last_fault", "text"])
    return True


@transaction.atomic
def _claim() -> Mail | None:
    """Take one mail that is due. The next try is set before sending: no transaction waits for a mail server."""
    waiting = Mail.objects.filter(sent_at=None, tries__lt=MOST_TRIES, next_try_at__lte=instant_now())
    if connection.features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(skip_locked=True)
    mail = waiting.order_by("next_try_at", "id").first()
    if mail is not None:
        mail.tries += 1
        mail.next_try_at = instant_now() + timedelta(seconds=30 * 2**mail.tries)
        mail.save(update_fields=["tries", "next_try_at"])
    return mail
