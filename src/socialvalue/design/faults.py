"""What a fault in a form is called: sentences in the GOV.UK manner, made from a field and its name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField

NO_ARTICLE = frozenset(  # a sentence needs no "the" before these
    ("a", "all", "an", "any", "anything", "at", "each", "how", "if", "in", "other", "the", "this", "what")
).union(("when", "where", "whether", "which", "who", "whose", "why", "your"))
NOTHING_SAID = str(forms.Field.default_error_messages["required"])


def noun_of(label: str) -> str:
    """The label in a sentence: "Estimated value" → "the estimated value", "How it is done" stays."""
    noun = label if len(label) > 1 and label[1].isupper() else label[:1].lower() + label[1:]
    return noun if noun.partition(" ")[0].lower() in NO_ARTICLE else f"the {noun}"


def verb_of(field: forms.Field) -> str:
    if isinstance(field, forms.FileField):
        return "Upload"
    return "Select" if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)) else "Enter"


def messages(field: forms.Field, noun: str) -> dict[str, str]:
    """What each fault is called when the form says nothing of its own."""
    capital = noun[:1].upper() + noun[1:]
    said = {
        "required": f"{verb_of(field)} {noun}",
        "invalid": f"{capital} is not in the right form",
        "invalid_choice": f"Select {noun} in the list",
        "invalid_list": f"Select {noun} in the list",
        "invalid_pk_value": f"Select {noun} in the list",
        "empty": "The file you chose is empty",
        "missing": f"Upload {noun}",
        "contradiction": f"Either upload {noun} or tick the box to clear it, not both",
        "max_length": f"{capital} must be %(limit_value)d characters or fewer; it has %(show_value)d",
        "min_length": f"{capital} must be %(limit_value)d characters or more; it has %(show_value)d",
        "min_value": f"{capital} must be %(limit_value)s or more",
        "max_value": f"{capital} must be %(limit_value)s or less",
    }
    if field.widget.is_hidden:
        said["required"] = "The page was out of date. Load it again, then send it once more"
    if isinstance(field, forms.FileField):
        said |= {
            "invalid": "The file did not arrive. Choose it again",
            "max_length": "The file’s name must be %(max)d characters or fewer; it has %(length)d",
        }
    if isinstance(field, forms.IntegerField):
        kind = "a number" if isinstance(field, (forms.DecimalField, forms.FloatField)) else "a whole number"
        said["invalid"] = f"{capital} must be {kind}, like 12"
    if isinstance(field, forms.EmailField):
        said["invalid"] = "Enter an email address in the correct format, like name@example.com"
    if isinstance(field, forms.URLField):
        said["invalid"] = "Enter a web address, like https://www.example.org"
    return said


def stock_messages(field: forms.Field) -> dict[str, str]:
    """Django's own messages of a field's class, as text."""
    said: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django"):
            said |= getattr(kind, "default_error_messages", {})
    return {code: str(text) for code, text in said.items()}


def fault_text(bound: BoundField | None, fault: object) -> str:
    """The fault in words; where a form of others (signing in) only says "required", what to enter."""
    text = str(fault)
    if bound is None or text != NOTHING_SAID:
        return text
    return messages(bound.field, noun_of(f"Your {str(bound.label).lower()}"))["required"]
