"""The day's news on the printed map: signs beside their places, callouts of the weightiest, and their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.patches import BoxStyle, FancyBboxPatch

from layers.sheet.drawing.painter import PALETTE, POINTS_PER_PX, add_marks, base_colour, shape_marks
from layers.sheet.drawing.paper import set_text
from layers.sheet.drawing.projection import MM_PER_PX
from layers.sheet.drawing.stroke_styles import Stroke, event_strokes
from layers.sheet.drawing.text import MM_PER_POINT, text_width, wrap
from layers.sheet.map.labels import BASE, OVER_ROADS, Label, lettered
from layers.sheet.map.parts import MapContext
from layers.sheet.map.room import Item, Placed, Point, Rect
from layers.text.callouts import CLAIM, callout_texts
from layers.text.labels import Record
from layers.text.news import ATTACK

SIGN, CALLOUT = PALETTE.lettering.sign, PALETTE.lettering.callout
PLACE_MM = 3 * MM_PER_PX  # a place without a mark of its own
DOT_PX = 2.0  # where the news was
BOLD_WEIGHT = 600
NUMBER_POINTS = 5.5
NUMBER_PAD_MM = 0.3  # so that no name beside it reads on
NUMBER = "number"  # the rank of a number of the list beside the map


@dataclass(frozen=True, kw_only=True)
class Sign(Item):
    """The sign of an event of the news."""

    event: str
    category: str
    claim: bool

    @property
    def colour(self) -> str:
        return colour_of(self.category)


@dataclass(frozen=True, kw_only=True)
class Callout(Item):
    """What is said of an event, beside its sign, on lines of a face each."""

    event: str
    colour: str
    lines: tuple[tuple[str, str], ...]


def news_signs(context: MapContext) -> list[Sign]:
    """Return the signs of the news in the frame, the weightiest first, but for those that have a symbol instead."""
    events, projection = context.sheet.events, context.projection
    signs = []
    for event in context.sheet.notable.news:
        middle = events.geometry[event].representative_point()
        x, y = projection.point(middle.x, middle.y)
        if projection.holds(x, y) and event not in context.crowded:
            signs.append(news_sign(events.loc[event].to_dict(), x, y))
    return signs


def news_sign(event: Record, x: float, y: float) -> Sign:
    side = 2 * (SIGN.radius if event["category"] == ATTACK else SIGN.small) * MM_PER_PX
    return Sign(
        kind="sign",
        event=event["id"],
        category=event["category"],
        claim=event["corroboration"] == CLAIM,
        x=x,
        y=y,
        radius=PLACE_MM,
        width=side,
        height=side,
    )


def callouts(signs: Mapping[str, Rect], context: MapContext) -> list[Callout]:
    """Return what is said of the first of the news, beside the signs of events or what stands for them."""
    first = [event for event in context.sheet.notable.news if event in signs][: PALETTE.lettering.most_callouts]
    kinds = (OVER_ROADS, *["callout"] * len(first))
    return [callout(event, signs[event], kind, context) for event, kind in zip(first, kinds, strict=False)]


def callout(event: str, sign: Rect, kind: str, context: MapContext) -> Callout:
    """Return what is said of an event; where that has no room the place is left out."""
    sheet = context.sheet
    record = sheet.events.loc[event].to_dict()
    main, rest = callout_texts(record, sheet.situation.settings, sheet.language)
    (x, y), radius, colour = middle_of(sign), (sign[2] - sign[0]) / 2, colour_of(record["category"])
    empty = Callout(kind=kind, event=event, colour=colour, x=x, y=y, radius=radius, lines=(), width=0, height=0)
    whole = with_texts(empty, main, rest)
    return replace(whole, instead=with_texts(empty, main, "")) if rest else whole


def with_texts(callout: Callout, main: str, rest: str) -> Callout:
    """Return a callout with its texts on lines, as wide and high as it will be."""
    size, width, pad = CALLOUT.px * POINTS_PER_PX, CALLOUT.width * MM_PER_PX, 2 * CALLOUT.pad * MM_PER_PX
    blocks = ((main, face_of(CALLOUT.main), CALLOUT.lines), (rest, face_of(CALLOUT.rest), 1))
    lines = tuple((line, face) for text, face, most in blocks for line in wrap(text, width, size, face, most))
    return replace(
        callout,
        lines=lines,
        width=max((text_width(line, size, face) for line, face in lines), default=0) + pad,
        height=len(lines) * size * MM_PER_POINT * CALLOUT.line_height + pad,
    )


def colour_of(category: str) -> str:
    return PALETTE.category(ATTACK).color if category == ATTACK else base_colour("text")


def face_of(weight: int) -> str:
    return "bold" if weight >= BOLD_WEIGHT else "plain"


def middle_of(box: Rect) -> Point:
    left, top, right, bottom = box
    return (left + right) / 2, (top + bottom) / 2


def number_labels(signs: Mapping[str, Rect], numbers: Mapping[str, int]) -> list[Label]:
    """Return the numbers that events have in the list, to stand beside their signs: rather far off than not at all."""
    labels = []
    for event, box in signs.items():
        if event in numbers:
            label = lettered(str(numbers[event]), NUMBER_POINTS, base_colour("text"), face="bold", rank=NUMBER)
            (x, y), width = middle_of(box), label.width + 2 * NUMBER_PAD_MM
            near = replace(label, id=event, x=x, y=y, radius=(box[2] - box[0]) / 2, width=width)
            labels.append(replace(near, instead=replace(near, kind=OVER_ROADS)))
    return labels


def draw_signs(axes: Axes, signs: Iterable[Placed[Sign]]) -> None:
    """Draw signs, each on a plate of its own, and a dot where it was."""
    for sign in signs:
        dot = Stroke("circle", DOT_PX, fill=sign.item.colour)
        add_marks(axes, shape_marks(sign.item.x, sign.item.y, [dot]))
        x, y = middle_of(sign.box)
        radius = sign.item.width / 2 / MM_PER_PX
        style = PALETTE.category(sign.item.category)
        plate = Stroke(style.shape if style.icon else "circle", radius, fill=base_colour("paper"))
        factor = (radius - SIGN.casing) / PALETTE.event_radius
        drawn = event_strokes(PALETTE, sign.item.category, claim=sign.item.claim, vague=False)
        strokes = [replace(stroke, radius=stroke.radius * factor) for stroke in drawn]
        add_marks(axes, shape_marks(x, y, [plate, *strokes]))


def draw_callouts(axes: Axes, placed: Iterable[Placed[Callout]]) -> None:
    """Write callouts, each on a plate of its own."""
    pad, size = CALLOUT.pad * MM_PER_PX, CALLOUT.px * POINTS_PER_PX
    for each in placed:
        left, top, right, bottom = each.box
        plate = FancyBboxPatch(
            (left, top),
            right - left,
            bottom - top,
            boxstyle=BoxStyle.Round(pad=0, rounding_size=CALLOUT.radius * MM_PER_PX),
            facecolor=(base_colour("paper"), CALLOUT.opacity),
            edgecolor=each.item.colour,
            linewidth=POINTS_PER_PX,
            zorder=2,
        )
        axes.add_patch(plate)
        pitch = (bottom - top - 2 * pad) / len(each.item.lines)
        for number, (line, face) in enumerate(each.item.lines):
            base = top + pad + (number + 0.5) * pitch + size * BASE * MM_PER_POINT
            text = set_text(left + pad, base, line, size, face=face, colour=base_colour("text"), zorder=2)
            axes.add_artist(text)
