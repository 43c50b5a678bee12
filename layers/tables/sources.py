"""Tables of the sources for people: each with what rests on it, and all of it by publisher."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

import pandas as pd

from geodata import Situation, State, citations
from geodata.dates import last_days
from layers.text.labels import localized, state_words
from layers.text.locales import say, say_count

COUNTED = {  # columns by the tables they count
    "events": "events",
    "route_status": "states",
    "crossing_status": "states",
    "deliveries": "deliveries",
    "routes": "routes",
    "crossings": "crossings",
    "places": "places",
}
COUNTS = list(dict.fromkeys(COUNTED.values()))
COLUMNS = ["kind", "name", "says", "start", "end"]
NEVER = pd.Series(dtype="datetime64[s]")  # of places, which have no days


def sources_table(situation: Situation, language: str) -> pd.DataFrame:
    """Return a row per source, keyed by id, by publisher and date, with how much rests on it."""
    sources = situation.sources.sort_values(["publisher", "published", "id"])
    table = sources[["publisher", "title", "published", "url"]].join(counts(citations(situation), "source"))
    table[COUNTS] = table[COUNTS].fillna(0).astype(int)
    return table.assign(published=table["published"].replace("", say(language, "app.undated")))


def publishers_table(situation: Situation) -> pd.DataFrame:
    """Return a row per publisher, keyed by name, with its sources and what rests on them, the most used first.

    What names two sources of a publisher counts once.
    """
    cited = citations(situation)
    by_publisher = (
        cited.assign(publisher=cited["source"].map(situation.sources["publisher"]))
        .drop(columns="source")
        .drop_duplicates()
    )
    sums = (
        situation.sources["publisher"]
        .value_counts()
        .to_frame("count")
        .join(counts(by_publisher, "publisher"))
        .fillna(0)
        .astype(int)
    )
    table = sums.rename_axis(None).assign(publisher=sums.index)[["publisher", "count", *COUNTS]]
    return table.sort_values([*COUNTS[:2], "publisher"], ascending=[False, False, True])


def counts(cited: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return how many items of each kind there are by a key."""
    return pd.crosstab(cited[key], cited["table"].map(COUNTED)).reindex(columns=COUNTS, fill_value=0)


def cited_by_table(situation: Situation, sources: Collection[str], language: str) -> pd.DataFrame:
    """Return what rests on any of some sources, each once: its kind, name, what it says, its days (inclusive)."""
    cited = citations(situation)
    items = cited[cited["source"].isin(sources)].drop(columns="source").drop_duplicates()
    tables = {name: getattr(situation, name).loc[group["item"]] for name, group in items.groupby("table", sort=False)}
    records = [
        row for name, table in tables.items() for row in WORDS[name](situation, table, language).to_dict("records")
    ]
    return pd.DataFrame(records, columns=COLUMNS).astype({"start": "datetime64[s]", "end": "datetime64[s]"})


def event_rows(situation: Situation, events: pd.DataFrame, language: str) -> pd.DataFrame:
    kinds, says = ([say(language, f"{name}.{code}") for code in events[name]] for name in ("category", "corroboration"))
    return rows(events, kinds, localized(events, "title", language), says)


def state_rows(kind: str, situation: Situation, status: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return rows of the ledger of routes or of crossings in words."""
    names = localized(situation.routes if kind == "route" else situation.crossings, "name", language)
    columns = zip(status["state"], status["basis"], strict=True)
    says = [state_words(kind, State(state, basis=basis), language) for state, basis in columns]
    return rows(status, [say(language, f"kind.{kind}")] * len(status), names.loc[status[kind]], says)


def delivery_rows(situation: Situation, deliveries: pd.DataFrame, language: str) -> pd.DataFrame:
    says = [
        say_count(language, "list.tankers", int(number)) if pd.notna(number) else "" for number in deliveries["tankers"]
    ]
    return rows(deliveries, [say(language, "app.delivery")] * len(deliveries), deliveries["place"], says)


def place_rows(kind: str, situation: Situation, places: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return routes, crossings or places in words: that they are there, on no day."""
    kinds = [say(language, f"kind.{code}") for code in places.get("kind", [kind] * len(places))]
    return rows(places.assign(start=NEVER, end=NEVER), kinds, localized(places, "name", language), [""] * len(places))


def rows(table: pd.DataFrame, kinds: list[str], names: pd.Series, says: list[str]) -> pd.DataFrame:
    days = {"start": list(table["start"]), "end": list(last_days(table["end"]))}
    return pd.DataFrame({"kind": kinds, "name": list(names), "says": says, **days})


WORDS: dict[str, Callable[[Situation, pd.DataFrame, str], pd.DataFrame]] = {
    "events": event_rows,
    "route_status": partial(state_rows, "route"),
    "crossing_status": partial(state_rows, "crossing"),
    "deliveries": delivery_rows,
    "routes": partial(place_rows, "route"),
    "crossings": partial(place_rows, "crossing"),
    "places": partial(place_rows, "place"),
}
