"""The page: its HTML, its script, the export of one file, and the map that the app shows."""
