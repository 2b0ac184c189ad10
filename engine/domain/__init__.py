"""Candles, formulas, jobs and results: plain data that every other part speaks."""
