"""A tradable symbol."""

from __future__ import annotations

from dataclasses import dataclass


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
