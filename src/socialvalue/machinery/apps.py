"""Machinery as a Django app."""

from django.apps import AppConfig


class MachineryConfig(AppConfig):
    """What every room uses: permissions, the event log, files, outbox, tasks, backup."""

    name = "socialvalue.machinery"
    label = "machinery"
