"""Reading the files of strangers."""
