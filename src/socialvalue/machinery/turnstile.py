"""How often one may try: a count a window of time, kept in the shared cache. For pages that ask for no account."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from socialvalue.foundation.clock import real_instant


@dataclass(frozen=True, slots=True)
class Turnstile:
    """At most so many tries of one thing by one comer within a window. Who they are is kept as a digest, shortly."""

    what: str
    most: int
    within: timedelta

    def is_full(self, who: str) -> bool:
        """Whether this comer has used up the tries of the window."""
        return int(cache.get(self._key(who), 0)) >= self.most

    def count(self, who: str) -> None:
        """Count a try."""
        key = self._key(who)
        lasts = int(self.within.total_seconds()) * 2
        cache.add(key, 0, lasts)
        try:
            cache.incr(key)
        except ValueError:  # it was dropped meanwhile
            cache.set(key, 1, lasts)

    def _key(self, who: str) -> str:
        window = int(real_instant().timestamp() // self.within.total_seconds())
        return f"turnstile:{self.what}:{window}:{hashlib.sha256(who.encode()).hexdigest()[:32]}"


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
