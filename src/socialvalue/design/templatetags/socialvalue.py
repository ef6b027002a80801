"""The bridge: a page written for Django's template engine (sign-in) is drawn inside our one layout."""

from __future__ import annotations

import re
from html import unescape
from typing import Any, Final

from django import template
from django.forms import BaseForm
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

register = template.Library()
HEADING: Final = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)


class InLayout(template.Node):
    child_nodelists = ("title", "content", "scripts")

    def __init__(self, title: NodeList, content: NodeList, scripts: NodeList) -> None:
        self.title, self.content, self.scripts = title, content, scripts

    def render(self, context: Context) -> SafeString:
        content = self.content.render(context)
        heading = HEADING.search(content)  # the tab bears the page's own heading, as everywhere in the house
        filled = {
            "title": " ".join(
                unescape(strip_tags(heading[1] if heading else self.title.render(context))).split()
            ),
            "bridged": content,
            "bridged_scripts": self.scripts.render(context),
            "form": bound_form(context.flatten()),
        }
        html = render_to_string(
            "design/layouts/bridge.html", filled, request=context.get("request"), using="jinja2"
        )
        return SafeString(html)


def bound_form(context: dict[Any, Any]) -> BaseForm | None:
    """The form of the page that was sent, whatever the page calls it."""
    forms = [value for value in context.values() if isinstance(value, BaseForm)]
    return next((form for form in forms if form.is_bound and form.errors), None)


@register.tag
def in_layout(parser: Parser, token: Token) -> InLayout:
    """`{% in_layout %}title{% with_content %}content{% with_scripts %}scripts{% end_in_layout %}`."""
    title = parser.parse(("with_content",))
    parser.delete_first_token()
    content = parser.parse(("with_scripts",))
    parser.delete_first_token()
    scripts = parser.parse(("end_in_layout",))
    parser.delete_first_token()
    return InLayout(title, content, scripts)
