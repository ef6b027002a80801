"""Addresses of governance."""

from socialvalue.governance import pages
from socialvalue.machinery.permissions import PUBLIC
from socialvalue.machinery.routes import route

urlpatterns = [
    route("clauses", pages.clauses, needs="clauses:view", name="clauses"),
    route("toolkit", pages.toolkit, needs=PUBLIC, name="toolkit"),
    route("toolkit/<slug:slug>", pages.guide, needs=PUBLIC, name="guide"),
]
