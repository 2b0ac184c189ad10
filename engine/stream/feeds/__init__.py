"""Sources of live candles behind one protocol: replay, Binance-style WebSocket, JSON lines."""
