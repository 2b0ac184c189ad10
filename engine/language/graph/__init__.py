"""The graph that formulas are compiled to."""
