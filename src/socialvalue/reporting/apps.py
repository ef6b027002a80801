"""Reporting as Django sees it."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Figures and the Statement; it keeps no tables of its own."""

    name = "socialvalue.reporting"
    label = "reporting"
