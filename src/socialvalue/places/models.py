"""Tables of places: what a code names, from when, under which other names, and what lies in what."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

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
