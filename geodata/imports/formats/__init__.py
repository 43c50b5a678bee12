"""The formats that are read, a reader a file."""
