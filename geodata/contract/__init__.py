"""What the files of a situation must be: tables, rules between them, settings."""
