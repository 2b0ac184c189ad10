"""Indicator arithmetic on plain arrays, by family; knows nothing of formulas."""
