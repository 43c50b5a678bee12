"""The process that reads strangers' files: how it is started, confined and heard."""
