"""The tables of the printed sheet: states, events, sources."""
