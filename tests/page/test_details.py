"""All of one item: in a popup that is wholly in view, in a drawer on a phone, and to be taken away as a citation."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from command_line import Run
from on_map import chosen_box
from page_parts import KEEP_COPIES, PHONE, Open, wait_for_hash

LAKAMANE = "2025-09-14-lakamane-convoy-destroyed"
TRUCKS = "2025-10-31-nigoun-tengrela-trucks"
CUT_OFF = """([selector, room]) => {
    const inner = document.querySelector(selector)?.getBoundingClientRect();
    const outer = document.querySelector(room).getBoundingClientRect();
    if (!inner) return "not shown";
    const out = {
        left: outer.left - inner.left, top: outer.top - inner.top, right: inner.right - outer.right, \
bottom: inner.bottom - outer.bottom,
    };
    return Object.entries(out).filter(([, px]) => px > 0.5).map(([side, px]) => `${side} ${px}`).join();
}"""


def cut_off(page: Page, selector: str, room: str = ".stage") -> str:
    return str(page.evaluate(CUT_OFF, [selector, room]))


@pytest.mark.parametrize(
    "share", [f"t=2025-09-14&s={LAKAMANE}", "s=nigoun", "s=abidjan-bamako-nigoun&z=8&c=20,-3", "s=ml-bamako&lang=fr"]
)
def test_a_popup_that_a_link_opens_is_wholly_in_view(exported: Path, open_page: Open, share: str) -> None:
    page = open_page(exported, share=share).page
    assert cut_off(page, ".leaflet-popup") == ""
    page.set_viewport_size({"width": 1100, "height": 760})
    page.wait_for_function(f"args => !({CUT_OFF})(args)", arg=[".leaflet-popup", ".stage"])


def test_a_passing_size_of_the_map_leaves_no_trace(exported: Path, open_page: Open) -> None:
    share = "c=12.65,-8&z=8&s=nigoun"
    straight = open_page(exported, share=share).call("state")["center"]
    page = open_page(exported, share=share, width=920)
    assert page.call("state")["center"] != straight
    page.page.set_viewport_size({"width": 1280, "height": 800})
    page.page.wait_for_function(
        "center => String(situationMap.state().center) === String(center)", arg=straight, timeout=5000
    )


def test_a_map_moved_by_hand_stays_when_a_command_moves_nothing(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="s=nigoun", reduced_motion="reduce")
    opened = page.call("state")["center"]
    page.page.locator(".leaflet-container").focus()
    for _ in range(4):
        page.page.keyboard.press("ArrowDown")
    page.page.wait_for_function("opened => situationMap.state().center[0] < opened - 1", arg=opened[0])
    assert cut_off(page.page, ".leaflet-popup") != ""
    left = page.call("state")
    page.call("command", {"share": left["share"] + "&t=2025-11-01"})
    page.settled()
    assert page.call("time") == "2025-11-01"
    assert page.call("state")["center"] == left["center"]


def test_a_command_makes_room_for_what_it_selects_alone(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="s=nigoun", reduced_motion="reduce", height=1100)
    page.call("command", {"share": "c=16,-4&z=7&s=ml-mopti"})  # Nigoun is far below
    page.settled()
    assert page.call("state")["selected"] == "ml-mopti"
    assert page.call("state")["center"] == [16, -4]


def test_whatever_is_chosen_is_wholly_in_view(exported: Path, open_page: Open) -> None:
    page = open_page(exported, reduced_motion="reduce", share="t=2026-06-01&m=sum&z=5.5")
    failed = page.page.evaluate(
        f"""cutOff => {{
        const found = {{}};
        for (const id of window.situationMap.visible()) {{
            window.situationMap.select(id);
            const out = ({CUT_OFF})(cutOff);
            if (out && out !== "not shown") found[id] = out;
        }}
        return found;
    }}""",
        [".leaflet-popup", ".stage"],
    )
    assert failed == {}


def test_what_is_chosen_can_be_read_whole_by_scrolling(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share=f"t=2025-09-14&s={LAKAMANE}").page
    copy = page.locator(".leaflet-popup").get_by_role("button", name="Copy citation")
    copy.scroll_into_view_if_needed()
    expect(copy).to_be_in_viewport()


def test_nothing_glides_for_a_reader_who_prefers_stillness(exported: Path, open_page: Open) -> None:
    page = open_page(exported, reduced_motion="reduce")
    gliding = page.page.evaluate(f"""() => {{
        window.situationMap.select("{LAKAMANE}");
        return [...document.querySelectorAll(".leaflet-pan-anim, .leaflet-zoom-anim .leaflet-zoom-animated")].length;
    }}""")
    assert gliding == 0
    assert cut_off(page.page, ".leaflet-popup") == ""


def test_escape_and_the_close_button_put_a_popup_away_for_good(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="s=nigoun")
    popup = page.page.locator(".leaflet-popup")
    page.page.locator(".map").press("Escape")
    expect(popup).to_have_count(0)
    assert page.call("state")["selected"] is None
    page.call("select", "nigoun")
    popup.get_by_role("button", name="Close").focus()
    page.page.keyboard.press("Enter")
    expect(popup).to_have_count(0)
    expect(page.page.locator(".map")).to_be_focused()


@pytest.mark.parametrize(
    "share", ["s=nigoun", f"t=2025-09-14&s={LAKAMANE}", "t=2025-10-26&s=2025-10-26-schools-suspended"]
)
def test_on_a_phone_details_are_in_a_drawer_below_the_place(exported: Path, open_page: Open, share: str) -> None:
    watched = open_page(exported, **PHONE, share=share)
    page, drawer = watched.page, watched.page.locator(".drawer")
    expect(drawer.get_by_role("heading").first).to_be_in_viewport()
    assert cut_off(page, ".drawer") == ""
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    if LAKAMANE in share:
        sign, sheet = chosen_box(watched), drawer.bounding_box()
        assert sheet
        assert sign["y"] + sign["height"] <= sheet["y"]


def test_a_drawer_takes_the_focus_when_opened_and_returns_it(exported: Path, open_page: Open) -> None:
    page = open_page(exported, **PHONE).page
    box = page.locator(".stage").bounding_box()
    assert box
    page.evaluate("() => window.situationMap.select('nigoun')")
    expect(page.locator(".drawer")).not_to_be_focused()
    page.locator(".drawer").get_by_role("button", name="Close").click()
    expect(page.locator(".drawer")).to_have_count(0)
    expect(page.locator(".map")).to_be_focused()
    for share in range(1, 20):  # somewhere in the middle of the map there is something
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] * share / 20)
        if page.locator(".drawer").count():
            break
    expect(page.locator(".drawer")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".drawer")).to_have_count(0)


def test_time_goes_on_under_what_is_open(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="s=nigoun").page
    popup = page.locator(".leaflet-popup")
    popup.get_by_text("What the sources say, by date").click()
    page.evaluate("() => window.situationMap.setTime('2026-08-01')")
    expect(popup).to_contain_text("Unknown")
    expect(popup.locator("details.history")).to_have_attribute("open", "")


def test_a_road_tells_in_words_how_old_and_what_is_claimed(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-11-08&s=abidjan-bamako-nigoun")
    popup = page.page.locator(".leaflet-popup")
    escorted = popup.locator(".stretches li").filter(has_text="Escorted")
    expect(escorted.filter(has_text="reported 7 days ago")).not_to_have_count(0)
    expect(popup.locator("h3:has-text('As of') + p")).to_contain_text("reported 2 days ago")  # the youngest stretch
    page.call("setTime", "2025-09-16")
    expect(popup.locator(".stretches li").filter(has_text="Resumed (claimed)").first).to_contain_text(
        "(claim of one party)"
    )
    page.call("setTime", "2025-10-31")
    expect(escorted).not_to_have_count(0)
    expect(popup.locator(".stretches")).not_to_contain_text("ago")


def test_a_crossing_names_its_sides_in_the_language_of_the_page(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="s=nigoun&lang=fr").page
    popup = page.locator(".leaflet-popup")
    expect(popup).to_contain_text("Nigoun / Nigouni, près de Tengréla (Côte d’Ivoire) – Kakolé – Kadiana (Mali)")
    assert popup.locator(".fallback").count() == 0
    expect(popup).to_contain_text("intersection de la ligne Niougoni")
    assert popup.locator("dd [lang=en]").count() == 0
    page.get_by_role("button", name="EN English").click()
    expect(popup).to_contain_text("Nigoun / Nigouni, near Tengréla (Côte d’Ivoire)")


def test_competing_accounts_are_side_by_side(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share=f"t=2025-09-14&s={LAKAMANE}").page
    accounts = page.locator(".leaflet-popup .versions li")
    texts = [
        "About 40 tankers burned (truckers’ union, Reuters), in a convoy going from Senegal to Bamako (Reuters).",
        "At least 20 tankers burned, in a convoy going from Senegal to Bamako, hit between Kaniéra and Lakamané (RFI).",
        "Over 30 tankers burned, in a satellite image (Bellingcat).",
        "ACLED counts 51 vehicles burned.",
        "A source close to JNIM speaks of 80 tankers burned (to Reuters).",
        "Tanakra speaks of 130 tankers burned.",
        "The convoy was going from Senegal to Bamako (army).",
        "The convoy was going from Bamako towards Senegal (BBC Verify).",
        "The convoy was hit between Kaniéra and Lakamané (KOACI, as RFI).",
        "The convoy was hit near Ségala, 60 km from Kayes (Maliweb).",
    ]
    expect(accounts).to_contain_text(texts)
    expect(accounts.filter(has_text="(shown here)")).to_contain_text([texts[0]])
    expect(accounts.nth(0).get_by_role("link")).to_have_count(1)  # its source
    expect(page.locator(".leaflet-popup .versions > .quiet")).to_contain_text("Shown here: 40 tankers")
    first, second = accounts.nth(0).bounding_box(), accounts.nth(1).bounding_box()
    assert first
    assert second
    assert first["y"] == second["y"]
    assert first["x"] + first["width"] <= second["x"]


@pytest.mark.parametrize("item", [LAKAMANE, "nigoun", "abidjan-bamako-nigoun", "ml-bamako"])
def test_every_item_has_an_address_for_corrections_that_names_it(
    folder: Path, run: Run, open_page: Open, item: str
) -> None:
    settings = folder / "situation.toml"
    text = settings.read_text(encoding="utf-8").replace("corrections@situation-map.example", "a@example.org")
    settings.write_text(text, encoding="utf-8")
    run("export", folder / "map.html", "--situation", folder)
    page = open_page(folder / "map.html", share=f"s={item}").page
    address = page.locator(".leaflet-popup").get_by_role("link", name="Report an error").get_attribute("href") or ""
    assert unquote(address) == f"mailto:a@example.org?subject=Correction: {item} (data of 2026-11-26)"


def test_an_address_that_nobody_reads_is_not_offered(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share=f"t=2025-09-14&s={LAKAMANE}").page
    expect(page.locator(".leaflet-popup .versions")).to_be_visible()
    expect(page.get_by_role("link", name="Report an error")).to_have_count(0)


def test_a_citation_holds_title_date_sources_data_version_and_address(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share=f"t=2025-09-14&s={LAKAMANE}").page
    page.evaluate(KEEP_COPIES)
    page.locator(".leaflet-popup").get_by_role("button", name="Copy citation").click()
    expect(page.get_by_role("status")).to_contain_text("Citation copied.")
    copied = page.evaluate("() => window.copied")
    assert copied.startswith("About 40 tankers burned near Lakamané. 14 September 2025. Sources: ")
    payload = json.loads(page.locator("#situation-payload").text_content() or "")
    event = payload["events"]["id"].index(LAKAMANE)
    for number in payload["events"]["sources"][event]:
        assert payload["sources"]["title"][number] in copied
        assert payload["sources"]["url"][number] in copied
    assert "In: The fuel blockade of Bamako, data of 2026-11-26." in copied
    assert copied.endswith(f"s={LAKAMANE}&v=2026-11-26")
    assert copied.split(" ")[-1].startswith("file://")


@pytest.mark.parametrize(
    ("item", "title"), [("abidjan-bamako-nigoun", "Escorted, since 30 Oct 2025"), ("nigoun", "Open")]
)
def test_a_state_is_cited_with_its_sources(exported: Path, open_page: Open, item: str, title: str) -> None:
    state = title.split(",")[0].lower()
    page = open_page(exported, share=f"t=2025-10-31&s={item}").page
    page.evaluate(KEEP_COPIES)
    page.locator(".leaflet-popup").get_by_role("button", name="Copy citation").click()
    expect(page.get_by_role("status")).to_contain_text("Citation copied.")
    copied = page.evaluate("() => window.copied")
    assert f": {title}" in copied.split(" Sources: ")[0]
    payload = json.loads(page.locator("#situation-payload").text_content() or "")
    day = page.evaluate("() => Math.floor(Date.parse('2025-10-31') / 86400000)")
    (found,) = [each for each in payload["routes"] + payload["crossings"] if each["id"] == item]
    legs = set(found.get("legs", []))
    rows = found["rows"] if "rows" in found else [r for r in payload["network"]["rows"] if legs & set(r["legs"])]
    cited_sources = {
        source
        for row in rows
        if row["state"] == state and row["start"] <= day < row["end"]
        for source in row["sources"]
    }
    assert cited_sources
    assert [source for source in cited_sources if payload["sources"]["url"][source] not in copied] == []


def test_a_refused_clipboard_leaves_a_text_to_copy_by_hand(exported: Path, open_page: Open) -> None:
    page = open_page(exported).page
    page.evaluate(
        "() => Object.defineProperty(navigator, 'clipboard', { value: { writeText: async () => { throw Error(); } } })"
    )
    page.get_by_role("button", name="Copy link").click()
    field = page.get_by_label("Copy this address:")
    expect(field).to_be_focused()
    assert field.input_value().endswith("#v=2026-11-26")


def test_a_link_opens_what_it_was_copied_from(exported: Path, open_page: Open) -> None:
    page = open_page(exported)
    page.call("select", TRUCKS)
    wait_for_hash(page.page, f"s={TRUCKS}")
    page.page.reload()
    expect(page.page.locator(".leaflet-popup")).to_contain_text("Malian lorries queue at Nigoun, on the border")
    expect(page.page.locator("#panel-events [aria-current=true]")).to_have_attribute("data-id", TRUCKS)
