"""What is swept out every day: left-over uploads, ended sessions, tasks long done, mail long sent, old tries."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Final

from django.conf import settings
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from socialvalue.foundation.clock import real_instant
from socialvalue.machinery import files, turnstile
from socialvalue.machinery.models import Mail

KEPT: Final = timedelta(days=90)  # sent mail and finished tasks: long enough to answer "did it go?"


def sweep() -> None:
    """A repeating task; safe to repeat. Failed tasks stay: someone has to look at them."""
    long_ago = real_instant() - KEPT
    files.clear_quarantine()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=long_ago).delete()
    Mail.objects.filter(sent_at__lt=long_ago).delete()
    turnstile.forget_old_tries()
