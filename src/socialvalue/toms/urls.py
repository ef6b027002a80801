"""Addresses of themes, outcomes and measures."""

from socialvalue.machinery.permissions import PUBLIC
from socialvalue.machinery.routes import route
from socialvalue.toms import pages

urlpatterns = [
    route("measures", pages.measures, needs=PUBLIC, name="measures"),
    route("measures/<str:code>", pages.measure, needs=PUBLIC, name="measure"),
    route("need", pages.need, needs=PUBLIC, name="need"),
    route("need.csv", pages.need_csv, needs=PUBLIC, name="need-csv"),
    route("need/<str:code>", pages.need_of_a_place, needs=PUBLIC, name="need-place"),
]
