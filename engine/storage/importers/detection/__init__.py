"""Which column is what: the layout of a table, detected or corrected."""
