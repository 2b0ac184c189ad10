"""What is doubtful about stored candles."""
