"""The closed lists of words that the tables may hold, in the order in which they are shown."""

STATES = ("blocked", "closed", "attacked", "restricted", "escorted", "open")  # of roads and crossings, worst first
UNKNOWN = "unknown"  # never written in a file: it is what a day without a row means
SEVERITY = (*STATES, UNKNOWN)

PASSAGE_BASES = ("reported", "claim")  # what was seen, or what one party says was
PERMIT = "permit"  # what somebody allows; it says nothing of passage
BASES = (*PASSAGE_BASES, PERMIT)
LEG_BASES = ("road",)  # what the line of a leg rests on; a leg without one is schematic
CORROBORATIONS = ("multiple", "single", "claim")
DATE_PRECISIONS = ("day", "week", "month", "year")
LOCATION_PRECISIONS = ("exact", "town", "road", "area", "region", "country")
CROSSING_PRECISIONS = ("exact", "town", "area")

EVENT_CATEGORIES = (
    "attack",
    "blockade",
    "siege",
    "kidnapping",
    "military",
    "convoy",
    "aid",
    "border",
    "shortage",
    "displacement",
    "hazard",
    "measure",
    "advisory",
    "diplomacy",
    "withdrawal",
)
OTHER_CATEGORY = "other"  # of rows a reader brings, where their own word is none of these
PLACE_KINDS = (
    "city",
    "regional-capital",
    "town",
    "village",
    "camp",
    "border-post",
    "port",
    "airport",
    "depot",
    "waypoint",
)
CAPITAL_ROLES = ("capital", "political", "government")
SOURCE_KINDS = ("original", "agency", "mirror", "aggregator", "party", "unknown")
ID_CHANGES = ("renamed", "merged", "withdrawn")
