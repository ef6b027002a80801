"""Tables of places: what a code names, from when, under which other names, what lies in what, and figures of need."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from socialvalue.machinery.fields import AmountField
from socialvalue.people.models import PackVersion


class Place(models.Model):
    """A place by its official code, as one pack version has it. Codes are not stable: match by code and vintage."""

    class Kind(models.TextChoices):
        COUNTY = "county", "County"
        DISTRICT = "district", "District"
        DIVISION = "division", "Electoral division"
        OUTSIDE = "outside", "Outside the authority's area"

    pack = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=9)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    within = models.CharField(max_length=9, blank=True)  # code of the place it lies in
    region = models.CharField(max_length=5, blank=True)  # ITL3
    seats = models.PositiveSmallIntegerField(null=True)  # of a division
    tile_row = models.PositiveSmallIntegerField(null=True)
    tile_column = models.PositiveSmallIntegerField(null=True)
    tile_label = models.CharField(max_length=4, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pack", "code"], name="one_place_a_code"),
            models.CheckConstraint(
                condition=Q(seats=None) | Q(kind="division"), name="only_divisions_have_seats"
            ),
        ]


class PlaceAlias(models.Model):
    """Another name or an older code of a place."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="aliases")
    alias = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "alias"], name="one_alias_a_place")]


class OutwardCode(models.Model):
    """How many postcodes of an outward code lie in a district: enough for an approximate place, never an exact one."""

    pack = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    outward = models.CharField(max_length=4)
    place = models.CharField(max_length=9)
    postcodes = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pack", "outward", "place"], name="one_count_a_code_and_place")
        ]


class NeedBasis(models.Model):
    """What a pack version says of need as a whole: the council's own analysis, and when a figure stands out."""

    pack = models.OneToOneField(PackVersion, on_delete=models.PROTECT, related_name="+")
    analysis = models.CharField(max_length=120)  # the name of the council's own document
    about = models.TextField()
    dated_on = models.DateField(null=True)  # of that document; none: it is not held
    link = models.URLField(blank=True)
    times = AmountField()  # how many usual distances from the county make a figure stand out
    most = models.PositiveSmallIntegerField()  # shown at a place


class Indicator(models.Model):
    """A published measure of need, as one pack version has it. A new figure comes with a new version, never an edit."""

    pack = models.ForeignKey(PackVersion, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    meaning = models.TextField()
    unit = models.CharField(max_length=60)
    decimals = models.PositiveSmallIntegerField()
    worse = models.CharField(max_length=7)  # places.rules.Worse
    period = models.CharField(max_length=60)
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=80)
    published = models.CharField(max_length=40, blank=True)  # empty: not known
    is_survey = models.BooleanField()
    usual = AmountField(null=True)  # how far a district usually is from the county figure

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pack", "code"], name="one_indicator_a_code")]


class IndicatorValue(models.Model):
    """A figure of an indicator for a place. No value: it was not published."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values_by_place")
    place = models.CharField(max_length=9)
    value = AmountField(null=True)
    lower = AmountField(null=True)
    upper = AmountField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "place"], name="one_value_a_place"),
            models.CheckConstraint(
                condition=Q(lower=None, upper=None) | Q(value__isnull=False, lower__lte=F("upper")),
                name="an_interval_has_two_ends",
            ),
        ]
