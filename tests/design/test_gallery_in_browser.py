"""What an eye, a keyboard and a small screen find on every layout, in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Open = Callable[..., Any]

PATHS = (
    "",
    "/list",
    "/list?none",
    "/list?q=nothing",
    "/record",
    "/record?part=history",
    "/tasklist",
    "/question",
    "/form",
    "/upload",
    "/check-answers",
    "/confirmation",
    "/refusal?status=403",
    "/refusal?status=404",
)
SENT = ("/question", "/form", "/upload")
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
)
STOPS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const drawn = at.matches("[type=radio], [type=checkbox]")
    ? getComputedStyle(at.nextElementSibling, "::before") : getComputedStyle(at);
  const outlined = drawn.outlineStyle !== "none" && drawn.outlineWidth !== "0px";
  return {
    name: `${at.tagName} ${at.id || at.textContent.trim().slice(0, 40)}`,
    seen: outlined || drawn.boxShadow !== "none" || at.querySelector(".sv-tile") !== null,
    body: at === document.body,
  };
}"""
SMALL = """() => {
  const all = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const inSentence = (node) => node.closest("p") || node.matches(".govuk-skip-link");
  const target = (node) => node.matches("[type=radio], [type=checkbox]") ? node.parentElement : node;
  return [...document.querySelectorAll(all)]
    .filter((node) => node.checkVisibility() && !inSentence(node))
    .map((node) => [node.textContent.trim().slice(0, 30) || node.id, target(node).getBoundingClientRect()])
    .filter(([name, box]) => box.width && (box.width < 24 || box.height < 24))
    .map(([name, box]) => `${name} ${box.width.toFixed()}x${box.height.toFixed()}`);
}"""


def axe_violations(page: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page, options=AXE).response["violations"]
    nodes = [(fault["id"], node) for fault in found for node in fault["nodes"]]
    return [
        f"{rule}: {node['target']} {node['html'][:120]}" for rule, node in nodes if not upstreams(rule, node)
    ]


def upstreams(rule: str, node: dict[str, Any]) -> bool:
    """GOV.UK Frontend sets aria-expanded on a radio that reveals a field, on purpose."""
    return rule == "aria-allowed-attr" and "govuk-radios__input" in node["html"]


def expect_focus(page: Any, selector: str) -> None:
    """Wait until that element has the focus: scripts give it a moment after the page is there."""
    pytest.importorskip("playwright.sync_api").expect(page.locator(selector)).to_be_focused()


def send(page: Any) -> None:
    """Press the form's button as a person without JavaScript would."""
    page.eval_on_selector("main form", "form => form.submit()")
    page.wait_for_selector(".govuk-error-summary")


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(open_page: Open, path: str) -> None:
    assert axe_violations(open_page(path)) == []


@pytest.mark.parametrize("path", SENT)
def test_axe_finds_nothing_with_faults(open_page: Open, path: str) -> None:
    page = open_page(path)
    send(page)
    assert axe_violations(page) == []


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_at_320_pixels(open_page: Open, path: str) -> None:
    page = open_page(path, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", PATHS)
def test_text_at_200_per_cent_still_fits(open_page: Open, path: str) -> None:
    page = open_page(path, width=1280)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


@pytest.mark.parametrize("path", PATHS)
def test_wider_text_spacing_still_fits(open_page: Open, path: str) -> None:
    page = open_page(path, width=320, policy=False)
    page.add_style_tag(content=SPACING)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", PATHS)
def test_focus_is_seen_on_each_stop_and_leaves_the_page(open_page: Open, path: str) -> None:
    page = open_page(path)
    unseen = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOPS)
        if stop["body"]:
            break
        if not stop["seen"]:
            unseen.append(stop["name"])
    else:
        pytest.fail("the keyboard never left the page")
    assert unseen == []


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", PATHS)
def test_targets_are_large_enough(open_page: Open, path: str, width: int) -> None:
    assert open_page(path, width=width).evaluate(SMALL) == []


@pytest.mark.parametrize("path", PATHS)
def test_tab_title_begins_with_the_only_heading_of_first_rank(open_page: Open, path: str) -> None:
    page = open_page(path)
    headings = page.locator("h1").all_inner_texts()
    assert len(headings) == 1
    assert page.title().startswith(headings[0])
    assert page.title().endswith("– Social Value – Made-up County Council")


@pytest.mark.parametrize("path", SENT)
def test_faults_are_said_in_the_title_and_take_the_focus(open_page: Open, path: str) -> None:
    page = open_page(path)
    send(page)
    assert page.title().startswith("Error: ")
    expect_focus(page, ".govuk-error-summary")
    link = page.locator(".govuk-error-summary__list a").first
    wanted = link.get_attribute("href").removeprefix("#")
    link.click()
    expect_focus(page, f"[id='{wanted}']")


@pytest.mark.parametrize("path", PATHS)
def test_everything_is_there_without_javascript(open_page: Open, path: str) -> None:
    page = open_page(path, scripts=False)
    for link in page.locator("header nav a, main a").all()[:10]:
        assert link.is_visible() or link.locator("xpath=ancestor::details").count()
    assert page.locator("main h1").is_visible()
    assert page.locator(".sv-print:visible").count() == 0


def test_form_is_sent_without_javascript(open_page: Open) -> None:
    page = open_page("/question", scripts=False)
    with page.expect_navigation():
        page.get_by_role("button", name="Continue").click()
    assert page.title().startswith("Error: ")
    assert page.locator(".govuk-error-summary a").inner_text() == "Select yes if it is a light touch contract"


def test_a_refused_upload_is_shown_without_leaving_and_a_good_one_leads_on(open_page: Open) -> None:
    page = open_page("/upload")
    page.get_by_role("button", name="Upload", exact=True).click()
    page.wait_for_selector(".govuk-error-summary")
    assert page.title().startswith("Error: ")
    file = {"name": "report.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Upload", exact=True).click()
    page.wait_for_url("**/confirmation")
    assert page.locator("h1").inner_text() == "Bid received"


def test_filters_are_folded_on_a_phone_and_open_when_in_use(open_page: Open) -> None:
    assert open_page("/list", width=320).locator("details.sv-filters[open]").count() == 0
    assert open_page("/list?place=east", width=320).locator("details.sv-filters[open]").count() == 1
    assert open_page("/list").locator("details.sv-filters[open]").count() == 1


def test_sorting_and_turning_pages_keep_the_filter(open_page: Open) -> None:
    page = open_page("/list?place=east")
    for name in ("Title", "Page 2"):
        with page.expect_navigation():
            page.get_by_role("link", name=name, exact=True).click()
    assert "place=east" in page.url
    assert "sort=title" in page.url
    assert page.locator("th[aria-sort=ascending]").inner_text() == "Title"
    assert page.get_by_text("Showing 11 to 20 of 204 contracts").is_visible()
