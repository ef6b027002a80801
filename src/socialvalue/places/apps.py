"""Places as a Django app."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Places by code and date, aliases, postcodes."""

    name = "socialvalue.places"
    label = "places"
