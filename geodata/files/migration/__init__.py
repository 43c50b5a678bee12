"""Bringing a folder of the first edition of the contract to the second: what was said twice is said once."""
