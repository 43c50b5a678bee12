"""Layers of the reader's own: the panel, and what it asks and tells of a dropped file."""
