"""What the page is given as JSON, a file for each layer."""
