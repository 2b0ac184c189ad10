"""Formulas over candles as they arrive.

A *candle* is the record of open, high, low, close and volume; a *bar* is its place in time, which
is *forming* until it is closed. A *match* is a formula true on a bar, a *hit* a match that is
notified. A *signal* is Qt's.
"""
