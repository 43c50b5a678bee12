"""The map of the printed sheet."""
