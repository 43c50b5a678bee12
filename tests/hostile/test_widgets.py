"""Every element of the app that takes text shows every payload as text, in the Streamlit that is installed."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from app_server import app_server
from geodata.imports.values.text import words
from hostile import PAYLOADS
from hostile_tabs import has_run, watch
from layers.escape.markdown import plain
from paths import ROOT

MARKDOWN = "[data-testid=stMarkdownContainer]"
ELEMENTS = {
    "bodies": ["markdown", "strong", "heading", "caption", "warning", "error", "progress"],
    "labels": ["link", "button", "toggle", "checkbox", "expander", "text", "segments"],
}
PICTURES = (
    "img, svg.emoji, [role=img], code, pre, em, del, ul, ol, table, h1, blockquote, details > details, "
    ".katex, iframe, script"
)
UNSEEN = "\u2060\ufeff"  # takes no room; Markdown needs one of them to leave a text alone, and strips the other


def seen(text: str) -> str:
    """Return what a reader sees of a text on one line: white space as one space, null as browsers show it."""
    return " ".join(re.sub(f"[{UNSEEN}]", "", text).replace("\0", "\ufffd").split())


# white space and the null character apart, which a cell of a table may show differently
SHOWN_IN_TIP = """text => {
    const squeezed = text => text.replace(/[\\s\\0\\ufffd\\x85]/g, "");
    return squeezed(document.querySelector("#vg-tooltip-element")?.textContent ?? "")\
.includes(squeezed(text).slice(0, 60));
}"""


@pytest.fixture(scope="module")
def shop() -> Iterator[str]:
    """A server that shows all payloads through all elements."""
    with app_server("tests/helpers/markdown_app.py", PYTHONPATH=f"{ROOT}:{ROOT / 'tests' / 'helpers'}") as server:
        yield server.address


@pytest.fixture
def tab(browser: Browser, shop: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    page = browser.new_context(viewport={"width": 1280, "height": 9000}).new_page()
    troubles: list[str] = []
    watch(page, troubles)
    page.context.route(
        lambda url: not url.startswith((shop, "data:", "blob:")),
        lambda route: (troubles.append(route.request.url), route.abort()),
    )
    page.goto(f"{shop}/?kind={request.param}")
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']")
    yield page
    assert [*troubles, *has_run(page)] == []
    page.context.close()


@pytest.mark.parametrize("tab", ELEMENTS, indirect=True)
def test_markdown_shows_every_payload_as_it_is_and_makes_nothing_of_it(tab: Page) -> None:
    kind = tab.url.partition("kind=")[2]
    for name in ELEMENTS[kind]:
        place = tab.locator(f".st-key-{name}")
        label = {"caption": "[data-testid=stCaptionContainer] p", "segments": f"button {MARKDOWN} p"}.get(
            name, f"{MARKDOWN} p, {MARKDOWN} h4"
        )
        place.locator(label).nth(len(PAYLOADS) - 1).wait_for(state="attached")
        shown = place.locator(label).all_text_contents()
        wrong = [(text, found) for text, found in zip(PAYLOADS, shown, strict=True) if seen(found) != seen(text)]
        assert wrong == [], name
        assert place.locator(MARKDOWN).locator(PICTURES).count() == 0, name
        links = place.locator(MARKDOWN).locator("a").evaluate_all("links => links.map(a => a.protocol)")
        assert set(links) <= {"http:", "https:", "mailto:"}, name


@pytest.mark.parametrize("tab", ["choices"], indirect=True)
def test_choices_show_every_payload_as_it_is(tab: Page) -> None:
    tab.locator(".st-key-several [data-testid=stMultiSelect] input").wait_for(state="attached")
    chosen = tab.locator(".st-key-several [data-testid=stMultiSelect]").evaluate("node => node.textContent")
    assert [text for text in PAYLOADS if seen(text)[:80] not in seen(chosen)] == []
    tab.locator(".st-key-select input").click()
    options = tab.locator("[role=listbox], [data-testid=stSelectboxVirtualDropdown]").first
    options.wait_for()
    assert seen(PAYLOADS[1]) in seen(options.evaluate("node => node.textContent"))


@pytest.mark.parametrize("tab", ["tables"], indirect=True)
def test_tables_show_payloads_as_text_and_bad_addresses_run_nothing(tab: Page) -> None:
    cells = tab.locator(".st-key-cells [role=gridcell]")
    cells.nth(2 * len(PAYLOADS) - 1).wait_for(state="attached")
    shown = cells.all_text_contents()[1::2]
    assert [text for text, found in zip(PAYLOADS, shown, strict=True) if seen(found)[:500] != seen(text)[:500]] == []
    headings = tab.locator(".st-key-headings [role=columnheader]").all_text_contents()[1:]
    assert [
        text for text, found in zip(PAYLOADS, headings, strict=False) if seen(found.lstrip("0123456789")) != seen(text)
    ] == []
    assert tab.locator(".st-key-headings [role=columnheader]").count() > 3


@pytest.mark.parametrize("tab", ["chart"], indirect=True)
def test_charts_and_their_tips_show_payloads_as_text(tab: Page) -> None:
    bars = tab.locator(".st-key-chart svg [aria-roledescription=bar]")
    bars.nth(len(PAYLOADS) - 1).wait_for(state="attached")
    assert tab.locator(".st-key-chart svg.marks").locator("a, image, script, foreignObject, iframe").count() == 0
    tip = tab.locator("#vg-tooltip-element")
    for at, text in list(enumerate(PAYLOADS))[1:-2]:
        bars.nth(at).hover(force=True)
        tab.wait_for_function(SHOWN_IN_TIP, arg=text)
        assert tip.locator(":not(table, tbody, tr, td)").count() == 0


def test_the_shop_shows_what_the_app_uses() -> None:
    """An element of the app that takes text must be among those looked at, or take no text of a stranger."""
    code = [ROOT / "map_app.py", *sorted((ROOT / "layers" / "app").rglob("*.py"))]
    element = re.compile(r"(?<![\w.])(?:st|place|left|middle|right|name|color|add|column|columns\[-1\])\.([a-z_]+)\(")
    used = {name for path in code for name in element.findall(path.read_text(encoding="utf-8"))}
    assert len(used) > 20
    shown = set(
        re.findall(r"st\.([a-z_]+)\(", (ROOT / "tests" / "helpers" / "markdown_app.py").read_text(encoding="utf-8"))
    )
    without_texts = set(
        words(
            "button cache_resource code color_picker column_config columns container context date_input "
            "download_button expander file_uploader fragment html radio rerun session_state set_page_config spinner "
            "success text_input"
        )
    )
    assert used - shown - without_texts == set()


@pytest.mark.parametrize(
    "text",
    [":" + "a" * 500_000, "a" + " " * 500_000 + "b", ":1+" * 200_000, " \u202f " * 200_000 + "x"],
    ids=lambda text: text[:4],
)
def test_a_long_text_takes_a_time_that_grows_with_it_alone(text: str) -> None:
    began = time.monotonic()
    plain(text)
    assert time.monotonic() - began < 5  # a time that grows with the square takes hours


@given(st.text() | st.sampled_from(PAYLOADS))
def test_escaped_text_is_one_line_with_the_same_text(text: str) -> None:
    escaped = plain(text)
    assert "\n" not in escaped
    bare = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped)
    assert seen(re.sub("[\u202c\u2069]", "", bare)) == seen(re.sub("[\u202c\u2069]", "", text))
    assert not re.search(r"(?<!\\)(?:\\\\)*[<>\[\]`*_$:|~]", re.sub(r"\\.", "", escaped))
