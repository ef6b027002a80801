"""Contracts whose procurement had to ask for Social Value: what owes case studies and counts to the coverage."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from socialvalue.delivery.models import Contract
from socialvalue.delivery.slots import NO_SOCIAL_VALUE
from socialvalue.foundation.clock import business_today
from socialvalue.planning.models import Determination, Exemption, Lot


def mandatory(rows: QuerySet[Contract]) -> QuerySet[Contract]:
    """Those of these contracts that have started, are mandatory, and of which not every lot is exempt."""
    live = Determination.objects.filter(procurement=OuterRef("procurement"), band="mandatory")
    starts = OuterRef(OuterRef("starts_on"))
    exempt = Exemption.objects.filter(
        Q(lot=None) | Q(lot=OuterRef("pk")),
        Q(expires_on=None) | Q(expires_on__gte=starts),
        procurement=OuterRef("procurement"),
        kind=NO_SOCIAL_VALUE,
        state="granted",
        granted_on__lte=starts,
    )
    in_scope = Lot.objects.filter(procurement=OuterRef("procurement")).exclude(Exists(exempt))
    return rows.filter(
        Exists(live.exclude(state="replaced")),
        Exists(in_scope),
        starts_on__lte=business_today(),
        ends_on__isnull=False,
    )
