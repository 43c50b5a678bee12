"""The app in a browser tab, with what crosses the websocket counted and what the reader waits for timed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Frame, Locator, Page, Route, WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from watched import PATIENCE

# Noted on the page around the map, in milliseconds of one clock: `lastInput`, when the reader last let go of something;
# `idleAt`, when the app was last up to date again; `mapDrawnAt`, when the map had first been drawn. `faintest`: how far
# elements have faded.
STOPWATCH = """
for (const name of ["pointerup", "keydown"]) addEventListener(name, () => { top.lastInput = Date.now(); }, true);
if (window === top) {
  const idle = () => document.querySelector("[data-test-script-state='notRunning']");
  new MutationObserver(() => { if (idle()) window.idleAt = Date.now(); })
    .observe(document, { subtree: true, attributeFilter: ["data-test-script-state"] });
  window.watchFading = () => {
    window.faintest = 1;
    const look = () => {
      for (const part of document.querySelectorAll("[data-testid='stElementContainer']"))
        window.faintest = Math.min(window.faintest, getComputedStyle(part).opacity);
      requestAnimationFrame(look);
    };
    look();
  };
  const lookForMap = async () => {
    const maps = [...document.querySelectorAll("iframe")].map(frame => frame.contentWindow?.situationMap);
    const map = maps.find(found => found?.ready);
    await map?.ready;
    requestAnimationFrame(map ? () => { window.mapDrawnAt = Date.now(); } : lookForMap);
  };
  lookForMap();
}
"""
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
RUNS_TO_OPEN = 2  # the script, and the map's word that it has opened


@dataclass
class Traffic:
    """What the server sent: bytes, bytes by kind of element, and begun script runs (a fragment run counts as one)."""

    bytes: int = 0
    runs: int = 0
    ended: int = 0
    fragment_runs: int = 0
    elements: Counter[str] = field(default_factory=Counter)

    def receive(self, data: Any) -> None:
        payload = data if isinstance(data, bytes) else str(data).encode()
        self.bytes += len(payload)
        if not isinstance(data, bytes):
            return
        message = ForwardMsg.FromString(data)
        self.runs += message.WhichOneof("type") == "new_session"
        self.ended += ends_a_run(data)
        self.fragment_runs += message.script_finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
        self.elements[message.delta.new_element.WhichOneof("type") or "other"] += len(payload)

    def reset(self) -> None:
        self.bytes = self.runs = self.ended = self.fragment_runs = 0
        self.elements.clear()


def ends_a_run(data: Any) -> bool:
    return isinstance(data, bytes) and ForwardMsg.FromString(data).WhichOneof("type") == "script_finished"


@dataclass
class AppPage:
    """The app in one browser tab."""

    page: Page
    traffic: Traffic = field(default_factory=Traffic)
    troubles: list[str] = field(default_factory=list)
    sockets: list[WebSocket] = field(default_factory=list)

    @property
    def frame(self) -> Frame:
        """Return the frame that holds the map."""
        (found,) = [frame for frame in self.page.frames if "streamlit_folium" in frame.url]
        return found

    @property
    def slider(self) -> Locator:
        """Return the handle of the timeline."""
        return self.frame.get_by_role("slider").last

    def call(self, name: str, *arguments: Any) -> Any:
        return self.frame.evaluate("([name, args]) => window.situationMap[name](...args)", [name, list(arguments)])

    def press(self, *keys: str) -> None:
        """Press keys on the timeline."""
        self.slider.focus()
        for key in keys:
            self.page.keyboard.press(key)

    def grab(self) -> tuple[float, float]:
        """Press the pointer on the handle of the timeline and return where."""
        self.slider.scroll_into_view_if_needed()
        box = self.slider.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        return x, y

    @contextmanager
    def run(self) -> Iterator[None]:
        """Wait for the run that what is done inside causes, until the app is up to date."""
        ended = self.traffic.ended
        yield
        self.wait_for_runs(ended + 1)

    def wait_for_runs(self, number: int) -> None:
        """Wait until so many runs have ended since the counting began."""
        while self.traffic.ended < number:
            self.sockets[-1].wait_for_event("framereceived", ends_a_run)
        self.page.evaluate(TWO_FRAMES)
        self.wait_until_idle()

    def open_panel(self, name: str) -> None:
        with self.run():
            self.page.get_by_role("radio", name=name, exact=True).click()

    def wait_for_map(self) -> None:
        self.page.wait_for_function("() => window.mapDrawnAt")

    def wait_until_idle(self) -> None:
        """Wait until no script runs: Streamlit says so on its own element."""
        self.page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']")

    def wait_for_headline(self, beginning: str) -> None:
        self.page.wait_for_function(
            "beginning => document.querySelector('h4')?.innerText.startsWith(beginning)", arg=beginning
        )

    def milliseconds(self) -> float:
        """Return how long the reader waited, from letting go to the end of the run with all of it drawn."""
        return float(self.page.evaluate("() => window.idleAt - window.lastInput"))

    def refuse(self, route: Route) -> None:
        self.troubles.append(route.request.url)
        route.abort()

    def watch(self, websocket: WebSocket) -> None:
        self.sockets.append(websocket)
        websocket.on("framereceived", self.traffic.receive)


def visit(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    height: int = 1000,
    dark: bool = False,
    locale: str = "en-GB",
    has_touch: bool = False,
) -> AppPage:
    """Go to the app in a tab of its own; requests to anywhere but the server are refused and written down."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        locale=locale,
        timezone_id="UTC",
        has_touch=has_touch,
    )
    context.set_default_timeout(PATIENCE)
    context.add_init_script(STOPWATCH)
    app = AppPage(context.new_page())
    origin = re.escape("/".join(address.split("/")[:3]))
    # A pattern, not a function: the browser judges by itself and asks here only about what is to be refused.
    context.route(re.compile(rf"^(?!{origin}/|data:|blob:)"), app.refuse)
    app.page.on("websocket", app.watch)
    app.page.on("pageerror", lambda error: app.troubles.append(f"error: {error}"))
    app.page.goto(address)
    return app


def open_app(browser: Browser, address: str, **options: Any) -> AppPage:
    """Open the app at a situation, and wait until all of it is drawn."""
    app = visit(browser, address, **options)
    app.wait_for_map()
    app.wait_for_runs(RUNS_TO_OPEN)
    app.page.get_by_test_id(
        "stDownloadButton"
    ).last.wait_for()  # the last part of the panel; its script is fetched when first needed
    return app
