"""Every template of ours keeps the rules that pictures taught: no `~`, no "html" argument, no `|safe`."""

import re
from pathlib import Path

import pytest

import socialvalue

ROOT = Path(socialvalue.__file__).parent
TEMPLATES = sorted(ROOT.glob("*/templates/**/*.html"))
CODE = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
IN_CODE = {
    "~ escapes or unescapes a whole string": re.compile(r"~"),
    "a macro's html argument is not escaped": re.compile(r"""["']?html["']?\s*:"""),
    "|safe switches escaping off": re.compile(r"\|\s*safe\b"),
}
IN_MARKUP = {
    "an inline style is refused by the content policy": re.compile(r"\bstyle\s*="),
    "an inline handler is refused by the content policy": re.compile(r"\son[a-z]+\s*="),
}


def faults(source: str) -> list[str]:
    inside = "\n".join(CODE.findall(source)).replace("{%-", "").replace("-%}", "")
    markup = CODE.sub("", source)
    return [why for why, wrong in IN_CODE.items() if wrong.search(inside)] + [
        why for why, wrong in IN_MARKUP.items() if wrong.search(markup)
    ]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_keeps_the_rules(path: Path) -> None:
    assert faults(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "{{ '<b>' ~ name }}",
        '{{ govukTag({"html": x}) }}',
        "{{ x | safe }}",
        '<p style="x">',
        '<a onclick="x">',
    ],
)
def test_the_lint_sees_each_fault(source: str) -> None:
    assert len(faults(source)) == 1


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 10
