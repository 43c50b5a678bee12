"""The front end as text: our ES modules joined into one classic script, the style sheet, and Leaflet from its package.

Every module becomes a function of its own that answers what it exports, so a name needs to be unique in its file alone;
a JSON file that a module imports becomes a constant.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path, PurePosixPath

from xstatic.pkg import leaflet

from layers.payload.layer_registry import registered_layers

STATIC = Path(__file__).parents[1] / "static"
SHELL = STATIC / "shell"
LEAFLET = Path(leaflet.BASE_DIR)
ENTRY = "page.mjs"
REGISTRY = "layers/layer-registry.mjs"
STYLES = ("page.css", "controls.css", "print.css")
IMPORT = re.compile(
    r'^import (?:\{([^}]*)\}|(\w+)) from "(\.{1,2}/[\w./-]+\.(?:mjs|json))"(?: with \{ type: "json" \})?;[^\n]*\n',
    re.MULTILINE,
)
EXPORT = re.compile(r"^export (?=(?:(?:async )?function\*?|const|class) (?:(\w+)|\[([\w, ]+)\]))", re.MULTILINE)
# What stands on lines of its own; the modules hold no text of several lines, which a test holds.
COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*.*?\*/[ \t]*)\n", re.MULTILINE | re.DOTALL)
ASIDE = re.compile(r"(?<=[;,{}()\[\]])[ \t]+// [^\n\"'`]*$", re.MULTILINE)  # after code, and in no text
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
CSS_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
CSS_IMAGE = re.compile(r"url\(\s*(?:images/[^)]*|\"images/[^)]*)\)")


def module_text(name: str) -> str:
    """Return the text of a module by its path below `layers/static/`."""
    return (STATIC / name).read_text(encoding="utf-8")


def resolved(name: str, importer: str) -> str:
    """Return the path below `layers/static/` of a module that another one imports by a relative path."""
    parts: list[str] = []
    for part in (PurePosixPath(importer).parent / name).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def module_order(entry: str = ENTRY) -> list[str]:
    """Return the modules that an entry needs, each after those it imports."""
    order: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ValueError(f"modules import each other: {' → '.join((*above, name))}")
        if name not in order:
            for *_, needed in IMPORT.findall(module_text(name)):
                visit(resolved(needed, name), (*above, name))
            order.append(name)

    visit(entry, ())
    return order


def variable(name: str) -> str:
    """Return the name of a module's exports in the joined script: `$data_time_index` for `data/time-index.mjs`."""
    return "$" + re.sub(r"[/.-]", "_", name.removesuffix(".mjs"))


def wrapped(name: str, text: str) -> str:
    """Return a module as a function that is called at once and answers its exports."""
    if name.endswith(".json"):
        return f"const {variable(name)} = {text.strip()};\n"
    exports = ", ".join(name or several for name, several in EXPORT.findall(text))

    def destructured(found: re.Match[str]) -> str:
        names, whole, needed = found.groups()
        target = whole or f"{{{names.replace(' as ', ': ')}}}"
        return f"const {target} = {variable(resolved(needed, name))};\n"

    body = INDENT.sub("", COMMENT.sub("", ASIDE.sub("", EXPORT.sub("", IMPORT.sub(destructured, text)))))
    return f"const {variable(name)} = (() => {{\n{body}return {{ {exports} }};\n}})();\n"


def page_script() -> str:
    """Return the modules as one classic script that defines `window.openSituation`, registered layers included."""
    return joined_script(tuple(layer.script for layer in registered_layers() if layer.script))


@cache
def joined_script(layer_scripts: tuple[Path, ...]) -> str:
    modules = "".join(wrapped(name, module_text(name)) for name in module_order())
    register = f"{variable(REGISTRY)}.registerLayer"
    brought = "".join(
        f"{wrapped(f'brought/{number}', path.read_text(encoding='utf-8'))}"
        f"{register}({variable(f'brought/{number}')}.layer);\n"
        for number, path in enumerate(layer_scripts)
    )
    opened = f"window.openSituation = {variable(ENTRY)}.openSituation;"
    return f'(function () {{\n"use strict";\n{modules}{brought}{opened}\n}})();\n'


@cache
def leaflet_script() -> str:
    """Return Leaflet's own script, without the reference to a source map that is not there."""
    return re.sub(r"\n//# sourceMappingURL=.*", "", (LEAFLET / "leaflet.js").read_text(encoding="utf-8"))


@cache
def page_style() -> str:
    """Return the style sheets; Leaflet's marker and layer images are not used and left out."""
    sheets = (LEAFLET / "leaflet.css", *(SHELL / name for name in STYLES))
    text = "\n".join(path.read_text(encoding="utf-8") for path in sheets)
    return CSS_IMAGE.sub("none", INDENT.sub("", CSS_COMMENT.sub("", text)))


def digest(text: str) -> str:
    """Return the SHA-256 source expression of an inline script or style for a Content-Security-Policy."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"
