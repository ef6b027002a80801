"""Addresses of the brand's stylesheet and icon, and of the gallery."""

from __future__ import annotations

from socialvalue.design import pages
from socialvalue.machinery.permissions import PUBLIC
from socialvalue.machinery.routes import route

urlpatterns = [
    route("design/brand-<slug:version>.css", pages.brand, needs=PUBLIC, name="design-brand"),
    route("design/icon-<slug:version>.svg", pages.favicon, needs=PUBLIC, name="design-favicon"),
    route("design/gallery", pages.gallery, needs=PUBLIC, name="design-gallery"),
    route("design/gallery/<slug:layout>", pages.layout, needs=PUBLIC, name="design-layout"),
]
