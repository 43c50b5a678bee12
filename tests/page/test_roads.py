"""Never a lie about a road: what is unknown never looks solid, whatever the zoom, the theme and the kind of line."""
