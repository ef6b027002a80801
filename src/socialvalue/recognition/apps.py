"""Recognition as a Django app."""

from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    """Badges."""

    name = "socialvalue.recognition"
    label = "recognition"
