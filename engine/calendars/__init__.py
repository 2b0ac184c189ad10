"""Time zones, trading hours, and when bars, weeks and months open and close."""
