"""Tables of themes, outcomes and measures, and what goes with them: one immutable version a pack loading."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from socialvalue.people.models import Owned, PackVersion
from socialvalue.places.models import Indicator


class Framework(Owned):
    """One version of the council's themes, outcomes and measures. Requirements keep the version they were made with."""

    pack = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=20)  # starter: for the council to adopt; adopted
    notice = models.TextField(blank=True)  # what readers are told about its status
    valid_from_on = models.DateField(null=True)
    valid_to_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pack", "label"], name="one_framework_a_label"),
            models.CheckConstraint(
                condition=Q(valid_to_on=None)
                | Q(valid_from_on=None)
                | Q(valid_to_on__gte=F("valid_from_on")),
                name="framework_ends_after_it_begins",
            ),
        ]


class Theme(models.Model):
    """A broad priority of the policy."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="themes")
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    about = models.TextField(blank=True)
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="one_theme_a_code")]


class Outcome(models.Model):
    """A change sought under a theme."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="outcomes")
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    is_about_workforce = models.BooleanField(default=False)  # who works on the contract (1988 Act, s.17)
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["theme", "code"], name="one_outcome_a_code")]


class NeedLink(models.Model):
    """A figure of need points to an outcome, says who approved that it does (PRI-2, rulings 14)."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="need_links")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="need_links")
    why = models.TextField()
    approved_by = models.CharField(max_length=120)
    approved_on = models.DateField(null=True)
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "indicator", "outcome"], name="one_link_a_pair")
        ]


class LocalDefinition(models.Model):
    """What "local" may mean in a requirement, in versions (rulings 9): where the benefit arrives."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="local_definitions")
    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    means = models.CharField(max_length=300)
    caution = models.TextField()
    approved_by = models.CharField(max_length=120)
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="one_local_definition_a_code")
        ]


class Measure(models.Model):
    """A countable action with its unit, counting rule and evidence. A changed measure is a new row of a new version."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="measures")
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="measures")
    code = models.CharField(max_length=12)
    version = models.PositiveSmallIntegerField(default=1)  # of its wording
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, default="quantitative")  # toms.rules.MeasureKind
    unit = models.CharField(max_length=30)  # foundation.quantity.Unit
    definition = models.TextField()
    counting_rule = models.TextField()
    place = models.TextField(blank=True)  # where the benefit must arrive
    evidence = models.TextField()  # what counts as evidence, a line each
    not_evidence = models.TextField()  # what does not, a line each
    example_small = models.TextField()
    example_large = models.TextField()
    additionality = models.TextField(blank=True)
    question = models.TextField(blank=True)  # what a bidder answers to a qualitative measure
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="one_measure_a_code")]
