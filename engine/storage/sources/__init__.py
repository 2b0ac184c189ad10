"""Candles that lie elsewhere, read through the same protocol as a library's."""
