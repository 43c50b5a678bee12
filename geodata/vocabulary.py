"""The closed lists of words that the tables may hold, in the order in which they are shown."""

ROUTE_STATES = ("blocked", "attacked", "restricted", "escorted", "open")  # most severe first
CROSSING_STATES = ("closed", *ROUTE_STATES)
UNKNOWN = "unknown"  # never written in a file: it is what a day without a row means
SEVERITY = (*CROSSING_STATES, UNKNOWN)

BASES = ("reported", "claim")
CORROBORATIONS = ("multiple", "single", "claim")
DATE_PRECISIONS = ("day", "week", "month", "year")
LOCATION_PRECISIONS = ("exact", "town", "road", "region", "country")

EVENT_CATEGORIES = (
    "attack",
    "blockade",
    "siege",
    "kidnapping",
    "military",
    "convoy",
    "border",
    "shortage",
    "measure",
    "advisory",
    "diplomacy",
    "withdrawal",
)
OTHER_CATEGORY = "other"  # of rows a reader brings, where their own word is none of these
PLACE_KINDS = ("city", "regional-capital", "town", "village", "port", "airport", "depot")
CAPITAL_ROLES = ("capital", "political", "government")
