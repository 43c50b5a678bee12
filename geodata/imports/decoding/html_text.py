"""HTML as the text that a reader would see of it, with the addresses behind its links."""

from __future__ import annotations

import re
from html.parser import HTMLParser

LOOKS_LIKE_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}[ />]|&(?:[a-zA-Z]{2,8}|#\d{1,6});|<br>")
NEW_LINE = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "table", "ul", "ol", "hr"})
SPACE = frozenset({"td", "th"})
UNSEEN = frozenset({"script", "style", "head", "title"})
BLANK_LINES = re.compile(r"\n{2,}")


class Reader(HTMLParser):
    """Collects the text of a document."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen += 1
        if tag in NEW_LINE or tag in SPACE:
            self.parts.append("\n" if tag in NEW_LINE else " ")
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        if tag in NEW_LINE:
            self.parts.append("\n")
        if tag == "a" and self.links:
            address = self.links.pop()
            if address.startswith(("http://", "https://")) and address not in "".join(self.parts[-2:]):
                self.parts.append(f" ({address})")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data)


def html_text(text: str) -> str:
    """Return the text of HTML, a line for each of its blocks; text without tags and entities stays as it is."""
    if not LOOKS_LIKE_HTML.search(text):
        return text
    reader = Reader()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return BLANK_LINES.sub("\n", "\n".join(lines)).strip()
