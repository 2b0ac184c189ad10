"""Formulas and the language as the window needs them."""
