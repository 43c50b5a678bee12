"""Texts whose letters carry thousands of marks: a browser would shape them for a minute, and does not get to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from command_line import Run
from importing import written
from layers.escape.marks import MOST
from watched import Watched

MARKS = {"accents": "\u0301", "colours": "\U0001f3fb", "both": "\u0301\U0001f3fb", "joined": "\u0301" * 10 + "\u2060"}
LONGEST_RUN = """() => {
    const runs = [], marks = /[\\p{M}\\p{Cf}\\p{Emoji_Modifier}]+/gu;
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        if (walker.currentNode.parentNode.localName === "script") continue;
        for (const [run] of walker.currentNode.data.matchAll(marks)) runs.push([...run].length);
    }
    return Math.max(...runs);
}"""


def test_no_letter_of_the_page_carries_marks_without_end(
    run: Run, open_page: Callable[..., Watched], tmp_path: Path
) -> None:
    rows = [f"{name}{(marks * 20_000)[:19_000]},2025-09-14,12,-8" for name, marks in MARKS.items()]
    path = written(tmp_path, "a.csv", "\n".join(["title,date,lat,lon", *rows]))
    assert run("export", tmp_path / "page.html", "--add", path, "--date", "2025-09-14").returncode == 0
    page = open_page(tmp_path / "page.html").page
    added = page.evaluate("() => window.situationMap.visible().filter(id => id.startsWith('a-'))")
    assert len(added) == len(MARKS)
    for item in added:
        page.evaluate("id => window.situationMap.select(id)", item)
        assert page.evaluate("() => document.querySelector('.item-title').textContent.length") > 19_000
        assert page.evaluate(LONGEST_RUN) == MOST
