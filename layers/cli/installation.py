"""Whether Python finds the packages of this installation: another project may have some of the same common names."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

HOME = Path(__file__).parents[2]
FIX = "Fix: install situation-map into a virtual environment of its own, and start it from another folder."


def fault() -> str:
    """Return what is wrong with the installation in a line, or nothing. No stranger's code is run to find out."""
    found = place_of("geodata")
    if found != (HOME / "geodata").resolve():
        named = repr(str(found)) if found else "none"
        return f"expected the package geodata beside layers in {str(HOME)!r}, found {named}. {FIX}"
    if not (HOME / "map_app.py").is_file():
        return f"expected map_app.py beside layers in {str(HOME)!r}, found none. {FIX}"
    return ""


def place_of(package: str) -> Path | None:
    """Return the folder that `import` would take a package from."""
    spec = find_spec(package)
    return next((Path(place).resolve() for place in (spec and spec.submodule_search_locations) or ()), None)
