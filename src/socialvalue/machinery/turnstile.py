"""How often one may try: a count from the first try on, kept in the database, where every worker sees the same.

One statement counts and answers: between looking and counting, tries made at the same moment would slip through.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address, ip_network
from typing import Final

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from socialvalue.foundation.clock import real_instant
from socialvalue.machinery.models import Tries

_COUNT: Final = """
    INSERT INTO machinery_tries (key, tries, ends_at) VALUES (%s, 1, %s)
    ON CONFLICT (key) DO UPDATE SET
        tries = CASE WHEN machinery_tries.ends_at <= %s THEN 1 ELSE machinery_tries.tries + 1 END,
        ends_at = CASE WHEN machinery_tries.ends_at <= %s THEN excluded.ends_at ELSE machinery_tries.ends_at END
    RETURNING tries
"""


@dataclass(frozen=True, slots=True)
class Turnstile:
    """At most so many tries of one thing by one comer within a time. Who they are is kept as a digest, shortly."""

    what: str
    most: int
    within: timedelta

    def admits(self, who: str) -> bool:
        """Count a try of this comer; whether it is one of those that are allowed.

        Not inside a deed's transaction: what is refused there would take its count back with it.
        """
        now = real_instant()
        at, ends_at = (connection.ops.adapt_datetimefield_value(each) for each in (now, now + self.within))
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [self._key(who), ends_at, at, at])
            return bool(cursor.fetchone()[0] <= self.most)

    def _key(self, who: str) -> str:
        return f"{self.what}:{hashlib.sha256(who.encode()).hexdigest()[:32]}"


def forget_old_tries() -> None:
    """Sweep out the counts whose time is over."""
    Tries.objects.filter(ends_at__lte=real_instant()).delete()


def address_of(request: HttpRequest) -> str:
    """The network address (of IPv6 the /64) that a request came from, through as many proxies as stand before us."""
    forwarded = [
        hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()
    ]
    hops = [*forwarded, request.META.get("REMOTE_ADDR", "")]
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    return _network_of(str(hops[max(len(hops) - 1 - proxies, 0)]))


def _network_of(address: str) -> str:
    """An IPv6 address by its /64, of which one comer has all; any other as it is."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network(f"{address}/64", strict=False)) if found.version == 6 else address
