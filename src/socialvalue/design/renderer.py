"""The one renderer of forms: every field of every form comes out as a GOV.UK control."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField
from django.forms.renderers import BaseRenderer
from django.http import HttpRequest
from django.template import engines
from django.utils.safestring import SafeString

from socialvalue.design.controls import Look, control

FIELD = "design/form/field.html"
DJANGOS_FORMS = frozenset(f"django/forms/{name}.html" for name in ("div", "p", "table", "ul"))


class GovukRenderer(BaseRenderer):
    """`FORM_RENDERER`: our own forms, the filters' forms and the sign-in forms alike."""

    form_template_name = "design/form/form.html"
    formset_template_name = "design/form/formset.html"
    field_template_name = FIELD

    def get_template(self, template_name: str) -> Any:
        ours = self.form_template_name if template_name in DJANGOS_FORMS else template_name
        return engines["jinja2"].get_template(ours)

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if template_name == FIELD and "control" not in context:
            context = {"control": control(context["field"])}
        return super().render(template_name, context, request)


def field_group(field: BoundField, *, heading: bool = False, compact: bool = False) -> SafeString:
    """One field from a template: `{{ field(form["title"], heading=True) }}` makes its label the heading."""
    shown = control(field, Look(heading=heading, compact=compact))
    return SafeString(field.form.renderer.render(FIELD, {"control": shown}))
