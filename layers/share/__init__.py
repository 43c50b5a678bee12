"""The state of the page that a link can hold, and its text."""
