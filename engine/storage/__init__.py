"""Candles, symbols and formulas at rest."""
