"""The graph's operations, one bar at a time: the same results as the language's, bit for bit."""
