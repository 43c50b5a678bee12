"""Layouts of well-known data sets and formats, a file each; a file put here is a provider more (see layout.py)."""
