"""What was computed once and may be asked again."""
