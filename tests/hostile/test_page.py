"""Hostile texts in every field of a situation, its address and its links: the page shows them, and nothing runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from hostile import PAYLOADS, RUN, hostile_situation
from layers.page.html import policy
from on_map import on_map
from page_texts import PAGE_TEXTS_SCRIPT
from watched import WATCH_POLICY, Watched, open_watched

Open = Callable[..., Watched]
PAGE_ROWS = 100  # of the list, before one asks for more
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

KEEP_COPIES = """() => {
Object.defineProperty(navigator, "clipboard", { value: { writeText: async text => { window.copied = text; } } });
}"""


@pytest.fixture(scope="module")
def situation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_situation(tmp_path_factory.mktemp("hostile") / "mali")


@pytest.fixture(scope="module")
def with_policy(situation: Path, run: Callable[..., Any]) -> Path:
    path = situation.parent / "page.html"
    done = run("export", path, "--situation", situation)
    assert (done.returncode, done.stderr) == (0, "")
    return path


@pytest.fixture(scope="module")
def without_policy(with_policy: Path) -> Path:
    path = with_policy.with_name("open.html")
    text, count = POLICY.subn("", with_policy.read_text(encoding="utf-8"), count=1)
    assert count == 1
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def page(without_policy: Path, open_page: Open) -> Watched:
    """The hostile page, watched, with nothing but its own care: what runs nowhere here runs nowhere under a policy."""
    watched = open_page(without_policy, reduced_motion="reduce")
    watched.page.evaluate(PAGE_TEXTS_SCRIPT)
    return watched


def untouched(watched: Watched) -> bool:
    """Tell whether no payload has run in any frame and nothing was added to the document that runs or loads."""
    watched.settled()
    watched.page.mouse.move(300, 300)
    stray = (
        "script:not([type]), iframe, object, embed, img, video, audio, form:not([role=search]), base, link, marquee, "
        "[onerror], [onload], [onfocus]"
    )
    own_scripts = 3
    return (
        not any(frame.evaluate("() => window.__hacked") for frame in watched.page.frames)
        and watched.page.locator(stray).count() == own_scripts
        and watched.page.evaluate("() => typeof window.situationMap.select") == "function"
    )


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_text_of_every_item_shows_as_text_in_popup_or_list(page: Watched, lang: str) -> None:
    page.page.locator(f"[data-lang={lang}]").first.click()
    page.call("setMode", "sum")
    page.call("setTime", "2026-06-01")
    assert page.page.evaluate("lang => checkItems(lang)", lang) == {}
    assert untouched(page)


def test_every_title_shows_in_the_list_and_every_source_is_a_safe_link(page: Watched) -> None:
    page.call("setMode", "sum")
    page.call("setTime", "2026-06-01")
    page.page.locator("#tab-events").click()
    rows, more = page.page.locator("#panel-events .row"), page.page.locator("#panel-events > div > div > .plain-button")
    rows.nth(PAGE_ROWS - 1).wait_for()
    while more.count():
        more.click()
    missing = page.page.evaluate("""() => {
        const p = payload(), node = document.getElementById("situation-list"), missing = {};
        for (const a of node.querySelectorAll("a")) checkLink(a, missing);
        return [...whatIsMissing(p.events.title.en, node), ...Object.keys(missing)];
    }""")
    assert missing == []
    assert untouched(page)


def test_title_licence_method_and_credits_show_as_text(page: Watched) -> None:
    missing = page.page.evaluate("""() => {
        const { title, licence, attribution, method } = payload().situation;
        return [...whatIsMissing([licence, attribution, method.en], document.querySelector(".credits")),
                ...whatIsMissing([title.en], document.querySelector("h1")), \
...whatIsMissing([title.en], { textContent: document.title })];
    }""")
    assert missing == []
    assert untouched(page)


def test_names_in_the_strip_its_tips_and_the_filters_show_as_text(page: Watched) -> None:
    page.page.locator("#tab-events").click()
    page.page.locator(".filters").wait_for()
    missing = page.page.evaluate("""() => {
        const strip = document.querySelector(".strip"), tip = document.querySelector(".chart-tip"), missing = [];
        const press = key => strip.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        const { routes } = payload();
        for (const route of routes) {
            for (let k = 0; k < 6; k += 1) {
                press("ArrowRight");
                missing.push(...whatIsMissing([route.name.en], tip));
            }
            press("ArrowDown");
        }
        missing.push(...whatIsMissing(routes.filter((_, k) => payload().events.routes.some(on => on.includes(k)))\
.map(route => route.short.en), document.querySelector(".filters")));
        return missing;
    }""")
    assert missing == []
    assert untouched(page)


def test_the_printed_page_shows_the_texts_of_the_day(page: Watched) -> None:
    page.call("setMode", "sum")
    page.call("setTime", "2026-06-01")
    page.page.emulate_media(media="print")
    page.page.wait_for_selector(".print-sheet h1")
    missing = page.page.evaluate("""() => {
        const { situation, routes } = payload();
        const texts = [situation.title.en, situation.licence, situation.attribution, \
...routes.map(route => route.name.en)];
        return whatIsMissing(texts, document.querySelector(".print-sheet"));
    }""")
    assert missing == []
    assert untouched(page)


def test_a_citation_is_copied_unchanged(page: Watched) -> None:
    page.page.evaluate(KEEP_COPIES)
    missing = page.page.evaluate("""async () => {
        const p = payload(), missing = [];
        for (const [i, id] of p.events.id.entries()) {
            window.situationMap.select(id);
            const copy = document.querySelector(".popup-item .item-actions button");
            if (!copy) continue;
            copy.click();
            const wanted = [p.events.title.en[i], \
...p.events.sources[i].flatMap(k => [p.sources.publisher[k], p.sources.title[k]])];
            missing.push(...whatIsMissing(wanted, { textContent: await appears(() => window.copied) }));
            window.copied = "";
        }
        return missing;
    }""")
    assert missing == []


def test_a_click_on_several_items_offers_their_titles_as_text(page: Watched) -> None:
    page.call("setMode", "sum")
    page.call("setTime", "2026-06-01")
    page.page.evaluate("() => { location.hash = 't=2026-06-01&m=sum&c=12.609,-7.975&z=12' }")
    box = page.page.locator(".leaflet-container").bounding_box()
    assert box
    sign = max(on_map(page, "2026-06-01", 12).told["events"], key=lambda each: each[2] - each[0])
    page.page.mouse.click(box["x"] + (sign[0] + sign[2]) / 2, box["y"] + (sign[1] + sign[3]) / 2)
    titles = page.page.locator(".chooser button").all_text_contents()
    everything = page.page.evaluate(
        "() => squeezed(JSON.stringify(Object.values(expectedTexts('en')).flat().map(squeezed)))"
    )
    assert len(titles) > 2
    assert all(
        page.page.evaluate("text => squeezed(JSON.stringify(squeezed(text))).slice(1, -1)", title) in everything
        for title in titles
    )
    assert untouched(page)


def test_any_address_gives_a_page_and_a_note_and_runs_nothing(page: Watched) -> None:
    lost = page.page.evaluate(
        """async payloads => {
        const lost = [], notes = () => squeezed(document.querySelector(".notes").textContent);
        for (const text of payloads) {
            const coded = encodeURIComponent(text.isWellFormed() ? text : "");
            for (const hash of [text, `t=${coded}&s=${coded}&${coded}=1`, `f=category:${coded};q:${coded}`]) {
                location.hash = `#${hash}`;
                await new Promise(done => setTimeout(done));
            }
            if (text.length < 50 && text.trim() && !notes().includes(squeezed(`t=${text}`).slice(0, 50))) \
lost.push(text);
        }
        return lost;
    }""",
        list(PAYLOADS),
    )
    assert lost == []
    assert page.call("time")
    assert untouched(page)


@pytest.mark.parametrize("text", [PAYLOADS[1], PAYLOADS[4], "%00%ff{{7*7}}", "t=%3Cimg src=x onerror=alert(1)%3E"])
def test_an_address_is_harmless_at_the_first_opening_too(with_policy: Path, open_page: Open, text: str) -> None:
    assert untouched(open_page(with_policy, share=text))


def control_page(path: Path, body: str, head: str = "") -> Path:
    path.write_text(
        f"<!doctype html><meta charset=utf-8>{head}"
        f"<script>window.situationMap = {{ ready: Promise.resolve(), select() {{}} }}</script>{body}",
        encoding="utf-8",
    )
    return path


def test_a_page_without_care_is_noticed(browser: Browser, tmp_path: Path) -> None:
    path = control_page(
        tmp_path / "control.html",
        "".join(PAYLOADS[:12]) + "<img src='http://hacked.invalid/'><script>throw new Error('x')</script>",
    )
    watched = open_watched(browser, path)
    assert not untouched(watched)
    assert watched.page.evaluate("() => window.__hacked") == 1
    kinds = {trouble.partition(":")[0] for trouble in watched.troubles}
    assert {"dialog", "request", "error"} <= kinds
    watched.page.context.close()


@pytest.mark.parametrize("text", [text for text in PAYLOADS if text.startswith("<") and RUN in text][:8])
def test_the_policy_stops_what_a_page_without_care_would_run(browser: Browser, tmp_path: Path, text: str) -> None:
    own = "window.situationMap = { ready: Promise.resolve(), select() {} }"
    rules = policy((own,), tiles=())
    path = control_page(
        tmp_path / "control.html", text, f'<meta http-equiv="Content-Security-Policy" content="{rules}">'
    )
    path.write_text(path.read_text(encoding="utf-8").replace(f"<script>{own} ", f"<script>{own}"), encoding="utf-8")
    watched = open_watched(browser, path)
    assert watched.page.evaluate("() => window.__hacked") is None
    assert not [trouble for trouble in watched.troubles if trouble.startswith(("dialog", "request"))]
    watched.page.context.close()


def test_the_watch_on_the_policy_is_set_before_anything_runs() -> None:
    assert "securitypolicyviolation" in WATCH_POLICY
