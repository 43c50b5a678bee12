"""The app's own style: less room above the title, and no button of Streamlit's that would do harm."""

from __future__ import annotations

# Streamlit's own download of a table writes cells that a spreadsheet runs as formulas; ours does not. Of the buttons
# over a table or chart, which Streamlit names in English in every language, only those stay that do no such thing.
# `tests/app/test_downloads.py` counts the buttons of the Streamlit that is installed.
HARMLESS = (
    "Search",
    "Show/hide columns",
    "Clear selection",
    "Fullscreen",
    "Close fullscreen",
    "Show data",
    "Show chart",
    "Download as PNG",
)
NAMED_HARMLESS = ", ".join(f'[aria-label="{name}"]' for name in HARMLESS)
WAY_BACK = "way-back"  # key of the button beside the title
STYLE = f"""
.stMainBlockContainer {{ padding-top: 3.75rem; padding-bottom: 2rem; }}
.st-key-{WAY_BACK} {{ margin-bottom: -0.3rem; }} /* on the line of the title */
[data-testid="stElementToolbarButton"] button:not({NAMED_HARMLESS}) {{ display: none; }}
"""
