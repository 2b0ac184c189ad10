"""Presenters of the Data tab."""
