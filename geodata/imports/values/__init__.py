"""Single values: dates, coordinates, cells of text."""
