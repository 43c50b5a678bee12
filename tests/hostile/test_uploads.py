"""Hostile files of every format and name, in the exported file and the app: text is text, sessions are apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from app_page import AppPage
from command_line import Run
from hostile import RUN
from hostile_files import WRITERS, csv_bytes, hostile_file, texts_for
from hostile_tabs import watched_tabs
from layers.uploads.layer import LONGEST_NAME
from page_texts import PAGE_TEXTS_SCRIPT
from watched import Watched

Open = Callable[..., AppPage]
NAMES = (
    f"<img src=x onerror={RUN}>",
    f"'-{RUN}-' \"{RUN}\" {{{{ 7*7 }}}} {{% off",
    "[press](javascript:alert(1)) **bold** $x^2$ :material_home: :smile:",
    "=cmd|'' @ + - ; &lt;b&gt; ${x} `x`",
    "\u202egnp.exe\u202c \x1b[31m red\x07",
    "__proto__",
    "constructor",
    "x" * 150,
)

# Rows that were added: every text of theirs must be where they are looked at.
LOOK_AT_ADDED = """async added => {
    const missing = {}, p = added;
    for (const [i, id] of p.events.id.entries()) {
        window.situationMap.select(id);
        const node = document.querySelector(".leaflet-popup .popup-item") \
?? await appears(() => listRow(id)?.closest("li"));
        const own = Object.entries(p.events.original[i] ?? {}).flat();
        const sources = p.events.sources[i].map(k => p.sources.publisher[k]);
        const layer = p.layers.find(each => each.id === p.events.layer.codes[p.events.layer.at[i]]);
        const lost = whatIsMissing([p.events.title[i], p.events.summary[i], p.events.place[i], layer.name, \
...own, ...sources], node);
        for (const a of node?.querySelectorAll("a") ?? []) checkLink(a, missing);
        if (lost.length) missing[id] = lost;
        window.situationMap.select(null);
    }
    return missing;
}"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A file of every format under a hostile name."""
    folder = tmp_path_factory.mktemp("uploads")
    return [hostile_file(folder, suffix, name)[0] for suffix, name in zip(WRITERS, NAMES, strict=True)]


@pytest.fixture(scope="module")
def exported_with_uploads(files: list[Path], run: Run) -> Path:
    path = files[0].parent / "page.html"
    done = run("export", path, *(word for file in files for word in ("--add", file)), "--date", "2025-09-14")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return path


def test_rows_of_every_format_show_as_text_in_the_exported_file(
    open_page: Callable[..., Watched], exported_with_uploads: Path
) -> None:
    page = open_page(exported_with_uploads, reduced_motion="reduce")
    page.page.evaluate(PAGE_TEXTS_SCRIPT)
    added = page.page.evaluate("() => payload().added")
    assert len(added["layers"]) == len(WRITERS)
    assert len(added["events"]["id"]) > 100 * (len(WRITERS) - 1)
    assert page.page.evaluate(LOOK_AT_ADDED, added) == {}
    shown = page.page.locator(".toggles").text_content() or ""
    assert all(layer["name"] in shown for layer in added["layers"])
    assert page.page.evaluate("() => window.__hacked") is None
    assert page.page.evaluate("() => ({}).polluted ?? Object.keys(Object.prototype).length") == 0


@pytest.fixture
def tabs(browser: Browser, address: str) -> Iterator[Open]:
    with watched_tabs(browser, address) as open_one:
        yield open_one


def drop(app: AppPage, *paths: Path) -> None:
    app.open_panel("Your layers")
    app.page.locator("input[type=file]").set_input_files(list(paths))


def add_to_map(app: AppPage) -> None:
    app.frame.evaluate("() => { window.old = true }")
    app.page.get_by_role("button", name="Add to map").first.click()
    app.page.wait_for_function(
        "() => { const maps = [...document.querySelectorAll('iframe')].map(f => f.contentWindow)"
        ".filter(w => w.situationMap);"
        " return maps.length === 1 && maps[0].situationMap.state && !maps[0].old; }"
    )
    app.wait_until_idle()


