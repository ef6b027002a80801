"""Tables of market engagement: what was stated of a procurement, events, which organisations came (PRE-2, COM-1)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from socialvalue.people.models import Organisation, Owned
from socialvalue.planning.models.procurements import Procurement
from socialvalue.policy.models import PolicyVersion


class EngagementStatement(models.Model):
    """Whether the market was engaged for a procurement, or why not (PRE-2). A new version, never an edit."""

    class Ground(models.TextChoices):
        KNOWN_MARKET = "known-market", "The market is known well from a recent procurement"
        URGENT = "urgent", "There was no time for it"
        FIXED = "fixed", "A framework or another body fixes what is asked"
        OTHER = "other", "Another reason"

    procurement = models.ForeignKey(
        Procurement, on_delete=models.PROTECT, related_name="engagement_statements"
    )
    version = models.PositiveIntegerField()
    is_held = models.BooleanField()
    ground = models.CharField(max_length=12, choices=Ground.choices, blank=True)  # of what was not held
    because = models.TextField(blank=True)
    engaged_on = models.DateField(null=True)
    with_whom = models.TextField(blank=True)  # organisations or kinds of them; never names of persons
    priorities = models.ForeignKey(
        PolicyVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )  # shared
    need_version = models.CharField(max_length=200, blank=True)  # of the analysis of need that was shared
    not_shared_because = models.TextField(blank=True)
    notice_reference = models.CharField(max_length=100, blank=True)  # UK2, preliminary market engagement
    no_notice_because = models.TextField(blank=True)
    stated_at = models.DateTimeField()
    stated_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procurement", "version"], name="one_engagement_statement_a_version"
            ),
            models.CheckConstraint(
                condition=Q(is_held=True, engaged_on__isnull=False) | (Q(is_held=False) & ~Q(because="")),
                name="engagement_held_on_a_day_or_not_for_a_reason",
            ),
        ]


class EngagementEvent(Owned):
    """One occasion on which the authority meets the market, for one procurement, several or none yet (COM-1)."""

    class Kind(models.TextChoices):
        BRIEFING = "briefing", "Market briefing"
        MEET_THE_BUYER = "meet-the-buyer", "Meet the buyer"
        WORKSHOP = "workshop", "Workshop"
        ONE_TO_ONE = "one-to-one", "One-to-one meetings"
        SURVEY = "survey", "Survey"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    reference = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    takes_place_on = models.DateField()
    is_online = models.BooleanField()
    place = models.CharField(max_length=200, blank=True)  # where, or by which means
    priorities = models.ForeignKey(
        PolicyVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )  # shared
    need_version = models.CharField(max_length=200, blank=True)
    shares_drafts = models.BooleanField(default=False)
    about = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    planned_at = models.DateTimeField()
    planned_by = models.UUIDField()
    recorded_at = models.DateTimeField(null=True)  # that it was held, or cancelled
    recorded_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["authority", "-takes_place_on", "-id"], name="engagement_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="planned", recorded_at=None)
                | (~Q(state="planned") & Q(recorded_at__isnull=False, recorded_by__isnull=False)),
                name="engagement_recorded_by_someone",
            )
        ]


class EventProcurement(models.Model):
    """A procurement that an event serves."""

    event = models.ForeignKey(EngagementEvent, on_delete=models.PROTECT, related_name="served")
    procurement = models.ForeignKey(Procurement, on_delete=models.PROTECT, related_name="engagement_events")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "procurement"], name="one_procurement_an_event")
        ]


class Attendance(models.Model):
    """An organisation at an event and how many of its people came. Persons are counted, never named."""

    event = models.ForeignKey(EngagementEvent, on_delete=models.PROTECT, related_name="attendances")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)  # as typed, or the organisation's own at the time
    is_sme = models.BooleanField(null=True)  # null: not known
    is_vcse = models.BooleanField(null=True)
    people = models.PositiveIntegerField()
    noted_at = models.DateTimeField()
    noted_by = models.UUIDField()
    struck_at = models.DateTimeField(null=True)  # noted by mistake: it counts nowhere
    struck_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation"],
                condition=Q(organisation__isnull=False, struck_at=None),
                name="one_attendance_an_organisation",
            ),
            models.UniqueConstraint(
                "event",
                Lower("name"),
                condition=Q(organisation=None, struck_at=None),
                name="one_attendance_a_typed_name",
            ),
        ]
