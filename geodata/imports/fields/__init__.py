"""What the columns of a stranger's file mean: their names, the layouts of known providers, and what is plausible."""
