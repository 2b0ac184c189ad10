"""A tradable symbol."""

from __future__ import annotations

from dataclasses import dataclass

MAX_SYMBOL_LENGTH = 100
"""Longest code that is taken from files and servers."""


def is_symbol(text: object) -> bool:
    """Whether `text` can be a symbol's code: of a file, of a row in a table, of a database.

    Control characters and halves of surrogate pairs, which JSON can write, are in no code.
    """
    return isinstance(text, str) and 0 < len(text) <= MAX_SYMBOL_LENGTH and text.isprintable()


@dataclass(frozen=True, slots=True)
class Symbol:
    """What is known of a symbol besides its candles.

    Attributes
    ----------
    symbol_id : str
        The exchange's code, for example ``"005930"``; leading zeros are kept.
    name, exchange, currency : str
        Free text, empty where unknown.
    """

    symbol_id: str
    name: str = ""
    exchange: str = ""
    currency: str = ""
