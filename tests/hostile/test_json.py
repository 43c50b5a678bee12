"""Data inside a page stay data: no string can end a script, begin a template or break a line of JavaScript."""

from __future__ import annotations

import html.parser
import json
import re
import subprocess
from dataclasses import replace
from typing import Any

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import Situation
from hostile import PAYLOADS
from layers.escape.json_text import safe_json
from layers.page.html import page_html
from layers.payload.payload import situation_payload

DANGEROUS = "<>&\u2028\u2029\x7f"
NEVER = re.compile(r"\{\{|\{%|\{#|</|<!--|\]\]>|%\}|#\}", re.IGNORECASE)
TEXTS = st.text() | st.sampled_from(PAYLOADS) | st.text("{}%#\"\\<>&/!-'\u2028\u2029\n\x7f", max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


def without_strings(text: str) -> str:
    return re.sub(r'"(?:[^"\\]|\\.)*"', '""', text)


@given(VALUES)
def test_any_value_is_read_back_as_it_was(value: Any) -> None:
    assert json.loads(safe_json(value)) == value


@given(VALUES)
def test_json_has_no_dangerous_character_and_no_brace_inside_a_text(value: Any) -> None:
    text = safe_json(value)
    assert not set(text) & set(DANGEROUS)
    assert not NEVER.search(text)
    strings = "".join(re.findall(r'"(?:[^"\\]|\\.)*"', text))
    assert not set(strings) & set("{}")
    assert set(without_strings(text)) <= set('{}[]:,"0123456789.eE+-truefalsn')


@settings(max_examples=40)
@given(VALUES)
def test_a_template_engine_leaves_it_as_it_is(value: Any) -> None:
    text = safe_json(value)
    assert jinja2.Template(text).render() == text


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_what_json_cannot_hold_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        safe_json([number])


def test_javascript_reads_the_same_value_as_json() -> None:
    script = (
        f"const a = {safe_json(list(PAYLOADS))};\nconst b = JSON.parse(process.argv[1]);\n"
        "if (JSON.stringify(a) !== JSON.stringify(b)) throw new Error('differs')"
    )
    subprocess.run(["node", "-e", script, json.dumps(PAYLOADS)], check=True)


class Document(html.parser.HTMLParser):
    """What a reader of HTML finds in the page: its elements, its title and its description."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if ("name", "description") in attrs:
            self.texts["description"] = dict(attrs)["content"] or ""

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] == "title" and "title" not in self.texts:
            self.texts["title"] = data


def test_title_and_description_hold_any_text_and_add_no_element(mali: Situation) -> None:
    payload = situation_payload(mali) | {"view": {}, "events": {}, "basemap": {}}
    expected = Document(page_html(payload, mali.settings)).tags
    for text in PAYLOADS:
        texts = {"title": {"en": text}, "description": {"en": text}, "licence": text, "attribution": text}
        payload["situation"] |= texts
        found = Document(page_html(payload, replace(mali.settings, **texts)))
        assert found.tags == expected, text
        assert found.texts["description"] == text
        assert found.texts["title"] == text
