"""Rules of texts: each language that the situation lists is there, and nothing is left from a template."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from geodata.contract.faults import fault, setting_fault
from geodata.contract.folder import Folder
from geodata.contract.schemas import columns_of
from geodata.contract.translated_columns import DEFAULT_LANGUAGE
from geodata.problems import Problem

TEMPLATE_ATTRIBUTIONS = ("Invented for practice", "")


def texts_are_translated(folder: Folder) -> Iterator[Problem]:
    """A text that stands in the default language stands in each other language of the situation too."""
    languages = [code for code in (folder.settings.languages if folder.settings else ()) if code != DEFAULT_LANGUAGE]
    ending = f"_{DEFAULT_LANGUAGE}"
    for name in folder.tables:
        texts = [column.removesuffix(ending) for column in columns_of(name) if column.endswith(ending)]
        for text, code in product(texts, languages):
            column = f"{text}_{code}"
            for row, written, translated in folder.cells(name, also=(f"{text}{ending}", column)):
                if written and not translated:
                    yield fault(name, row, column, "untranslated", "nothing", severity="warning", language=code)


def the_attribution_is_ones_own(folder: Folder) -> Iterator[Problem]:
    if folder.settings and folder.settings.attribution in TEMPLATE_ATTRIBUTIONS:
        yield setting_fault("attribution", "template-text", folder.settings.attribution, severity="warning")


def corrections_reach_somebody(folder: Folder) -> Iterator[Problem]:
    if folder.settings and not folder.settings.corrections:
        yield setting_fault("corrections", "no-corrections", severity="note")
