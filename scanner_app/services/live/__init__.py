"""Live sessions and what is told of their hits."""
