"""Toms as a Django app."""

from django.apps import AppConfig


class TomsConfig(AppConfig):
    """Themes, outcomes, measures."""

    name = "socialvalue.toms"
    label = "toms"
