"""Base of every form: error messages in the GOV.UK manner, made from its labels, and the error summary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ImproperlyConfigured
from django.forms.formsets import BaseFormSet

from socialvalue.design.controls import first_input
from socialvalue.design.faults import fault_text, messages, noun_of, stock_messages

LIMITS = ("max_length", "min_length", "min_value", "max_value")


@dataclass(frozen=True)
class ErrorLink:
    text: str
    href: str  # empty: the error belongs to no field


def _validated(field: forms.Field) -> set[str]:
    """Faults that validators find, whose messages Django keeps apart; not those with their own words."""
    codes = {*LIMITS, "invalid"} if isinstance(field, (forms.EmailField, forms.URLField)) else {*LIMITS}
    said: list[Any] = [check for check in field.validators if getattr(check, "message", None)]
    own = {getattr(check, "code", "") for check in said if check.message != type(check).message}
    return codes - own


class GovukMixin:
    """Fills in the messages a form leaves out, from its labels; refuses a label no sentence can be made of.

    `nouns` names the thing asked for where the label is a question: `{"ends": "the date the contract ends"}`.
    `reveals` shows a field under a radio or box: `{("kind", "other"): "other_kind"}`.
    """

    nouns: ClassVar[Mapping[str, str]] = {}
    reveals: ClassVar[Mapping[tuple[str, str], str]] = {}
    mark_optional: ClassVar[bool] = True
    use_required_attribute = False
    fields: dict[str, forms.Field]

    @property
    def revealed(self) -> frozenset[str]:
        """Fields drawn under a choice of another field, so not once more by themselves."""
        return frozenset(self.reveals.values())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self._name_the_faults(name, field)

    def _name_the_faults(self, name: str, field: forms.Field) -> None:
        label = str(field.label or name.replace("_", " ").capitalize())
        noun = self.nouns.get(name) or noun_of(label)
        stock = stock_messages(field)
        wanting = {code for code, text in field.error_messages.items() if stock.get(code) == str(text)}
        if name in self.nouns and hasattr(field, "noun"):
            field.noun = field.noun or noun[:1].upper() + noun[1:]
        asked = label.endswith("?") and name not in self.nouns and not field.widget.is_hidden
        if asked and field.required and "required" in wanting:
            raise ImproperlyConfigured(
                f"{type(self).__name__}.{name}: the label is a question, so say what is missing: "
                f'error_messages={{"required": …}} or nouns = {{"{name}": …}}'
            )
        ours = messages(field, noun)
        unsaid = _validated(field) - set(field.error_messages)
        field.error_messages.update({code: ours[code] for code in wanting | unsaid if code in ours})


class Form(GovukMixin, forms.Form):
    """Base of our forms."""


class ModelForm(GovukMixin, forms.ModelForm):  # type: ignore[type-arg]
    """Base of our forms over a table."""


def _links(form: forms.BaseForm) -> Iterator[ErrorLink]:
    order = [NON_FIELD_ERRORS, *form.fields]
    for name in sorted(form.errors, key=order.index):
        for fault in form.errors[name]:
            bound = form[name] if name in form.fields else None
            yield ErrorLink(
                fault_text(bound, fault), f"#{first_input(bound)}" if bound and not bound.is_hidden else ""
            )


def error_links(form: forms.BaseForm | BaseFormSet[Any] | None) -> list[ErrorLink]:
    """The lines of the error summary, in the order of the page."""
    if form is None or not form.is_bound:
        return []
    if isinstance(form, BaseFormSet):
        whole = [ErrorLink(str(fault), "") for fault in form.non_form_errors()]
        return whole + [link for each in form.forms for link in _links(each)]
    return list(_links(form))
