"""Candles from data providers."""
