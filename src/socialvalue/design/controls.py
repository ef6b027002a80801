"""From a bound form field to the parameters of its GOV.UK macro."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeData

from socialvalue.design.faults import fault_text

Params = dict[str, Any]
NOT_PASSED_ON = frozenset(
    {"class", "rows", "cols", "maxlength", "minlength", "placeholder", "required", "size", "data-most-words"}
)
NAMED = ("autocomplete", "inputmode", "pattern", "spellcheck")
BLANK = "---------"
SUFFIXES: Final = {
    "min": "From",
    "max": "To",
    "after": "From",
    "before": "To",
    "0": "From",
    "1": "To",
}


@dataclass(frozen=True)
class Look:
    """How a field is shown, beside what it is."""

    heading: bool = False
    compact: bool = False


@dataclass(frozen=True)
class Control:
    """Which macro draws the field, and with what; `children` are the inputs of a group."""

    kind: str
    params: Params
    children: tuple[Params, ...] = ()
    markup: str = ""  # of a hidden input, drawn by Django


def html_id(bound: BoundField) -> str:
    return bound.auto_id or bound.html_name


def _text(value: Any) -> Params:
    """Escaped, unless its writer made it safe HTML on purpose (Django's help text for passwords)."""
    return {"html": str(value)} if isinstance(value, SafeData) and "<" in str(value) else {"text": str(value)}


def label_text(bound: BoundField) -> str:
    text = str(bound.label)
    optional = getattr(bound.form, "mark_optional", False) and not bound.field.required
    return f"{text} (optional)" if optional and not isinstance(bound.field, forms.BooleanField) else text


def _label(bound: BoundField, look: Look, kind: str = "label") -> Params:
    size = f"govuk-{'fieldset__legend' if kind == 'legend' else 'label'}--"
    if look.heading:
        return {"text": label_text(bound), "isPageHeading": True, "classes": f"{size}l"}
    revealed = bound.name in getattr(bound.form, "revealed", ())
    return {"text": label_text(bound), "classes": "" if revealed else f"{size}s"}


def _shared(bound: BoundField, look: Look) -> Params:
    """Hint and error, which every macro takes alike."""
    params: Params = {"name": bound.html_name, "id": html_id(bound)}
    if bound.help_text:
        params["hint"] = _text(bound.help_text)
    if bound.errors:
        params["errorMessage"] = {"text": " ".join(fault_text(bound, fault) for fault in bound.errors)}
    if bound.field.disabled:
        params["disabled"] = True
    return params


def _attributes(attrs: dict[str, Any]) -> Params:
    passed = {name: value for name, value in attrs.items() if name not in NOT_PASSED_ON and name not in NAMED}
    return {name: str(value) for name, value in passed.items() if value not in (None, False)}


def _typed(bound: BoundField, look: Look) -> Params:
    """What is common to inputs that a person types into."""
    widget = bound.field.widget
    attrs = widget.attrs
    params = _shared(bound, look) | {"label": _label(bound, look), "attributes": _attributes(attrs)}
    params |= {name: attrs[name] for name in NAMED if name in attrs}
    params["classes"] = attrs.get("class", "")
    value = widget.format_value(bound.value()) if hasattr(widget, "format_value") else bound.value()
    if value not in (None, ""):
        params["value"] = str(value)
    return params


def _input(bound: BoundField, look: Look) -> Control:
    params = _typed(bound, look)
    kind = getattr(bound.field.widget, "input_type", "text")
    if kind == "number":  # GOV.UK: a number is typed as text with the right keyboard
        kind = "text"
        whole = isinstance(bound.field, forms.IntegerField) and not isinstance(
            bound.field, (forms.DecimalField, forms.FloatField)
        )
        params.setdefault("inputmode", "numeric" if whole else "decimal")
        for name in ("step", "min", "max"):
            params["attributes"].pop(name, None)
    if isinstance(bound.field, forms.EmailField):
        params.setdefault("autocomplete", "email")
        params.setdefault("spellcheck", False)
    params["type"] = kind
    for name in ("prefix", "suffix"):
        if text := getattr(bound.field, name, ""):
            params[name] = {"text": text}
    return Control("input", params)


def _password(bound: BoundField, look: Look) -> Control:
    params = _typed(bound, look)
    params.setdefault("autocomplete", "current-password")
    return Control("password", params)


def _textarea(bound: BoundField, look: Look) -> Control:
    params = _typed(bound, look) | {"rows": bound.field.widget.attrs.get("rows", 5)}
    if params["rows"] in ("10", 10):  # Django's own default is taller than a phone
        params["rows"] = 5
    if most_words := bound.field.widget.attrs.get(
        "data-most-words"
    ):  # then words are counted, not characters
        return Control("count", params | {"maxwords": most_words})
    longest = getattr(bound.field, "max_length", None)
    return Control("count", params | {"maxlength": longest}) if longest else Control("textarea", params)


def _options(bound: BoundField, look: Look) -> list[Params]:
    widget = bound.field.widget
    hints = getattr(bound.field, "hints", {})
    items = []
    for group, options, _index in widget.optgroups(bound.html_name, widget.format_value(bound.value())):
        for option in options:
            text = (
                ("Any" if look.compact else "Choose one")
                if str(option["label"]) == BLANK
                else str(option["label"])
            )
            item: Params = {"value": str(option["value"]), "text": f"{group}: {text}" if group else text}
            if hint := hints.get(str(option["value"])):
                item["hint"] = {"text": str(hint)}
            items.append(item | {"chosen": bool(option["selected"])})
    return items


def _select(bound: BoundField, look: Look) -> Control:
    params = _typed(bound, look)
    params.pop("value", None)
    items = [option | {"selected": option.pop("chosen")} for option in _options(bound, look)]
    return Control("select", params | {"items": items})


def _choices(bound: BoundField, look: Look, kind: str) -> Control:
    params = _shared(bound, look)
    params["idPrefix"] = params.pop("id")
    params["fieldset"] = {"legend": _label(bound, look, "legend")}
    params["classes"] = " ".join(
        filter(None, (bound.field.widget.attrs.get("class"), f"govuk-{kind}--small" if look.compact else ""))
    )
    reveals = getattr(bound.form, "reveals", {})
    items = []
    for option in _options(bound, look):
        item = option | {"checked": option.pop("chosen")}
        if child := reveals.get((bound.name, item["value"])):
            item["conditional"] = dict(html=bound.form[child].as_field_group())
        if bound.field.disabled:
            item["disabled"] = True
        items.append(item)
    if kind == "radios" and not bound.field.required and look.compact is False:
        items = [item for item in items if item["value"] != ""]
    return Control(kind, params | {"items": items})


def _boolean(bound: BoundField, look: Look) -> Control:
    """One box: its label is the statement, its hint stands under it."""
    params = _shared(bound, look)
    params["idPrefix"] = params.pop("id")
    item: Params = {"value": "on", "text": label_text(bound), "checked": bool(bound.value())}
    if hint := params.pop("hint", None):
        item["hint"] = hint
    if look.compact:
        params["classes"] = "govuk-checkboxes--small"
    if bound.field.disabled:
        item["disabled"] = True
    item["attributes"] = _attributes(bound.field.widget.attrs)
    return Control("checkboxes", params | {"items": [item]})


def _file(bound: BoundField, look: Look) -> Control:
    widget = bound.field.widget
    params = _shared(bound, look) | {"label": _label(bound, look), "attributes": _attributes(widget.attrs)}
    params |= {"javascript": True, "multiple": getattr(widget, "allow_multiple_selected", False)}
    params["attributes"].pop("multiple", None)
    return Control("file", params)


def parts_at_fault(bound: BoundField) -> tuple[str, ...]:
    """The parts of a several-part field that its error is about; empty: all of them."""
    faults = bound.form.errors.as_data().get(bound.name, []) if bound.form.is_bound else []
    return next(
        (tuple(fault.params["parts"]) for fault in faults if fault.params and "parts" in fault.params), ()
    )


def _several(bound: BoundField, look: Look) -> Control:
    """A field of several inputs: a date in three parts, a range from and to."""
    widget = bound.field.widget
    values = bound.value()
    values = values if isinstance(values, (list, tuple)) else widget.decompress(values)
    at_fault = parts_at_fault(bound)
    children = []
    for name, part, value in zip(widget.widgets_names, widget.widgets, values or (), strict=False):
        suffix = name.lstrip("_")
        wrong = bool(bound.errors) and (suffix in at_fault or not at_fault)
        classes = [part.attrs.get("class", ""), "govuk-input--error" if wrong else ""]
        child: Params = {
            "id": f"{html_id(bound)}{name}",
            "name": f"{bound.html_name}{name}",
            "value": "" if value is None else str(value),
            "label": {"text": SUFFIXES.get(suffix, suffix.capitalize())},
            "classes": " ".join(filter(None, classes)),
            "attributes": _attributes(part.attrs),
        }
        child |= {key: part.attrs[key] for key in NAMED if key in part.attrs}
        children.append(child)
    params = _shared(bound, look) | {"fieldset": {"legend": _label(bound, look, "legend")}}
    kind = "date" if getattr(bound.field, "is_date_in_parts", False) else "group"
    return Control(kind, params, tuple(children))


def _hidden(bound: BoundField, look: Look) -> Control:
    return Control("hidden", {}, markup=bound.as_widget())


KINDS: Final[tuple[tuple[type[forms.Widget], Callable[[BoundField, Look], Control]], ...]] = (
    (forms.MultiWidget, _several),
    (forms.HiddenInput, _hidden),
    (forms.PasswordInput, _password),
    (forms.FileInput, _file),
    (forms.Textarea, _textarea),
    (forms.CheckboxSelectMultiple, lambda bound, look: _choices(bound, look, "checkboxes")),
    (forms.RadioSelect, lambda bound, look: _choices(bound, look, "radios")),
    (forms.SelectMultiple, lambda bound, look: _choices(bound, look, "checkboxes")),
    (forms.Select, _select),
    (forms.CheckboxInput, _boolean),
)


def control(bound: BoundField, look: Look | None = None) -> Control:
    """The control of a field; anything unknown is typed as text."""
    widget = bound.field.widget
    draw = next((draw for kind, draw in KINDS if isinstance(widget, kind)), _input)
    return draw(bound, look or Look())


def first_input(bound: BoundField) -> str:
    """Id of the input that the error summary should lead to."""
    widget = bound.field.widget
    if isinstance(widget, forms.MultiWidget):
        names: list[str] = widget.widgets_names  # type: ignore[attr-defined]
        at_fault = parts_at_fault(bound)
        suffix = next((name for name in names if name.lstrip("_") in at_fault), names[0])
        return f"{html_id(bound)}{suffix}"
    return html_id(bound)
