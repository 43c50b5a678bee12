"""Layers that a reader brings to the app or adds to an export."""
