"""Whether the service can do its work: what an operator and a load balancer ask."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import DatabaseError, InterfaceError

from socialvalue.foundation.clock import machine_instant, real_instant
from socialvalue.machinery.checking import Finding, migrations_waiting
from socialvalue.machinery.models import Mail, Worker

LEAST_DISK: Final = 0.05  # share of the disk that must be free
OLDEST_MAIL: Final = timedelta(minutes=15)
CLOCK_TOLERANCE: Final = timedelta(seconds=2)


def findings() -> list[Finding]:
    """One finding a concern; none of them writes. With the database away there is one finding, and it says so."""
    try:
        return [_migrations(), _clock(), _disk(), _worker(), _mail()]
    except (DatabaseError, InterfaceError):
        return [Finding("database", sound=False, text="does not answer")]


def _migrations() -> Finding:
    waiting = migrations_waiting()
    return Finding(
        "database", sound=not waiting, text=f"{waiting} migrations wait" if waiting else "up to date"
    )


def _clock() -> Finding:
    apart = abs(real_instant() - machine_instant())
    return Finding(
        "clock", sound=apart < CLOCK_TOLERANCE, text=f"{apart.total_seconds():.1f} s from the database’s"
    )


def _disk() -> Finding:
    disk = shutil.disk_usage(settings.DATA)
    free = disk.free / disk.total
    return Finding("disk", sound=free > LEAST_DISK, text=f"{free:.0%} free")


def _worker() -> Finding:
    alive = Worker.objects.filter(seen_at__gte=real_instant() - timedelta(seconds=60)).count()
    return Finding("worker", sound=alive > 0, text=f"{alive} at work")


def _mail() -> Finding:
    late = Mail.objects.filter(sent_at=None, owed_at__lt=real_instant() - OLDEST_MAIL).count()
    return Finding(
        "mail",
        sound=not late,
        text=f"{late} waiting longer than 15 minutes" if late else "nothing waits long",
    )
