"""Nothing that the page says of a day speaks of a later one, unless it says so."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from later_days import leaks, named_days
from page_parts import FOCUS, Open

# The texts of one day, from the list, the details of one item in it, and its popup. What stands in a line of its own is
# judged alone; what a text says freely, together with the note below it that it tells of later days.
TEXTS = """async ([day, tab, chosen]) => {
  const page = window.situationMap;
  page.setTime(day);
  page.select(chosen);
  document.querySelector("#tab-" + tab).click();
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (const closed of document.querySelectorAll("details.history, details.deliveries")) closed.open = true;
  const free = "p:not([class]), dd, .row-title, .item-title, .versions li";
  const lines = `.headline, .list-headline, h3, .kicker, .row-state, .row-marks, .source-line > *, .sources li,
    .history button, .deliveries button, :is(.row-details, .popup-item, .history li, .deliveries li) > :is(${free}),
    .facts dd, .versions li`;
  const told = line => line.closest("li.row, article, .history li")?.textContent.match(/tells of later days/)?.[0];
  const texts = [...document.querySelectorAll(`.situation :is(${lines})`)].filter(line => !line.closest(".later"))
    .map(line => `${line.textContent} ${(line.matches(free) && told(line)) || ""}`);
  page.select(null);
  return texts;
}"""


def test_no_text_of_a_day_speaks_of_a_later_one_unmarked(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-07-01", width=1000, height=420)  # little map, which is drawn each time
    leaking, read = [], 0
    for number in range((FOCUS[1] - FOCUS[0]).days + 1):
        day = FOCUS[0] + dt.timedelta(days=number)
        texts = [
            text for tab in ("routes", "events") for text in page.page.evaluate(TEXTS, [day.isoformat(), tab, number])
        ]
        read += sum(any(named_days(text)) for text in texts)
        leaking += [f"{day}: {text}" for text in texts if leaks(text, day)]
    assert leaking == []
    assert read > 40 * 335  # dates on every day: what is read is what a reader sees
