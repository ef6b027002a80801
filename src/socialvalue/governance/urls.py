"""Addresses of governance."""

from socialvalue.governance import pages
from socialvalue.machinery.permissions import PUBLIC
from socialvalue.machinery.routes import route

urlpatterns = [
    route("clauses", pages.clauses, needs="clauses:view", name="clauses"),
    route("toolkit", pages.toolkit, needs=PUBLIC, name="toolkit"),
    route("toolkit/<slug:slug>.docx", pages.guide_word, needs=PUBLIC, name="guide-word"),
    route("toolkit/<slug:slug>.pdf", pages.guide_pdf, needs=PUBLIC, name="guide-pdf"),
    route("toolkit/<slug:slug>", pages.guide, needs=PUBLIC, name="guide"),
]
