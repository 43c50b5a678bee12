"""Real fingers on a page: touches that the browser itself turns into scrolling, or leaves to the page."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Page

Place = tuple[float, float]
STEPS = 12


# The place of a scroller once it has stood still for some frames: what a finger has pushed rolls on.
AT_REST = """scroller => new Promise(done => {
  let [last, still] = [-1, 0];
  const look = () => {
    still = scroller.scrollTop === last ? still + 1 : 0;
    last = scroller.scrollTop;
    if (still < 10) requestAnimationFrame(look); else done(last);
  };
  look();
})"""


def drag_fingers(page: Page, starts: Sequence[Place], ends: Sequence[Place]) -> None:
    """Put as many fingers on the page as there are places, one after the other, move them all, and lift them."""
    session = page.context.new_cdp_session(page)

    def send(kind: str, places: Sequence[Place]) -> None:
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(places)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    for count in range(1, len(starts) + 1):
        send("touchStart", starts[:count])
    for step in range(1, STEPS + 1):
        share = step / STEPS
        send(
            "touchMove",
            [(x + (u - x) * share, y + (v - y) * share) for (x, y), (u, v) in zip(starts, ends, strict=True)],
        )
    send("touchEnd", [])
    session.detach()
