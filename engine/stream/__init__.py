"""Formulas over candles as they arrive."""
