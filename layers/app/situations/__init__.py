"""The situations that the app was started with: which they are, and what was last read of each."""
