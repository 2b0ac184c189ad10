"""Files of candles, in whatever way programs write them, into the library."""
