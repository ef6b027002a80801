"""The design system as a Django app: static files and templates, no tables."""

from __future__ import annotations

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "socialvalue.design"
    label = "design"