def test_a_hostile_file_in_the_app_shows_as_text_in_panel_and_page(
    tabs: Open, files: list[Path], tmp_path: Path
) -> None:
    app = tabs()
    path = tmp_path / f"{NAMES[2]}.csv"
    texts = texts_for(".csv")[:40]
    path.write_bytes(csv_bytes(texts))
    drop(app, path)
    app.page.get_by_role("button", name="Add to map").wait_for()
    main = app.page.get_by_test_id("stMain")
    expect(main).to_contain_text(
        NAMES[2].replace(":material_home:", ":\u2060material_home:").replace(":smile:", ":\u2060smile:")
    )
    name = app.page.get_by_label("Name of the layer")
    with app.run():
        name.fill(NAMES[0])
        name.press("Enter")
    add_to_map(app)
    expect(app.page.get_by_role("button", name="Remove", exact=True)).to_be_visible()
    expect(main).to_contain_text(f"{NAMES[0]} · 40 rows"[:LONGEST_NAME])
    app.frame.evaluate(PAGE_TEXTS_SCRIPT)
    assert app.frame.locator(".toggles").text_content().count(NAMES[0]) == 1
    shown = app.frame.evaluate("""() => {
        const found = [];
        for (const id of window.situationMap.visible().filter(id => id.startsWith("img"))) {
            window.situationMap.select(id);
            found.push([...document.querySelectorAll(".popup-item .item-title")].at(-1)?.textContent ?? ""); \
// the one before still fades
        }
        return found;
    }""")
    assert sorted(shown) == sorted(text.strip() for text in texts)
    assert app.page.get_by_test_id("stException").count() == 0


def test_the_uploads_of_one_session_touch_no_other_and_are_unknown_to_it(tabs: Open, tmp_path: Path) -> None:
    mine, other = tabs(), tabs("/?t=2025-10-31&m=sum")
    before = (other.call("visible"), other.call("state"), other.page.get_by_test_id("stMain").inner_text())
    bomb = tmp_path / "bomb.csv"
    bomb.write_text("title,lat,lon\n" + "A,12,-8\n" * 50_000, encoding="utf-8")
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1" + bytes(5_000) + b"PAR1")
    hostile = tmp_path / f"{NAMES[0]}.csv"
    hostile.write_bytes(csv_bytes(texts_for(".csv")))
    drop(mine, hostile, broken, bomb)
    with other.run():  # while the files of the first session are being read
        other.press("ArrowRight")
    other.wait_for_headline("1 November 2025")
    with other.run():
        other.press("ArrowLeft")
    mine.page.get_by_role("button", name="Add to map").first.wait_for(timeout=120_000)
    add_to_map(mine)
    assert (other.call("visible"), other.call("state"), other.page.get_by_test_id("stMain").inner_text()) == before
    (layer,) = set(mine.call("state")["layers"]) - set(other.call("state")["layers"])
    late = tabs(f"/?t=2025-10-31&m=sum&l={','.join(mine.call('state')['layers'])}")
    assert layer not in late.call("state")["layers"]
    assert late.call("visible") == before[0]
    note = late.page.get_by_test_id("stAlert").inner_text()  # the link asks for a layer that only the first session has
    assert late.page.get_by_test_id("stMain").inner_text().replace(note, "").split() == before[2].split()
    for tab in (other, late):
        tab.open_panel("Your layers")
        assert tab.page.get_by_role("button", name="Remove", exact=True).count() == 0


def test_an_uploaded_row_at_a_pole_and_in_any_year_breaks_no_panel(tabs: Open, tmp_path: Path) -> None:
    path = tmp_path / "far.csv"
    path.write_text(
        "title,date,lat,lon\nA,1000-01-01,90,180\nB,9998-12-31,-90,-180\nC,2025-09-14,12,-8\n", encoding="utf-8"
    )
    app = tabs()
    drop(app, path)
    add_to_map(app)
    for day in ("1000-01-01", "9998-12-31"):
        app.frame.evaluate(
            "day => { window.situationMap.setMode('window', { days: 3650 }); window.situationMap.setTime(day); }", day
        )
        app.page.wait_for_url(f"**t={day}**")
        app.wait_until_idle()
        for panel in ("Routes", "Events", "What changed", "As known on", "Share and export"):
            choice: Any = app.page.get_by_role("radio", name=panel, exact=True)
            if choice.count() and choice.get_attribute("aria-checked") == "false":
                app.open_panel(panel)
            assert app.page.get_by_test_id("stException").count() == 0, (day, panel)
