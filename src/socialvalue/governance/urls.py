"""Addresses of governance."""

from socialvalue.governance import pages
from socialvalue.machinery.routes import route

urlpatterns = [route("clauses", pages.clauses, needs="clauses:view", name="clauses")]
