"""How often one may try: a count a window of time, kept in the shared cache. For pages that ask for no account."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

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
        cache.add(key, 0, int(self.within.total_seconds()) * 2)
        cache.incr(key)

    def _key(self, who: str) -> str:
        window = int(real_instant().timestamp() // self.within.total_seconds())
        return f"turnstile:{self.what}:{window}:{hashlib.sha256(who.encode()).hexdigest()[:32]}"


def address_of(request: HttpRequest) -> str:
    """The network address that a request came from, seen through as many proxies as stand before this service."""
    forwarded = [
        hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()
    ]
    hops = [*forwarded, request.META.get("REMOTE_ADDR", "")]
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    return str(hops[max(len(hops) - 1 - proxies, 0)])
