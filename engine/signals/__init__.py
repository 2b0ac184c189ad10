"""Matches of many symbols, together."""
