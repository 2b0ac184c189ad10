"""A live session: feed, roll-up, evaluation, hits, alerts and saved candles together."""
