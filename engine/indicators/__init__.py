"""Named indicators that callers register beside the language's own functions."""
