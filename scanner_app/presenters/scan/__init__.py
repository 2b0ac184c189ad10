"""Presenters of the Scan tab."""
