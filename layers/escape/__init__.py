"""The four doors by which strangers' text leaves: JSON in a page, Markdown, spreadsheets, terminals.

What a text may cost who looks at it is bounded in `marks.py`.
"""
