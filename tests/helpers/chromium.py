"""The distribution's Chromium, never a downloaded one, and how it is started."""

from __future__ import annotations

import os
import shutil

CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser")  # a page costs the first a third of the time
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# What is timed is work, not the wait for the screen's next beat.
UNLIMITED_FLAGS = (*CHROMIUM_FLAGS, "--disable-frame-rate-limit", "--disable-gpu-vsync")


def chromium() -> str:
    """Return the program's path; exit with what to install if there is none."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if not found:
        raise SystemExit("expected Chromium on the PATH, found none; install the package `chromium-headless-shell`.")
    return found
