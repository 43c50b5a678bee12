"""Pictures of a situation: layers, the page, its exports and the command line. Knows nothing of Streamlit.

Public is what `__all__` names, each name imported from its module when it is first asked for: `import layers` alone
loads neither pandas nor a drawing library. All other modules and names are internal.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layers.page.export import export_html as export_html
    from layers.page.export import write_export as write_export
    from layers.payload.layer_registry import Layer as Layer
    from layers.payload.layer_registry import register as register
    from layers.payload.payload import situation_payload as situation_payload
    from layers.share.state import ShareState as ShareState
    from layers.share.state import default_state as default_state
    from layers.sheet import sheet_bytes as sheet_bytes
    from layers.sheet import write_sheet as write_sheet
    from layers.tables.status_formats import status_csv as status_csv
    from layers.tables.status_formats import status_json as status_json
    from layers.tables.status_formats import status_text as status_text
    from layers.text.headline import headline as headline

PUBLIC = {  # by the module that defines them
    "page.export": ("export_html", "write_export"),
    "payload.payload": ("situation_payload",),
    "payload.layer_registry": ("Layer", "register"),
    "share.state": ("ShareState", "default_state"),
    "sheet": ("sheet_bytes", "write_sheet"),
    "tables.status_formats": ("status_csv", "status_json", "status_text"),
    "text.headline": ("headline",),
}
MODULES = {name: f"{__name__}.{module}" for module, names in PUBLIC.items() for name in names}
__all__ = list(MODULES)

if not TYPE_CHECKING:  # a type checker that saw it would let every misspelt name pass

    def __getattr__(name: str) -> object:
        if name not in MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value = getattr(import_module(MODULES[name]), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
