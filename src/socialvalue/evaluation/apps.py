"""Evaluation as a Django app."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Awards."""

    name = "socialvalue.evaluation"
    label = "evaluation"
