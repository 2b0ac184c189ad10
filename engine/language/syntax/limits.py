"""How much a formula may ask for; within these limits every formula takes linear time."""

from __future__ import annotations

MAX_CHARACTERS = 8_192
MAX_TOKENS = 2_000
MAX_NESTING = 64
MAX_NODES = 5_000
MAX_PARAMETERS = 64
MAX_LOOKBACK = 20_000
MAX_NUMBER_CHARACTERS = 32
