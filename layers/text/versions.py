"""Competing accounts of an event in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from layers.text.labels import Record, localized_text
from layers.text.locales import say


def versions_text(event: Record, language: str) -> str:
    """Return the accounts of an event, the one that is kept marked, and why; empty where nobody disagrees."""
    if not event["versions"]:
        return ""
    kept = None if pd.isna(event["kept"]) else int(event["kept"]) - 1
    accounts = [
        localized_text(account, "text", language) + (f" ({say(language, 'item.kept')})" if place == kept else "")
        for place, account in enumerate(event["versions"])
    ]
    return " · ".join(filter(None, [*accounts, localized_text(event, "kept_why", language)]))


def account_texts(accounts: Iterable[Record]) -> Iterator[str]:
    """Yield the texts of accounts in every language, for the search."""
    return (str(text) for account in accounts or () for name, text in account.items() if name.startswith("text_"))
