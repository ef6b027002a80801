"""People as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Organisations and identifiers, authorities, users, roles, sign-in."""

    name = "socialvalue.people"
    label = "people"
