"""Numbers for references: each taken once, never given back, whole blocks at a time."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from socialvalue.foundation.references import reference
from socialvalue.machinery.models import Series


@transaction.atomic
def take(series: str, year: int, count: int = 1) -> list[str]:
    """The next references of a series, such as PR-2028-0001. Two askers never get the same one."""
    Series.objects.get_or_create(series=series, year=year)
    Series.objects.filter(series=series, year=year).update(last=F("last") + count)
    last = Series.objects.values_list("last", flat=True).get(series=series, year=year)
    return [reference(series, year, number) for number in range(last - count + 1, last + 1)]
