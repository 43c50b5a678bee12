"""What the printed sheet says of dates, events and sources, as the page says it."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from babel.dates import format_date, format_skeleton

from geodata.dates import last_day, parse_day
from layers.share.visible import shown_span
from layers.sheet.context import SheetContext
from layers.sheet.drawing.text import NO_BREAK_SPACE
from layers.text.labels import Record, localized_text
from layers.text.locales import locale, long_date, say
from layers.text.told import published_after, record_told


def short_date(day: dt.date, language: str) -> str:
    """Return a day that no line breaks: "31 Oct 2025", "1er nov. 2025"."""
    text = format_date(day, "medium", locale=locale(language))
    first = say(language, "language.first")
    whole = first + text.removeprefix("1") if day.day == 1 and first != "1" else text
    return whole.replace(" ", NO_BREAK_SPACE)


def period(start: pd.Timestamp, end: pd.Timestamp, day: dt.date, language: str) -> str:
    """Return a half-open span of days in words as of a day by which it has begun; NaT is not known."""
    if pd.isna(start):
        return say(language, "item.undated")
    first = start.date()
    if pd.isna(end):
        return f"{say(language, 'item.from', date=short_date(first, language))}, {say(language, 'item.ongoing')}"
    last = last_day(end.date())
    if last > day:
        ends = {"from": short_date(first, language), "to": short_date(last, language)}
        return say(language, "later.goeson", **ends)
    if last <= first:
        return short_date(first, language)
    return say(language, "status.period", **{"from": short_date(first, language), "to": short_date(last, language)})


def published(text: str, day: dt.date, language: str) -> str:
    """Return the date of a source as it was given, a day, a month, a year or nothing, and whether it is after a day."""
    if not text:
        return say(language, "item.nodate")
    date = published_date(text, language)
    return say(language, "later.published", date=date) if published_after(text, day) else date


def published_date(text: str, language: str) -> str:
    if len(text) == len("2025"):
        return text
    if len(text) == len("2025-10"):
        return str(format_skeleton("yMMMM", parse_day(f"{text}-01"), locale=locale(language)))
    return short_date(parse_day(text), language)


def moment_heading(sheet: SheetContext) -> str:
    """Return the heading of the events: which days the list covers."""
    first, end = shown_span(sheet.situation, sheet.state)
    last, language = last_day(end), sheet.language
    dates = {"date": long_date(last, language), "from": long_date(first, language), "to": long_date(last, language)}
    return sheet.say(f"sheet.events.{sheet.state.mode}", **dates)


def filter_note(sheet: SheetContext) -> str:
    """Return which filters the list and the map went through; empty if none."""
    filters, routes = sheet.state.filters, sheet.situation.routes
    chosen = [
        *(sheet.say(f"category.{code}") for code in filters.category),
        *(sheet.say(f"corroboration.{code}") for code in filters.corroboration),
        *(localized_text(routes.loc[route], "name", sheet.language) for route in filters.route),
        *([sheet.say("sheet.quoted", text=filters.q)] if filters.q else []),
    ]
    return sheet.say("sheet.filtered", list="; ".join(chosen)) if chosen else ""


def event_details(sheet: SheetContext, event: Record) -> str:
    """Return the second line of an event: where, how precisely, how many say so, whether accounts differ."""
    language, told = sheet.language, record_told(sheet.situation, event, "title")
    vague = event["location_precision"] not in ("exact", "town")
    parts = [
        localized_text(event, "place", language),
        say(language, f"precision.{event['location_precision']}") if vague else "",
        say(language, f"dateprecision.{event['date_precision']}") if event["date_precision"] != "day" else "",
        say(language, f"corroboration.{event['corroboration']}"),
        say(language, "sheet.disputed") if event["versions"] else "",
        say(language, "later.told", date=short_date(told, language)) if told and told > sheet.day else "",
    ]
    return " · ".join(filter(None, parts))
