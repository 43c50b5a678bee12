"""The process that reads strangers' files: how it is started and confined, and what it hands back."""
