"""The four doors by which strangers' text leaves: JSON in a page, Markdown, spreadsheets, terminals."""
