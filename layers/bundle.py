"""The front end as text: our ES modules joined into one classic script, the style sheet, and the packaged Leaflet."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet

STATIC = Path(__file__).parent / "static"
LEAFLET = Path(leaflet.BASE_DIR)
ENTRY = "page.mjs"
STYLES = ("page.css", "controls.css", "print.css")
IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.mjs)";[^\n]*\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?function|const|class)", re.MULTILINE)
CSS_IMAGE = re.compile(r"url\(\s*(?:images/[^)]*|\"images/[^)]*)\)")


def module_order(entry: str = ENTRY) -> list[str]:
    """Return the modules that an entry needs, each after those it imports."""
    order: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ValueError(f"modules import each other: {' → '.join((*above, name))}")
        if name not in order:
            for needed in IMPORT.findall((STATIC / name).read_text(encoding="utf-8")):
                visit(needed, (*above, name))
            order.append(name)

    visit(entry, ())
    return order


@cache
def page_script() -> str:
    """Return the modules as one classic script that defines `window.openSituation`."""
    bodies = (EXPORT.sub("", IMPORT.sub("", (STATIC / name).read_text(encoding="utf-8"))) for name in module_order())
    return '(function () {\n"use strict";\n' + "\n".join(bodies) + "\nwindow.openSituation = openSituation;\n})();\n"


@cache
def leaflet_script() -> str:
    """Return Leaflet's own script, without the reference to a source map that is not there."""
    return re.sub(r"\n//# sourceMappingURL=.*", "", (LEAFLET / "leaflet.js").read_text(encoding="utf-8"))


@cache
def page_style() -> str:
    """Return the style sheets; Leaflet's marker and layer images are not used and left out."""
    sheets = (LEAFLET / "leaflet.css", *(STATIC / name for name in STYLES))
    return CSS_IMAGE.sub("none", "\n".join(path.read_text(encoding="utf-8") for path in sheets))


def digest(text: str) -> str:
    """Return the SHA-256 source expression of an inline script or style for a Content-Security-Policy."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"
