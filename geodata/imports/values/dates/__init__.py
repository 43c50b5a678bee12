"""Dates as people and programs write them: figures, words, ranges, clocks, numbers, objects."""
