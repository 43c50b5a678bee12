"""A page that is watched: what it requests, what it logs, what its policy refuses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route

PATIENCE = 60_000  # milliseconds
NOT_A_FILE = re.compile(r"^(?!file:)")
WATCH_POLICY = (
    "document.addEventListener('securitypolicyviolation', "
    "e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))"
)


@dataclass
class Watched:
    """A page with its troubles: errors, refused requests and policy violations, in the order they came."""

    page: Page
    troubles: list[str] = field(default_factory=list)

    def call(self, expression: str, *arguments: Any) -> Any:
        """Evaluate a call on `window.situationMap`, e.g. `call("setTime", "2025-10-31")`."""
        return self.page.evaluate("([name, args]) => window.situationMap[name](...args)", [expression, list(arguments)])

    def settled(self) -> None:
        """Wait until what was asked for has been drawn."""
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def open_watched(
    browser: Browser,
    path: Path,
    *,
    width: int = 1280,
    height: int = 800,
    dark: bool = False,
    lang: str = "en-GB",
    share: str = "",
    **options: Any,
) -> Watched:
    """Open a file from disk with every request elsewhere refused and noted, and wait until it is ready."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        locale=lang,
        timezone_id="UTC",
        **options,
    )
    context.set_default_timeout(PATIENCE)
    watched = Watched(context.new_page())
    context.route(NOT_A_FILE, lambda route: refuse(route, watched))
    watched.page.on("pageerror", lambda error: watched.troubles.append(f"error: {error}"))
    watched.page.on(
        "console", lambda message: message.type == "error" and watched.troubles.append(f"console: {message.text}")
    )
    watched.page.on("dialog", lambda dialog: (watched.troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    watched.page.add_init_script(WATCH_POLICY)
    watched.page.goto(f"{path.as_uri()}{'#' + share if share else ''}")
    watched.page.evaluate("() => window.situationMap.ready.then(() => true)")
    return watched


def refuse(route: Route, watched: Watched) -> None:
    watched.troubles.append(f"request: {route.request.url}")
    route.abort()
