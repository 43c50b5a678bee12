"""Paper, text, symbols and the projection: what everything on the printed sheet is drawn with."""
