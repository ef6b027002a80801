"""Tables of planning: procurements, lots, estimates, determinations."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from socialvalue.machinery.fields import PoundsField
from socialvalue.people.models import Organisation, Owned
from socialvalue.policy.models import PolicyVersion

KINDS = [
    ("goods-services", "Goods or services"),
    ("works", "Works"),
    ("light-touch", "Light touch services"),
    ("concession", "Concession"),
    ("light-touch-concession", "Light touch concession"),
]
BANDS = [
    ("mandatory", "Mandatory"),
    ("encouraged", "Encouraged"),
    ("voluntary", "Voluntary"),
    ("undetermined", "Undetermined"),
]


class Procurement(Owned):
    """One need on its way to contract. It has at least one lot."""

    reference = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=500)
    description = models.TextField(blank=True)
    buyer = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    buyer_name = models.CharField(max_length=300, blank=True)  # as read; empty: the notice names none
    is_own = models.BooleanField(
        default=True
    )  # bought by the authority itself, not read from another's notice
    kind = models.CharField(max_length=30, choices=KINDS, blank=True)  # empty: not known
    nature = models.CharField(max_length=10, blank=True)  # goods, services, works; empty: not known
    stage = models.CharField(max_length=20, default="planning")
    regime = models.CharField(max_length=60, blank=True)  # legal basis as read
    source = models.CharField(max_length=40)  # portal, or "typed"
    ocid = models.CharField(max_length=120, blank=True)
    external_reference = models.CharField(max_length=200, blank=True)  # the buyer's or its portal's own
    commenced_on = models.DateField(null=True)
    commenced_by = models.CharField(max_length=300, blank=True)  # which act, or why no date
    published_on = models.DateField(null=True)  # latest notice
    search_text = models.TextField(blank=True)  # lower case: reference, title, buyer, suppliers, numbers
    has_newer_notice = models.BooleanField(
        default=False
    )  # a notice changed its facts after they were decided
    responsible = models.UUIDField(null=True)  # the officer who answers for it; none: read from notices
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField(null=True)
    ended_on = models.DateField(null=True)  # it comes to no tender
    ended_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "ocid"], condition=~Q(ocid=""), name="one_procurement_an_ocid"
            ),
            models.CheckConstraint(
                condition=Q(stage="ended", ended_on__isnull=False) & ~Q(ended_because="")
                | ~Q(stage="ended") & Q(ended_on=None, ended_because=""),
                name="ended_on_a_day_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "-published_on", "-id"], name="procurements_newest"),
            models.Index(fields=["authority", "stage"], name="procurements_by_stage"),
        ]


class Lot(models.Model):
    """A part of a procurement that can be awarded by itself."""

    procurement = models.ForeignKey(Procurement, on_delete=models.CASCADE, related_name="lots")
    number = models.PositiveIntegerField()
    source_id = models.CharField(max_length=300, blank=True)  # as read, prose and all
    title = models.CharField(max_length=500)
    description = models.TextField(blank=True)
    status = models.CharField(max_length=40, blank=True)
    value_net = PoundsField(null=True)
    value_inc_vat = PoundsField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["procurement", "number"], name="one_lot_a_number")]


class Estimate(models.Model):
    """An estimated value as it stood on a day; earlier ones are kept (law-and-practice rule 14)."""

    procurement = models.ForeignKey(Procurement, on_delete=models.CASCADE, related_name="estimates")
    version = models.PositiveIntegerField()
    amount = PoundsField(null=True)
    vat = models.CharField(max_length=20)  # inclusive, exempt, net:20, unknown
    value_inc_vat = PoundsField(null=True)
    is_assumed = models.BooleanField(default=False)  # VAT was assumed, not stated
    basis = models.CharField(max_length=500)  # where the figure comes from, in words
    method = models.CharField(max_length=12, blank=True)  # contract, concession, framework; empty: one figure
    reasons = models.JSONField(default=list)  # [{"clause", "text"}]: how the parts make the value
    above = models.JSONField(
        default=list
    )  # [{"clause", "text"}]: why it counts as above threshold whatever its figure
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procurement", "version"], name="one_estimate_a_version")
        ]


class Determination(models.Model):
    """What the policy asks of a procurement, with the figures and the version it was made with."""

    procurement = models.ForeignKey(Procurement, on_delete=models.CASCADE, related_name="determinations")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=12)  # proposed, confirmed, corrected, replaced
    band = models.CharField(max_length=12, choices=BANDS)
    kind = models.CharField(max_length=30, blank=True)
    nature = models.CharField(max_length=10, blank=True)
    value_inc_vat = PoundsField(null=True)
    threshold = PoundsField(null=True)
    threshold_from_on = models.DateField(null=True)
    commenced_on = models.DateField(null=True)
    is_notifiable = models.BooleanField(null=True)
    social_value_act_applies = models.BooleanField(null=True)
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    policy_in_force = models.BooleanField()
    reasons = models.JSONField(default=list)  # [{"clause", "text"}] in the rule's order
    to_confirm = models.JSONField(
        default=list
    )  # sentences: what the notices hint at and a person has to check
    why = models.TextField(blank=True)  # the officer's reason for confirming or correcting
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procurement", "version"], name="one_determination_a_version"),
            models.UniqueConstraint(
                fields=["procurement"], condition=~Q(state="replaced"), name="one_live_determination"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "replaced"]) | (Q(made_by__isnull=False) & ~Q(why="")),
                name="decided_by_someone_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["band", "state"], name="determinations_by_band")]
