"""From raw rows to candles: parsed, gathered by symbol, or rejected."""
