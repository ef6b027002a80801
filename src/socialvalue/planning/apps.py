"""Planning as a Django app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Procurements, lots, estimates, determinations."""

    name = "socialvalue.planning"
    label = "planning"
