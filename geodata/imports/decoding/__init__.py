"""Bytes to text and tables: encodings, header rows, and archives and XML without their dangers."""
