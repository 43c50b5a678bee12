"""The paper of the printed sheet: a page in millimetres from its upper left corner, with text, lines and frames."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

import matplotlib.image
import matplotlib.style
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.text import Text

from layers.sheet.drawing.text import FACES, MM_PER_POINT, line_height

Align = Literal["left", "center", "right"]

A4_LANDSCAPE = (297.0, 210.0)  # millimetres
DOTS_PER_INCH = 150
MM_PER_INCH = 25.4
ASCENT = 0.95  # of the size of the type, from the top of a line to its base
SETTINGS = {
    "pdf.fonttype": 42,  # whole TrueType outlines, so that text can be searched and copied
    "text.parse_math": False,
    "text.usetex": False,
    "text.hinting": "none",  # letters are as wide on the screen as in the measure
    "lines.scale_dashes": False,
    "path.simplify": False,
}
FORMATS: dict[str, dict[str, str | None]] = {
    "pdf": {"CreationDate": None, "Creator": "situation-map", "Producer": None},
    "png": {"Software": "situation-map"},
}
drawing = threading.RLock()


@contextmanager
def print_settings() -> Iterator[None]:
    """Draw with settings of our own, not the reader's; matplotlib's are global, so one sheet at a time."""
    with drawing, matplotlib.style.context(["default", SETTINGS]):
        yield


class Paper:
    """One page. Places and lengths are in millimetres, y grows downwards, sizes of type are in points."""

    def __init__(self, size: tuple[float, float] = A4_LANDSCAPE) -> None:
        self.width, self.height = size
        self.figure = Figure(figsize=(self.width / MM_PER_INCH, self.height / MM_PER_INCH), dpi=DOTS_PER_INCH)
        self.page = self.frame(0, 0, self.width, self.height)

    def frame(self, left: float, top: float, width: float, height: float) -> Axes:
        """Return a part of the page that clips what is drawn in it, measured from its own upper left corner."""
        share = (left / self.width, 1 - (top + height) / self.height, width / self.width, height / self.height)
        axes = self.figure.add_axes(share, xlim=(0, width), ylim=(height, 0))
        axes.set_axis_off()
        return axes

    def text(
        self,
        left: float,
        top: float,
        line: str,
        size: float,
        *,
        face: str = "plain",
        colour: str,
        align: Align = "left",
        link: str = "",
    ) -> None:
        """Set one line of clean text whose line box begins at `top`."""
        base = top + size * ASCENT * MM_PER_POINT
        self.page.add_artist(set_text(left, base, line, size, face=face, colour=colour, align=align, link=link))

    def lines(
        self,
        left: float,
        top: float,
        lines: Sequence[str],
        size: float,
        *,
        face: str = "plain",
        colour: str,
        link: str = "",
    ) -> float:
        """Set lines one below the other and return where the next one would begin."""
        for number, line in enumerate(lines):
            self.text(left, top + number * line_height(size), line, size, face=face, colour=colour, link=link)
        return top + len(lines) * line_height(size)

    def rule(self, left: float, top: float, width: float, colour: str, points: float = 0.4) -> None:
        """Draw a horizontal line."""
        self.page.add_line(Line2D([left, left + width], [top, top], color=colour, linewidth=points))


def render(pages: Sequence[Paper], form: str, about: dict[str, str]) -> bytes:
    """Return pages as a file, one below the other as a picture; equal pages give equal bytes."""
    out, metadata = io.BytesIO(), FORMATS[form] | about
    if form == "pdf":
        with PdfPages(out, metadata=metadata) as file:
            for page in pages:
                file.savefig(page.figure, dpi=DOTS_PER_INCH)
    else:
        told = {name: text for name, text in metadata.items() if text}
        pixels = np.vstack([picture(page) for page in pages])
        matplotlib.image.imsave(out, pixels, format=form, dpi=DOTS_PER_INCH, metadata=told)
    return out.getvalue()


def picture(page: Paper) -> npt.NDArray[np.uint8]:
    """Return a page as rows of pixels, red, green, blue and opacity."""
    out = io.BytesIO()
    page.figure.savefig(out, format="rgba", dpi=DOTS_PER_INCH)
    height, width = int(page.figure.bbox.height), int(page.figure.bbox.width)
    return np.frombuffer(out.getvalue(), dtype=np.uint8).reshape(height, width, 4)


def set_text(
    x: float,
    base: float,
    line: str,
    size: float,
    *,
    face: str,
    colour: str,
    align: Align = "left",
    link: str = "",
    zorder: float = Text.zorder,
) -> Text:
    """Return a line of clean text standing on `base`."""
    font = FontProperties(fname=str(FACES[face]), size=size)
    return Text(
        x,
        base,
        line,
        fontproperties=font,
        color=colour,
        horizontalalignment=align,
        verticalalignment="baseline",
        url=link or None,
        parse_math=False,
        usetex=False,
        zorder=zorder,
    )
