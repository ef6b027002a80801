"""The Jinja environment of all our pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Never

import django.forms
import jinja2
from django.apps import apps
from django.conf import settings
from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from jinja2.utils import pass_context

from socialvalue.design import ports, renderer, words
from socialvalue.design.forms import error_links
from socialvalue.design.page import DEFAULTS, window_title

BRIDGED = (
    "allauth/",
    "account/",
    "mfa/",
    "socialaccount/",
    "usersessions/",
)  # written for Django's own engine

MACROS_OWN = {"caller", "undefined", "successBanner"}  # names that GOV.UK's macros test before they exist


class Undefined(jinja2.ChainableUndefined):
    """Strict for a misspelt name or attribute; lenient for a key left out of a dict, as the macros need."""

    __slots__ = ()

    def _lenient(self) -> bool:
        return isinstance(self._undefined_obj, Mapping) or self._undefined_name in MACROS_OWN

    def _fail_unless_lenient(self) -> None:
        if not self._lenient():
            self._fail_with_undefined_error()

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> Never:
        raise jinja2.UndefinedError(self._undefined_message)

    def __str__(self) -> str:
        self._fail_unless_lenient()
        return ""

    def __html__(self) -> str:
        return str(self)

    def __bool__(self) -> bool:
        self._fail_unless_lenient()
        return False

    def __len__(self) -> int:
        self._fail_unless_lenient()
        return 0

    def __iter__(self) -> Iterator[Any]:
        self._fail_unless_lenient()
        return iter(())

    def __getattr__(self, name: str) -> Undefined:
        if name[:2] == "__":
            raise AttributeError(name)
        self._fail_unless_lenient()
        return self

    def __getitem__(self, name: Any) -> Undefined:  # type: ignore[override]
        self._fail_unless_lenient()
        return self


class HouseLoader(jinja2.BaseLoader):
    """`templates/` of each of our rooms, except the templates that belong to Django's own engine."""

    def __init__(self) -> None:
        root = __name__.partition(".")[0]
        folders = [
            Path(app.path) / "templates" for app in apps.get_app_configs() if app.name.startswith(root)
        ]
        self._files = jinja2.FileSystemLoader([folder for folder in folders if folder.is_dir()])

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        if template.startswith(BRIDGED):
            raise jinja2.TemplateNotFound(template)
        return self._files.get_source(environment, template)

    def list_templates(self) -> list[str]:
        return [name for name in self._files.list_templates() if not name.startswith(BRIDGED)]


def _cache() -> jinja2.BytecodeCache | None:
    folder: Path | None = getattr(settings, "JINJA_CACHE", None)
    if folder is None:
        return None
    Path(folder).mkdir(parents=True, exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(folder))


def _url(name: str, *args: object, **kwargs: object) -> str:
    return reverse(name, args=args, kwargs=kwargs)


@pass_context
def _nonce(context: jinja2.runtime.Context) -> str:
    nonce = getattr(context.get("request"), "csp_nonce", None)
    return "" if nonce is None else str(nonce)


@pass_context
def _frame(context: jinja2.runtime.Context) -> ports.Frame:
    return ports.frame_for(context.get("request"))


@pass_context
def _window_title(context: jinja2.runtime.Context) -> str:
    given = context.get("window_title")
    return str(given) if given else window_title(context.get("request"), context)


@pass_context
def _notices(context: jinja2.runtime.Context) -> list[Any]:
    request = context.get("request")
    return list(get_messages(request)) if hasattr(request, "_messages") else []


def _finalize(value: Any) -> Any:
    """Shows nothing for None, and lets lazy texts (Django's own translations) be escaped like any other."""
    if value is None:
        return ""
    return str(value) if isinstance(value, Promise) else value


def environment(**options: Any) -> jinja2.Environment:
    """For `OPTIONS["environment"]` of Django's Jinja2 backend."""
    options.update(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=Undefined,
        finalize=_finalize,
        bytecode_cache=_cache(),
        cache_size=-1,
        loader=jinja2.ChoiceLoader(
            [
                HouseLoader(),
                jinja2.PrefixLoader({"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")}),
                jinja2.FileSystemLoader(Path(django.forms.__file__).parent / "jinja2"),
            ]
        ),
    )
    made = jinja2.Environment(**options)  # noqa: S701  autoescape is in the options
    made.globals |= DEFAULTS | {
        "tab_title": _window_title,
        "static": static,
        "url": _url,
        "csp_nonce": _nonce,
        "frame": _frame,
        "shell_home": lambda: ports.frame_for(None).home,
        "notices": _notices,
        "error_links": error_links,
        "field": renderer.field_group,
    }
    made.filters |= words.FILTERS
    return made
