"""A test client that reads every HTML answer as a strict browser would, and a helper to read pages."""

from __future__ import annotations

from collections import Counter
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.http.response import HttpResponseBase
from django.test import Client

CONTROLS = {"input", "select", "textarea"}
NEED_NO_LABEL = {"hidden", "submit", "button", "image", "reset"}


class Browser(Client):
    """Django's test client. An HTML answer with a fault in it fails the test that asked for it."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if response.get("Content-Type", "").startswith("text/html") and response.status_code not in {
            301,
            302,
        }:
            check_page(response.content.decode())
        return response


def page(response: HttpResponseBase) -> Element:
    """The answer as a tree, without namespaces: `page(r).find(".//h1")`."""
    return parse(response.content.decode())  # type: ignore[attr-defined]


def refused(response: HttpResponseBase) -> Element:
    """The page that says what is wrong with a form, as a tree."""
    assert response.status_code == 422
    return page(response)


def text_of(element: Element | None) -> str:
    """The text of an element with its white space made single."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def parse(html: str) -> Element:
    """Parse strictly: raises on the first fault of the HTML standard."""
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    return tree


def check_page(html: str) -> None:
    """Every rule of the house for a page. Raises `AssertionError` with all faults."""
    tree = parse(html)
    faults = [*_heading_faults(tree), *_label_faults(tree), *_id_faults(tree), *_inline_faults(tree)]
    assert not faults, "\n".join(faults)


def _heading_faults(tree: Element) -> list[str]:
    headings = [text_of(heading) for heading in tree.iter("h1")]
    title = text_of(tree.find(".//title"))
    faults = [] if len(headings) == 1 else [f"The page has {len(headings)} h1 elements: {headings}"]
    faults += [f"The title “{title}” does not name the heading “{h}”" for h in headings if h not in title]
    return faults + ([] if tree.get("lang") else ["html has no lang"])


def _label_faults(tree: Element) -> list[str]:
    labelled = {label.get("for") for label in tree.iter("label")}
    wrapped = {id(control) for label in tree.iter("label") for control in label.iter()}
    faults = []
    for control in tree.iter():
        if control.tag not in CONTROLS or control.get("type") in NEED_NO_LABEL:
            continue
        named = control.get("id") in labelled or control.get("aria-label") or control.get("aria-labelledby")
        if not named and id(control) not in wrapped:
            faults.append(f"No label for {control.tag} {control.get('name')}")
    return faults


def _id_faults(tree: Element) -> list[str]:
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    wanted = {label.get("for") for label in tree.iter("label")} - {None}
    faults = [f"The id {name} stands {number} times" for name, number in ids.items() if number > 1]
    faults += [f"A label is for {name}, which is not there" for name in wanted if name not in ids]
    for element in tree.iter():
        for name in ("aria-describedby", "aria-labelledby", "aria-controls"):
            faults += [
                f"{name} names {at}, which is not there"
                for at in (element.get(name) or "").split()
                if at not in ids
            ]
    return faults


def _inline_faults(tree: Element) -> list[str]:
    faults = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        faults += [
            f"{element.tag} has inline {name}"
            for name in element.attrib
            if name == "style" or name[:2] == "on"
        ]
        if element.tag in {"script", "style"} and not element.get("src") and not element.get("nonce"):
            faults.append(f"An inline {element.tag} without a nonce")
    return faults
