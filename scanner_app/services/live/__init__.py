"""Live sessions, their hits and alerts."""
