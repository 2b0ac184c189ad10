"""The tab that watches formulas over a feed of live candles."""
