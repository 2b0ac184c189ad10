"""Widgets that show and forward; state lives in services and models."""
