"""Formulas on each new candle: buffers, plans of single-bar steps, matches and hits."""
