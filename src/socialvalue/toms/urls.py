"""Addresses of themes, outcomes and measures."""

from socialvalue.machinery.permissions import PUBLIC
from socialvalue.machinery.routes import route
from socialvalue.toms import pages

urlpatterns = [
    route("measures", pages.measures, needs=PUBLIC, name="measures"),
    route("measures/<str:code>", pages.measure, needs=PUBLIC, name="measure"),
]
