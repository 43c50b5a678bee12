"""What axe-core finds on a page that readers of every kind would stumble over."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(sys.prefix) / "npm" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page, within: str = "html") -> list[str]:
    """Return what it finds in some elements; the debugger gives its script to the page, past the page's policy."""
    page.evaluate(f"() => {{ if (!window.axe) {{ {AXE.read_text(encoding='utf-8')} }} }}")
    found = page.evaluate("([within, tags]) => axe.run(within, { runOnly: tags })", [within, TAGS])
    return [f"{each['id']}: {node['html'][:120]}" for each in found["violations"] for node in each["nodes"]]
