"""Tables of the sources for people: each with what rests on it, and all of it by publisher."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import partial
from itertools import chain

import pandas as pd

from geodata import Situation, State, citations, undated_alone
from geodata.dates import last_days
from layers.tables.common import quantities
from layers.text.labels import localized, permit_text, state_words, stretch_names
from layers.text.locales import say
from layers.text.told import told_column

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
COLUMNS = ["kind", "name", "says", "start", "end", "told"]
NEVER = pd.Series(dtype="datetime64[s]")  # of places, which have no days


def sources_table(situation: Situation, language: str) -> pd.DataFrame:
    """Return a row per source, keyed by id, by publisher and date, with how much rests on it."""
    sources = situation.sources.sort_values(["publisher", "published", "id"])
    followed = sources.index.isin(situation.followable)
    unlinked = [say(language, "source.nolink", address=url) for url in sources["url"]]
    shown = pd.DataFrame(
        {
            "publisher": sources["publisher"],
            "title": sources["title"].where(followed, sources["title"] + " · " + unlinked),
            "text_kind": [say(language, f"sourcekind.{kind}") for kind in sources["kind"]],
            "text_of": sources["origin"],
            "published": sources["published"].replace("", say(language, "app.undated")),
            "url": sources["url"].where(followed, None),
        }
    )
    table = shown.join(counts(citations(situation), "source"))
    table[COUNTS] = table[COUNTS].fillna(0).astype(int)
    return table


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
    """Return what rests on any of some sources, each once, as `items_table` does."""
    cited = citations(situation)
    return items_table(situation, cited[cited["source"].isin(sources)].drop(columns="source"), language)


def undated_table(situation: Situation, language: str) -> pd.DataFrame:
    """Return what rests on sources without a date alone, as `items_table` does."""
    return items_table(situation, undated_alone(situation), language)


def items_table(situation: Situation, items: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return items, named by `table` and `item`, each once: its kind, name, what it says, its days (inclusive)."""
    items = items.drop_duplicates()
    tables = {name: getattr(situation, name).loc[group["item"]] for name, group in items.groupby("table", sort=False)}
    records = [
        row for name, table in tables.items() for row in WORDS[name](situation, table, language).to_dict("records")
    ]
    return pd.DataFrame(records, columns=COLUMNS).astype(dict.fromkeys(("start", "end", "told"), "datetime64[s]"))


def event_rows(situation: Situation, events: pd.DataFrame, language: str) -> pd.DataFrame:
    kinds, says = ([say(language, f"{name}.{code}") for code in events[name]] for name in ("category", "corroboration"))
    told = events.assign(told=told_column(situation, events, "title"))
    return rows(told, kinds, localized(events, "title", language), says)


def state_rows(kind: str, situation: Situation, status: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return rows of the ledger of routes or of crossings in words; a permit says who allows passage."""
    permits = {permit.id: permit for permit in (*situation.permits, *chain(*situation.crossing_permits.values()))}
    says = [
        permit_text(permits[row["id"]], language)
        if row["id"] in permits
        else state_words(kind, State(row["state"], basis=row["basis"]), language)
        for row in status.to_dict("records")
    ]
    names = road_parts(situation, status, language) if kind == "route" else crossing_names(situation, status, language)
    return rows(status, [say(language, f"kind.{kind}")] * len(status), names, says)


def road_parts(situation: Situation, status: pd.DataFrame, language: str) -> list[str]:
    """Return what rows of the ledger of the routes speak of: a stretch by its ends, or whole routes by their names."""
    names = localized(situation.routes, "name", language)
    parts = zip(status["routes"].str.split(), status["segment"].str.split(), strict=True)
    return [
        stretch_names(situation, [(ends[0], ends[1])], language) if ends else "; ".join(names[routes])
        for routes, ends in parts
    ]


def crossing_names(situation: Situation, status: pd.DataFrame, language: str) -> list[str]:
    return list(localized(situation.crossings, "name", language).loc[status["crossing"]])


def delivery_rows(situation: Situation, deliveries: pd.DataFrame, language: str) -> pd.DataFrame:
    says = quantities(situation.settings, deliveries, language)
    kinds = [say(language, "app.delivery")] * len(deliveries)
    return rows(deliveries, kinds, localized(deliveries, "place", language), says)


def place_rows(kind: str, situation: Situation, places: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return routes, crossings or places in words: that they are there, on no day."""
    kinds = [say(language, f"kind.{code}") for code in places.get("kind", [kind] * len(places))]
    return rows(places.assign(start=NEVER, end=NEVER), kinds, localized(places, "name", language), [""] * len(places))


def rows(table: pd.DataFrame, kinds: list[str], names: Iterable[str], says: list[str]) -> pd.DataFrame:
    told = table["told"] if "told" in table else [pd.NaT] * len(table)
    days = {"start": list(table["start"]), "end": list(last_days(table["end"])), "told": list(told)}
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
