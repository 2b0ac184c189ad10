"""The formula language: text to graph to values."""
