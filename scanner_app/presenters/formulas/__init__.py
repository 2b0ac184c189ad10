"""Presenters of the editor and the formula library."""
