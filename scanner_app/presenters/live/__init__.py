"""Presenters of the Live tab."""
