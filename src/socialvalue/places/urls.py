"""Addresses of places."""

from socialvalue.machinery.permissions import PUBLIC
from socialvalue.machinery.routes import route
from socialvalue.places import pages

urlpatterns = [route("places", pages.places, needs=PUBLIC, name="places")]
