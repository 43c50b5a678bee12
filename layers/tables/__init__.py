"""Tables and charts for people, and the same as files."""
