"""Made-up records for measuring pages: many and alike, in a scratch database, written in a few statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import connection

from socialvalue.delivery.actions import roll_up_again
from socialvalue.delivery.models import Commitment, Contract, Delivery, Party, Profile, ProfileStep
from socialvalue.foundation.clock import instant_now
from socialvalue.people.models import Authority, Organisation
from socialvalue.people.queries import the_authority
from socialvalue.planning.models import Determination, Estimate, Lot, Procurement
from socialvalue.policy.models import PolicyVersion
from socialvalue.toms.models import Measure

DISTRICTS = ("E07000105", "E07000106", "E07000110", "E07000114")
SOMEBODY = UUID(int=1)


def fill_up_to(number: int) -> tuple[str, str]:
    """Made-up procurements, each with its contract and a delivery; answers one reference of each."""
    here, authority = Procurement.objects.count(), the_authority()
    assert authority is not None  # noqa: S101  the pack was loaded just now
    version = PolicyVersion.objects.order_by("id")[0]
    made = [_procurement(n, authority) for n in range(here + 1, number + 1)]
    Procurement.objects.bulk_create(made, 500)
    Lot.objects.bulk_create([Lot(procurement=each, number=1, title=each.title) for each in made], 500)
    Estimate.objects.bulk_create([_estimate(each) for each in made], 500)
    Determination.objects.bulk_create([_determination(each, version) for each in made], 500)
    contracts = _contracts(made, authority)
    roll_up_again()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return made[-1].reference, contracts[-1].reference


def _procurement(number: int, authority: Authority) -> Procurement:
    title = f"{('School', 'Highways', 'Care')[number % 3]} {('transport', 'repairs', 'meals')[number % 5 % 3]} {number}"
    return Procurement(
        authority=authority,
        originating_authority=authority,
        reference=f"PR-2026-{number:04d}",
        title=title,
        buyer_name="The Council",
        kind="goods-services",
        nature="services",
        source="made-up",
        published_on=date(2026, 1, 1) + timedelta(days=number % 365),
        commenced_on=date(2026, 1, 1) + timedelta(days=number % 365),
        search_text=f"pr-2026-{number:04d} {title.lower()} the council",
        entered_at=instant_now(),
    )


def _value(procurement: Procurement) -> Decimal:
    return Decimal(20_000 + 997 * (procurement.pk % 1000))


def _estimate(procurement: Procurement) -> Estimate:
    value = _value(procurement)
    return Estimate(
        procurement=procurement, version=1, amount=value, vat="inclusive", value_inc_vat=value, basis="Made up.",
        made_at=instant_now(),
    )  # fmt: skip


def _determination(procurement: Procurement, version: PolicyVersion) -> Determination:
    bands = ("mandatory", "encouraged", "voluntary", "undetermined")
    return Determination(
        procurement=procurement,
        version=1,
        state="proposed",
        band=bands[procurement.pk % 4],
        kind=procurement.kind,
        nature=procurement.nature,
        value_inc_vat=_value(procurement),
        threshold=Decimal(207_720),
        policy=version,
        policy_in_force=False,
        reasons=[{"clause": "INC-1", "text": "Made up."}],
        made_at=instant_now(),
    )


def _contracts(of: Sequence[Procurement], authority: Authority) -> list[Contract]:
    """A contract of each, with a lead, one commitment and one accepted delivery."""
    owned = {"authority": authority, "originating_authority": authority}
    lead = Organisation.objects.create(name="Made up Limited", source="made-up", **owned)
    made = [
        Contract(reference=each.reference.replace("PR", "CT"), procurement=each, title=each.title,
                 starts_on=date(2026, 4, 1), ends_on=date(2029, 3, 31), **owned)
        for each in of
    ]  # fmt: skip
    Contract.objects.bulk_create(made, 500)
    Party.objects.bulk_create([Party(contract=each, organisation=lead, part="lead") for each in made], 500)
    measures = list(Measure.objects.order_by("id").exclude(unit="per-cent"))
    promised = [
        Commitment(contract=each, number=1, measure=measures[n % len(measures)], category="defined",
                   unit=measures[n % len(measures)].unit, evidence="Made up.", answerable=lead,
                   agreed_at=instant_now(), **owned)
        for n, each in enumerate(made)
    ]  # fmt: skip
    Commitment.objects.bulk_create(promised, 500)
    _profiles(promised)
    _deliveries(promised, owned)
    return made


def _profiles(promised: Sequence[Commitment]) -> None:
    profiles = [
        Profile(commitment=each, version=1, holds_from_on=date(2026, 4, 1), agreed_at=instant_now())
        for each in promised
    ]
    Profile.objects.bulk_create(profiles, 500)
    days = (date(2027, 3, 1), date(2028, 3, 1))
    steps = [ProfileStep(profile=each, due_on=day, quantity=Decimal(10)) for each in profiles for day in days]
    ProfileStep.objects.bulk_create(steps, 500)


def _deliveries(promised: Sequence[Commitment], owned: dict[str, Authority]) -> None:
    first = Delivery.objects.count()
    rows = [
        Delivery(
            reference=f"DV-2026-{first + n:04d}",
            commitment=each,
            delivered_on=date(2026, 5, 1) + timedelta(n % 300),
            quantity=Decimal(9),
            accepted_quantity=Decimal(9),
            place=DISTRICTS[n % 4],
            what_changed="Made up.",
            state="accepted",
            reported_at=instant_now(),
            reported_by=UUID(int=2),
            decided_at=instant_now(),
            decided_by=SOMEBODY,
            **owned,
        )
        for n, each in enumerate(promised)
    ]
    Delivery.objects.bulk_create(rows, 500)
