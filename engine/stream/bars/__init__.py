"""Bars that are being built from trades or from shorter candles."""
