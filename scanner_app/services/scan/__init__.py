"""Scans, their results, and what is made of results."""
