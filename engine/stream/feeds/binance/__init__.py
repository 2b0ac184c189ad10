"""A client of Binance's kline streams, or of any server that speaks their messages."""
